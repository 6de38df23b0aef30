/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlImportKind:
 * @NL_IMPORT_KIND_CUSTOMERS: customers; their fields are those of #NlImportField
 * @NL_IMPORT_KIND_ORDERS: orders; their fields are those of #NlOrderColumn
 *
 * What a file is about.
 */
typedef enum {
  NL_IMPORT_KIND_CUSTOMERS,
  NL_IMPORT_KIND_ORDERS,
} NlImportKind;

guint nl_import_kind_get_n_fields (NlImportKind kind);
const char *nl_import_kind_get_field_id (NlImportKind kind, guint field);
const char *nl_import_kind_get_field_label (NlImportKind kind, guint field);
gboolean nl_import_kind_find_field (NlImportKind kind, const char *id, guint *field);

G_END_DECLS
