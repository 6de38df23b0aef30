/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-preview.h"

#include "customers/nl-order-writer.h"

/* What the rows of the orders at the beginning of a file are read with. */
typedef struct {
  NlImportPreview *preview;
  NlImportContext *context;
  NlOrderLayout layout;
  NlImportArena arena;
  GArray *rows; /* of NlOrderRow: of the order that is being read */
  guint first;  /* of them */
  GArray *lines;
  GPtrArray *orders;
} Reading;

static void
order_preview_free (gpointer data)
{
  NlOrderPreview *self = data;

  g_clear_object (&self->order);
  g_clear_error (&self->reason);
  g_free (self->customer);
  g_free (self);
}

static const char *
choose_customer (const NlOrderData *order)
{
  if (order->email != NULL)
    return order->email;
  return order->customer_name != NULL ? order->customer_name : order->customer_id;
}

static void
add_rejected (Reading *self, guint row, GError *reason)
{
  NlOrderPreview *order = g_new0 (NlOrderPreview, 1);

  order->row = row;
  order->reason = reason;
  g_ptr_array_add (self->orders, order);
}

static void
finish_order (Reading *self)
{
  NlOrderData data = { .lines = self->lines };
  GError *reason = NULL;

  if (self->rows->len == 0)
    return;
  if (nl_order_data_parse (&data, self->rows, self->context, &self->arena, &reason)) {
    NlOrderPreview *order = g_new0 (NlOrderPreview, 1);

    order->order = nl_order_writer_dup_order (&data, self->context->shop_id, 0);
    order->customer = g_strdup (choose_customer (&data));
    order->row = self->first;
    for (guint i = 0; i < self->lines->len; i++)
      order->n_units += g_array_index (self->lines, NlOrderLine, i).quantity;
    g_ptr_array_add (self->orders, order);
  } else {
    add_rejected (self, self->first, reason);
  }
  g_array_set_size (self->rows, 0);
}

static void
add_row (Reading *self, guint index)
{
  NlOrderRow row = { 0 };
  g_autofree NlCsvField *fields
      = nl_import_preview_dup_fields (self->preview, index, &row.raw.n_fields);
  GError *reason = NULL;

  row.raw.fields = nl_import_arena_copy_fields (&self->arena, fields, row.raw.n_fields);
  if (!nl_order_row_parse (&row.raw, &self->arena, &self->layout, &reason)) {
    add_rejected (self, index, reason);
    return;
  }
  if (self->rows->len > 0
      && !g_str_equal (nl_order_row_get_key (&g_array_index (self->rows, NlOrderRow, 0)),
                       nl_order_row_get_key (&row)))
    finish_order (self);
  if (self->rows->len == 0)
    self->first = index;
  g_array_append_val (self->rows, row);
}

/**
 * nl_order_preview_list:
 * @preview: the beginning of a file that is to be imported as orders
 *
 * Reads the orders at the beginning of a file.
 *
 * Returns: (transfer full) (element-type NlOrderPreview): them, as they would be stored; of the
 * last one some lines may be missing, as the preview ends there
 */
GPtrArray *
nl_order_preview_list (NlImportPreview *preview)
{
  Reading self = { .preview = preview };

  g_return_val_if_fail (NL_IS_IMPORT_PREVIEW (preview), NULL);
  g_return_val_if_fail (nl_import_preview_get_kind (preview) == NL_IMPORT_KIND_ORDERS, NULL);

  self.context = nl_import_preview_dup_context (preview);
  self.rows = g_array_new (FALSE, FALSE, sizeof (NlOrderRow));
  self.lines = g_array_new (FALSE, FALSE, sizeof (NlOrderLine));
  self.orders = g_ptr_array_new_with_free_func (order_preview_free);
  nl_order_layout_init (&self.layout, nl_import_preview_get_mapping (preview));
  nl_import_arena_init (&self.arena);
  for (guint i = 0; i < nl_import_preview_get_n_rows (preview); i++)
    add_row (&self, i);
  finish_order (&self);
  nl_import_arena_clear (&self.arena);
  g_array_unref (self.lines);
  g_array_unref (self.rows);
  nl_import_context_free (self.context);
  return self.orders;
}
