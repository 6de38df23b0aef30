/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/nl-csv-writer.h"
#include "customers/nl-customer-merge.h"
#include "customers/nl-import-row.h"
#include "customers/nl-rfm.h"

/* Rows between two reports of progress, and between two looks at the cancellable. */
#define ROWS_PER_REPORT 256
/* From so many changed customers on, what the planner knew about them is out of date. */
#define MANY_CHANGES 1000

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
  NlConnection *connection;
  NlCsvReader *reader;
  NlCsvWriter *rejects;
  NlImportReport *report;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->reader, nl_csv_reader_free);
  g_clear_pointer (&self->rejects, nl_csv_writer_free);
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

/* --- which customer a row is about --- */

static gboolean
find_by (Import *self, const char *sql, const char *key, gint64 *id, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;

  *id = 0;
  if (key == NULL)
    return TRUE;
  statement = nl_connection_prepare (self->connection, "look a customer up", sql, error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, self->context->shop_id);
  nl_statement_bind_text (statement, 2, key);
  if (nl_statement_step (statement, &failure))
    *id = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
find_customer (Import *self, NlRecord *incoming, gint64 *id, GError **error)
{
  gint64 by_email, by_external_id;

  if (!find_by (self, "SELECT id FROM customers WHERE shop_id = ? AND email_key = ?",
                nl_record_get_text (incoming, NL_CUSTOMER_EMAIL_KEY), &by_email, error)
      || !find_by (self, "SELECT id FROM customers WHERE shop_id = ? AND external_id = ?",
                   nl_record_get_text (incoming, NL_CUSTOMER_EXTERNAL_ID), &by_external_id, error))
    return FALSE;
  if (by_email != 0 && by_external_id != 0 && by_email != by_external_id) {
    g_set_error_literal (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_AMBIGUOUS,
                         _ ("The email belongs to one customer and the customer ID to another."));
    return FALSE;
  }
  *id = by_email != 0 ? by_email : by_external_id;
  /* A phone is shared in families: it decides only for rows that have nothing better. */
  if (*id == 0 && nl_record_is_null (incoming, NL_CUSTOMER_EMAIL)
      && nl_record_is_null (incoming, NL_CUSTOMER_EXTERNAL_ID))
    return find_by (
        self, "SELECT id FROM customers WHERE shop_id = ? AND phone_key = ? ORDER BY id LIMIT 1",
        nl_record_get_text (incoming, NL_CUSTOMER_PHONE_KEY), id, error);
  return TRUE;
}

static gboolean
has_orders (Import *self, gint64 customer_id, gboolean *result, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "look for orders",
                               "SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = ?)", error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, customer_id);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *result = nl_statement_get_int64 (statement, 0) != 0;
  return TRUE;
}

/* --- one row --- */

static gboolean
store_customer (Import *self, NlCustomer *incoming, GError **error)
{
  g_autoptr (NlRecord) stored = NULL;
  gboolean ordered;
  gint64 id;

  if (!find_customer (self, NL_RECORD (incoming), &id, error))
    return FALSE;
  if (id == 0) {
    if (!nl_record_save (NL_RECORD (incoming), self->connection, error))
      return FALSE;
    self->report->inserted++;
    return TRUE;
  }

  stored = nl_record_load (NL_TYPE_CUSTOMER, id, self->connection, error);
  if (stored == NULL || !has_orders (self, id, &ordered, error))
    return FALSE;
  nl_customer_merge (NL_CUSTOMER (stored), incoming, ordered);
  if (!nl_record_is_dirty (stored)) {
    self->report->unchanged++;
    return TRUE;
  }
  self->report->updated++;
  return nl_record_save (stored, self->connection, error);
}

static gboolean
open_rejects (Import *self, GError **error)
{
  g_autofree char *partial = g_strconcat (self->rejects_path, ".partial", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (partial);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &failure);
  if (stream == NULL) {
    g_set_error (
        error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS,
        _ ("The rejected rows can’t be written to “%s”: %s. Choose another file for them."),
        self->rejects_path, failure->message);
    return FALSE;
  }
  self->rejects = nl_csv_writer_new (G_OUTPUT_STREAM (stream), ',', NL_CSV_WRITER_DEFAULT);
  for (guint i = 0; i < nl_import_mapping_get_n_columns (self->mapping); i++)
    nl_csv_writer_add (self->rejects, nl_import_mapping_get_header (self->mapping, i), -1);
  nl_csv_writer_add (self->rejects, _ ("Line"), -1);
  nl_csv_writer_add (self->rejects, _ ("Reason"), -1);
  return nl_csv_writer_end_row (self->rejects, NULL, error);
}

/* The row as it was, padded to the header's width, with its line and the reason. */
static gboolean
reject_row (Import *self, const GError *reason, GError **error)
{
  guint n_columns = nl_import_mapping_get_n_columns (self->mapping);
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (self->reader, &n_fields);
  g_autofree char *line
      = g_strdup_printf ("%" G_GUINT64_FORMAT, nl_csv_reader_get_line (self->reader));

  self->report->rejected++;
  if (self->report->first_rejection == NULL)
    /* Translators: a line number, then why the row there was rejected. */
    self->report->first_rejection = g_strdup_printf (_ ("line %s: %s"), line, reason->message);
  if (self->dry_run)
    return TRUE;
  if (self->rejects == NULL && !open_rejects (self, error))
    return FALSE;
  for (guint i = 0; i < MAX (n_columns, n_fields); i++)
    nl_csv_writer_add (self->rejects, i < n_fields ? fields[i].text : "",
                       i < n_fields ? (gssize) fields[i].length : 0);
  nl_csv_writer_add (self->rejects, line, -1);
  nl_csv_writer_add (self->rejects, reason->message, -1);
  return nl_csv_writer_end_row (self->rejects, NULL, error);
}

static gboolean
import_row (Import *self, GError **error)
{
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (self->reader, &n_fields);
  g_autoptr (NlCustomer) incoming = NULL;
  g_autoptr (GError) failure = NULL;

  self->report->rows++;
  incoming = nl_import_row_to_customer (self->context, self->mapping, fields, n_fields, &failure);
  if (incoming != NULL && store_customer (self, incoming, &failure))
    return TRUE;
  if (failure->domain == NL_IMPORT_ROW_ERROR)
    return reject_row (self, failure, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* --- all rows --- */

/* How many rows the file has, as far as it has been read. Only three digits of it, so that it
 * stands still while it is shown. */
static guint64
estimate_rows (Import *self)
{
  guint64 rows = self->report->rows;
  double position = (double) nl_csv_reader_get_position (self->reader);
  double size = (double) nl_csv_reader_get_size (self->reader);
  guint64 estimate;
  guint64 step = 1;

  if (position <= 0 || position >= size)
    return rows;
  estimate = (guint64) ((double) rows * size / position);
  while (estimate / step >= 1000)
    step *= 10;
  return MAX (rows + 1, (estimate + step / 2) / step * step);
}

static gboolean
tell_progress (Import *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->operation != NULL)
    nl_operation_report (self->operation, self->report->rows, estimate_rows (self));
  return TRUE;
}

static gboolean
import_rows (Import *self, GError **error)
{
  GError *failure = NULL;

  self->reader = nl_csv_reader_open (self->path, &self->csv, error);
  if (self->reader == NULL)
    return FALSE;
  while (nl_csv_reader_next (self->reader, &failure)) {
    if (!import_row (self, error))
      return FALSE;
    if (self->report->rows % ROWS_PER_REPORT == 0 && !tell_progress (self, error))
      return FALSE;
  }
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  return tell_progress (self, error);
}

static gboolean
score_customers (Import *self, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "score customers", nl_rfm_get_sql (), error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, self->context->shop_id);
  return nl_statement_run (statement, error);
}

/* What follows once all customers are stored. */
static gboolean
conclude (Import *self, GError **error)
{
  guint64 changes = self->report->inserted + self->report->updated;

  return (changes == 0 || score_customers (self, error))
         && (changes < MANY_CHANGES || self->dry_run
             || nl_connection_analyse (self->connection, error));
}

static gpointer
import_in_transaction (NlConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  gboolean done;

  self->connection = connection;
  self->report = nl_import_report_new ();
  if (self->dry_run && !nl_connection_exec (connection, "begin a trial", "SAVEPOINT trial", error))
    return NULL;
  done = import_rows (self, error) && conclude (self, error);
  if (self->dry_run
      && !nl_connection_exec (connection, "end a trial", "ROLLBACK TO trial; RELEASE trial",
                              done ? error : NULL))
    return NULL;
  if (done && self->rejects != NULL) {
    done = nl_csv_writer_close (self->rejects, NULL, error);
    self->report->rejects_path = g_strdup (self->rejects_path);
  }
  return done ? g_steal_pointer (&self->report) : NULL;
}

/* The file of rejected rows gets its name when the customers are on the disk. */
static gboolean
name_rejects (const char *path, NlImportReport *report, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);

  if (report == NULL || report->rejects_path == NULL) {
    g_remove (partial);
    return TRUE;
  }
  if (g_rename (partial, path) == 0)
    return TRUE;
  g_set_error (
      error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS,
      _ ("The customers were imported, but the rejected rows could not be written to “%s”."), path);
  return FALSE;
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

  report = dex_await_boxed (nl_store_write (store, import_in_transaction, self, import_free,
                                            NL_TYPE_IMPORT_REPORT, self->cancellable),
                            &error);
  if (!name_rejects (rejects_path, report, error == NULL ? &error : NULL))
    g_clear_pointer (&report, nl_import_report_free);
  if (operation != NULL)
    nl_operation_finish (operation, error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (NL_TYPE_IMPORT_REPORT, g_steal_pointer (&report));
}

static char *
default_rejects_path (const char *path)
{
  const char *dot = strrchr (path, '.');
  gsize stem = dot != NULL && strchr (dot, '/') == NULL ? (gsize) (dot - path) : strlen (path);

  return g_strdup_printf ("%.*s-rejects.csv", (int) stem, path);
}

/**
 * nl_customers_import:
 * @store: the workspace
 * @shop: the shop the customers belong to
 * @options: what to import; copied
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the import
 *
 * Imports a customer file in one transaction: all of it is stored, or nothing. A row is found again
 * by its normalised email, else by its customer ID, else, without either, by its phone. Rows that
 * make no sense go to a file of their own with line and reason.
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
  self->rejects_path = options->rejects_path != NULL ? g_strdup (options->rejects_path)
                                                     : default_rejects_path (options->path);
  self->dry_run = options->dry_run;
  self->context = nl_import_context_new (NL_RECORD (shop));
  self->store = g_object_ref (store);
  if (operation != NULL) {
    self->operation = g_object_ref (operation);
    self->cancellable = g_object_ref (nl_operation_get_cancellable (operation));
  }
  return nl_fiber_spawn (import_fiber, self, NULL);
}
