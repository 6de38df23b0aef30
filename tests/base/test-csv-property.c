/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv.h"

#include "nl-test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FILES nl_test_rounds (20000, 2000)

/* The reader against one that looks at each character and is easy to believe. */

typedef struct {
  GPtrArray *rows; /* of GStrv */
  gboolean is_quote_open;
} Expected;

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

static void
end_row (Expected *expected, GPtrArray **fields, gboolean has_quotes)
{
  gboolean is_blank = (*fields)->len == 1 && !has_quotes
                      && *(const char *) g_ptr_array_index (*fields, 0) == '\0';
  char **row;

  g_ptr_array_add (*fields, NULL);
  row = (char **) g_ptr_array_free (*fields, FALSE);
  if (is_blank)
    g_strfreev (row);
  else
    g_ptr_array_add (expected->rows, row);
  *fields = g_ptr_array_new ();
}

static const char *
read_field (const char *at, GString *field, gboolean *has_quotes, gboolean *is_open)
{
  *is_open = FALSE;
  if (*at == '"') {
    *has_quotes = TRUE;
    *is_open = TRUE;
    for (at++; *at != '\0' && *is_open; at++) {
      if (*at != '"')
        g_string_append_c (field, *at);
      else if (at[1] == '"')
        g_string_append_c (field, *at++);
      else
        *is_open = FALSE;
    }
  }
  while (*at != '\0' && strchr (",\r\n", *at) == NULL)
    g_string_append_c (field, *at++);
  return at;
}

static void
read_naively (const char *at, Expected *expected)
{
  GPtrArray *fields = g_ptr_array_new ();
  gboolean has_quotes = FALSE;

  expected->rows = g_ptr_array_new_with_free_func (free_row);
  expected->is_quote_open = FALSE;
  while (*at != '\0' || fields->len > 0) {
    GString *field = g_string_new (NULL);

    at = read_field (at, field, &has_quotes, &expected->is_quote_open);
    g_ptr_array_add (fields, g_string_free_and_steal (field));
    if (expected->is_quote_open)
      break;
    if (*at == ',') {
      at++;
      continue;
    }
    end_row (expected, &fields, has_quotes);
    has_quotes = FALSE;
    if (*at == '\0')
      break;
    at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
  }
  g_ptr_array_set_free_func (fields, g_free);
  g_ptr_array_unref (fields);
}

static char *
random_file (void)
{
  static const char *const PIECES[] = {
    ",",  ",", "\"", "\"", "\"\"", "\n",    "\r\n", "\r",
    "a",  "é", "🙂", " ",  ";",    "\",\"", "\"\n", "a long piece of text",
    "\t", "'",
  };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 80); n > 0; n--)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  return g_string_free_and_steal (text);
}

static void
compare_row (NlCsvReader *reader, const char *const *row)
{
  guint n;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n);

  g_assert_cmpuint (n, ==, g_strv_length ((char **) row));
  for (guint i = 0; i < n; i++)
    g_assert_cmpmem (fields[i].text, fields[i].length, row[i], strlen (row[i]));
}

static void
check_file (const char *text)
{
  NlCsvOptions options = {
    .delimiter = ',',
    .encoding = NL_CSV_ENCODING_UTF_8,
    .header = NL_CSV_HEADER_ABSENT,
    .buffer_size = (gsize) g_test_rand_int_range (64, 200),
  };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (NlCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  Expected expected;

  read_naively (text, &expected);
  reader = nl_csv_reader_new_for_bytes (bytes, &options, &error);
  for (guint i = 0; i < expected.rows->len; i++) {
    g_assert_no_error (error);
    g_assert_true (nl_csv_reader_next (reader, &error));
    compare_row (reader, g_ptr_array_index (expected.rows, i));
  }
  if (reader != NULL)
    g_assert_false (nl_csv_reader_next (reader, &error));
  if (expected.is_quote_open)
    g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_QUOTE);
  else if (expected.rows->len == 0)
    g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY);
  else
    g_assert_no_error (error);
  g_ptr_array_unref (expected.rows);
}

static void
test_random_files (void)
{
  for (int i = 0; i < FILES; i++) {
    g_autofree char *text = random_file ();

    check_file (text);
  }
}

static gpointer
write_slowly (gpointer data)
{
  FILE *pipe = fopen (data, "w");

  setvbuf (pipe, NULL, _IONBF, 0);
  fputs ("Name,City\nAn", pipe);
  for (int i = 0; i < 100000; i++)
    fputs ("na,Bonn\nAn", pipe);
  fputs ("na,\"Co", pipe);
  fputs ("rk\"", pipe);
  fclose (pipe);
  return NULL;
}

/* A pipe has no size, and gives a few bytes at a time. */
static void
test_pipe (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (NlCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  GThread *writer;
  guint rows = 0;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  writer = g_thread_new ("writer", write_slowly, path);
  reader = nl_csv_reader_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_csv_reader_get_size (reader), ==, 0);
  g_assert_cmpstr (nl_csv_reader_get_header (reader)[1], ==, "City");
  while (nl_csv_reader_next (reader, &error)) {
    const char *row[] = { "Anna", ++rows <= 100000 ? "Bonn" : "Cork", NULL };

    compare_row (reader, row);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (rows, ==, 100001);
  g_thread_join (writer);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/csv/random-files", test_random_files);
  nl_test_add ("/csv/pipe", test_pipe);
  return g_test_run ();
}
