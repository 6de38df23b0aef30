/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-writer.h"

#include <string.h>

#include "base/nl-random.h"
#include "import-fixture.h"

/* How rows of customers are stored: one by one, or all at once at the end of a large file. Whoever
 * reads the workspace afterwards cannot tell which of the two it was. */

#define HEADER                                                                          \
  "Customer ID,Email,Name,Phone,Country,City,Tags,Tax Exempt,Total Spent,Total Orders," \
  "Last Order\n"

typedef struct {
  ImportFixture *fixture;
  const char *text;
  guint64 expected_rows;
  gboolean leaves_early; /* without an end: the transaction is given up */
  guint n_late;
  NlImportReport *report;
} Job;

static gboolean
add_row (Job *self, NlImportWriter *writer, const NlImportRow *row, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (nl_import_writer_add (writer, row, &failure))
    return TRUE;
  if (failure->domain == NL_IMPORT_ROW_ERROR) {
    self->report->rejected++;
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
add_late_rows (Job *self, NlImportWriter *writer, GError **error)
{
  const NlImportRow *row;

  while ((row = nl_import_writer_next_late (writer)) != NULL) {
    self->n_late++;
    if (!add_row (self, writer, row, error))
      return FALSE;
  }
  return TRUE;
}

static gpointer
write_rows (NlConnection *connection, gpointer data, GError **error)
{
  Job *self = data;
  g_autoptr (GBytes) bytes = g_bytes_new (self->text, strlen (self->text));
  NlCsvOptions csv = { .delimiter = ',', .header = NL_CSV_HEADER_PRESENT };
  g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &csv, error);
  g_autoptr (NlImportContext) context = nl_import_context_new (self->fixture->shop);
  g_autoptr (NlImportWriter) writer = NULL;
  NlImportArena arena;
  gboolean done;

  self->report = nl_import_report_new ();
  writer = nl_import_writer_new (connection, context->shop_id, self->report);
  context->mapping = nl_import_mapping_guess (reader);
  nl_import_arena_init (&arena);
  done = nl_import_writer_begin (writer, self->expected_rows, error);
  while (done && nl_csv_reader_next (reader, NULL)) {
    g_autofree NlImportRow *row = g_new0 (NlImportRow, 1);
    guint n_fields;
    const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);

    self->report->rows++;
    nl_import_arena_empty (&arena);
    row->raw.fields = nl_import_arena_copy_fields (&arena, fields, n_fields);
    row->raw.n_fields = n_fields;
    if (!nl_import_row_parse (&row->raw, &arena, context, NULL)) {
      self->report->rejected++;
      continue;
    }
    done = add_row (self, writer, row, error) && add_late_rows (self, writer, error);
    /* Its texts are gone now: rows that wait have their own. */
    memset (row, 0x55, sizeof *row);
  }
  nl_import_arena_clear (&arena);
  if (done && self->leaves_early) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "left");
    return NULL;
  }
  done = done && nl_import_writer_settle (writer, error) && add_late_rows (self, writer, error)
         && nl_import_writer_end (writer, error);
  return done ? nl_import_report_copy (self->report) : NULL;
}

static void
clear_job (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->report, nl_import_report_free);
}

static NlImportReport *
store_rows (ImportFixture *fixture, const char *text, guint64 expected_rows, guint *n_late)
{
  Job job = { .fixture = fixture, .text = text, .expected_rows = expected_rows };
  g_autoptr (GError) error = NULL;
  NlImportReport *report = dex_await_boxed (nl_store_write (fixture->store, write_rows, &job,
                                                            clear_job, NL_TYPE_IMPORT_REPORT, NULL),
                                            &error);

  g_assert_no_error (error);
  if (n_late != NULL)
    *n_late = job.n_late;
  return report;
}

static char *
ask (ImportFixture *fixture, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "workspace.db", NULL);

  return nl_test_sqlite3 (path, sql);
}

/* All there is to know about the customers, but for their ids and when it happened. */
static const char everything[]
    = "SELECT external_id, email, email_key, email_domain, phone, phone_key, first_name, last_name,"
      " country_code, city, region_key, city_key, tags, tax_exempt, amount_spent, number_of_orders,"
      " last_order_at, rfm_group, rfm_recency, rfm_frequency, rfm_monetary, import_hash FROM"
      " customers ORDER BY email_key, external_id, phone_key, first_name, last_name, import_hash;"
      "SELECT tag_key, email_key, external_id, first_name FROM customer_tags JOIN customers ON"
      " customers.id = customer_id ORDER BY 1, 2, 3, 4;"
      "SELECT email_key, hash FROM customer_import_rows JOIN customers ON customers.id ="
      " customer_id ORDER BY 1, 2;"
      "SELECT email_key, external_id FROM customers_search ('ada') JOIN customers ON customers.id ="
      " customers_search.rowid ORDER BY 1, 2;"
      "SELECT email_key, external_id FROM customers_search ('vip') JOIN customers ON customers.id ="
      " customers_search.rowid ORDER BY 1, 2;"
      "PRAGMA integrity_check; SELECT name, sql FROM sqlite_schema ORDER BY 1";

/* Rows about a few people who come again and again. A phone alone comes last: it is looked for
 * among all who are there, and those differ before the end. */
static char *
make_file (guint64 seed, guint n_rows, gboolean contradicts_itself)
{
  static const char *const names[] = { "", "Ada", "Ada Lovelace", "Grace Hopper", "Émile" };
  static const char *const tags[] = { "", "vip", "VIP, new", "\"\"a, b\"\"", "été" };
  static const char *const cities[] = { "", "Paris", "Berlin" };
  GString *text = g_string_new (HEADER);
  NlRandom random;

  nl_random_init (&random, seed, "file");
  for (guint i = 0; i < n_rows; i++) {
    guint person = nl_random_below (&random, n_rows / 2 + 1);
    guint orders = nl_random_below (&random, 4);
    gboolean has_id = nl_random_below (&random, 2) == 0;
    gboolean has_email = nl_random_below (&random, 4) != 0;

    if (nl_random_below (&random, 12) == 0)
      person = nl_random_below (&random, n_rows / 2 + 1) * 1000;
    if (has_id)
      g_string_append_printf (text, "%u", person);
    g_string_append_c (text, ',');
    /* Now and then the email of another one: then nobody knows who is meant. */
    if (has_email)
      g_string_append_printf (text, "%s%u@example.com", i % 2 ? "p" : "P",
                              contradicts_itself && nl_random_below (&random, 9) == 0 ? person + 1
                                                                                      : person);
    g_string_append_printf (text, ",%s,,FR,%s,\"%s\",%s,", names[nl_random_below (&random, 5)],
                            cities[nl_random_below (&random, 3)],
                            tags[nl_random_below (&random, 5)], (i % 3) ? "no" : "yes");
    g_string_append_printf (text, "%u.50,%u,%s\n", orders * 10, orders,
                            orders > 0 ? "2025-03-04" : "");
  }
  for (guint i = 0; i < 5; i++)
    g_string_append_printf (text, ",,%s,06123456%02u,FR,,,,,,\n", i % 2 ? "Ada" : "", i % 3);
  g_string_append (text, ",,Nameless,,,,,,,,\n,,Nameless,,,,,,,,\n,,,,,Paris,,,,,\n");
  return g_string_free (text, FALSE);
}

static void
test_both_ways_alike (const char *folder)
{
  for (guint64 seed = 1; seed <= nl_test_rounds (6, 2); seed++) {
    gboolean contradicts_itself = seed % 2 == 0;
    g_autofree char *text = make_file (seed, 60, contradicts_itself);
    g_autofree char *more = make_file (seed + 100, 40, contradicts_itself);
    g_auto (GStrv) results = g_new0 (char *, 3);
    guint64 counts[2][4];

    for (guint way = 0; way < 2; way++) {
      g_autofree char *name = g_strdup_printf ("%u-%u", (guint) seed, way);
      g_autofree char *place = g_build_filename (folder, name, NULL);
      guint64 expected = way == 0 ? 10 : NL_IMPORT_BULK_ROWS;
      g_autoptr (NlImportReport) first = NULL;
      g_autoptr (NlImportReport) again = NULL;
      g_autoptr (NlImportReport) second = NULL;
      ImportFixture fixture;
      guint n_late;

      g_assert_no_errno (g_mkdir_with_parents (place, 0700));
      import_fixture_set_up (&fixture, place);
      first = store_rows (&fixture, text, expected, &n_late);
      g_assert_true ((n_late > 0) == (way == 1));
      again = store_rows (&fixture, text, expected, NULL);
      /* A row that contradicts a later one may be about somebody else by now. */
      if (!contradicts_itself) {
        g_assert_cmpuint (again->inserted + again->updated, ==, 0);
        g_assert_cmpuint (again->rejected, ==, first->rejected);
      }
      second = store_rows (&fixture, more, expected, NULL);
      counts[way][0] = first->inserted + first->unchanged * 1000 + first->updated * 1000000;
      counts[way][1] = first->rejected;
      counts[way][2] = second->inserted + second->unchanged * 1000 + second->updated * 1000000;
      counts[way][3] = second->rejected;
      results[way] = ask (&fixture, everything);
      import_fixture_tear_down (&fixture);
    }
    for (guint i = 0; i < 4; i++)
      g_assert_cmpuint (counts[0][i], ==, counts[1][i]);
    g_assert_cmpstr (results[0], ==, results[1]);
  }
}

/* Who the rows are about, when they say it in several ways. */
static void
test_who_is_meant (const char *folder)
{
  static const struct {
    const char *row;
    enum { THERE, NEW, UNCLEAR } is;
  } cases[] = {
    { "1,,,,,,,,,,", THERE },
    { ",ADA@example.com,,,,,,,,,", THERE },
    { "1,ada@example.com,,,,,,,,,", THERE },
    { "77,ada@example.com,,,,,,,,,", THERE },
    { "1,elsewhere@example.com,,,,,,,,,", THERE },
    { "1,ben@example.com,,,,,,,,,", UNCLEAR },
    { "2,ada@example.com,,,,,,,,,", UNCLEAR },
    /* A phone decides only for who has nothing better. */
    { ",,,0612345678,FR,,,,,,", THERE },
    { ",,,+33 6 12 34 56 78,,,,,,,", THERE },
    { ",new@example.com,,0612345678,FR,,,,,,", NEW },
    { "99,,,0612345678,FR,,,,,,", NEW },
    /* Of a name alone nobody is told from a namesake. */
    { ",,Ada,,,,,,,,", NEW },
  };
  g_autoptr (NlImportReport) there = NULL;
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  there = store_rows (&fixture,
                      HEADER "1,ada@example.com,Ada,0612345678,FR,,,,,,\n"
                             "2,ben@example.com,Ben,0700000000,FR,,,,,,\n",
                      0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (HEADER, cases[i].row, "\n", NULL);
    Job job = { .fixture = &fixture, .text = text };
    g_autoptr (NlImportReport) report = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].row);
    report = dex_await_boxed (nl_store_rehearse (fixture.store, write_rows, &job, clear_job,
                                                 NL_TYPE_IMPORT_REPORT, NULL),
                              &error);
    g_assert_no_error (error);
    g_assert_cmpuint (report->inserted, ==, cases[i].is == NEW);
    g_assert_cmpuint (report->updated + report->unchanged, ==, cases[i].is == THERE);
    g_assert_cmpuint (report->rejected, ==, cases[i].is == UNCLEAR);
  }
  import_fixture_tear_down (&fixture);
}

/* A shop does not know the customers of another one, though they have the same email and ID. */
static void
test_shops_apart (const char *folder)
{
  g_autoptr (NlRecord) other = NULL;
  g_autoptr (NlRecord) first = NULL;
  g_autoptr (NlImportReport) report = NULL;
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  report = store_rows (&fixture, HEADER "1,ada@example.com,Ada,,,,vip,,,,\n", 0, NULL);
  g_clear_pointer (&report, nl_import_report_free);
  other = g_object_new (NL_TYPE_SHOP, "name", "Second", "language", "en", NULL);
  nl_test_await_ok (nl_store_save (fixture.store, other));
  first = fixture.shop;
  fixture.shop = g_object_ref (other);
  for (guint way = 0; way < 2; way++) {
    report = store_rows (&fixture, HEADER "1,ada@example.com,Grace,,,,vip,,,,\n",
                         way * NL_IMPORT_BULK_ROWS, NULL);
    g_assert_cmpuint (report->inserted, ==, way == 0);
    g_assert_cmpuint (report->unchanged, ==, way == 1);
    g_clear_pointer (&report, nl_import_report_free);
  }
  import_fixture_assert_says (&fixture, "SELECT first_name FROM customers ORDER BY shop_id",
                              "Ada\nGrace");
  import_fixture_assert_says (&fixture, "SELECT count (*) FROM customer_tags", "2");
  import_fixture_tear_down (&fixture);
}

/* “No” and zero are news as well; an empty cell is none. */
static void
test_no_and_zero (const char *folder)
{
  g_autoptr (NlImportReport) report = NULL;
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  report = store_rows (&fixture, HEADER "1,,,,,,,yes,12.00,3,2025-03-04\n", 0, NULL);
  import_fixture_assert_says (&fixture, "SELECT rfm_recency IS NOT NULL FROM customers", "1");
  g_clear_pointer (&report, nl_import_report_free);
  report = store_rows (&fixture, HEADER "1,,Ada,,,,,,,,\n", 0, NULL);
  import_fixture_assert_says (&fixture,
                              "SELECT tax_exempt, amount_spent, number_of_orders FROM customers",
                              "1|1200|3");
  g_clear_pointer (&report, nl_import_report_free);
  report = store_rows (&fixture, HEADER "1,,Ada,,,,,no,0.00,0,\n", 0, NULL);
  import_fixture_assert_report (report, 0, 1, 0, 0);
  import_fixture_assert_says (
      &fixture, "SELECT tax_exempt, amount_spent, number_of_orders, rfm_group FROM customers",
      "0|0|0|PROSPECTS");
  import_fixture_tear_down (&fixture);
}

/* An import that does not end leaves no trace: neither rows nor an index that is put aside. */
static void
test_left_early (const char *folder)
{
  ImportFixture fixture;
  g_autofree char *text = make_file (9, 50, TRUE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  import_fixture_set_up (&fixture, folder);
  before = ask (&fixture, everything);
  for (guint way = 0; way < 2; way++) {
    Job job = { .fixture = &fixture,
                .text = text,
                .expected_rows = way * NL_IMPORT_BULK_ROWS,
                .leaves_early = TRUE };
    g_autoptr (GError) error = NULL;
    DexFuture *future
        = nl_store_write (fixture.store, write_rows, &job, clear_job, NL_TYPE_IMPORT_REPORT, NULL);

    g_assert_null (dex_await_boxed (future, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_pointer (&after, g_free);
    after = ask (&fixture, everything);
    g_assert_cmpstr (after, ==, before);
  }
  {
    g_autoptr (NlImportReport) report = store_rows (&fixture, text, NL_IMPORT_BULK_ROWS, NULL);

    g_assert_cmpuint (report->inserted, >, 0);
  }
  import_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-writer/both-ways-alike", test_both_ways_alike);
  nl_test_add ("/import-writer/who-is-meant", test_who_is_meant);
  nl_test_add ("/import-writer/shops-apart", test_shops_apart);
  nl_test_add ("/import-writer/no-and-zero", test_no_and_zero);
  nl_test_add ("/import-writer/left-early", test_left_early);
  return g_test_run ();
}
