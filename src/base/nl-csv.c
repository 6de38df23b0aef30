/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv.h"

#include "base/nl-csv-detect.h"
#include "base/nl-csv-repair.h"
#include "base/nl-csv-scanner.h"
#include "base/nl-csv-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_MAX_FIELD (16 * 1024 * 1024)
#define DEFAULT_MAX_COLUMNS 4096
/* A row may be so many times as long as its longest field. */
#define MAX_ROW_FACTOR 4
#define DEFAULT_BUFFER (512 * 1024)
#define MIN_BUFFER 64
#define SAMPLE_SIZE (64 * 1024)

G_DEFINE_QUARK (nl-csv-error-quark, nl_csv_error)

struct _NlCsvReader {
  NlCsvSource *source;
  NlCsvOptions format;
  NlCsvScanner scanner;

  char *buffer;
  gsize buffer_size;
  gboolean is_at_nul; /* the data ends before a NUL byte */

  char **header;
  guint n_columns;
  guint64 line;
  guint64 next_line;
  gboolean is_repaired;
  GString *repaired;
  GError *failure; /* once failed, always failed */
};

/* Reads on behind what is there, moving it to the front or to a larger buffer first. */
static gboolean
fill (NlCsvReader *self, GError **error)
{
  NlCsvScanner *scanner = &self->scanner;
  gsize kept = (gsize) (scanner->end - scanner->start);
  gsize room;
  gssize n;
  char *nul;

  if (kept * 2 > self->buffer_size) {
    char *larger = g_malloc (self->buffer_size * 2 + NL_CSV_PADDING);

    self->buffer_size *= 2;
    memcpy (larger, scanner->start, kept);
    g_free (self->buffer);
    self->buffer = larger;
  } else
    memmove (self->buffer, scanner->start, kept);
  scanner->start = self->buffer;
  scanner->end = self->buffer + kept;
  room = self->buffer_size - kept;
  n = nl_csv_source_read (self->source, scanner->end, room, error);
  if (n < 0)
    return FALSE;
  nul = memchr (scanner->end, '\0', (gsize) n);
  self->is_at_nul = nul != NULL;
  scanner->is_complete = n == 0;
  scanner->end = nul != NULL ? nul : scanner->end + n;
  memset (scanner->end, 0, NL_CSV_PADDING);
  return TRUE;
}

/* The part of a text that people can tell a row by. */
static gboolean
set_row_error (NlCsvReader *self, NlCsvError code, GError **error)
{
  guint column = self->scanner.n_fields + 1;
  const char *name
      = self->header != NULL && column <= self->n_columns ? self->header[column - 1] : "";
  g_autofree char *place = NULL;

  if (*name != '\0')
    place = g_strdup_printf (_ ("line %lu, column %u (“%s”)"), (gulong) self->line, column, name);
  else
    place = g_strdup_printf (_ ("line %lu, column %u"), (gulong) self->line, column);
  if (code == NL_CSV_ERROR_QUOTE)
    g_set_error (error, NL_CSV_ERROR, code,
                 _ ("The quotation mark in %s is never closed. Add the missing one, then try "
                    "again."),
                 place);
  else
    g_set_error (
        error, NL_CSV_ERROR, code,
        _ ("The field in %s is longer than %lu bytes. A quotation mark may be missing there."),
        place, (gulong) self->format.max_field);
  return FALSE;
}

static gboolean
set_scan_error (NlCsvReader *self, NlCsvScan result, GError **error)
{
  switch (result) {
  case NL_CSV_SCAN_OPEN_QUOTE:
    return set_row_error (self, NL_CSV_ERROR_QUOTE, error);
  case NL_CSV_SCAN_TOO_MANY_COLUMNS:
    g_set_error (error, NL_CSV_ERROR, NL_CSV_ERROR_TOO_MANY_COLUMNS,
                 _ ("Line %lu has more than %u columns."), (gulong) self->line,
                 self->format.max_columns);
    return FALSE;
  case NL_CSV_SCAN_FIELD_TOO_LONG:
  case NL_CSV_SCAN_MORE:
  case NL_CSV_SCAN_ROW:
  default:
    return set_row_error (self, NL_CSV_ERROR_FIELD_TOO_LONG, error);
  }
}

static gboolean
set_nul_error (NlCsvReader *self, GError **error)
{
  guint64 line = self->line;

  for (const char *c = self->scanner.start; c < self->scanner.end; c++)
    line += *c == '\n' || (*c == '\r' && c[1] != '\n');
  g_set_error (
      error, NL_CSV_ERROR, NL_CSV_ERROR_NUL,
      _ ("Line %lu contains a NUL byte, which is not text. The file may be damaged; export it "
         "again."),
      (gulong) line);
  return FALSE;
}

/* Finds the row at the start of the buffer, reading as much as it takes. At the end of the file
 * there is none, and no error. */
static gboolean
scan_row (NlCsvReader *self, GError **error)
{
  NlCsvScanner *scanner = &self->scanner;

  for (;;) {
    NlCsvScan result = NL_CSV_SCAN_MORE;

    if (scanner->start < scanner->end)
      result = nl_csv_scanner_scan (scanner);
    else if (scanner->is_complete)
      return FALSE;
    if (result == NL_CSV_SCAN_ROW)
      return TRUE;
    if (result == NL_CSV_SCAN_MORE && self->is_at_nul)
      return set_nul_error (self, error);
    if (result != NL_CSV_SCAN_MORE
        || (gsize) (scanner->end - scanner->start) / MAX_ROW_FACTOR > self->format.max_field)
      return set_scan_error (self, result, error);
    if (!fill (self, error))
      return FALSE;
  }
}

/**
 * nl_csv_reader_next:
 * @self: a reader
 * @error: return location for an error of the domain %NL_CSV_ERROR
 *
 * Goes to the next row; blank lines are skipped. A reader that failed stays at its error.
 *
 * Returns: whether there is a row; %FALSE without an error at the end of the file
 */
gboolean
nl_csv_reader_next (NlCsvReader *self, GError **error)
{
  NlCsvScanner *scanner = &self->scanner;

  g_return_val_if_fail (self != NULL, FALSE);

  do {
    gboolean has_row;
    gboolean is_valid;

    self->line = self->next_line;
    has_row = self->failure == NULL && scan_row (self, &self->failure);
    if (!has_row) {
      scanner->n_fields = 0;
      if (self->failure != NULL && error != NULL)
        *error = g_error_copy (self->failure);
      return FALSE;
    }
    self->next_line += nl_csv_scanner_count_lines (scanner);
    is_valid = nl_csv_repair_is_utf8 (scanner->start, (gsize) (scanner->next - scanner->start));
    if (scanner->has_quotes)
      nl_csv_scanner_unescape (scanner);
    self->is_repaired = !is_valid;
    if (!is_valid)
      nl_csv_repair_fields (scanner, self->repaired);
    scanner->start = scanner->next;
  } while (nl_csv_scanner_is_blank (scanner));
  return TRUE;
}

/* Spreadsheets write this line for themselves: "sep=;". */
static void
skip_separator_line (NlCsvReader *self)
{
  NlCsvScanner *scanner = &self->scanner;
  gsize length = (gsize) (scanner->end - scanner->start);

  if (length < 6 || g_ascii_strncasecmp (scanner->start, "sep=", 4) != 0
      || strchr (",;\t|", scanner->start[4]) == NULL || strchr ("\r\n", scanner->start[5]) == NULL)
    return;
  if (self->format.delimiter == '\0')
    self->format.delimiter = scanner->start[4];
  scanner->start += scanner->start[5] == '\r' && length > 6 && scanner->start[6] == '\n' ? 7 : 6;
  self->next_line = 2;
}

static void
detect_format (NlCsvReader *self)
{
  NlCsvScanner *scanner = &self->scanner;
  gsize length = (gsize) (scanner->end - scanner->start);
  gboolean is_complete = length <= SAMPLE_SIZE && scanner->is_complete;

  length = MIN (length, SAMPLE_SIZE);
  if (self->format.delimiter == '\0')
    self->format.delimiter = nl_csv_detect_delimiter (scanner->start, length, is_complete);
  scanner->delimiter = self->format.delimiter;
  if (self->format.header == NL_CSV_HEADER_DETECT)
    self->format.header
        = nl_csv_detect_header (scanner->start, length, is_complete, scanner->delimiter)
              ? NL_CSV_HEADER_PRESENT
              : NL_CSV_HEADER_ABSENT;
}

/* Reads the header, or looks at the first row for the number of columns. */
static gboolean
read_header (NlCsvReader *self, GError **error)
{
  NlCsvScanner *scanner = &self->scanner;

  if (self->format.header == NL_CSV_HEADER_PRESENT) {
    if (!nl_csv_reader_next (self, error))
      return error == NULL || *error == NULL;
    self->n_columns = scanner->n_fields;
    self->header = g_new0 (char *, self->n_columns + 1);
    for (guint i = 0; i < self->n_columns; i++)
      self->header[i] = g_strstrip (nl_csv_field_dup (&scanner->fields[i]));
    scanner->n_fields = 0;
    return TRUE;
  }
  while (scan_row (self, &self->failure)) {
    if (!nl_csv_scanner_is_blank (scanner)) {
      self->n_columns = scanner->n_fields;
      break;
    }
    self->line = ++self->next_line;
    scanner->start = scanner->next;
  }
  scanner->n_fields = 0;
  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  return self->failure == NULL;
}

static NlCsvReader *
reader_new (NlCsvSource *source, const NlCsvOptions *options, GError **error)
{
  g_autoptr (NlCsvReader) self = g_new0 (NlCsvReader, 1);
  g_autoptr (GError) failure = NULL;
  gsize length;
  const guint8 *head = nl_csv_source_peek (source, &length);

  self->source = source;
  self->format = options != NULL ? *options : (NlCsvOptions) { 0 };
  nl_csv_scanner_init (&self->scanner);
  self->repaired = g_string_new (NULL);
  self->line = self->next_line = 1;
  if (!nl_csv_detect_text (head, length, error))
    return NULL;
  if (self->format.max_field == 0)
    self->format.max_field = DEFAULT_MAX_FIELD;
  if (self->format.max_columns == 0)
    self->format.max_columns = DEFAULT_MAX_COLUMNS;
  if (self->format.buffer_size == 0)
    self->format.buffer_size = DEFAULT_BUFFER;
  if (self->format.encoding == NL_CSV_ENCODING_DETECT)
    self->format.encoding = nl_csv_detect_encoding (head, length);
  nl_csv_source_set_encoding (source, self->format.encoding);
  self->scanner.max_field = self->format.max_field;
  self->scanner.max_columns = self->format.max_columns;
  self->buffer_size = MAX (self->format.buffer_size, MIN_BUFFER);
  self->buffer = g_malloc (self->buffer_size + NL_CSV_PADDING);
  self->scanner.start = self->scanner.end = self->buffer;
  if (!fill (self, error))
    return NULL;
  /* A small file is all there; say so, or its last row does not count in what is detected. */
  if (!self->is_at_nul && (gsize) (self->scanner.end - self->scanner.start) < self->buffer_size / 2
      && !fill (self, error))
    return NULL;
  skip_separator_line (self);
  detect_format (self);
  if (!read_header (self, &failure)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (self->n_columns == 0) {
    g_set_error_literal (error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY,
                         _ ("The file contains nothing but blank lines."));
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_csv_reader_open:
 * @path: a file of comma, semicolon, tab or bar separated values
 * @options: (nullable): what is known about it; %NULL detects everything
 * @error: return location for an error of the domain %NL_CSV_ERROR
 *
 * Opens a file and finds out how it is written. Blocks, like every function that reads: call it in
 * a worker thread. Reads quoted fields as in RFC 4180, and line ends of every system.
 *
 * Returns: (transfer full) (nullable): a reader before its first row
 */
NlCsvReader *
nl_csv_reader_open (const char *path, const NlCsvOptions *options, GError **error)
{
  NlCsvSource *source;

  g_return_val_if_fail (path != NULL, NULL);

  source = nl_csv_source_open (path, error);
  return source != NULL ? reader_new (source, options, error) : NULL;
}

/**
 * nl_csv_reader_new_for_bytes:
 * @bytes: what a file would hold
 * @options: (nullable): what is known about it; %NULL detects everything
 * @error: return location for an error of the domain %NL_CSV_ERROR
 *
 * Like nl_csv_reader_open().
 *
 * Returns: (transfer full) (nullable): a reader before its first row
 */
NlCsvReader *
nl_csv_reader_new_for_bytes (GBytes *bytes, const NlCsvOptions *options, GError **error)
{
  NlCsvSource *source;

  g_return_val_if_fail (bytes != NULL, NULL);

  source = nl_csv_source_new_for_bytes (bytes, error);
  return source != NULL ? reader_new (source, options, error) : NULL;
}

/**
 * nl_csv_reader_free:
 * @self: (transfer full): a reader
 */
void
nl_csv_reader_free (NlCsvReader *self)
{
  g_clear_pointer (&self->source, nl_csv_source_free);
  nl_csv_scanner_clear (&self->scanner);
  g_free (self->buffer);
  g_strfreev (self->header);
  g_string_free (self->repaired, TRUE);
  g_clear_error (&self->failure);
  g_free (self);
}

/**
 * nl_csv_reader_get_format:
 * @self: a reader
 *
 * Returns: (transfer none): how the file is read: the options, with what was detected filled in
 */
const NlCsvOptions *
nl_csv_reader_get_format (NlCsvReader *self)
{
  return &self->format;
}

/**
 * nl_csv_reader_get_header:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): the names of the columns without the blanks around them, as
 *   many as nl_csv_reader_get_n_columns(); two may be equal; %NULL when the file has no header
 */
const char *const *
nl_csv_reader_get_header (NlCsvReader *self)
{
  return (const char *const *) self->header;
}

/**
 * nl_csv_reader_get_n_columns:
 * @self: a reader
 *
 * Returns: how many fields the first row has
 */
guint
nl_csv_reader_get_n_columns (NlCsvReader *self)
{
  return self->n_columns;
}

/**
 * nl_csv_reader_get_size:
 * @self: a reader
 *
 * Returns: the bytes of the file; 0 when they are not known
 */
goffset
nl_csv_reader_get_size (NlCsvReader *self)
{
  return nl_csv_source_get_size (self->source);
}

/**
 * nl_csv_reader_get_position:
 * @self: a reader
 *
 * Returns: about how many bytes of the file were worked through; all of them at the end
 */
goffset
nl_csv_reader_get_position (NlCsvReader *self)
{
  goffset ahead = self->scanner.end - self->scanner.start;

  return MAX (nl_csv_source_get_position (self->source) - ahead, 0);
}

/**
 * nl_csv_reader_get_fields:
 * @self: a reader at a row
 * @n_fields: (out): how many fields the row has
 *
 * Returns: (transfer none) (array length=n_fields): the fields of the row, valid until the next
 *   call of nl_csv_reader_next()
 */
const NlCsvField *
nl_csv_reader_get_fields (NlCsvReader *self, guint *n_fields)
{
  *n_fields = self->scanner.n_fields;
  return self->scanner.fields;
}

/**
 * nl_csv_reader_get_line:
 * @self: a reader at a row, or that failed
 *
 * Returns: the line of the file, from 1, in which the row begins
 */
guint64
nl_csv_reader_get_line (NlCsvReader *self)
{
  return self->line;
}

/**
 * nl_csv_reader_is_ragged:
 * @self: a reader at a row
 *
 * Returns: whether the row has more or fewer fields than the first one
 */
gboolean
nl_csv_reader_is_ragged (NlCsvReader *self)
{
  return self->scanner.n_fields != self->n_columns;
}

/**
 * nl_csv_reader_is_repaired:
 * @self: a reader at a row
 *
 * Returns: whether the row had bytes that are not UTF-8, which were read as Windows-1252
 */
gboolean
nl_csv_reader_is_repaired (NlCsvReader *self)
{
  return self->is_repaired;
}

/**
 * nl_csv_field_dup:
 * @field: a field
 *
 * Returns: (transfer full): its text
 */
char *
nl_csv_field_dup (const NlCsvField *field)
{
  return g_strndup (field->text, field->length);
}
