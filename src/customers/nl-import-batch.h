/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv.h"

G_BEGIN_DECLS

/* Memory that is given back all at once. */
typedef struct {
  GPtrArray *chunks;
  guint chunk; /* the one in use */
  gsize used;  /* of it */
  gsize total; /* given out since the last time it was emptied */
} NlImportArena;

/* Something a row says that was left out of what is imported; the next one of the same row. */
typedef struct _NlImportWarning NlImportWarning;
struct _NlImportWarning {
  const char *text;
  NlImportWarning *next;
};

/* What every row of a file has; the rows of each kind of import begin with it. */
typedef struct {
  guint64 line;
  const NlCsvField *fields; /* as they stand in the file */
  guint n_fields;
  GError *rejection;         /* why it makes no sense */
  NlImportWarning *warnings; /* what of it makes no sense; in the arena */
} NlImportRawRow;

/* Rows that go from the thread that reads to the thread that writes. */
typedef struct {
  NlImportArena arena;
  char *rows;
  gsize row_size;
  guint n_rows;
  goffset position; /* in the file, behind the rows */
  gboolean is_last;
  GError *failure; /* why there is nothing behind them */
} NlImportBatch;

#define NL_IMPORT_BATCH_ROWS 256

void nl_import_arena_init (NlImportArena *self);
void nl_import_arena_clear (NlImportArena *self);
void nl_import_arena_empty (NlImportArena *self);
gpointer nl_import_arena_alloc (NlImportArena *self, gsize size);
char *nl_import_arena_copy (NlImportArena *self, const char *text, gsize length);

NlImportBatch *nl_import_batch_new (gsize row_size);
void nl_import_batch_free (NlImportBatch *self);
void nl_import_batch_empty (NlImportBatch *self);
gboolean nl_import_batch_is_full (NlImportBatch *self);
NlImportRawRow *nl_import_batch_get_row (NlImportBatch *self, guint index);
NlImportRawRow *nl_import_batch_add (NlImportBatch *self, NlCsvReader *reader);
const NlCsvField *nl_import_arena_copy_fields (NlImportArena *self,
                                               const NlCsvField *fields,
                                               guint n_fields);

G_END_DECLS
