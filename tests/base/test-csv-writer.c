/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-writer.h"

#include "base/nl-csv.h"
#include "nl-test.h"

#include <string.h>

static char *
write_row (const char *const *fields, char delimiter, NlCsvWriterFlags flags)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (NlCsvWriter) writer = nl_csv_writer_new (stream, delimiter, flags);

  g_assert_true (nl_csv_writer_write_row (writer, fields, NULL, NULL));
  g_assert_true (nl_csv_writer_close (writer, NULL, NULL));
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

static void
test_quoting (void)
{
  static const struct {
    const char *fields[4];
    char delimiter;
    NlCsvWriterFlags flags;
    const char *line;
  } CASES[] = {
    { { "a", "b", "", NULL }, ',', 0, "a,b,\n" },
    { { "a", "b", NULL }, ',', NL_CSV_WRITER_CRLF, "a,b\r\n" },
    { { "a,b", "c;d", NULL }, ',', 0, "\"a,b\",c;d\n" },
    { { "a,b", "c;d", NULL }, ';', 0, "a,b;\"c;d\"\n" },
    { { "say \"hi\"", "two\nlines", "cr\r", NULL },
      ',',
      0,
      "\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\"\n" },
    { { " blank", "blank ", NULL }, ',', 0, "\" blank\",\"blank \"\n" },
    { { "é", NULL }, ',', NL_CSV_WRITER_BYTE_ORDER_MARK, "\xef\xbb\xbfé\n" },
    { { "a", "", NULL }, ',', NL_CSV_WRITER_QUOTE_ALL, "\"a\",\"\"\n" },
    { { "", NULL }, ',', 0, "\"\"\n" },
    { { "=1+1", "a", NULL }, ',', 0, "=1+1,a\n" },
    { { "=1+1", "@x", "-a", NULL }, ',', NL_CSV_WRITER_NO_FORMULAS, "'=1+1,'@x,'-a\n" },
    { { "+33612345678", "-5.00", "-1-1", NULL },
      ',',
      NL_CSV_WRITER_NO_FORMULAS,
      "+33612345678,-5.00,'-1-1\n" },
    { { "=A(\"x\",1)", "\t=1", "-", NULL },
      ',',
      NL_CSV_WRITER_NO_FORMULAS,
      "\"'=A(\"\"x\"\",1)\",'\t=1,'-\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *line = write_row (CASES[i].fields, CASES[i].delimiter, CASES[i].flags);

    g_assert_cmpstr (line, ==, CASES[i].line);
  }
}

/* Random rows of the characters that matter come back as they were. */
static void
test_round_trip (void)
{
  static const char *const PIECES[] = { "a", "é", ",", ";", "\"", "\n", "\r", "\r\n", " ", "'" };
  const NlCsvOptions options = { .delimiter = ',', .header = NL_CSV_HEADER_ABSENT };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (NlCsvWriter) writer = nl_csv_writer_new (stream, ',', NL_CSV_WRITER_CRLF);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NlCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  for (int row = 0; row < 20000; row++) {
    for (int column = 0; column < 3; column++) {
      GString *field = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
        g_string_append (field, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
      nl_csv_writer_add (writer, field->str, (gssize) field->len);
      g_ptr_array_add (fields, g_string_free_and_steal (field));
    }
    g_assert_true (nl_csv_writer_end_row (writer, NULL, NULL));
  }
  g_assert_true (nl_csv_writer_close (writer, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  reader = nl_csv_reader_new_for_bytes (bytes, &options, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < fields->len; i += 3) {
    const NlCsvField *row;
    guint n;

    g_assert_true (nl_csv_reader_next (reader, &error));
    row = nl_csv_reader_get_fields (reader, &n);
    g_assert_cmpuint (n, ==, 3);
    for (guint column = 0; column < 3; column++) {
      const char *expected = g_ptr_array_index (fields, i + column);

      g_assert_cmpmem (row[column].text, row[column].length, expected, strlen (expected));
    }
  }
  g_assert_false (nl_csv_reader_next (reader, &error));
  g_assert_no_error (error);
}

static void
test_full_disk (void)
{
  char small[8];
  const char *const fields[] = { "more than fits", NULL };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (small, sizeof small, NULL, NULL);
  g_autoptr (NlCsvWriter) writer = nl_csv_writer_new (stream, ',', 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (nl_csv_writer_write_row (writer, fields, NULL, NULL));
  g_assert_false (nl_csv_writer_close (writer, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/csv-writer/quoting", test_quoting);
  g_test_add_func ("/csv-writer/round-trip", test_round_trip);
  g_test_add_func ("/csv-writer/full-disk", test_full_disk);
  return g_test_run ();
}
