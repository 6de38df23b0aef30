/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv.h"

#include "nl-test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static NlCsvReader *
open_bytes (const void *text, gsize length, const NlCsvOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return nl_csv_reader_new_for_bytes (bytes, options, error);
}

static NlCsvReader *
open_text (const char *text, const NlCsvOptions *options)
{
  g_autoptr (GError) error = NULL;
  NlCsvReader *reader = open_bytes (text, strlen (text), options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reader);
  return reader;
}

static NlCsvReader *
open_fixture (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *relative = g_build_filename ("csv", name, NULL);
  g_autofree char *path = nl_test_fixture (relative);
  NlCsvReader *reader = nl_csv_reader_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reader);
  return reader;
}

/* The row as "a|b|c", with blanks for its line ends. */
static char *
row_text (NlCsvReader *reader)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n);

  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append_c (text, '|');
    g_assert_true (g_utf8_validate_len (fields[i].text, fields[i].length, NULL));
    g_string_append_len (text, fields[i].text, (gssize) fields[i].length);
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_row (NlCsvReader *reader, guint64 line, const char *expected)
{
  g_autoptr (GError) error = NULL;
  gboolean has_row = nl_csv_reader_next (reader, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (has_row);
  text = row_text (reader);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (nl_csv_reader_get_line (reader), ==, line);
}

static void
assert_end (NlCsvReader *reader)
{
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_false (nl_csv_reader_next (reader, &error));
  g_assert_no_error (error);
  nl_csv_reader_get_fields (reader, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (nl_csv_reader_get_position (reader), ==, nl_csv_reader_get_size (reader));
  g_assert_false (nl_csv_reader_next (reader, NULL));
}

static void
assert_header (NlCsvReader *reader, const char *expected)
{
  g_autofree char *joined = NULL;

  g_assert_nonnull (nl_csv_reader_get_header (reader));
  joined = g_strjoinv ("|", (char **) nl_csv_reader_get_header (reader));
  g_assert_cmpstr (joined, ==, expected);
}

/* Reads until an error comes, and checks that it stays. */
static void
assert_fails (NlCsvReader *reader, NlCsvError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  while (nl_csv_reader_next (reader, &error))
    ;
  g_assert_error (error, NL_CSV_ERROR, (gint) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_false (nl_csv_reader_next (reader, &again));
  g_assert_error (again, NL_CSV_ERROR, (gint) code);
}

static void
test_quoting (void)
{
  static const struct {
    const char *text;
    const char *row;
  } CASES[] = {
    { "a,b,c", "a|b|c" },
    { "a,b,c\n", "a|b|c" },
    { "a,b,c\r\n", "a|b|c" },
    { "a,b,c\r", "a|b|c" },
    { "a,b,", "a|b|" },
    { ",,", "||" },
    { "\"a\",\"b\",\"c\"", "a|b|c" },
    { "\"a,1\",\"b\nc\",\"d\r\ne\"", "a,1|b\nc|d\r\ne" },
    { "\"say \"\"hi\"\"\",b,c", "say \"hi\"|b|c" },
    { "\"\"\"\",\"\",\"\"\"\"\"\"", "\"||\"\"" },
    { "a\"b,\"c\"d,\"e\"\"f\"g\"h", "a\"b|cd|e\"fg\"h" },
    { " \"a\" ,b,c", " \"a\" |b|c" },
    { "Zoé,日本,🙂", "Zoé|日本|🙂" },
    { "a long field of more than sixteen bytes,another of that length,c",
      "a long field of more than sixteen bytes|another of that length|c" },
  };
  const NlCsvOptions options = { .delimiter = ',', .header = NL_CSV_HEADER_ABSENT };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlCsvReader) reader = open_text (CASES[i].text, &options);

    g_assert_null (nl_csv_reader_get_header (reader));
    g_assert_cmpuint (nl_csv_reader_get_n_columns (reader), ==, 3);
    assert_row (reader, 1, CASES[i].row);
    g_assert_false (nl_csv_reader_is_ragged (reader));
    assert_end (reader);
  }
}

static void
test_lines (void)
{
  g_autoptr (NlCsvReader) reader = open_text ("Name,Note\n"
                                              "\n"
                                              "A,\"two\nlines\"\r\n"
                                              "\r\n"
                                              "B,\"three\r\nlines\rhere\"\n"
                                              "\"\",x\n"
                                              "C,c",
                                              NULL);

  assert_header (reader, "Name|Note");
  assert_row (reader, 3, "A|two\nlines");
  assert_row (reader, 6, "B|three\r\nlines\rhere");
  assert_row (reader, 9, "|x");
  assert_row (reader, 10, "C|c");
  assert_end (reader);
}

static void
test_shopify (void)
{
  g_autoptr (NlCsvReader) reader = open_fixture ("shopify-customers.csv");
  g_autofree char *note = NULL;
  const NlCsvField *fields;
  guint n;

  g_assert_cmpuint (nl_csv_reader_get_n_columns (reader), ==, 20);
  g_assert_cmpstr (nl_csv_reader_get_header (reader)[3], ==, "Email");
  g_assert_cmpint (nl_csv_reader_get_format (reader)->delimiter, ==, ',');
  g_assert_cmpint (nl_csv_reader_get_format (reader)->encoding, ==, NL_CSV_ENCODING_UTF_8);
  g_assert_true (nl_csv_reader_next (reader, NULL));
  fields = nl_csv_reader_get_fields (reader, &n);
  g_assert_cmpuint (n, ==, 20);
  note = nl_csv_field_dup (&fields[17]);
  g_assert_cmpstr (note, ==, "Calls in the morning.\nLikes \"gift wrap\", always.");
  g_assert_true (nl_csv_reader_next (reader, NULL));
  g_assert_cmpuint (nl_csv_reader_get_line (reader), ==, 4);
  g_assert_true (nl_csv_reader_next (reader, NULL));
  g_assert_false (nl_csv_reader_is_ragged (reader));
  assert_end (reader);
}

static void
test_encodings (void)
{
  static const struct {
    const char *file;
    NlCsvEncoding encoding;
  } CASES[] = {
    { "windows-1252.csv", NL_CSV_ENCODING_WINDOWS_1252 },
    { "utf-16-le.csv", NL_CSV_ENCODING_UTF_16_LE },
    { "utf-16-be-no-mark.csv", NL_CSV_ENCODING_UTF_16_BE },
    { "utf-8-mark.csv", NL_CSV_ENCODING_UTF_8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlCsvReader) reader = open_fixture (CASES[i].file);

    g_test_message ("%s", CASES[i].file);
    g_assert_cmpint (nl_csv_reader_get_format (reader)->encoding, ==, CASES[i].encoding);
    g_assert_cmpint (nl_csv_reader_get_format (reader)->delimiter, ==, ';');
    assert_header (reader, "Prénom|Nom|E-mail|Montant");
    assert_row (reader, 2, "Zoé|Müller|zoe@example.com|1234,50");
    assert_row (reader, 3, "René|Bœuf|rene@example.com|12,00");
    g_assert_false (nl_csv_reader_is_repaired (reader));
    assert_end (reader);
  }
}

static void
test_encoding_oddities (void)
{
  const NlCsvOptions utf16 = {
    .delimiter = ',',
    .encoding = NL_CSV_ENCODING_UTF_16_LE,
    .header = NL_CSV_HEADER_PRESENT,
  };
  g_autoptr (NlCsvReader) euro = NULL;
  g_autoptr (NlCsvReader) pair = NULL;
  g_autoptr (NlCsvReader) mixed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) large = g_string_new ("Name,City\n");

  euro = open_text ("Name,Price\nA,5 \x80\nB,\x93quoted\x94\n", NULL);
  assert_row (euro, 2, "A|5 €");
  assert_row (euro, 3, "B|“quoted”");

  /* An emoji, half an emoji, and half a unit. */
  pair = open_bytes ("a\0,\0\x3d\xd8\x42\xde,\0\x3d\xd8\n\0x\0,\0y\0,\0z", 23, &utf16, &error);
  g_assert_no_error (error);
  assert_header (pair, "a|🙂|\uFFFD");
  assert_row (pair, 2, "x|y|\uFFFD");
  assert_end (pair);

  /* Two files joined, the accents of the second far behind what detection looks at. */
  for (int i = 0; i < 100000; i++)
    g_string_append (large, i % 7 == 0 ? "Zoé,Paris\n" : "Anna,Berlin\n");
  g_string_append (large, "\"Ren\xe9 \"\"R\"\"\",M\xfcnchen\nZoé,Paris\n");
  mixed = open_text (large->str, NULL);
  for (int i = 0; i < 100000; i++) {
    g_assert_true (nl_csv_reader_next (mixed, NULL));
    g_assert_false (nl_csv_reader_is_repaired (mixed));
  }
  assert_row (mixed, 100002, "René \"R\"|München");
  g_assert_true (nl_csv_reader_is_repaired (mixed));
  assert_row (mixed, 100003, "Zoé|Paris");
  g_assert_false (nl_csv_reader_is_repaired (mixed));
  assert_end (mixed);
}

static void
test_delimiters (void)
{
  static const struct {
    const char *text;
    char delimiter;
  } CASES[] = {
    { "a,b\n1,2\n", ',' },
    { "a;b\n1,5;2,5\n", ';' },
    { "1,5;2,5\n3,5;4,5\n", ';' },
    { "a\tb\nx, y\tz\n", '\t' },
    { "a|b|c\n1|2|3\n", '|' },
    { "a;b,c;d\n\"x;y\",z\n", ',' },
    { "\"a;b;c\",\"d;e\"\n\"1;2\",\"3\"\n", ',' },
    { "one column\nof, some text\n", ',' },
    { "a\n", ',' },
    { "a;b", ';' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlCsvReader) reader = open_text (CASES[i].text, NULL);

    g_test_message ("%s", CASES[i].text);
    g_assert_cmpint (nl_csv_reader_get_format (reader)->delimiter, ==, CASES[i].delimiter);
  }
}

static void
test_headers (void)
{
  static const struct {
    const char *text;
    gboolean has_header;
  } CASES[] = {
    { "Email,Name\na@example.com,A\n", TRUE },
    { "Address1,Total Spent,Lineitem 1\n1 Road,12.00,x\n", TRUE },
    { "Name\nAnna\nBob\n", TRUE },
    { "Email\n", TRUE },
    { "Name,City\nAnna,Bonn\nName,City\nBob,Cork\n", TRUE },
    { "Email,Note,City\na@example.com,Note,Bonn\nb@example.com,x,Cork\n", TRUE },
    { "Name,City,Zip\nAnna,City,75001\nName,Bonn,75002\n", TRUE },
    { "Anna,Bonn,\nBob,Bonn,75001\n", FALSE },
    { "a@example.com,A\nb@example.com,B\n", FALSE },
    { "Anna,12.50\nBob,13.00\n", FALSE },
    { "Anna,2026-01-31\nBob,2026-02-01\n", FALSE },
    { "Anna,Bonn\nBob,Cork\nCarl,Bonn\n", FALSE },
    { "+33 6 12 34 56 78,Anna\n", FALSE },
    { ",,\nx,y,z\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlCsvReader) reader = open_text (CASES[i].text, NULL);

    g_test_message ("%s", CASES[i].text);
    g_assert_cmpint (nl_csv_reader_get_header (reader) != NULL, ==, CASES[i].has_header);
  }
}

static void
test_options_win (void)
{
  const NlCsvOptions options = {
    .delimiter = ';',
    .encoding = NL_CSV_ENCODING_WINDOWS_1252,
    .header = NL_CSV_HEADER_PRESENT,
  };
  g_autoptr (NlCsvReader) reader = open_text ("a@example.com,Zoé;x\n1,2;3\n", &options);

  assert_header (reader, "a@example.com,ZoÃ©|x");
  assert_row (reader, 2, "1,2|3");
  assert_end (reader);
}

static void
test_fixtures (void)
{
  g_autoptr (NlCsvReader) none = open_fixture ("no-header.csv");
  g_autoptr (NlCsvReader) equal = open_fixture ("equal-headers.csv");
  g_autoptr (NlCsvReader) ragged = open_fixture ("ragged.csv");
  g_autoptr (NlCsvReader) tab = open_fixture ("tab.tsv");
  g_autoptr (NlCsvReader) separator = open_fixture ("separator-line.csv");
  g_autoptr (NlCsvReader) returns = open_fixture ("carriage-returns.csv");

  g_assert_null (nl_csv_reader_get_header (none));
  assert_row (none, 1, "chloe@example.com|Chloé|Paris");
  assert_row (none, 2, "bob@example.com|Bob|London");
  assert_end (none);
  assert_header (equal, "Email|Name|Name");
  assert_row (equal, 2, "chloe@example.com|Chloe|Martin");
  assert_row (ragged, 2, "a@example.com|A");
  g_assert_true (nl_csv_reader_is_ragged (ragged));
  assert_row (ragged, 3, "b@example.com|B|Bonn");
  g_assert_false (nl_csv_reader_is_ragged (ragged));
  assert_row (ragged, 4, "c@example.com|C|Cork|Ireland");
  g_assert_true (nl_csv_reader_is_ragged (ragged));
  assert_row (tab, 2, "a@example.com|A, the first");
  assert_header (separator, "Email|Name");
  assert_row (separator, 3, "a@example.com|A");
  assert_end (separator);
  assert_row (returns, 2, "a@example.com|A\rB");
  assert_row (returns, 4, "b@example.com|B");
  assert_end (returns);
}

static void
test_not_csv (void)
{
  static const struct {
    const char *text;
    gsize length;
    NlCsvError code;
    const char *words;
  } CASES[] = {
    { "", 0, NL_CSV_ERROR_EMPTY, "empty" },
    { "\n\r\n\n", 4, NL_CSV_ERROR_EMPTY, "blank lines" },
    { "\xef\xbb\xbf", 3, NL_CSV_ERROR_EMPTY, "blank lines" },
    { "PK\x03\x04\x14\0\x06", 7, NL_CSV_ERROR_NOT_CSV, "Excel workbook" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, NL_CSV_ERROR_NOT_CSV, "Excel workbook" },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, NL_CSV_ERROR_NOT_CSV, "picture" },
    { "\xff\xd8\xff\xe0", 4, NL_CSV_ERROR_NOT_CSV, "picture" },
    { "%PDF-1.7\n", 9, NL_CSV_ERROR_NOT_CSV, "PDF" },
    { "\x1f\x8b\x08\0", 4, NL_CSV_ERROR_NOT_CSV, "compressed" },
    { "SQLite format 3\0", 16, NL_CSV_ERROR_NOT_CSV, "database" },
    { "  <!DOCTYPE  HTML>\n", 19, NL_CSV_ERROR_NOT_CSV, "web page" },
    { "\xef\xbb\xbf<html lang=en>", 17, NL_CSV_ERROR_NOT_CSV, "web page" },
    { "<?xml version='1.0'?>", 21, NL_CSV_ERROR_NOT_CSV, "XML" },
    { "[ {\n \"email\": 1 } ]", 19, NL_CSV_ERROR_NOT_CSV, "JSON" },
    { "{\n  \"customers\": []}", 20, NL_CSV_ERROR_NOT_CSV, "JSON" },
    { "x\1\2\3\4\5\6\7\1\2\3\4\5\6\7\1\2\3\4\5\6\7", 22, NL_CSV_ERROR_NOT_CSV, "not contain text" },
    { "a,b\n1,\0\n", 8, NL_CSV_ERROR_NUL, "Line 2" },
    { "\0", 1, NL_CSV_ERROR_NUL, "Line 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCsvReader) reader = open_bytes (CASES[i].text, CASES[i].length, NULL, &error);

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    if (reader != NULL) {
      assert_fails (reader, CASES[i].code, CASES[i].words);
      continue;
    }
    g_assert_error (error, NL_CSV_ERROR, (gint) CASES[i].code);
    g_assert_nonnull (strstr (error->message, CASES[i].words));
  }
}

static void
test_nul (void)
{
  g_autoptr (NlCsvReader) reader = open_fixture ("nul.csv");

  assert_row (reader, 2, "a@example.com|A");
  assert_fails (reader, NL_CSV_ERROR_NUL, "Line 3");
}

static void
test_open_quote (void)
{
  g_autoptr (NlCsvReader) reader = open_text ("Name,Note\nA,a\nB,\"never closed\nC,c\n", NULL);

  assert_row (reader, 2, "A|a");
  assert_fails (reader, NL_CSV_ERROR_QUOTE, "line 3, column 2 (“Note”)");
}

static char *
fill_field (gsize length, const char *before, const char *after)
{
  g_autofree char *filling = g_strnfill (length, 'x');

  return g_strconcat (before, filling, after, NULL);
}

static void
test_long_fields (void)
{
  const NlCsvOptions small = { .max_field = 1000 };
  g_autofree char *fifty = fill_field (50 * 1024 * 1024, "Name,Note\nA,a\nB,", "\n");
  g_autofree char *quoted = fill_field (50 * 1024 * 1024, "Name,Note\nA,a\nB,\"", "\"\n");
  g_autofree char *ten = fill_field (10 * 1024 * 1024, "Name,Note\n", ",y\nB,b\n");
  g_autofree char *fits = fill_field (1000, "Name\n", "\n");
  g_autofree char *over = fill_field (1001, "Name\n", "\n");
  g_autoptr (NlCsvReader) unquoted_reader = open_text (fifty, NULL);
  g_autoptr (NlCsvReader) quoted_reader = open_text (quoted, NULL);
  g_autoptr (NlCsvReader) ten_reader = open_text (ten, NULL);
  g_autoptr (NlCsvReader) fits_reader = open_text (fits, &small);
  g_autoptr (NlCsvReader) over_reader = open_text (over, &small);
  guint n;

  assert_fails (unquoted_reader, NL_CSV_ERROR_FIELD_TOO_LONG, "line 3, column 2 (“Note”)");
  assert_fails (quoted_reader, NL_CSV_ERROR_FIELD_TOO_LONG, "line 3, column 2 (“Note”)");
  g_assert_true (nl_csv_reader_next (ten_reader, NULL));
  g_assert_cmpuint (nl_csv_reader_get_fields (ten_reader, &n)[0].length, ==, 10 * 1024 * 1024);
  assert_row (ten_reader, 3, "B|b");
  g_assert_true (nl_csv_reader_next (fits_reader, NULL));
  assert_end (fits_reader);
  assert_fails (over_reader, NL_CSV_ERROR_FIELD_TOO_LONG, "line 2, column 1");
}

static void
test_many_columns (void)
{
  const NlCsvOptions two = { .max_columns = 2 };
  g_autofree char *commas = g_strnfill (3 * 1000 * 1000, ',');
  g_autofree char *fits = g_strnfill (4095, ',');
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCsvReader) refused = NULL;
  g_autoptr (NlCsvReader) wide = open_text (fits, NULL);
  g_autoptr (NlCsvReader) late = open_text ("a,b\n1,2\n1,2,3\n", &two);

  refused = open_bytes (commas, strlen (commas), NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_TOO_MANY_COLUMNS);
  g_assert_cmpuint (nl_csv_reader_get_n_columns (wide), ==, 4096);
  assert_fails (late, NL_CSV_ERROR_TOO_MANY_COLUMNS, "Line 3");
}

/* Rows of every length around the size of the buffer, so that each kind of byte comes last in it.
 */
static void
test_buffer_ends (void)
{
  const NlCsvOptions options = { .delimiter = ',', .header = NL_CSV_HEADER_ABSENT };

  for (gsize shift = 0; shift < 40; shift++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (NlCsvReader) reader = NULL;
    guint rows = 0;

    g_string_append_printf (text, "%0*d,b,c\r\n", (int) shift + 1, 0);
    while (text->len < 600 * 1024)
      g_string_append (text, "\"a \"\"1\"\"\",\"é\r\n\",\"\"\r\n");
    reader = open_text (text->str, &options);
    g_assert_true (nl_csv_reader_next (reader, NULL));
    while (nl_csv_reader_next (reader, NULL)) {
      g_autofree char *row = row_text (reader);

      g_assert_cmpstr (row, ==, "a \"1\"|é\r\n|");
      g_assert_cmpuint (nl_csv_reader_get_line (reader), ==, 2 + 2 * rows++);
    }
    g_assert_cmpuint (rows, >, 25000);
    assert_end (reader);
  }
}

static void
test_files (const char *folder)
{
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autoptr (GError) not_there = NULL;
  g_autoptr (GError) is_folder = NULL;

  g_assert_null (nl_csv_reader_open (missing, NULL, &not_there));
  g_assert_error (not_there, NL_CSV_ERROR, NL_CSV_ERROR_READ);
  g_assert_nonnull (strstr (not_there->message, "missing.csv"));
  g_assert_null (nl_csv_reader_open (folder, NULL, &is_folder));
  g_assert_error (is_folder, NL_CSV_ERROR, NL_CSV_ERROR_READ);
}

static void
test_file_that_changes (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "growing.csv", NULL);
  g_autoptr (GString) text = g_string_new ("Name,City\n");
  g_autoptr (NlCsvReader) grown = NULL;
  g_autoptr (NlCsvReader) cut = NULL;
  FILE *file;

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "Anna,Berlin\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  grown = nl_csv_reader_open (path, NULL, NULL);
  g_assert_true (nl_csv_reader_next (grown, NULL));
  file = fopen (path, "a");
  g_assert_cmpint (fputs ("Bob,Cork\n", file), >=, 0);
  fclose (file);
  assert_fails (grown, NL_CSV_ERROR_CHANGED, "growing.csv");
  cut = nl_csv_reader_open (path, NULL, NULL);
  g_assert_true (nl_csv_reader_next (cut, NULL));
  g_assert_cmpint (truncate (path, 600 * 1024), ==, 0);
  assert_fails (cut, NL_CSV_ERROR_CHANGED, "growing.csv");
}

static void
test_shared_files (void)
{
  g_autofree char *path
      = nl_test_shared_file ("data/example-transactions/example_transactions.csv");
  g_autoptr (NlCsvReader) reader = NULL;
  guint rows = 0;

  if (path == NULL)
    return;
  reader = nl_csv_reader_open (path, NULL, NULL);
  assert_header (reader, "date|id");
  while (nl_csv_reader_next (reader, NULL)) {
    g_assert_false (nl_csv_reader_is_ragged (reader));
    rows++;
  }
  g_assert_cmpuint (rows, >, 15000);
  assert_end (reader);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/csv/quoting", test_quoting);
  g_test_add_func ("/csv/lines", test_lines);
  g_test_add_func ("/csv/shopify", test_shopify);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/encoding-oddities", test_encoding_oddities);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/headers", test_headers);
  g_test_add_func ("/csv/options", test_options_win);
  g_test_add_func ("/csv/fixtures", test_fixtures);
  g_test_add_func ("/csv/not-csv", test_not_csv);
  g_test_add_func ("/csv/nul", test_nul);
  g_test_add_func ("/csv/open-quote", test_open_quote);
  g_test_add_func ("/csv/long-fields", test_long_fields);
  g_test_add_func ("/csv/many-columns", test_many_columns);
  g_test_add_func ("/csv/buffer-ends", test_buffer_ends);
  nl_test_add ("/csv/files", test_files);
  nl_test_add ("/csv/file-that-changes", test_file_that_changes);
  g_test_add_func ("/csv/shared-files", test_shared_files);
  return g_test_run ();
}
