/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-detect.h"

#include <string.h>

#include "base/nl-random.h"
#include "nl-test.h"

/* What is found out about a file by its beginning. */

static void
test_something_else (const char *folder)
{
  static const struct {
    const char *head;
    gsize length;
    const char *says;
  } cases[] = {
    { "PK\x03\x04", 4, "Excel workbook" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "old Excel workbook" },
    { "%PDF-1.7", 8, "PDF" },
    { "\xff\xd8\xff\xe0", 4, "picture" },
    { "GIF89a..", 8, "picture" },
    { "\x1f\x8b\x08", 3, "compressed" },
    { "SQLite format 3", 16, "database" },
    { "\x7f"
      "ELF",
      4, "program" },
    { "{\\rtf1", 6, "formatting" },
    { "<!DOCTYPE html>", 15, "web page" },
    { "\n\n  <HTML lang=fr>", 18, "web page" },
    { "\xef\xbb\xbf<?xml version", 16, "XML" },
    { "{\"a\": 1}", 8, "JSON" },
    { "{ \"a\": 1}", 9, "JSON" },
    { "[ {\"a\": 1}]", 11, "JSON" },
    { "", 0, "empty" },
    /* What only begins like it is a file like any other. */
    { "PK,Name\n", 8, NULL },
    { "<name>,mail\n", 12, NULL },
    { "[a],b\n", 6, NULL },
    { "\"{\"\"a\"\"}\",b\n", 13, NULL },
    { "%PDF", 4, NULL },
    { "\xef\xbb\xbf", 3, NULL },
    { "a,b\n\x01", 5, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    int code = cases[i].length == 0 ? NL_CSV_ERROR_EMPTY : NL_CSV_ERROR_NOT_CSV;
    g_autoptr (GError) error = NULL;
    gboolean is_text = nl_csv_detect_text ((const guint8 *) cases[i].head, cases[i].length, &error);

    g_test_message ("%s", cases[i].says != NULL ? cases[i].says : cases[i].head);
    g_assert_true (is_text == (cases[i].says == NULL));
    if (cases[i].says == NULL)
      continue;
    g_assert_error (error, NL_CSV_ERROR, code);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

/* Bytes of no format at all are no text; they may not crash anything either. */
static void
test_noise (const char *folder)
{
  NlRandom random;
  guint8 noise[4096];

  nl_random_init (&random, 1, "noise");
  for (guint round = 0; round < 200; round++) {
    gsize length = 1 + nl_random_below (&random, sizeof noise);

    for (gsize i = 0; i < length; i++)
      noise[i] = (guint8) nl_random_below (&random, 256);
    g_assert_cmpint (nl_csv_detect_encoding (noise, length), !=, NL_CSV_ENCODING_DETECT);
    if (length > 2000)
      g_assert_false (nl_csv_detect_text (noise, length, NULL));
  }
}

typedef struct {
  NlRandom random;
  GString *text;
  char delimiter;
} Writer;

/* A table of names, amounts with decimal commas and texts that hold all delimiters. */
static void
write_table (Writer *self, gboolean with_header)
{
  static const char *const names[] = { "Zoé", "Jürgen", "José", "Łukasz", "Noël", "Ana" };
  guint n_columns = 3 + nl_random_below (&self->random, 3);

  g_string_truncate (self->text, 0);
  for (guint i = 0; with_header && i < n_columns; i++)
    g_string_append_printf (self->text, "Colonne %c%c", (int) ('A' + i),
                            i + 1 < n_columns ? self->delimiter : '\n');
  for (guint row = 0; row < 20; row++) {
    for (guint i = 0; i < n_columns; i++) {
      if (i % 3 == 0)
        g_string_append (self->text, names[nl_random_below (&self->random, 6)]);
      else if (i % 3 == 1)
        g_string_append_printf (self->text, self->delimiter == ',' ? "%u.%02u" : "%u,%02u",
                                nl_random_below (&self->random, 500), row);
      else
        g_string_append_printf (self->text, "\"été %u; a, b | c\t\n\"\"%u\"\"\"", row, i);
      g_string_append_c (self->text, i + 1 < n_columns ? self->delimiter : '\n');
    }
  }
}

static void
test_tables (const char *folder)
{
  static const struct {
    const char *charset;
    NlCsvEncoding encoding;
  } encodings[] = { { "UTF-8", NL_CSV_ENCODING_UTF_8 },
                    { "UTF-16LE", NL_CSV_ENCODING_UTF_16_LE },
                    { "UTF-16BE", NL_CSV_ENCODING_UTF_16_BE },
                    { "WINDOWS-1252", NL_CSV_ENCODING_WINDOWS_1252 } };
  Writer writer = { .text = g_string_new (NULL) };

  nl_random_init (&writer.random, 2, "tables");
  for (guint round = 0; round < 240; round++) {
    guint e = round % G_N_ELEMENTS (encodings);
    gboolean with_header = round % 3 != 0;
    g_autofree char *encoded = NULL;
    gsize length;

    writer.delimiter = ",;\t|"[nl_random_below (&writer.random, 4)];
    write_table (&writer, with_header);
    g_assert_true (nl_csv_detect_delimiter (writer.text->str, writer.text->len, TRUE)
                   == writer.delimiter);
    g_assert_true (nl_csv_detect_header (writer.text->str, writer.text->len, TRUE, writer.delimiter)
                   == with_header);
    /* The sample may end anywhere, once it has a few rows. */
    length = writer.text->len - nl_random_below (&writer.random, (guint) writer.text->len / 2);
    g_assert_true (nl_csv_detect_delimiter (writer.text->str, length, FALSE) == writer.delimiter);
    /* There is no Ł in Windows-1252. */
    encoded = g_convert_with_fallback (writer.text->str, -1, encodings[e].charset, "UTF-8", "L",
                                       NULL, &length, NULL);
    g_assert_nonnull (encoded);
    g_assert_cmpint (nl_csv_detect_encoding ((const guint8 *) encoded, length), ==,
                     encodings[e].encoding);
    g_assert_true (nl_csv_detect_text ((const guint8 *) encoded, length, NULL));
  }
  g_string_free (writer.text, TRUE);
}

/* What divides numbers does not divide rows, as long as something else does. */
static void
test_decimal_commas (const char *folder)
{
  static const struct {
    const char *text;
    char delimiter;
  } cases[] = {
    { "1,5;2,5\n3,5;4,5\n", ';' }, { "1,5|2,5|3\n1,5|2,5|3\n", '|' }, { "1,5\n2,5\n", ',' },
    { "a,5;b\nc,5;d\n", ',' },     { "1,\"2;3\"\n4,\"5;6\"\n", ',' }, { "word\nword\n", ',' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    g_assert_true (nl_csv_detect_delimiter (cases[i].text, strlen (cases[i].text), TRUE)
                   == cases[i].delimiter);
  }
}

static void
test_headers (const char *folder)
{
  static const struct {
    const char *text;
    gboolean is_header;
  } cases[] = {
    { "Email,City\na@b.fr,Paris\n", TRUE },
    { "a@b.fr,Paris\nc@d.fr,Lyon\n", FALSE },
    { "Email\n", TRUE },
    { "2025-01-01,12.50\n", FALSE },
    { "https://example.com,x\n", FALSE },
    { ",,\n1,2,3\n", FALSE },
    { "", FALSE },
    /* A word that comes again below is a value, unless there are values below another name. */
    { "Paris,FR\nLyon,FR\nParis,DE\n", FALSE },
    { "Country,Total\nFR,1\nCountry,2\n", TRUE },
    /* Several exports in one file: the whole header comes again. */
    { "Name,City\nAda,Paris\nName,City\n", TRUE },
    { "Line 1,Line 2\nx,y\n", TRUE },
    { "12 rue,Paris\n", TRUE },
    { "123 4,Paris\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    g_assert_true (nl_csv_detect_header (cases[i].text, strlen (cases[i].text), TRUE, ',')
                   == cases[i].is_header);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/csv-detect/something-else", test_something_else);
  nl_test_add ("/csv-detect/noise", test_noise);
  nl_test_add ("/csv-detect/tables", test_tables);
  nl_test_add ("/csv-detect/decimal-commas", test_decimal_commas);
  nl_test_add ("/csv-detect/headers", test_headers);
  return g_test_run ();
}
