/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-batch.h"

#include <string.h>

#define CHUNK_SIZE (128 * 1024)
/* A batch ends early when its text is longer: rows may hold cells of megabytes. */
#define MAX_BATCH_BYTES (CHUNK_SIZE * 4)
#define ALIGNMENT 8

typedef struct {
  gsize size;
  char bytes[];
} Chunk;

/**
 * nl_import_arena_init:
 * @self: (out caller-allocates): an arena
 *
 * Makes an arena without memory.
 */
void
nl_import_arena_init (NlImportArena *self)
{
  *self = (NlImportArena) { .chunks = g_ptr_array_new_with_free_func (g_free) };
}

/**
 * nl_import_arena_clear:
 * @self: an arena
 *
 * Frees what it holds.
 */
void
nl_import_arena_clear (NlImportArena *self)
{
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
}

/**
 * nl_import_arena_empty:
 * @self: an arena
 *
 * Takes back all it gave out. Memory of ordinary size is kept for the next time.
 */
void
nl_import_arena_empty (NlImportArena *self)
{
  for (guint i = self->chunks->len; i-- > 0;)
    if (((Chunk *) g_ptr_array_index (self->chunks, i))->size > CHUNK_SIZE)
      g_ptr_array_remove_index_fast (self->chunks, i);
  self->chunk = 0;
  self->used = self->total = 0;
}

static Chunk *
add_chunk (NlImportArena *self, gsize size)
{
  Chunk *chunk = g_malloc (sizeof *chunk + size);

  chunk->size = size;
  g_ptr_array_add (self->chunks, chunk);
  self->chunk = self->chunks->len - 1;
  self->used = 0;
  return chunk;
}

/**
 * nl_import_arena_alloc:
 * @self: an arena
 * @size: bytes
 *
 * Returns: (transfer none): memory that is not cleared, until the arena is emptied
 */
gpointer
nl_import_arena_alloc (NlImportArena *self, gsize size)
{
  Chunk *chunk = NULL;
  char *memory;

  size = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  if (self->chunk < self->chunks->len)
    chunk = g_ptr_array_index (self->chunks, self->chunk);
  if (chunk == NULL || size > chunk->size - self->used) {
    if (size <= CHUNK_SIZE && self->chunk + 1 < self->chunks->len) {
      chunk = g_ptr_array_index (self->chunks, ++self->chunk);
      self->used = 0;
    } else {
      chunk = add_chunk (self, MAX (size, CHUNK_SIZE));
    }
  }
  memory = chunk->bytes + self->used;
  self->used += size;
  self->total += size;
  return memory;
}

/**
 * nl_import_arena_copy:
 * @self: an arena
 * @text: (array length=length): a text
 * @length: its bytes
 *
 * Returns: (transfer none): a copy that ends with a NUL
 */
char *
nl_import_arena_copy (NlImportArena *self, const char *text, gsize length)
{
  char *copy = nl_import_arena_alloc (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

/**
 * nl_import_arena_copy_fields:
 * @self: an arena
 * @fields: (array length=n_fields): a row
 * @n_fields: how many fields it has
 *
 * Returns: (transfer none) (array length=n_fields): a copy of which every text ends with a NUL
 */
const NlCsvField *
nl_import_arena_copy_fields (NlImportArena *self, const NlCsvField *fields, guint n_fields)
{
  NlCsvField *copy = nl_import_arena_alloc (self, n_fields * sizeof *copy);
  gsize size = n_fields;
  char *at;

  for (guint i = 0; i < n_fields; i++)
    size += fields[i].length;
  at = nl_import_arena_alloc (self, size);
  for (guint i = 0; i < n_fields; i++) {
    memcpy (at, fields[i].text, fields[i].length);
    at[fields[i].length] = '\0';
    copy[i] = (NlCsvField) { .text = at, .length = fields[i].length };
    at += fields[i].length + 1;
  }
  return copy;
}

/**
 * nl_import_batch_new:
 * @row_size: the size of a row, which begins with a #NlImportRawRow
 *
 * Returns: (transfer full): a batch without rows
 */
NlImportBatch *
nl_import_batch_new (gsize row_size)
{
  NlImportBatch *self = g_new0 (NlImportBatch, 1);

  nl_import_arena_init (&self->arena);
  self->row_size = row_size;
  self->rows = g_malloc (row_size * NL_IMPORT_BATCH_ROWS);
  return self;
}

/**
 * nl_import_batch_free:
 * @self: (transfer full): a batch
 *
 * Frees @self.
 */
void
nl_import_batch_free (NlImportBatch *self)
{
  nl_import_batch_empty (self);
  nl_import_arena_clear (&self->arena);
  g_free (self->rows);
  g_free (self);
}

/**
 * nl_import_batch_empty:
 * @self: a batch
 *
 * Takes its rows away.
 */
void
nl_import_batch_empty (NlImportBatch *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    g_clear_error (&nl_import_batch_get_row (self, i)->rejection);
  nl_import_arena_empty (&self->arena);
  self->n_rows = 0;
  self->is_last = FALSE;
  g_clear_error (&self->failure);
}

/**
 * nl_import_batch_is_full:
 * @self: a batch
 *
 * Returns: whether no row should be added
 */
gboolean
nl_import_batch_is_full (NlImportBatch *self)
{
  return self->n_rows == NL_IMPORT_BATCH_ROWS || self->arena.total > MAX_BATCH_BYTES;
}

/**
 * nl_import_batch_get_row:
 * @self: a batch
 * @index: which row
 *
 * Returns: (transfer none): the row
 */
NlImportRawRow *
nl_import_batch_get_row (NlImportBatch *self, guint index)
{
  return (NlImportRawRow *) (gpointer) (self->rows + self->row_size * index);
}

/**
 * nl_import_batch_add:
 * @self: a batch that is not full
 * @reader: a reader at a row
 *
 * Returns: (transfer none): a row with a copy of what the file says, and zeros behind that
 */
NlImportRawRow *
nl_import_batch_add (NlImportBatch *self, NlCsvReader *reader)
{
  NlImportRawRow *row = nl_import_batch_get_row (self, self->n_rows++);
  const NlCsvField *fields;

  memset (row, 0, self->row_size);
  row->line = nl_csv_reader_get_line (reader);
  fields = nl_csv_reader_get_fields (reader, &row->n_fields);
  row->fields = nl_import_arena_copy_fields (&self->arena, fields, row->n_fields);
  return row;
}
