/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"

G_BEGIN_DECLS

/* How often the cells of a file are written in which way. */
typedef struct {
  guint points;
  guint commas;
  guint days_first;
  guint months_first;
} NlImportVotes;

/* Rows that decide how amounts and dates are written. */
#define NL_IMPORT_STYLE_ROWS 1000

const char *nl_import_style_find_consent (const char *path, NlImportMapping *mapping);
void nl_import_style_vote (NlImportVotes *votes,
                           NlImportMapping *mapping,
                           guint column,
                           const char *text);
void nl_import_style_decide (const NlImportVotes *votes, NlImportContext *context);
gboolean nl_import_style_detect (const char *path,
                                 const NlCsvOptions *csv,
                                 NlImportContext *context,
                                 NlImportMapping *mapping,
                                 GError **error);

G_END_DECLS
