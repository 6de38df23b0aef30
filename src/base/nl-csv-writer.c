/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-writer.h"

#include <string.h>

#define FLUSH_SIZE (256 * 1024)

struct _NlCsvWriter {
  GOutputStream *stream;
  NlCsvWriterFlags flags;
  char delimiter;
  guint8 is_special[256]; /* what a field must be quoted for */
  GString *pending;
  guint n_fields;
  gboolean is_blank; /* the last field */
};

/**
 * nl_csv_writer_new:
 * @stream: where to write
 * @delimiter: what divides fields, usually ','
 * @flags: how to write
 *
 * Writes rows in the form of RFC 4180, collected into large pieces.
 *
 * Returns: (transfer full): a writer before its first row
 */
NlCsvWriter *
nl_csv_writer_new (GOutputStream *stream, char delimiter, NlCsvWriterFlags flags)
{
  NlCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (delimiter != '\0' && delimiter != '"', NULL);

  self = g_new0 (NlCsvWriter, 1);
  self->stream = g_object_ref (stream);
  self->flags = flags;
  self->delimiter = delimiter;
  for (const char *c = "\"\r\n"; *c != '\0'; c++)
    self->is_special[(guchar) *c] = TRUE;
  self->is_special[(guchar) delimiter] = TRUE;
  self->pending = g_string_sized_new (FLUSH_SIZE + 4096);
  if (flags & NL_CSV_WRITER_BYTE_ORDER_MARK)
    g_string_append (self->pending, "\ufeff");
  return self;
}

/**
 * nl_csv_writer_free:
 * @self: (transfer full): a writer
 *
 * What was not written with nl_csv_writer_close() is lost.
 */
void
nl_csv_writer_free (NlCsvWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->pending, TRUE);
  g_free (self);
}

/* OWASP, “CSV Injection”: the characters a spreadsheet takes for the start of a formula. A number
 * with its sign is harmless, and its readers want it as it is. */
static gboolean
is_formula (const char *text, gsize length)
{
  gsize i;

  if (length == 0 || strchr ("=+-@\t\r", text[0]) == NULL || text[0] == '\0')
    return FALSE;
  if (text[0] != '-' && text[0] != '+')
    return TRUE;
  for (i = 1; i < length && (g_ascii_isdigit (text[i]) || text[i] == '.'); i++)
    ;
  return i < length || length == 1;
}

static gboolean
needs_quotes (NlCsvWriter *self, const char *text, gsize length)
{
  if (self->flags & NL_CSV_WRITER_QUOTE_ALL)
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (self->is_special[(guchar) text[i]])
      return TRUE;
  return length > 0 && (text[0] == ' ' || text[length - 1] == ' ');
}

/**
 * nl_csv_writer_add:
 * @self: a writer
 * @text: (nullable): a field; %NULL is an empty one
 * @length: its bytes, or -1 when it ends with a NUL
 *
 * Adds a field to the row.
 */
void
nl_csv_writer_add (NlCsvWriter *self, const char *text, gssize length)
{
  gsize n;
  gboolean is_quoted;

  g_return_if_fail (self != NULL);

  n = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;
  is_quoted = needs_quotes (self, text, n);
  self->is_blank = n == 0 && !is_quoted;
  if (self->n_fields++ > 0)
    g_string_append_c (self->pending, self->delimiter);
  if (is_quoted)
    g_string_append_c (self->pending, '"');
  if (self->flags & NL_CSV_WRITER_NO_FORMULAS && is_formula (text, n))
    g_string_append_c (self->pending, '\'');
  while (is_quoted && n > 0) {
    const char *quote = memchr (text, '"', n);
    gsize run = quote != NULL ? (gsize) (quote - text) + 1 : n;

    g_string_append_len (self->pending, text, (gssize) run);
    if (quote != NULL)
      g_string_append_c (self->pending, '"');
    text += run;
    n -= run;
  }
  g_string_append_len (self->pending, text != NULL ? text : "", (gssize) n);
  if (is_quoted)
    g_string_append_c (self->pending, '"');
}

static gboolean
flush (NlCsvWriter *self, GCancellable *cancellable, GError **error)
{
  gboolean done = g_output_stream_write_all (self->stream, self->pending->str, self->pending->len,
                                             NULL, cancellable, error);

  g_string_truncate (self->pending, 0);
  return done;
}

/**
 * nl_csv_writer_end_row:
 * @self: a writer
 * @cancellable: (nullable): stops it
 * @error: return location for an error of the stream
 *
 * Ends the row. Blocks when it is time to write.
 *
 * Returns: whether all went well
 */
gboolean
nl_csv_writer_end_row (NlCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* A row of one empty field would be a blank line, which readers skip. */
  if (self->n_fields == 1 && self->is_blank)
    g_string_append (self->pending, "\"\"");
  self->n_fields = 0;
  g_string_append (self->pending, self->flags & NL_CSV_WRITER_CRLF ? "\r\n" : "\n");
  return self->pending->len < FLUSH_SIZE || flush (self, cancellable, error);
}

/**
 * nl_csv_writer_write_row:
 * @self: a writer
 * @fields: the fields, %NULL at the end
 * @cancellable: (nullable): stops it
 * @error: return location for an error of the stream
 *
 * Adds a whole row.
 *
 * Returns: whether all went well
 */
gboolean
nl_csv_writer_write_row (NlCsvWriter *self,
                         const char *const *fields,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && fields != NULL, FALSE);

  for (; *fields != NULL; fields++)
    nl_csv_writer_add (self, *fields, -1);
  return nl_csv_writer_end_row (self, cancellable, error);
}

/**
 * nl_csv_writer_close:
 * @self: a writer
 * @cancellable: (nullable): stops it
 * @error: return location for an error of the stream
 *
 * Writes what is left, and closes the stream.
 *
 * Returns: whether everything is written
 */
gboolean
nl_csv_writer_close (NlCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return flush (self, cancellable, error)
         && g_output_stream_close (self->stream, cancellable, error);
}
