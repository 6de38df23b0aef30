/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-scanner.h"

#include <string.h>

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

void
nl_csv_scanner_init (NlCsvScanner *self)
{
  *self = (NlCsvScanner) { .delimiter = ',', .max_field = G_MAXSIZE / 4, .max_columns = 4096 };
  self->n_allocated = 32;
  self->fields = g_new (NlCsvField, self->n_allocated);
  self->escaped = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
nl_csv_scanner_clear (NlCsvScanner *self)
{
  g_clear_pointer (&self->fields, g_free);
  g_clear_pointer (&self->escaped, g_array_unref);
}

/* The high bit of each byte of @word that equals the byte @pattern repeats, and of no other below
 * the first one that does. */
static inline guint64
equal_bytes (guint64 word, guint64 pattern)
{
  word ^= pattern;
  return (word - ONES) & ~word & HIGHS;
}

/* The first delimiter or line end at or behind @at. There is always one: the line end behind the
 * data. Fields are short: eight bytes a turn beat a call of memchr. */
static inline char *
find_field_end (char *at, guint64 delimiters)
{
  for (;; at += sizeof (guint64)) {
    guint64 word;
    guint64 found;

    memcpy (&word, at, sizeof word);
    word = GUINT64_FROM_LE (word);
    found = equal_bytes (word, delimiters) | equal_bytes (word, ONES * '\n')
            | equal_bytes (word, ONES * '\r');
    if (found != 0)
      return at + __builtin_ctzll (found) / 8;
  }
}

/* Finds the end of the quoted field that begins at @at. */
static NlCsvScan
scan_quoted (NlCsvScanner *self, char *at, guint64 delimiters, char **field_end)
{
  NlCsvField *field = &self->fields[self->n_fields];
  gboolean is_escaped = FALSE;
  char *quote = at;

  self->has_quotes = TRUE;
  for (;;) {
    quote = memchr (quote + 1, '"', self->end - quote - 1);
    if (quote == NULL || (quote + 1 == self->end && !self->is_complete)) {
      if ((gsize) (self->end - at) > self->max_field)
        return NL_CSV_SCAN_FIELD_TOO_LONG;
      return self->is_complete ? NL_CSV_SCAN_OPEN_QUOTE : NL_CSV_SCAN_MORE;
    }
    if (quote[1] != '"' || quote + 1 == self->end)
      break;
    is_escaped = TRUE;
    quote++;
  }
  *field_end = find_field_end (quote + 1, delimiters);
  /* Text behind the closing quote is against RFC 4180, and kept. */
  is_escaped = is_escaped || *field_end != quote + 1;
  if (is_escaped)
    g_array_append_val (self->escaped, self->n_fields);
  field->text = is_escaped ? at : at + 1;
  field->length = (gsize) ((is_escaped ? *field_end : quote) - field->text);
  return NL_CSV_SCAN_ROW;
}

static inline NlCsvScan
scan_field (NlCsvScanner *self, char *at, guint64 delimiters, char **field_end)
{
  NlCsvField *field = &self->fields[self->n_fields];
  NlCsvScan result = NL_CSV_SCAN_ROW;

  if (*at == '"' && at < self->end) {
    result = scan_quoted (self, at, delimiters, field_end);
    if (result != NL_CSV_SCAN_ROW)
      return result;
  } else {
    *field_end = find_field_end (at, delimiters);
    field->text = at;
    field->length = (gsize) (*field_end - at);
  }
  if (G_UNLIKELY (field->length > self->max_field))
    return NL_CSV_SCAN_FIELD_TOO_LONG;
  /* At the end of the data a field may go on in the next piece, and a CR may have its LF there. */
  if (G_UNLIKELY (*field_end + (**field_end == '\r') >= self->end) && !self->is_complete)
    return NL_CSV_SCAN_MORE;
  return NL_CSV_SCAN_ROW;
}

/**
 * nl_csv_scanner_scan:
 * @self: a scanner with its given members set
 *
 * Finds the fields of the row at @start. Fields that need it are not yet unescaped, so that the
 * same row can be scanned again when there is more of it. When it fails, @n_fields is the number
 * of the fields before the one that is to blame.
 *
 * Returns: %NL_CSV_SCAN_ROW, or why there is none
 */
NlCsvScan
nl_csv_scanner_scan (NlCsvScanner *self)
{
  guint64 delimiters = ONES * (guchar) self->delimiter;
  char *at = self->start;

  self->n_fields = 0;
  self->has_quotes = FALSE;
  g_array_set_size (self->escaped, 0);
  *self->end = '\n';
  for (;;) {
    char *field_end;
    NlCsvScan result;

    if (G_UNLIKELY (self->n_fields == self->max_columns))
      return NL_CSV_SCAN_TOO_MANY_COLUMNS;
    if (G_UNLIKELY (self->n_fields == self->n_allocated)) {
      self->n_allocated *= 2;
      self->fields = g_renew (NlCsvField, self->fields, self->n_allocated);
    }
    result = scan_field (self, at, delimiters, &field_end);
    if (G_UNLIKELY (result != NL_CSV_SCAN_ROW))
      return result;
    self->n_fields++;
    if (field_end < self->end && *field_end == self->delimiter) {
      at = field_end + 1;
      continue;
    }
    if (field_end < self->end && *field_end++ == '\r')
      field_end += field_end < self->end && *field_end == '\n';
    self->next = field_end;
    return NL_CSV_SCAN_ROW;
  }
}

static gsize
unescape (char *text, gsize length)
{
  const char *end = text + length;
  const char *from = text + 1;
  char *to = text;
  gboolean is_quoted = TRUE;

  while (from < end) {
    if (is_quoted && *from == '"') {
      from++;
      if (from == end || *from != '"') {
        is_quoted = FALSE;
        continue;
      }
    }
    *to++ = *from++;
  }
  return (gsize) (to - text);
}

/**
 * nl_csv_scanner_unescape:
 * @self: a scanner that has found a row
 *
 * Takes the quotes out of those fields that hold any. Changes the scanned text: the row cannot be
 * scanned again.
 */
void
nl_csv_scanner_unescape (NlCsvScanner *self)
{
  for (guint i = 0; i < self->escaped->len; i++) {
    NlCsvField *field = &self->fields[g_array_index (self->escaped, guint, i)];

    field->length = unescape ((char *) field->text, field->length);
  }
  g_array_set_size (self->escaped, 0);
}

/**
 * nl_csv_scanner_is_blank:
 * @self: a scanner that has found a row
 *
 * Returns: whether the row is an empty line; one with an empty field in quotes is not
 */
gboolean
nl_csv_scanner_is_blank (const NlCsvScanner *self)
{
  return self->n_fields == 1 && self->fields[0].length == 0 && !self->has_quotes;
}

/**
 * nl_csv_scanner_count_lines:
 * @self: a scanner that has found a row and not unescaped it
 *
 * Returns: how many lines of the file the row takes
 */
guint64
nl_csv_scanner_count_lines (const NlCsvScanner *self)
{
  guint64 lines = 0;

  if (!self->has_quotes)
    return 1;
  for (const char *at = self->start; at < self->next; at++) {
    at = memchr (at, '\n', self->next - at);
    if (at == NULL)
      break;
    lines++;
  }
  for (const char *at = self->start; at < self->next; at++) {
    at = memchr (at, '\r', self->next - at);
    if (at == NULL)
      break;
    lines += at + 1 == self->next || at[1] != '\n';
  }
  return MAX (lines, 1);
}
