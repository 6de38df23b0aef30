/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"
#include "nl-test-writer.h"

/* Files so large that indices and the search table are filled at the end. */

#define ROWS 6000

static GString *
make_rows (void)
{
  GString *text = g_string_new ("Customer ID,Email,First Name,Last Name,Phone,Country,Tags\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "%u,person%u@example.com,Ada%u,Lovelace,,FR,\"vip, Été\"\n", i, i,
                            i);
  return text;
}

static guint
count (ImportFixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  return (guint) g_ascii_strtoull (said, NULL, 10);
}

static void
test_all_kinds_of_rows (const char *folder)
{
  ImportFixture self;
  g_autoptr (GString) text = make_rows ();
  g_autoptr (NlImportReport) first = NULL;
  g_autoptr (NlImportReport) again = NULL;
  g_autofree char *schema = NULL;
  const char *list = "SELECT group_concat (name || sql, ';') FROM (SELECT name, sql FROM"
                     " sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name)";
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);

  import_fixture_set_up (&self, folder);
  schema = nl_test_sqlite3 (path, list);
  g_string_append (text, ",PERSON7@example.com,Grace,,,,\n" /* known by its email */
                         "8,,,,06 12 34 56 78,FR,\n"        /* by its ID */
                         "9,person10@example.com,,,,,\n"    /* two people at once */
                         ",,,,+33612345678,,new\n"          /* by its phone */
                         ",,Nameless,Only,,,\n"             /* by nothing but itself */
                         ",not-an-address,,,,,\n"
                         ",late@example.com,Late,,,,\n"
                         ",late@example.com,,Later,,,\n");
  first = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (first, ROWS + 2, 4, 0, 2);
  import_fixture_assert_says (&self, list, schema);
  import_fixture_assert_says (&self,
                              "SELECT first_name, phone_key, tags, external_id FROM customers"
                              " WHERE external_id IN (7, 8) ORDER BY id",
                              "Grace||[\"vip\",\"Été\"]|7\n"
                              "Ada8|+33612345678|[\"vip\",\"Été\",\"new\"]|8");
  import_fixture_assert_says (&self,
                              "SELECT first_name, last_name FROM customers"
                              " WHERE email_key = 'late@example.com'",
                              "Late|Later");
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customer_tags WHERE tag_key = 'ete'"), ==,
                    ROWS);
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers_search('lovelace')"), ==, ROWS);
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers_search('grace')"), ==, 1);
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers_search('ada7')"), ==, 0);
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers_search('later')"), ==, 1);
  import_fixture_assert_says (&self, "PRAGMA integrity_check", "ok");

  again = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (again, 0, 0, ROWS + 6, 2);
  import_fixture_tear_down (&self);
}

static void
test_every_row_twice (const char *folder)
{
  ImportFixture self;
  g_autoptr (GString) text = g_string_new ("Email,City\n");
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (NlImportReport) again = NULL;

  /* More rows wait than are worth it. */
  import_fixture_set_up (&self, folder);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "person%u@example.com,%s\n", i / 2, i % 2 ? "Lyon" : "Paris");
  report = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (report, 10000, 10000, 0, 0);
  import_fixture_assert_says (&self, "SELECT DISTINCT city FROM customers", "Lyon");
  again = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (again, 0, 0, 20000, 0);
  import_fixture_tear_down (&self);
}

static void
test_into_what_is_there (const char *folder)
{
  ImportFixture self;
  g_autoptr (GString) text = make_rows ();
  g_autoptr (NlImportReport) few = NULL;
  g_autoptr (NlImportReport) many = NULL;

  import_fixture_set_up (&self, folder);
  few = import_fixture_import_text (&self, "Email,City\nperson5@example.com,Nantes\n"
                                           "other@example.com,Nantes\n");
  import_fixture_assert_report (few, 2, 0, 0, 0);
  many = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (many, ROWS - 1, 1, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT city, external_id FROM customers"
                              " WHERE email_key = 'person5@example.com'",
                              "Nantes|5");
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers_search('ada5')"), ==, 1);
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers_search('other')"), ==, 1);
  import_fixture_tear_down (&self);
}

static void
count_changes (NlStore *store, NlChanges *changes, guint *n)
{
  *n += nl_changes_touches (changes, "customers");
}

static void
test_tells_once (const char *folder)
{
  ImportFixture self;
  g_autoptr (GString) text = make_rows ();
  g_autofree char *path = NULL;
  g_autoptr (NlImportReport) rehearsed = NULL;
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  NlImportOptions dry_run = { .dry_run = TRUE };
  guint n = 0;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "customers.csv", text->str);
  nl_test_writer_settle (self.store);
  g_signal_connect (self.store, "changed", G_CALLBACK (count_changes), &n);
  rehearsed = import_fixture_import (&self, path, &dry_run, NULL, &error);
  g_assert_no_error (error);
  import_fixture_assert_report (rehearsed, ROWS, 0, 0, 0);
  g_assert_cmpuint (count (&self, "SELECT count(*) FROM customers"), ==, 0);
  report = import_fixture_import (&self, path, NULL, NULL, &error);
  g_assert_no_error (error);
  /* They come in the order of the transactions: had the rehearsal told, there would be two. */
  while (n == 0)
    dex_await (nl_future_sleep (1, NULL), NULL);
  g_assert_cmpuint (n, ==, 1);
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-bulk/all-kinds-of-rows", test_all_kinds_of_rows);
  nl_test_add ("/import-bulk/every-row-twice", test_every_row_twice);
  nl_test_add ("/import-bulk/into-what-is-there", test_into_what_is_there);
  nl_test_add ("/import-bulk/tells-once", test_tells_once);
  return g_test_run ();
}
