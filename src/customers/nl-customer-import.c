/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-import.h"

#include <glib/gi18n-lib.h>

#include "customers/nl-consent.h"
#include "customers/nl-import-reader.h"
#include "customers/nl-import-rejects.h"
#include "customers/nl-import-style.h"
#include "customers/nl-import-writer.h"

typedef struct {
  /* what is wanted */
  char *path;
  NlCsvOptions csv;
  NlImportMapping *mapping;
  char *rejects_path;
  gboolean dry_run;
  NlImportContext *context;
  NlStore *store;
  NlOperation *operation;
  GCancellable *cancellable;

  /* on the writer's thread */
  NlImportReader *reader;
  NlImportWriter *writer;
  NlImportRejects *rejects;
  NlImportReport *report;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->reader, nl_import_reader_free);
  g_clear_pointer (&self->rejects, nl_import_rejects_free);
  g_clear_pointer (&self->report, nl_import_report_free);
  nl_import_mapping_unref (self->mapping);
  nl_import_context_free (self->context);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_free (self->path);
  g_free (self->rejects_path);
  g_free (self);
}

static gboolean
reject_row (Import *self, const NlImportRawRow *row, const GError *reason, GError **error)
{
  self->report->rejected++;
  if (self->report->first_rejection == NULL)
    /* Translators: a line number, then why the row there was rejected. */
    self->report->first_rejection
        = g_strdup_printf (_ ("line %lu: %s"), (gulong) row->line, reason->message);
  return self->dry_run || nl_import_rejects_add (self->rejects, row, reason, error);
}

static gboolean
store_row (Import *self, const NlImportRow *row, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (row->raw.rejection != NULL)
    return reject_row (self, &row->raw, row->raw.rejection, error);
  if (nl_import_writer_add (self->writer, row, &failure))
    return TRUE;
  if (failure->domain == NL_IMPORT_ROW_ERROR)
    return reject_row (self, &row->raw, failure, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
store_late_rows (Import *self, GError **error)
{
  for (const NlImportRow *row = nl_import_writer_next_late (self->writer); row != NULL;
       row = nl_import_writer_next_late (self->writer))
    if (!store_row (self, row, error))
      return FALSE;
  return TRUE;
}

static gboolean
store_batch (Import *self, NlImportBatch *batch, GError **error)
{
  for (guint i = 0; i < batch->n_rows; i++) {
    self->report->rows++;
    if (!store_row (self, (NlImportRow *) (gpointer) nl_import_batch_get_row (batch, i), error)
        || !store_late_rows (self, error))
      return FALSE;
  }
  return TRUE;
}

/* How many rows the file has, as far as it has been read. Only three digits of it, so that it
 * stands still while it is shown. */
static guint64
estimate_rows (Import *self, guint64 rows, goffset position)
{
  goffset size = nl_import_reader_get_size (self->reader);
  guint64 estimate;
  guint64 step = 1;

  if (position <= 0 || position >= size)
    return rows;
  estimate = (guint64) ((double) rows * (double) size / (double) position);
  while (estimate / step >= 1000)
    step *= 10;
  return MAX (rows + 1, (estimate + step / 2) / step * step);
}

static gboolean
tell_progress (Import *self, goffset position, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->operation != NULL)
    nl_operation_report (self->operation, self->report->rows,
                         estimate_rows (self, self->report->rows, position));
  return TRUE;
}

static gboolean
import_rows (Import *self, GError **error)
{
  gboolean has_begun = FALSE;
  g_autoptr (GError) failure = NULL;
  NlImportBatch *batch;

  while ((batch = nl_import_reader_next (self->reader, &failure)) != NULL) {
    gboolean done;

    done = has_begun
           || nl_import_writer_begin (self->writer,
                                      estimate_rows (self, batch->n_rows, batch->position), error);
    has_begun = TRUE;
    done = done && store_batch (self, batch, error) && tell_progress (self, batch->position, error);
    nl_import_reader_release (self->reader, batch);
    if (!done)
      return FALSE;
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return TRUE;
}

static gboolean
import_file (Import *self, NlConnection *connection, GError **error)
{
  g_autoptr (NlImportWriter) writer
      = nl_import_writer_new (connection, self->context->shop_id, self->report);

  self->writer = writer;
  self->reader = nl_import_reader_open (self->path, &self->csv, sizeof (NlImportRow),
                                        nl_import_row_parse, self->context, error);
  if (self->reader == NULL || !import_rows (self, error))
    return FALSE;
  if (self->operation != NULL)
    /* Translators: what an import does when all rows were read. */
    nl_operation_set_detail (self->operation, _ ("Making customers searchable"));
  return nl_import_writer_settle (writer, error) && store_late_rows (self, error)
         && (self->dry_run || nl_import_writer_end (writer, error));
}

static gpointer
import_in_transaction (NlConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  gboolean done;

  self->report = nl_import_report_new ();
  self->context->mapping = nl_import_mapping_ref (self->mapping);
  if (!nl_import_style_detect (self->path, &self->csv, self->context, error))
    return NULL;
  done = import_file (self, connection, error)
         && nl_import_rejects_close (self->rejects, &self->report->rejects_path, error);
  return done ? g_steal_pointer (&self->report) : NULL;
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *self = data;
  g_autoptr (NlStore) store = g_steal_pointer (&self->store);
  g_autoptr (NlOperation) operation
      = self->operation != NULL ? g_object_ref (self->operation) : NULL;
  g_autofree char *rejects_path = g_strdup (self->rejects_path);
  gboolean dry_run = self->dry_run;
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = dex_await_boxed ((dry_run ? nl_store_rehearse : nl_store_write) (
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
 * nl_customers_import:
 * @store: the workspace
 * @shop: the shop the customers belong to
 * @options: what to import; copied
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the import
 *
 * Imports a customer file in one transaction: all of it is stored, or nothing. A row is found again
 * by its normalised email, else by its customer ID, else, without either, by its phone; a row that
 * says what it said the last time is no news. Rows that make no sense go to a file of their own
 * with line and reason.
 *
 * Returns: (transfer full): a future of an #NlImportReport; rejects with %NL_CSV_ERROR,
 *   %NL_IMPORT_ERROR, %NL_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
DexFuture *
nl_customers_import (NlStore *store,
                     NlShop *shop,
                     const NlImportOptions *options,
                     NlOperation *operation)
{
  Import *self;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (options->path != NULL && options->mapping != NULL);

  if (!nl_import_mapping_check (options->mapping, &error)) {
    if (operation != NULL)
      nl_operation_finish (operation, error);
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  self = g_new0 (Import, 1);
  self->path = g_strdup (options->path);
  self->csv = options->csv;
  self->mapping = nl_import_mapping_ref (options->mapping);
  self->rejects_path = options->rejects_path != NULL
                           ? g_strdup (options->rejects_path)
                           : nl_import_rejects_default_path (options->path);
  self->dry_run = options->dry_run;
  self->context = nl_import_context_new (NL_RECORD (shop));
  name = g_path_get_basename (options->path);
  self->context->source = g_strconcat (NL_CONSENT_SOURCE_IMPORT, name, NULL);
  self->context->decimal_point = options->decimal_point;
  self->context->date_order = options->date_order;
  self->rejects = nl_import_rejects_new (self->rejects_path, self->mapping);
  self->store = g_object_ref (store);
  if (operation != NULL) {
    self->operation = g_object_ref (operation);
    self->cancellable = g_object_ref (nl_operation_get_cancellable (operation));
  }
  return nl_fiber_spawn (import_fiber, self, NULL);
}
