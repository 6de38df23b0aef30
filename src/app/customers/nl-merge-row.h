/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_MERGE_ROW (nl_merge_row_get_type ())
G_DECLARE_FINAL_TYPE (NlMergeRow, nl_merge_row, NL, MERGE_ROW, AdwPreferencesRow)

GtkWidget *nl_merge_row_new (const char *title, const char *left, const char *right);
gboolean nl_merge_row_get_right (NlMergeRow *self);
void nl_merge_row_set_right (NlMergeRow *self, gboolean right);
void nl_merge_row_set_compact (NlMergeRow *self, gboolean compact);

G_END_DECLS
