/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NL_CSV_WRITER_DEFAULT = 0,
  NL_CSV_WRITER_CRLF = 1 << 0,            /* RFC 4180's line end instead of LF */
  NL_CSV_WRITER_BYTE_ORDER_MARK = 1 << 1, /* for spreadsheets that take UTF-8 for something else */
  NL_CSV_WRITER_NO_FORMULAS = 1 << 2,     /* a spreadsheet must not calculate what a field says */
  NL_CSV_WRITER_QUOTE_ALL = 1 << 3,
} NlCsvWriterFlags;

typedef struct _NlCsvWriter NlCsvWriter;

NlCsvWriter *nl_csv_writer_new (GOutputStream *stream, char delimiter, NlCsvWriterFlags flags);
void nl_csv_writer_free (NlCsvWriter *self);

void nl_csv_writer_add (NlCsvWriter *self, const char *text, gssize length);
gboolean nl_csv_writer_end_row (NlCsvWriter *self, GCancellable *cancellable, GError **error);
gboolean nl_csv_writer_write_row (NlCsvWriter *self,
                                  const char *const *fields,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean nl_csv_writer_close (NlCsvWriter *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlCsvWriter, nl_csv_writer_free)

G_END_DECLS
