/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS 5

/* Rows like those of a Shopify customer export, 128 bytes each on average. */
static char *
generate (guint rows)
{
  g_autoptr (GString) text = g_string_sized_new (rows * 132);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("bench-csv-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_string_append (text, "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Address1,"
                         "City,Country Code,Zip,Phone,Total Spent,Total Orders,Note,Tags\n");
  for (guint i = 0; i < rows; i++)
    g_string_append_printf (text,
                            "'%u,Chloé,Martin %u,chloe.%u@example.com,%s,%d rue des Lilas,Paris,FR,"
                            "'75%03d,'+336%08u,%d.%02d,%d,%s,\"vip, Paris\"\n",
                            7000000 + i, i, i, i % 3 == 0 ? "yes" : "no",
                            g_rand_int_range (rand, 1, 300), g_rand_int_range (rand, 0, 20), i,
                            g_rand_int_range (rand, 0, 5000), g_rand_int_range (rand, 0, 100),
                            g_rand_int_range (rand, 0, 30),
                            i % 20 == 0 ? "\"Likes \"\"gift\nwrap\"\"\"" : "");
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return path;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
read_once (const char *path, guint rows)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (NlCsvReader) reader = nl_csv_reader_open (path, NULL, &error);
  gsize bytes = 0;
  guint count = 0;

  g_assert_no_error (error);
  while (nl_csv_reader_next (reader, &error)) {
    guint n;
    const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n);

    bytes += fields[n - 1].length;
    count++;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, rows);
  g_assert_cmpuint (bytes, >, 0);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  guint rows = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  g_autofree char *path = generate (rows);
  double times[RUNS];
  GStatBuf info;

  g_stat (path, &info);
  for (int i = 0; i < RUNS; i++)
    times[i] = read_once (path, rows);
  qsort (times, RUNS, sizeof *times, compare_times);
  g_print ("csv: %u rows, %.0f MB: %.3f s, %.1f million rows/s, %.0f MB/s\n", rows,
           (double) info.st_size / 1e6, times[RUNS / 2], rows / times[RUNS / 2] / 1e6,
           (double) info.st_size / times[RUNS / 2] / 1e6);
  g_unlink (path);
  return 0;
}
