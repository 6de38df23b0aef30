/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-reader.h"

#include "customers/nl-import-file.h"

/* Batches on their way: enough that neither thread waits for a short pause of the other one. */
#define N_BATCHES 16

/* Reads and understands a file on a thread of its own, while another one writes to the database.
 * The batches go round: empty ones to the reader, full ones to the writer. */
struct _NlImportReader {
  NlCsvReader *csv;
  NlImportParse parse;
  gpointer data;
  GAsyncQueue *empty;
  GAsyncQueue *full;
  GThread *thread;
  gint stop; /* atomic */
  gboolean at_end;
};

static void
fill (NlImportReader *self, NlImportBatch *batch)
{
  while (!nl_import_batch_is_full (batch)) {
    NlImportRawRow *row;

    if (!nl_csv_reader_next (self->csv, &batch->failure)) {
      batch->is_last = TRUE;
      break;
    }
    row = nl_import_batch_add (batch, self->csv);
    self->parse (row, &batch->arena, self->data, &row->rejection);
  }
  batch->position = nl_csv_reader_get_position (self->csv);
}

static gpointer
read_thread (gpointer data)
{
  NlImportReader *self = data;
  gboolean at_end = FALSE;

  while (!at_end && !g_atomic_int_get (&self->stop)) {
    NlImportBatch *batch = g_async_queue_pop (self->empty);

    nl_import_batch_empty (batch);
    if (!g_atomic_int_get (&self->stop))
      fill (self, batch);
    at_end = batch->is_last;
    g_async_queue_push (self->full, batch);
  }
  return NULL;
}

/**
 * nl_import_reader_open:
 * @path: a file
 * @csv: how to read it
 * @row_size: the size of a row, which begins with a #NlImportRawRow
 * @parse: understands a row; what it complains about becomes the row's rejection
 * @data: passed to @parse; not changed by anybody until the reader is freed
 * @error: return location for %NL_CSV_ERROR
 *
 * Opens a file and begins to read it.
 *
 * Returns: (transfer full) (nullable): the reader
 */
NlImportReader *
nl_import_reader_open (const char *path,
                       const NlCsvOptions *csv,
                       gsize row_size,
                       NlImportParse parse,
                       gpointer data,
                       GError **error)
{
  NlCsvReader *reader = nl_import_file_open (path, csv, error);
  NlImportReader *self;

  if (reader == NULL)
    return NULL;
  self = g_new0 (NlImportReader, 1);
  self->csv = reader;
  self->parse = parse;
  self->data = data;
  self->empty = g_async_queue_new_full ((GDestroyNotify) nl_import_batch_free);
  self->full = g_async_queue_new_full ((GDestroyNotify) nl_import_batch_free);
  for (guint i = 0; i < N_BATCHES; i++)
    g_async_queue_push (self->empty, nl_import_batch_new (row_size));
  self->thread = g_thread_new ("import-reader", read_thread, self);
  return self;
}

/**
 * nl_import_reader_free:
 * @self: (transfer full): a reader whose batches were all released
 *
 * Stops reading.
 */
void
nl_import_reader_free (NlImportReader *self)
{
  g_atomic_int_set (&self->stop, TRUE);
  /* It may wait for an empty batch. */
  for (NlImportBatch *batch = g_async_queue_try_pop (self->full); batch != NULL;
       batch = g_async_queue_try_pop (self->full))
    g_async_queue_push (self->empty, batch);
  g_thread_join (self->thread);
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  nl_csv_reader_free (self->csv);
  g_free (self);
}

/**
 * nl_import_reader_has_columns:
 * @self: a reader
 * @mapping: the columns of a file
 *
 * Returns: whether the file has the columns of @mapping, in their order
 */
gboolean
nl_import_reader_has_columns (NlImportReader *self, NlImportMapping *mapping)
{
  const char *const *header = nl_csv_reader_get_header (self->csv);

  if (nl_csv_reader_get_n_columns (self->csv) != nl_import_mapping_get_n_columns (mapping))
    return FALSE;
  for (guint i = 0; header != NULL && header[i] != NULL; i++)
    if (!g_str_equal (header[i], nl_import_mapping_get_header (mapping, i)))
      return FALSE;
  return TRUE;
}

/**
 * nl_import_reader_get_size:
 * @self: a reader
 *
 * Returns: the bytes of the file; 0 when they are not known
 */
goffset
nl_import_reader_get_size (NlImportReader *self)
{
  return nl_csv_reader_get_size (self->csv);
}

/**
 * nl_import_reader_next:
 * @self: a reader
 * @error: return location for %NL_CSV_ERROR
 *
 * Waits for the next rows.
 *
 * Returns: (transfer full) (nullable): a batch for nl_import_reader_release(); %NULL at the end of
 *   the file, or with @error set
 */
NlImportBatch *
nl_import_reader_next (NlImportReader *self, GError **error)
{
  NlImportBatch *batch;

  if (self->at_end)
    return NULL;
  batch = g_async_queue_pop (self->full);
  self->at_end = batch->is_last;
  if (batch->failure == NULL)
    return batch;
  g_propagate_error (error, g_steal_pointer (&batch->failure));
  nl_import_reader_release (self, batch);
  return NULL;
}

/**
 * nl_import_reader_release:
 * @self: a reader
 * @batch: (transfer full): from nl_import_reader_next()
 *
 * Gives @batch back.
 */
void
nl_import_reader_release (NlImportReader *self, NlImportBatch *batch)
{
  g_async_queue_push (self->empty, batch);
}
