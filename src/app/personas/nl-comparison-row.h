/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NlComparisonOutcome:
 * @NL_COMPARISON_ALIKE: nothing to point at
 * @NL_COMPARISON_DIFFERENT: they differ, and neither is more
 * @NL_COMPARISON_FIRST_IS_MORE: the first one is clearly more
 * @NL_COMPARISON_SECOND_IS_MORE: the second one is clearly more
 *
 * What is to be seen in two values.
 */
typedef enum {
  NL_COMPARISON_ALIKE,
  NL_COMPARISON_DIFFERENT,
  NL_COMPARISON_FIRST_IS_MORE,
  NL_COMPARISON_SECOND_IS_MORE,
} NlComparisonOutcome;

#define NL_TYPE_COMPARISON_ROW (nl_comparison_row_get_type ())
G_DECLARE_FINAL_TYPE (NlComparisonRow, nl_comparison_row, NL, COMPARISON_ROW, AdwBin)

NlComparisonOutcome nl_comparison_of_numbers (double first, double second);

GtkWidget *nl_comparison_row_new (const char *title,
                                  const char *const names[2],
                                  const char *const values[2],
                                  NlComparisonOutcome outcome);
NlComparisonOutcome nl_comparison_row_get_outcome (NlComparisonRow *self);
void nl_comparison_row_set_narrow (NlComparisonRow *self, gboolean narrow);

G_END_DECLS
