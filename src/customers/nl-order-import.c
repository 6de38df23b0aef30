/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-clock.h"
#include "customers/nl-import-reader.h"
#include "customers/nl-import-rejects.h"
#include "customers/nl-order-effects.h"
#include "customers/nl-order-writer.h"
#include "customers/nl-rfm.h"

typedef struct {
  char *path;
  char *rejects_path;
  NlCsvOptions csv;
  gboolean dry_run;
  NlImportContext *context;
  NlStore *store;
  NlOperation *operation;
  GCancellable *cancellable;

  /* on the writer's thread */
  NlConnection *connection;
  NlOrderColumn *columns;
  NlOrderLayout layout;
  NlImportReader *reader;
  NlImportRejects *rejects;
  NlImportReport *report;
  NlImportArena arena; /* of @rows */
  GArray *rows;        /* of NlOrderRow: of the order that is being read */
  GArray *lines;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->reader, nl_import_reader_free);
  g_clear_pointer (&self->rejects, nl_import_rejects_free);
  g_clear_pointer (&self->report, nl_import_report_free);
  nl_import_arena_clear (&self->arena);
  g_array_unref (self->rows);
  g_array_unref (self->lines);
  nl_import_context_free (self->context);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_free (self->columns);
  g_free (self->path);
  g_free (self->rejects_path);
  g_free (self);
}

/* Opens the file once to learn its columns. */
static gboolean
learn_columns (Import *self, GError **error)
{
  g_autoptr (NlCsvReader) reader = nl_csv_reader_open (self->path, &self->csv, error);
  g_autoptr (NlImportMapping) headers = NULL;

  if (reader == NULL)
    return FALSE;
  self->csv = *nl_csv_reader_get_format (reader);
  self->columns = nl_order_columns_guess (reader, error);
  if (self->columns == NULL)
    return FALSE;
  self->layout = (NlOrderLayout) { .columns = self->columns,
                                   .n_columns = nl_csv_reader_get_n_columns (reader) };
  headers = nl_import_mapping_guess (reader);
  self->rejects = nl_import_rejects_new (self->rejects_path, headers);
  if (self->context->date_order != NL_DATE_ORDER_DETECT)
    return TRUE;
  for (guint i = 0; i < 1000 && self->context->date_order == NL_DATE_ORDER_DETECT
                    && nl_csv_reader_next (reader, NULL);
       i++) {
    guint n_fields;
    const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);

    for (guint c = 0; c < MIN (n_fields, self->layout.n_columns); c++) {
      g_autofree char *text = NULL;

      if (self->columns[c] != NL_ORDER_COLUMN_DATE)
        continue;
      text = nl_csv_field_dup (&fields[c]);
      self->context->date_order = nl_import_guess_date_order (text);
    }
  }
  return TRUE;
}

static gboolean
reject_rows (
    Import *self, const NlOrderRow *rows, guint n_rows, const GError *reason, GError **error)
{
  self->report->rejected++;
  if (self->report->first_rejection == NULL)
    self->report->first_rejection
        = g_strdup_printf (_ ("line %lu: %s"), (gulong) rows[0].raw.line, reason->message);
  for (guint i = 0; !self->dry_run && i < n_rows; i++)
    if (!nl_import_rejects_add (self->rejects, &rows[i].raw, reason, error))
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
  if (!nl_order_data_parse (&order, self->rows, self->context, &self->arena, &failure))
    done = reject_rows (self, (NlOrderRow *) (gpointer) self->rows->data, self->rows->len, failure,
                        error);
  else
    done = nl_order_writer_store (self->connection, self->context, &order, self->report, error);
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

  self->report->rows++;
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
tell_progress (Import *self, goffset position, GError **error)
{
  goffset size = nl_import_reader_get_size (self->reader);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->operation != NULL && position > 0)
    nl_operation_report (self->operation, self->report->rows,
                         MAX (self->report->rows, (guint64) ((double) self->report->rows
                                                             * (double) size / (double) position)));
  return TRUE;
}

static gboolean
import_rows (Import *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  NlImportBatch *batch;

  while ((batch = nl_import_reader_next (self->reader, &failure)) != NULL) {
    gboolean done = TRUE;

    for (guint i = 0; done && i < batch->n_rows; i++)
      done = add_row (self, (NlOrderRow *) (gpointer) nl_import_batch_get_row (batch, i), error);
    done = done && tell_progress (self, batch->position, error);
    nl_import_reader_release (self->reader, batch);
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

  if (self->report->inserted + self->report->updated == 0)
    return TRUE;
  if (!nl_order_effects_apply (self->connection, self->context->shop_id, self->context->currency,
                               nl_clock_now (), error))
    return FALSE;
  statement = nl_connection_prepare (self->connection, "score customers", nl_rfm_get_sql (), error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, self->context->shop_id);
  return nl_statement_run (statement, error)
         && (self->report->inserted < 1000 || nl_connection_analyse (self->connection, error));
}

static gpointer
import_in_transaction (NlConnection *connection, gpointer data, GError **error)
{
  Import *self = data;

  self->connection = connection;
  self->report = nl_import_report_new ();
  if (!learn_columns (self, error) || !nl_order_effects_begin (connection, error))
    return NULL;
  self->reader = nl_import_reader_open (self->path, &self->csv, sizeof (NlOrderRow),
                                        nl_order_row_parse, &self->layout, error);
  if (self->reader == NULL || !import_rows (self, error) || !sum_up (self, error)
      || !nl_import_rejects_close (self->rejects, &self->report->rejects_path, error))
    return NULL;
  return g_steal_pointer (&self->report);
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *self = data;
  g_autoptr (NlStore) store = g_steal_pointer (&self->store);
  g_autoptr (NlOperation) operation
      = self->operation != NULL ? g_object_ref (self->operation) : NULL;
  g_autofree char *rejects_path = g_strdup (self->rejects_path);
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = dex_await_boxed ((self->dry_run ? nl_store_rehearse : nl_store_write) (
                                store, import_in_transaction, self, import_free,
                                NL_TYPE_IMPORT_REPORT, self->cancellable),
                            &error);
  if (!nl_import_rejects_publish (rejects_path, report != NULL && report->rejects_path != NULL,
                                  error == NULL ? &error : NULL))
    g_clear_pointer (&report, nl_import_report_free);
  if (operation != NULL)
    nl_operation_finish (operation, error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (NL_TYPE_IMPORT_REPORT, g_steal_pointer (&report));
}

/**
 * nl_orders_import:
 * @store: the workspace
 * @shop: the shop the orders belong to
 * @options: what to import; copied; its mapping is not used
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the import
 *
 * Imports an order file in one transaction. The rows of an order stand together, as in Shopify's
 * export with one row for each line. An order is found again by its id or name, its customer by
 * email, else by customer ID; a customer who is not there yet is added. The sums of the customers
 * follow. The report counts orders, and the rows of the file.
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

  self = g_new0 (Import, 1);
  self->path = g_strdup (options->path);
  self->csv = options->csv;
  self->rejects_path = options->rejects_path != NULL
                           ? g_strdup (options->rejects_path)
                           : nl_import_rejects_default_path (options->path);
  self->dry_run = options->dry_run;
  self->context = nl_import_context_new (NL_RECORD (shop));
  self->context->decimal_point = options->decimal_point;
  self->context->date_order = options->date_order;
  self->store = g_object_ref (store);
  nl_import_arena_init (&self->arena);
  self->rows = g_array_new (FALSE, FALSE, sizeof (NlOrderRow));
  self->lines = g_array_new (FALSE, FALSE, sizeof (NlOrderLine));
  if (operation != NULL) {
    self->operation = g_object_ref (operation);
    self->cancellable = g_object_ref (nl_operation_get_cancellable (operation));
  }
  return nl_fiber_spawn (import_fiber, self, NULL);
}
