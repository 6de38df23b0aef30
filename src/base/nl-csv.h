/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NL_CSV_ERROR (nl_csv_error_quark ())
GQuark nl_csv_error_quark (void);

typedef enum {
  NL_CSV_ERROR_READ,             /* the file cannot be opened or read */
  NL_CSV_ERROR_EMPTY,            /* no bytes, or only blank lines */
  NL_CSV_ERROR_NOT_CSV,          /* a spreadsheet, a picture… */
  NL_CSV_ERROR_NUL,              /* a NUL byte in the text */
  NL_CSV_ERROR_QUOTE,            /* a quoted field is never closed */
  NL_CSV_ERROR_FIELD_TOO_LONG,   /* longer than the options allow */
  NL_CSV_ERROR_TOO_MANY_COLUMNS, /* more than the options allow */
  NL_CSV_ERROR_CHANGED,          /* the file changed while it was read */
} NlCsvError;

typedef enum {
  NL_CSV_ENCODING_DETECT,
  NL_CSV_ENCODING_UTF_8,
  NL_CSV_ENCODING_UTF_16_LE,
  NL_CSV_ENCODING_UTF_16_BE,
  NL_CSV_ENCODING_WINDOWS_1252,
} NlCsvEncoding;

typedef enum {
  NL_CSV_HEADER_DETECT,
  NL_CSV_HEADER_PRESENT,
  NL_CSV_HEADER_ABSENT,
} NlCsvHeader;

/* All zero means: detect everything, default limits. */
typedef struct {
  char delimiter; /* ',', ';', '\t', '|' or '\0' to detect it */
  NlCsvEncoding encoding;
  NlCsvHeader header;
  gsize max_field;   /* bytes as UTF-8; 0 for 16 MiB */
  guint max_columns; /* 0 for 4096 */
  gsize buffer_size; /* how much is read at a time; 0 for 512 KiB, at least 64 */
} NlCsvOptions;

/* Valid UTF-8, not ended by a NUL. */
typedef struct {
  const char *text;
  gsize length;
} NlCsvField;

typedef struct _NlCsvReader NlCsvReader;

NlCsvReader *nl_csv_reader_open (const char *path,
                                 const NlCsvOptions *options,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
NlCsvReader *nl_csv_reader_new_for_bytes (GBytes *bytes,
                                          const NlCsvOptions *options,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void nl_csv_reader_free (NlCsvReader *self);

const NlCsvOptions *nl_csv_reader_get_format (NlCsvReader *self);
const char *const *nl_csv_reader_get_header (NlCsvReader *self);
guint nl_csv_reader_get_n_columns (NlCsvReader *self);
goffset nl_csv_reader_get_size (NlCsvReader *self);
goffset nl_csv_reader_get_position (NlCsvReader *self);

gboolean nl_csv_reader_next (NlCsvReader *self, GError **error);
const NlCsvField *nl_csv_reader_get_fields (NlCsvReader *self, guint *n_fields);
guint64 nl_csv_reader_get_line (NlCsvReader *self);
gboolean nl_csv_reader_is_ragged (NlCsvReader *self);
gboolean nl_csv_reader_is_repaired (NlCsvReader *self);

char *nl_csv_field_dup (const NlCsvField *field) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlCsvReader, nl_csv_reader_free)

G_END_DECLS
