/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-kind.h"

#include "customers/nl-import-field.h"
#include "customers/nl-order-columns.h"

/**
 * nl_import_kind_get_n_fields:
 * @kind: what a file is about
 *
 * Returns: how many things a column can be; the first is to be left out
 */
guint
nl_import_kind_get_n_fields (NlImportKind kind)
{
  return kind == NL_IMPORT_KIND_CUSTOMERS ? (guint) NL_IMPORT_N_FIELDS : (guint) NL_ORDER_N_COLUMNS;
}

/**
 * nl_import_kind_get_field_id:
 * @kind: what a file is about
 * @field: an #NlImportField or an #NlOrderColumn
 *
 * Returns: (transfer none): its name on the command line, as in `--map COLUMN=email`
 */
const char *
nl_import_kind_get_field_id (NlImportKind kind, guint field)
{
  return kind == NL_IMPORT_KIND_CUSTOMERS ? nl_import_field_get_id (field)
                                          : nl_order_column_get_id (field);
}

/**
 * nl_import_kind_get_field_label:
 * @kind: what a file is about
 * @field: an #NlImportField or an #NlOrderColumn
 *
 * Returns: (transfer none): its translated name
 */
const char *
nl_import_kind_get_field_label (NlImportKind kind, guint field)
{
  return kind == NL_IMPORT_KIND_CUSTOMERS ? nl_import_field_get_label (field)
                                          : nl_order_column_get_label (field);
}

/**
 * nl_import_kind_find_field:
 * @kind: what a file is about
 * @id: (nullable): a name as of nl_import_kind_get_field_id()
 * @field: (out): the field
 *
 * Returns: whether there is such a field
 */
gboolean
nl_import_kind_find_field (NlImportKind kind, const char *id, guint *field)
{
  for (guint i = 0; i < nl_import_kind_get_n_fields (kind); i++) {
    if (g_strcmp0 (nl_import_kind_get_field_id (kind, i), id) == 0) {
      *field = i;
      return TRUE;
    }
  }
  return FALSE;
}
