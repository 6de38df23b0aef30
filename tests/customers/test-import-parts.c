/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-batch.h"
#include "customers/nl-import-file.h"
#include "customers/nl-import-keys.h"
#include "customers/nl-import-preset.h"
#include "nl-test.h"

/* What imports are made of: memory that goes back at once, keys that were seen, presets. */

static void
test_arena (const char *folder)
{
  NlImportArena arena;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  nl_import_arena_init (&arena);
  for (guint round = 0; round < 3; round++) {
    g_ptr_array_set_size (texts, 0);
    for (guint i = 0; i < 20000; i++) {
      g_autofree char *text = g_strnfill (i % 97, (char) ('a' + i % 26));

      g_ptr_array_add (texts, nl_import_arena_copy (&arena, text, strlen (text)));
    }
    /* Nothing was written over by what came after it. */
    for (guint i = 0; i < texts->len; i++) {
      g_autofree char *text = g_strnfill (i % 97, (char) ('a' + i % 26));

      g_assert_cmpstr (g_ptr_array_index (texts, i), ==, text);
    }
    nl_import_arena_empty (&arena);
    g_assert_cmpuint (arena.total, ==, 0);
  }
  nl_import_arena_clear (&arena);
}

/* Memory of ordinary size is kept for the next batch, a cell of megabytes is not. */
static void
test_arena_of_large_cells (const char *folder)
{
  NlImportArena arena;
  guint n_chunks;

  nl_import_arena_init (&arena);
  nl_import_arena_alloc (&arena, 10);
  n_chunks = arena.chunks->len;
  memset (nl_import_arena_alloc (&arena, 5 * 1024 * 1024), 'x', 5 * 1024 * 1024);
  g_assert_cmpuint (arena.chunks->len, ==, n_chunks + 1);
  g_assert_true ((guintptr) nl_import_arena_alloc (&arena, 3) % 8 == 0);
  g_assert_true ((guintptr) nl_import_arena_alloc (&arena, 8) % 8 == 0);
  nl_import_arena_empty (&arena);
  g_assert_cmpuint (arena.chunks->len, <=, n_chunks + 1);
  nl_import_arena_clear (&arena);
}

static NlCsvReader *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  NlCsvReader *reader = nl_csv_reader_new_for_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  return reader;
}

static void
test_batch (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("Email,City\n");
  g_autoptr (NlCsvReader) reader = NULL;
  NlImportBatch *batch = nl_import_batch_new (sizeof (NlImportRawRow) + 16);
  guint n_rows = 0;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "p%u@example.com,\"City \"\"%u\"\"\"\n", i, i);
  reader = read_text (text->str);
  while (TRUE) {
    nl_import_batch_empty (batch);
    while (!nl_import_batch_is_full (batch) && nl_csv_reader_next (reader, NULL)) {
      NlImportRawRow *row = nl_import_batch_add (batch, reader);

      g_assert_null (row->rejection);
      g_assert_null (row->warnings);
      if (n_rows % 10 == 0)
        g_set_error_literal (&row->rejection, NL_CSV_ERROR, NL_CSV_ERROR_READ, "no");
      n_rows++;
    }
    if (batch->n_rows == 0)
      break;
    g_assert_cmpuint (batch->n_rows, <=, NL_IMPORT_BATCH_ROWS);
    /* The rows hold what the file says, though the reader went on. */
    for (guint i = 0; i < batch->n_rows; i++) {
      NlImportRawRow *row = nl_import_batch_get_row (batch, i);
      guint number = n_rows - batch->n_rows + i;
      g_autofree char *city = g_strdup_printf ("City \"%u\"", number);

      g_assert_cmpuint (row->line, ==, number + 2);
      g_assert_cmpuint (row->n_fields, ==, 2);
      g_assert_cmpstr (row->fields[1].text, ==, city);
      g_assert_cmpuint (row->fields[1].length, ==, strlen (city));
    }
  }
  g_assert_cmpuint (n_rows, ==, 1000);
  nl_import_batch_free (batch);
}

static void
test_keys (const char *folder)
{
  NlImportKeys *keys = nl_import_keys_new ();
  guint n_new = 0;

  for (guint i = 0; i < 200000; i++) {
    g_autofree char *key = g_strdup_printf ("p%u@example.com", i);

    n_new += nl_import_keys_add (keys, 'e', key, strlen (key));
  }
  /* One in hundreds of millions may be taken for another. */
  g_assert_cmpuint (n_new, >=, 199999);
  for (guint i = 0; i < 200000; i += 7) {
    g_autofree char *key = g_strdup_printf ("p%u@example.com", i);

    g_assert_false (nl_import_keys_add (keys, 'e', key, strlen (key)));
  }
  /* The same text is another key of another sort. */
  g_assert_true (nl_import_keys_add (keys, 'i', "p7@example.com", 14));
  g_assert_false (nl_import_keys_is_full (keys));
  nl_import_keys_free (keys);
}

static void
test_hash (const char *folder)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const char text[] = "abcdefghijklmnopqrstuvwxyz";

  /* Every beginning, with every seed, is something else. */
  for (guint64 seed = 0; seed < 50; seed++)
    for (gsize length = 0; length < sizeof text; length++) {
      guint64 hash = nl_import_hash (seed, text, length);

      g_assert_true (g_hash_table_add (seen, g_memdup2 (&hash, sizeof hash)));
      g_assert_cmpuint (hash, ==, nl_import_hash (seed, text, length));
    }
}

static NlImportMapping *
read_headers (const char *headers)
{
  g_autofree char *text = g_strconcat (headers, "\na@example.com\n", NULL);
  g_autoptr (NlCsvReader) reader = read_text (text);

  return nl_import_mapping_guess (reader);
}

/* What a preset maps is what an export of that program has, in any order and spelling. */
static void
test_presets (const char *folder)
{
  static const struct {
    const char *preset;
    const char *headers;
    const char *fields;
  } files[] = {
    { "shopify", "email,FIRST NAME,Last_Name,City,Notes,Default Address City",
      "email first_name last_name ignore ignore city" },
    { "woocommerce", "Name,Username,Sign Up,Email,Orders,Total Spend,AOV,Country / Region",
      "full_name ignore customer_added_date email number_of_orders amount_spent ignore country" },
    { "prestashop", "Customer ID,Active (0/1),Email *,Last Name *,First Name *,Newsletter (0/1)",
      "external_id ignore email last_name first_name email_consent" },
    { "stripe", "id,Description,Email,Name,Created (UTC),Total Spend,Payment Count",
      "external_id ignore email full_name customer_added_date amount_spent number_of_orders" },
    { "mailchimp", "Email Address,First Name,MEMBER_RATING,CC,LEID,NOTES",
      "email first_name ignore country external_id note" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (NlImportMapping) mapping = read_headers (files[i].headers);
    g_autoptr (GString) fields = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (nl_import_mapping_set_preset (mapping, files[i].preset, &error));
    g_assert_no_error (error);
    for (guint c = 0; c < nl_import_mapping_get_n_columns (mapping); c++)
      g_string_append_printf (fields, "%s%s", c > 0 ? " " : "",
                              nl_import_field_get_id (nl_import_mapping_get_field (mapping, c)));
    g_assert_cmpstr (fields->str, ==, files[i].fields);
  }
}

/* A file that is no such export keeps what was guessed. */
static void
test_presets_that_do_not_fit (const char *folder)
{
  const char *const *presets = nl_import_preset_list (NL_IMPORT_KIND_CUSTOMERS);
  g_autoptr (NlImportMapping) mapping = read_headers ("Adresse email,Ville");

  for (guint i = 0; presets[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (nl_import_mapping_set_preset (mapping, presets[i], &error));
    g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING);
    g_assert_cmpint (nl_import_mapping_get_field (mapping, 0), ==, NL_IMPORT_EMAIL);
    g_assert_cmpint (nl_import_mapping_get_field (mapping, 1), ==, NL_IMPORT_CITY);
  }
  g_assert_cmpuint (g_strv_length ((char **) presets), ==, 5);
}

/* Of a folder and of what is not there the file is named, not the machine. */
static void
test_files (const char *folder)
{
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_import_file_open (missing, NULL, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "“missing.csv” cannot be opened"));
  g_clear_error (&error);
  g_assert_null (nl_import_file_open ("/dev/null", NULL, &error));
  g_assert_nonnull (strstr (error->message, "“/dev/null” is a pipe or a device"));
  g_clear_error (&error);
  g_assert_false (nl_import_file_fail_without_rows (missing, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-parts/arena", test_arena);
  nl_test_add ("/import-parts/arena-of-large-cells", test_arena_of_large_cells);
  nl_test_add ("/import-parts/batch", test_batch);
  nl_test_add ("/import-parts/keys", test_keys);
  nl_test_add ("/import-parts/hash", test_hash);
  nl_test_add ("/import-parts/presets", test_presets);
  nl_test_add ("/import-parts/presets-that-do-not-fit", test_presets_that_do_not_fit);
  nl_test_add ("/import-parts/files", test_files);
  return g_test_run ();
}
