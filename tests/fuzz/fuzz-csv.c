/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-writer.h"
#include "base/nl-csv.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* One file is read three ways: with a large buffer, with a small one that is refilled within
 * fields, and again after it was written. All must agree. */

static NlCsvReader *
open_data (GBytes *bytes, const NlCsvOptions *options)
{
  g_autoptr (GError) error = NULL;
  NlCsvReader *reader = nl_csv_reader_new_for_bytes (bytes, options, &error);

  g_assert_true ((reader == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  return reader;
}

static void
check_equal (NlCsvReader *left, NlCsvReader *right)
{
  guint n_left;
  guint n_right;
  const NlCsvField *left_fields = nl_csv_reader_get_fields (left, &n_left);
  const NlCsvField *right_fields = nl_csv_reader_get_fields (right, &n_right);

  g_assert_cmpuint (n_left, ==, n_right);
  for (guint i = 0; i < n_left; i++)
    g_assert_cmpmem (left_fields[i].text, left_fields[i].length, right_fields[i].text,
                     right_fields[i].length);
}

static void
check_row (NlCsvReader *reader, guint64 *line)
{
  guint n;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    g_assert_true (g_utf8_validate_len (fields[i].text, fields[i].length, NULL));
  g_assert_cmpuint (nl_csv_reader_get_line (reader), >, *line);
  *line = nl_csv_reader_get_line (reader);
  g_assert_cmpint (nl_csv_reader_get_position (reader), <=, nl_csv_reader_get_size (reader));
}

static void
check_written (GBytes *bytes, const NlCsvOptions *format, GBytes *written)
{
  NlCsvOptions again = { .delimiter = ',',
                         .encoding = NL_CSV_ENCODING_UTF_8,
                         .header = NL_CSV_HEADER_ABSENT,
                         .max_columns = 100 };
  g_autoptr (NlCsvReader) first = open_data (bytes, format);
  g_autoptr (NlCsvReader) second = open_data (written, &again);

  /* A text can look like another kind of file once it is written. */
  if (second == NULL)
    return;
  while (nl_csv_reader_next (first, NULL)) {
    g_assert_true (nl_csv_reader_next (second, NULL));
    check_equal (first, second);
  }
  g_assert_false (nl_csv_reader_next (second, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (NlCsvWriter) writer = nl_csv_writer_new (stream, ',', NL_CSV_WRITER_QUOTE_ALL);
  g_autoptr (NlCsvReader) reader = NULL;
  g_autoptr (NlCsvReader) small = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) small_error = NULL;
  NlCsvOptions options = { .max_field = 1000, .max_columns = 100 };
  NlCsvOptions format;
  guint64 line = 0;

  /* A first byte no text begins with says the encoding. */
  if (size > 0 && data[0] <= NL_CSV_ENCODING_WINDOWS_1252) {
    options.encoding = data[0];
    data++;
    size--;
  }
  bytes = g_bytes_new (data, size);
  reader = open_data (bytes, &options);
  if (reader == NULL)
    return 0;
  format = *nl_csv_reader_get_format (reader);
  format.buffer_size = 64;
  small = open_data (bytes, &format);
  g_assert_nonnull (small);
  while (nl_csv_reader_next (reader, &error)) {
    guint n;
    const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n);

    check_row (reader, &line);
    g_assert_true (nl_csv_reader_next (small, NULL));
    g_assert_cmpuint (nl_csv_reader_get_line (small), ==, line);
    g_assert_cmpint (nl_csv_reader_is_repaired (small), ==, nl_csv_reader_is_repaired (reader));
    check_equal (reader, small);
    for (guint i = 0; i < n; i++)
      nl_csv_writer_add (writer, fields[i].text, (gssize) fields[i].length);
    nl_csv_writer_end_row (writer, NULL, NULL);
  }
  g_assert_false (nl_csv_reader_next (small, &small_error));
  g_assert_cmpint (error != NULL ? error->code : -1, ==,
                   small_error != NULL ? small_error->code : -1);
  if (error != NULL)
    return 0;
  nl_csv_writer_close (writer, NULL, NULL);
  written = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  format.buffer_size = 0;
  if (line > 0)
    check_written (bytes, &format, written);
  return 0;
}
