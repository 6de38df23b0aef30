/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-batch.h"
#include "customers/nl-import-mapping.h"

G_BEGIN_DECLS

typedef struct _NlImportReader NlImportReader;

/* Reads what a row says into it, on the thread that reads. */
typedef gboolean (*NlImportParse) (NlImportRawRow *row,
                                   NlImportArena *arena,
                                   gpointer data,
                                   GError **error);

NlImportReader *nl_import_reader_open (const char *path,
                                       const NlCsvOptions *csv,
                                       gsize row_size,
                                       NlImportParse parse,
                                       gpointer data,
                                       GError **error);
void nl_import_reader_free (NlImportReader *self);
gboolean nl_import_reader_has_columns (NlImportReader *self, NlImportMapping *mapping);
goffset nl_import_reader_get_size (NlImportReader *self);
NlImportBatch *nl_import_reader_next (NlImportReader *self, GError **error);
void nl_import_reader_release (NlImportReader *self, NlImportBatch *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportReader, nl_import_reader_free)

G_END_DECLS
