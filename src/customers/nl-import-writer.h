/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-report.h"
#include "customers/nl-import-row.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

typedef struct _NlImportWriter NlImportWriter;

/* Rows of a file from which on indices and the search table are filled at the end. */
#define NL_IMPORT_BULK_ROWS 2000

NlImportWriter *nl_import_writer_new (NlConnection *connection,
                                      gint64 shop_id,
                                      NlImportReport *report);
void nl_import_writer_free (NlImportWriter *self);

gboolean nl_import_writer_begin (NlImportWriter *self, guint64 expected_rows, GError **error);
gboolean nl_import_writer_add (NlImportWriter *self, const NlImportRow *row, GError **error);
gboolean nl_import_writer_settle (NlImportWriter *self, GError **error);
const NlImportRow *nl_import_writer_next_late (NlImportWriter *self);
gboolean nl_import_writer_end (NlImportWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportWriter, nl_import_writer_free)

G_END_DECLS
