/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-row.h"

#include <string.h>

#include "base/nl-money.h"
#include "store/nl-json.h"

/* Rows of a file as customers, and what rows are read with. */

/**
 * nl_import_context_new:
 * @shop: the shop whose customers come in
 *
 * Returns: (transfer full): what its rows are read with
 */
NlImportContext *
nl_import_context_new (NlRecord *shop)
{
  NlImportContext *self = g_new0 (NlImportContext, 1);

  self->shop_id = nl_record_get_id (shop);
  self->currency = g_strdup (nl_record_get_text (shop, NL_SHOP_CURRENCY));
  self->timezone = g_time_zone_new_identifier (nl_record_get_text (shop, NL_SHOP_TIMEZONE));
  if (self->timezone == NULL)
    self->timezone = g_time_zone_new_utc ();
  self->decimal_point = NL_DECIMAL_POINT_DETECT;
  return self;
}

/**
 * nl_import_context_copy:
 * @self: a context
 *
 * Returns: (transfer full): a copy
 */
NlImportContext *
nl_import_context_copy (const NlImportContext *self)
{
  NlImportContext *copy = g_memdup2 (self, sizeof *self);

  copy->currency = g_strdup (self->currency);
  copy->source = g_strdup (self->source);
  copy->timezone = g_time_zone_ref (self->timezone);
  copy->mapping = self->mapping != NULL ? nl_import_mapping_ref (self->mapping) : NULL;
  return copy;
}

/**
 * nl_import_context_free:
 * @self: (transfer full): a context
 *
 * Frees @self.
 */
void
nl_import_context_free (NlImportContext *self)
{
  g_clear_pointer (&self->mapping, nl_import_mapping_unref);
  g_free (self->currency);
  g_free (self->source);
  g_time_zone_unref (self->timezone);
  g_free (self);
}

/**
 * nl_import_row_dup_customer:
 * @row: a row that was read
 * @shop_id: the shop
 *
 * Returns: (transfer full): a customer that is not stored yet; the fields the row is silent about,
 *   and only those, are left clean
 */
NlCustomer *
nl_import_row_dup_customer (const NlImportRow *row, gint64 shop_id)
{
  NlRecord *customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", shop_id, NULL);
  const NlRecordDescription *description = nl_record_get_description (customer);

  for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++) {
    const NlImportCell *cell = &row->cells[i];

    if (!nl_import_row_has (row, i))
      continue;
    /* “No” and zero are said as well, though a new record holds them anyway. */
    nl_record_set_null (customer, i);
    if (description->fields[i].type == NL_FIELD_TYPE_STRV) {
      g_auto (GStrv) tags = nl_json_to_strv (cell->text);

      nl_record_set_strv (customer, i, (const char *const *) tags);
    } else if (description->fields[i].type == NL_FIELD_TYPE_BOOLEAN) {
      nl_record_set_boolean (customer, i, cell->value != 0);
    } else if (description->fields[i].type == NL_FIELD_TYPE_INT64) {
      nl_record_set_int64 (customer, i, cell->value);
    } else {
      nl_record_set_text (customer, i, cell->text);
    }
  }
  return NL_CUSTOMER (customer);
}

/**
 * nl_import_row_to_customer:
 * @context: what rows are read with
 * @mapping: which column is what
 * @fields: (array length=n_fields): the row
 * @n_fields: how many fields it has
 * @error: return location for an #NlImportRowError
 *
 * Reads a row. Fields it is silent about are left clean in the record.
 *
 * Returns: (transfer full) (nullable): a customer that is not stored yet
 */
NlCustomer *
nl_import_row_to_customer (const NlImportContext *context,
                           NlImportMapping *mapping,
                           const NlCsvField *fields,
                           guint n_fields,
                           GError **error)
{
  g_autoptr (NlImportContext) with_mapping = nl_import_context_copy (context);
  g_autofree NlImportRow *row = g_new0 (NlImportRow, 1);
  NlCustomer *customer = NULL;
  NlImportArena arena;

  g_clear_pointer (&with_mapping->mapping, nl_import_mapping_unref);
  with_mapping->mapping = nl_import_mapping_ref (mapping);
  nl_import_arena_init (&arena);
  row->raw.fields = nl_import_arena_copy_fields (&arena, fields, n_fields);
  row->raw.n_fields = n_fields;
  if (nl_import_row_parse (&row->raw, &arena, with_mapping, error))
    customer = nl_import_row_dup_customer (row, context->shop_id);
  nl_import_arena_clear (&arena);
  return customer;
}

/**
 * nl_import_row_copy:
 * @into: (out caller-allocates): a row
 * @row: a row that was read
 * @arena: where its texts go
 *
 * Copies a row, without its warnings.
 */
void
nl_import_row_copy (NlImportRow *into, const NlImportRow *row, NlImportArena *arena)
{
  *into = *row;
  into->raw.warnings = NULL;
  into->raw.fields = nl_import_arena_copy_fields (arena, row->raw.fields, row->raw.n_fields);
  for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++)
    if (nl_import_row_has (row, i) && row->cells[i].text != NULL)
      into->cells[i].text
          = nl_import_arena_copy (arena, row->cells[i].text, (gsize) row->cells[i].value);
}
