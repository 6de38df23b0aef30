/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-session.h"

#include <glib/gi18n-lib.h>

#include "customers/nl-import-file.h"

/**
 * nl_import_session_init:
 * @self: (out caller-allocates): a session
 * @shop: the shop that imports
 * @options: what to import; copied, but for its mapping
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the import
 *
 * Prepares an import.
 */
void
nl_import_session_init (NlImportSession *self,
                        NlShop *shop,
                        const NlImportOptions *options,
                        NlOperation *operation)
{
  *self = (NlImportSession) {
    .path = g_strdup (options->path),
    .csv = options->csv,
    .rejects_path = options->rejects_path != NULL ? g_strdup (options->rejects_path)
                                                  : nl_import_rejects_default_path (options->path),
    .dry_run = options->dry_run,
    .context = nl_import_context_new (NL_RECORD (shop)),
  };
  self->context->decimal_point = options->decimal_point;
  self->context->date_order = options->date_order;
  if (operation == NULL)
    return;
  self->operation = g_object_ref (operation);
  self->cancellable = g_object_ref (nl_operation_get_cancellable (operation));
}

/**
 * nl_import_session_clear:
 * @self: a session
 *
 * Frees what it holds.
 */
void
nl_import_session_clear (NlImportSession *self)
{
  g_clear_pointer (&self->reader, nl_import_reader_free);
  g_clear_pointer (&self->headers, nl_import_mapping_unref);
  g_clear_pointer (&self->rejects, nl_import_rejects_free);
  g_clear_pointer (&self->report, nl_import_report_free);
  g_clear_pointer (&self->context, nl_import_context_free);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->rejects_path, g_free);
}

typedef struct {
  NlImportSession *session;
  NlStore *store;
  NlStoreFunc func;
  GDestroyNotify destroy;
} Run;

static DexFuture *
nl_import_session_run_fiber (gpointer data)
{
  Run *run = data;
  NlImportSession *session = run->session;
  g_autoptr (NlStore) store = run->store;
  g_autoptr (NlOperation) operation
      = session->operation != NULL ? g_object_ref (session->operation) : NULL;
  g_autofree char *rejects_path = g_strdup (session->rejects_path);
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = dex_await_boxed ((session->dry_run ? nl_store_rehearse : nl_store_write) (
                                store, run->func, session, run->destroy, NL_TYPE_IMPORT_REPORT,
                                session->cancellable),
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
 * nl_import_session_run:
 * @self: (transfer full): an importer that begins with a session
 * @store: the workspace
 * @func: imports on the writer's thread, in one transaction; gets @self
 * @destroy: frees @self
 *
 * Runs an import, publishes the file of its rejected rows, and ends its operation.
 *
 * Returns: (transfer full): a future of an #NlImportReport
 */
DexFuture *
nl_import_session_run (NlImportSession *self,
                       NlStore *store,
                       NlStoreFunc func,
                       GDestroyNotify destroy)
{
  Run *run = g_new (Run, 1);

  *run = (Run) { self, g_object_ref (store), func, destroy };
  return nl_fiber_spawn (nl_import_session_run_fiber, run, g_free);
}

/**
 * nl_import_session_begin:
 * @self: a session, on the writer's thread
 * @headers: the columns of the file
 *
 * Makes ready for a report and for rejected rows.
 */
void
nl_import_session_begin (NlImportSession *self, NlImportMapping *headers)
{
  self->headers = nl_import_mapping_ref (headers);
  self->report = nl_import_report_new ();
  self->rejects = nl_import_rejects_new (self->rejects_path, headers);
}

/**
 * nl_import_session_open:
 * @self: a session that has begun
 * @row_size: as of nl_import_reader_open()
 * @parse: as of nl_import_reader_open()
 * @data: passed to @parse
 * @error: return location for %NL_CSV_ERROR or %NL_IMPORT_ERROR_REJECTS
 *
 * Begins to read the file, if it still has the columns that were checked.
 *
 * Returns: whether it could be opened
 */
gboolean
nl_import_session_open (
    NlImportSession *self, gsize row_size, NlImportParse parse, gpointer data, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  if (!self->dry_run && !nl_import_rejects_check (self->rejects_path, self->path, error))
    return FALSE;
  self->reader = nl_import_reader_open (self->path, &self->csv, row_size, parse, data, error);
  if (self->reader == NULL)
    return FALSE;
  if (nl_import_reader_has_columns (self->reader, self->headers))
    return TRUE;
  g_set_error (error, NL_CSV_ERROR, NL_CSV_ERROR_CHANGED,
               _ ("“%s” has other columns now than when they were checked. Choose the file again."),
               name);
  return FALSE;
}

static char *
dup_place (const NlImportRawRow *row, const char *reason)
{
  /* Translators: a line number, then what is wrong with the row there. */
  return g_strdup_printf (_ ("line %lu: %s"), (gulong) row->line, reason);
}

/**
 * nl_import_session_count:
 * @self: a session that has begun
 * @row: a row of the file
 *
 * Counts a row, once, and takes down what is left out of it.
 */
void
nl_import_session_count (NlImportSession *self, const NlImportRawRow *row)
{
  self->report->rows++;
  if (row->rejection != NULL)
    return;
  for (const NlImportWarning *warning = row->warnings; warning != NULL; warning = warning->next)
    if (self->report->n_warnings++ < NL_IMPORT_REPORT_MAX_WARNINGS)
      g_ptr_array_add (self->report->warnings, dup_place (row, warning->text));
}

/**
 * nl_import_session_reject:
 * @self: a session that has begun
 * @row: a row of the file
 * @reason: why it is not imported
 * @error: return location for %NL_IMPORT_ERROR_REJECTS or an I/O error
 *
 * Puts a row among the rejected ones; who counts them counts records, which may have several rows.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_session_reject (NlImportSession *self,
                          const NlImportRawRow *row,
                          const GError *reason,
                          GError **error)
{
  if (self->report->first_rejection == NULL)
    self->report->first_rejection = dup_place (row, reason->message);
  return self->dry_run || nl_import_rejects_add (self->rejects, row, reason, error);
}

/**
 * nl_import_session_estimate:
 * @self: a session that is reading
 * @rows: rows read so far
 * @position: bytes read so far
 *
 * Only three digits are told, so that the number stands still while it is shown.
 *
 * Returns: how many rows the file has, as far as it has been read
 */
guint64
nl_import_session_estimate (NlImportSession *self, guint64 rows, goffset position)
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

/**
 * nl_import_session_tell:
 * @self: a session that is reading
 * @position: bytes read so far
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Tells how far the import is.
 *
 * Returns: whether to go on
 */
gboolean
nl_import_session_tell (NlImportSession *self, goffset position, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->operation != NULL)
    nl_operation_report (self->operation, self->report->rows,
                         nl_import_session_estimate (self, self->report->rows, position));
  return TRUE;
}

/**
 * nl_import_session_end:
 * @self: a session whose rows were all stored or rejected
 * @error: return location for %NL_CSV_ERROR_EMPTY when there was none, or for an I/O error
 *
 * Ends an import.
 *
 * Returns: (transfer full) (nullable): what it did
 */
NlImportReport *
nl_import_session_end (NlImportSession *self, GError **error)
{
  if (self->report->rows == 0) {
    nl_import_file_fail_without_rows (self->path, error);
    return NULL;
  }
  if (!nl_import_rejects_close (self->rejects, &self->report->rejects_path, error))
    return NULL;
  return g_steal_pointer (&self->report);
}
