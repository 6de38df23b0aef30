/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-import.h"

#include <string.h>

#include "base/nl-clock.h"
#include "customers/nl-import-file.h"
#include "customers/nl-import-session.h"
#include "customers/nl-import-style.h"
#include "customers/nl-order-bulk.h"
#include "customers/nl-order-effects.h"
#include "customers/nl-order-writer.h"
#include "customers/nl-rfm.h"

typedef struct {
  NlImportSession session;
  char *preset;
  GStrv maps;

  /* on the writer's thread */
  NlConnection *connection;
  NlOrderBulk *bulk;
  NlImportMapping *mapping;
  NlOrderLayout layout;
  NlImportArena arena; /* of @rows */
  GArray *rows;        /* of NlOrderRow: of the order that is being read */
  GArray *lines;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  nl_import_session_clear (&self->session);
  nl_import_arena_clear (&self->arena);
  g_array_unref (self->rows);
  g_array_unref (self->lines);
  g_clear_pointer (&self->mapping, nl_import_mapping_unref);
  g_free (self->preset);
  g_strfreev (self->maps);
  g_free (self);
}

static gboolean
map_columns (Import *self, NlImportMapping *headers, GError **error)
{
  if (self->mapping != NULL)
    return TRUE;
  self->mapping = nl_import_mapping_guess_kind (headers, NL_IMPORT_KIND_ORDERS);
  if (self->preset != NULL && !nl_import_mapping_set_preset (self->mapping, self->preset, error))
    return FALSE;
  for (guint i = 0; self->maps != NULL && self->maps[i] != NULL; i++)
    if (!nl_import_mapping_set_by_name (self->mapping, self->maps[i], error))
      return FALSE;
  return TRUE;
}

/* Opens the file once to learn its columns. */
static gboolean
learn_columns (Import *self, GError **error)
{
  NlImportSession *session = &self->session;
  g_autoptr (NlCsvReader) reader = nl_import_file_open (session->path, &session->csv, error);
  g_autoptr (NlImportMapping) headers = NULL;

  if (reader == NULL)
    return FALSE;
  session->csv = *nl_csv_reader_get_format (reader);
  headers = nl_import_mapping_guess (reader);
  if (!map_columns (self, headers, error) || !nl_import_mapping_check (self->mapping, error))
    return FALSE;
  nl_order_layout_init (&self->layout, self->mapping);
  nl_import_session_begin (session, headers);
  return TRUE;
}

static gboolean
reject_rows (
    Import *self, const NlOrderRow *rows, guint n_rows, const GError *reason, GError **error)
{
  self->session.report->rejected++;
  for (guint i = 0; i < n_rows; i++)
    if (!nl_import_session_reject (&self->session, &rows[i].raw, reason, error))
      return FALSE;
  return TRUE;
}

static gboolean
store_order (Import *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  NlOrderData order = { .lines = self->lines };
  gboolean done = TRUE;

  if (self->rows->len == 0)
    return TRUE;
  if (!nl_order_data_tells_currency (self->rows)
      && !nl_order_writer_find_currency (self->connection, self->session.context->shop_id,
                                         nl_order_data_get_key (self->rows), &order.known_currency,
                                         error))
    return FALSE;
  if (!nl_order_data_parse (&order, self->rows, self->session.context, &self->arena, &failure))
    done = reject_rows (self, (NlOrderRow *) (gpointer) self->rows->data, self->rows->len, failure,
                        error);
  else
    done = nl_order_writer_store (self->connection, self->bulk, self->session.context, &order,
                                  self->session.report, error);
  g_array_set_size (self->rows, 0);
  nl_import_arena_empty (&self->arena);
  return done;
}

static gboolean
add_row (Import *self, const NlOrderRow *row, GError **error)
{
  const char *key = nl_order_row_get_key (row);
  const char *current = self->rows->len > 0
                            ? nl_order_row_get_key (&g_array_index (self->rows, NlOrderRow, 0))
                            : NULL;
  NlOrderRow copy = *row;

  nl_import_session_count (&self->session, &row->raw);
  if (row->raw.rejection != NULL)
    return reject_rows (self, row, 1, row->raw.rejection, error);
  if (current != NULL && !g_str_equal (current, key) && !store_order (self, error))
    return FALSE;
  copy.raw.fields = nl_import_arena_copy_fields (&self->arena, row->raw.fields, row->raw.n_fields);
  for (guint i = 0; i < NL_ORDER_N_COLUMNS; i++)
    if (row->cells[i] != NULL)
      copy.cells[i] = nl_import_arena_copy (&self->arena, row->cells[i], strlen (row->cells[i]));
  g_array_append_val (self->rows, copy);
  return TRUE;
}

static gboolean
import_rows (Import *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean has_begun = FALSE;
  NlImportBatch *batch;

  while ((batch = nl_import_reader_next (self->session.reader, &failure)) != NULL) {
    gboolean done
        = has_begun
          || nl_order_bulk_begin (
              self->bulk,
              nl_import_session_estimate (&self->session, batch->n_rows, batch->position), error);

    has_begun = TRUE;
    for (guint i = 0; done && i < batch->n_rows; i++)
      done = add_row (self, (NlOrderRow *) (gpointer) nl_import_batch_get_row (batch, i), error);
    done = done && nl_import_session_tell (&self->session, batch->position, error);
    nl_import_reader_release (self->session.reader, batch);
    if (!done)
      return FALSE;
  }
  if (failure == NULL)
    return store_order (self, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
sum_up (Import *self, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;

  if (self->session.report->inserted + self->session.report->updated == 0)
    return nl_order_bulk_end (self->bulk, error);
  if (!nl_order_bulk_begin_sums (self->bulk, error)
      || !nl_order_effects_apply (self->connection, self->session.context->shop_id,
                                  self->session.context->currency, nl_clock_now (), error))
    return FALSE;
  statement = nl_connection_prepare (self->connection, "score customers", nl_rfm_get_sql (), error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, self->session.context->shop_id);
  return nl_statement_run (statement, error) && nl_order_bulk_end (self->bulk, error)
         && (self->session.report->inserted < 1000
             || nl_connection_analyse (self->connection, error));
}

static gpointer
import_in_transaction (NlConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  NlImportSession *session = &self->session;
  g_autoptr (NlOrderBulk) bulk = nl_order_bulk_new (connection);

  self->connection = connection;
  self->bulk = bulk;
  if (!learn_columns (self, error)
      || !nl_import_style_detect (session->path, &session->csv, session->context, self->mapping,
                                  error)
      || !nl_order_effects_begin (connection, error)
      || !nl_import_session_open (session, sizeof (NlOrderRow), nl_order_row_parse, &self->layout,
                                  error)
      || !import_rows (self, error) || !sum_up (self, error))
    return NULL;
  return nl_import_session_end (session, error);
}

/**
 * nl_orders_import:
 * @store: the workspace
 * @shop: the shop the orders belong to
 * @options: what to import; copied; its mapping is not used
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the import
 *
 * Imports an order file in one transaction. The rows of an order stand together, as in Shopify's
 * export with one row for each line. An order is found again by its id, else by its name and date
 * where only one of two files has ids; its customer by email, else by customer ID; a customer who
 * is not there yet is added. What the file has no column for, or nothing in it, stays. The sums of
 * the customers follow. The report counts orders, and the rows of the file.
 *
 * Returns: (transfer full): a future of an #NlImportReport; rejects with %NL_CSV_ERROR,
 *   %NL_IMPORT_ERROR, %NL_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
DexFuture *
nl_orders_import (NlStore *store,
                  NlShop *shop,
                  const NlImportOptions *options,
                  NlOperation *operation)
{
  Import *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (options->path != NULL);
  dex_return_error_if_fail (options->mapping == NULL
                            || nl_import_mapping_get_kind (options->mapping)
                                   == NL_IMPORT_KIND_ORDERS);

  self = g_new0 (Import, 1);
  nl_import_session_init (&self->session, shop, options, operation);
  self->mapping = options->mapping != NULL ? nl_import_mapping_ref (options->mapping) : NULL;
  self->preset = g_strdup (options->preset);
  self->maps = g_strdupv ((char **) options->maps);
  nl_import_arena_init (&self->arena);
  self->rows = g_array_new (FALSE, FALSE, sizeof (NlOrderRow));
  self->lines = g_array_new (FALSE, FALSE, sizeof (NlOrderLine));
  return nl_import_session_run (&self->session, store, import_in_transaction, import_free);
}
