/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-mapping.h"

G_BEGIN_DECLS

/* What a file is about. */
typedef enum {
  NL_IMPORT_KIND_CUSTOMERS,
  NL_IMPORT_KIND_ORDERS,
} NlImportKind;

const char *const *nl_import_preset_list (NlImportKind kind);
gboolean nl_import_preset_map (
    NlImportKind kind, const char *id, NlImportMapping *headers, guint *fields, GError **error);

G_END_DECLS
