/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"

G_BEGIN_DECLS

/* What a column holds, as far as it is written in several ways. */
typedef enum {
  NL_IMPORT_COLUMN_OTHER,
  NL_IMPORT_COLUMN_AMOUNT,
  NL_IMPORT_COLUMN_DATE,
} NlImportColumnKind;

typedef NlImportColumnKind (*NlImportKindFunc) (guint column, gpointer data);

const char *nl_import_style_find_consent (const char *path, NlImportMapping *mapping);
gboolean nl_import_style_detect (const char *path,
                                 const NlCsvOptions *csv,
                                 NlImportContext *context,
                                 NlImportKindFunc get_kind,
                                 gpointer data,
                                 GError **error);

G_END_DECLS
