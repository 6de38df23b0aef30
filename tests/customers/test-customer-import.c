/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nl-future.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-customer-query.h"
#include "customers/nl-customer.h"
#include "customers/nl-import-preview.h"
#include "nl-test-writer.h"
#include "nl-test.h"

static const char shopify[]
    = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
      "Default Address Address1,Default Address Address2,Default Address City,"
      "Default Address Province Code,Default Address Country Code,Default Address Zip,"
      "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,"
      "Tags\n"
      "'7210448301122,Chloé,Müller,Chloe@Example.com,yes,,1 rue de la Paix,,Paris,,FR,'75002,,"
      "'+33612345678,no,7790.44,12,\"Likes\nlong notes\",no,\"vip, Été\"\n"
      "'7210448301123,Jonas,Weber,jonas@example.de,no,Weber GmbH,,,New York City,NY,US,10001,,,no,"
      "0.00,0,,yes,\n"
      ",,,,no,,,,,,,,,,no,0.00,0,,no,\n"
      "'7210448301125,Bad,Mail,not-an-address,no,,,,,,,,,,no,0.00,0,,no,\n"
      "'7210448301126,Bad,Money,money@example.com,no,,,,,,,,,,no,a lot,0,,no,\n"
      "too,short\n";

typedef struct {
  const char *folder;
  NlStore *store;
  NlRecord *shop;
} Fixture;

static void
set_up (Fixture *self, const char *folder)
{
  g_autoptr (GError) error = NULL;

  self->folder = folder;
  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", "timezone",
                             "Europe/Paris", NULL);
  nl_test_await_ok (nl_store_save (self->store, self->shop));
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->shop);
  g_clear_object (&self->store);
}

static char *
write_file (Fixture *self, const char *name, const char *contents)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  return path;
}

static NlImportReport *
import (Fixture *self, const char *path, gboolean dry_run, NlOperation *operation, GError **error)
{
  g_autoptr (NlImportPreview) preview
      = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (self->shop)), error);
  NlImportOptions options = { .path = path, .dry_run = dry_run };

  if (preview == NULL)
    return NULL;
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_CUSTOMERS);
  options.mapping = nl_import_preview_get_mapping (preview);
  options.csv = *nl_import_preview_get_format (preview);
  return dex_await_boxed (
      nl_customers_import (self->store, NL_SHOP (self->shop), &options, operation), error);
}

static NlImportReport *
import_text (Fixture *self, const char *text)
{
  g_autofree char *path = write_file (self, "customers.csv", text);
  g_autoptr (GError) error = NULL;
  NlImportReport *report = import (self, path, FALSE, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_says (Fixture *self, const char *sql, const char *answer)
{
  g_autofree char *path = g_build_filename (self->folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  g_assert_cmpstr (said, ==, answer);
}

static void
assert_report (
    NlImportReport *report, guint64 inserted, guint64 updated, guint64 unchanged, guint64 rejected)
{
  g_assert_cmpuint (report->inserted, ==, inserted);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->rejected, ==, rejected);
  g_assert_cmpuint (report->rows, ==, inserted + updated + unchanged + rejected);
}

static void
test_shopify (const char *folder)
{
  Fixture self;
  g_autoptr (NlImportReport) report = NULL;
  g_autofree char *rejects = NULL;

  set_up (&self, folder);
  report = import_text (&self, shopify);
  assert_report (report, 2, 0, 0, 4);
  assert_says (&self,
               "SELECT external_id, first_name, last_name, email, email_key, zip, phone_key, "
               "amount_spent, number_of_orders, note, tags, email_subscription_status "
               "FROM customers WHERE email_key = 'chloe@example.com'",
               "7210448301122|Chloé|Müller|Chloe@Example.com|chloe@example.com|75002|+33612345678|"
               "779044|12|Likes\nlong notes|[\"vip\",\"Été\"]|SUBSCRIBED");
  assert_says (&self,
               "SELECT company, region_key, city_key, tax_exempt FROM customers "
               "WHERE email_key = 'jonas@example.de'",
               "Weber GmbH|US-NY|US-NY-NewYorkCity|1");
  assert_says (&self,
               "SELECT group_concat(tag_key) FROM (SELECT tag_key FROM customer_tags ORDER BY 1)",
               "ete,vip");

  g_assert_true (g_str_has_suffix (report->rejects_path, "customers-rejects.csv"));
  g_file_get_contents (report->rejects_path, &rejects, NULL, NULL);
  g_assert_nonnull (strstr (rejects, "“not-an-address” is not an email address."));
  g_assert_nonnull (strstr (rejects, "“a lot” is not an amount of money."));
  g_assert_nonnull (strstr (rejects, "The row has 2 fields where the header has 20."));
  g_assert_nonnull (strstr (rejects, "The row has no email, phone, name or customer ID."));
  g_assert_cmpstr (report->first_rejection, ==,
                   "line 5: The row has no email, phone, name or customer ID.");
  tear_down (&self);
}

static void
test_again_changes_nothing (const char *folder)
{
  Fixture self;
  g_autoptr (NlImportReport) first = NULL;
  g_autoptr (NlImportReport) again = NULL;

  set_up (&self, folder);
  first = import_text (&self, shopify);
  again = import_text (&self, shopify);
  assert_report (again, 0, 0, 2, 4);
  assert_says (&self, "SELECT count(*) FROM customers", "2");
  tear_down (&self);
}

static void
test_same_person_twice (const char *folder)
{
  Fixture self;
  g_autoptr (NlImportReport) report = NULL;

  set_up (&self, folder);
  report = import_text (&self, "Email,First Name,City\nAda@Example.com,Ada,\n"
                               "ada@example.COM,,Lyon\nada@example.com,,\n");
  assert_report (report, 1, 1, 1, 0);
  assert_says (&self, "SELECT first_name, city FROM customers", "Ada|Lyon");
  tear_down (&self);
}

static void
test_tags (const char *folder)
{
  Fixture self;

  set_up (&self, folder);
  nl_import_report_free (import_text (&self, "Email,Tags\n"
                                             "ada@example.com,\"\"\"a, b\"\",\"\"c\"\"\"\n"
                                             "ben@example.com,\"vip, 12\"\" vinyl ,, vip\"\n"));
  assert_says (&self, "SELECT tags FROM customers ORDER BY id",
               "[\"a, b\",\"c\"]\n[\"vip\",\"12\\\" vinyl\"]");
  tear_down (&self);
}

static void
test_amounts_that_cannot_be_summed (const char *folder)
{
  Fixture self;
  g_autoptr (NlImportReport) report = NULL;

  set_up (&self, folder);
  report = import_text (&self, "Email,Total Spent\nada@example.com,92233720368547758.07\n"
                               "ben@example.com,92233720368547758.07\n"
                               "cy@example.com,10000000000.00\n");
  assert_report (report, 1, 0, 0, 2);
  assert_says (&self, "SELECT sum (amount_spent) FROM customers", "1000000000000");
  tear_down (&self);
}

static void
test_planner_learns (const char *folder)
{
  Fixture self;
  g_autoptr (GString) text = g_string_new ("Email\n");

  set_up (&self, folder);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "person%u@example.com\n", i);
  nl_import_report_free (import_text (&self, text->str));
  assert_says (&self,
               "SELECT DISTINCT stat LIKE '2000 %' FROM sqlite_stat1 WHERE tbl = 'customers'"
               " AND idx = 'customers_name'",
               "1");
  for (guint i = 2000; i < 4000; i++)
    g_string_append_printf (text, "person%u@example.com\n", i);
  nl_import_report_free (import_text (&self, text->str));
  assert_says (&self,
               "SELECT DISTINCT stat LIKE '4000 %' FROM sqlite_stat1 WHERE tbl = 'customers'"
               " AND idx = 'customers_name'",
               "1");
  tear_down (&self);
}

static void
test_consent_never_goes_up (const char *folder)
{
  Fixture self;
  const char *yes = "Email,Accepts Email Marketing\nada@example.com,yes\n";
  const char *no = "Email,Accepts Email Marketing\nada@example.com,no\n";
  const char *status = "SELECT email_subscription_status FROM customers";

  set_up (&self, folder);
  nl_import_report_free (import_text (&self, yes));
  assert_says (&self, status, "SUBSCRIBED");
  nl_import_report_free (import_text (&self, no));
  assert_says (&self, status, "UNSUBSCRIBED");
  nl_import_report_free (import_text (&self, yes));
  assert_says (&self, status, "UNSUBSCRIBED");
  nl_import_report_free (import_text (&self, no));
  assert_says (&self, status, "UNSUBSCRIBED");
  tear_down (&self);
}

static void
test_two_customers_at_once (const char *folder)
{
  Fixture self;
  g_autoptr (NlImportReport) report = NULL;

  set_up (&self, folder);
  report = import_text (&self, "Customer ID,Email\n1,ada@example.com\n2,ben@example.com\n"
                               "1,ben@example.com\n");
  assert_report (report, 2, 0, 0, 1);
  tear_down (&self);
}

static void
test_dry_run (const char *folder)
{
  Fixture self;
  g_autofree char *path = NULL;
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, folder);
  path = write_file (&self, "customers.csv", shopify);
  report = import (&self, path, TRUE, NULL, &error);
  g_assert_no_error (error);
  assert_report (report, 2, 0, 0, 4);
  g_assert_null (report->rejects_path);
  assert_says (&self, "SELECT count(*) FROM customers", "0");
  tear_down (&self);
}

static void
test_cancel_leaves_nothing (const char *folder)
{
  Fixture self;
  g_autoptr (GString) text = g_string_new ("Email\n");
  g_autofree char *path = NULL;
  g_autofree char *partial = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Importing");
  g_autoptr (GError) error = NULL;

  set_up (&self, folder);
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, i % 100 == 0 ? "bad%u\n" : "person%u@example.com\n", i);
  path = write_file (&self, "customers.csv", text->str);
  partial = g_build_filename (folder, "customers-rejects.csv.partial", NULL);
  nl_test_await_ok (nl_test_writer_interrupt (self.store, 20000,
                                              (NlTestWriterFunc) nl_operation_cancel, operation));
  g_assert_null (import (&self, path, FALSE, operation, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (nl_operation_get_state (operation) == NL_OPERATION_RUNNING)
    dex_await (nl_future_sleep (1, NULL), NULL);
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_CANCELLED);
  assert_says (&self, "SELECT count(*) FROM customers", "0");
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  tear_down (&self);
}

static void
test_bad_files (const char *folder)
{
  static const struct {
    const char *contents;
    gsize length;
    NlCsvError code;
  } cases[] = {
    { "\x89PNG\r\n\x1a\n....", 12, NL_CSV_ERROR_NOT_CSV },
    { "PK\x03\x04.....", 9, NL_CSV_ERROR_NOT_CSV },
    { "", 0, NL_CSV_ERROR_EMPTY },
    { "Email\nada@example.com\nb\0b@example.com\n", 38, NL_CSV_ERROR_NUL },
    { "Email\n\"never closed\n", 20, NL_CSV_ERROR_QUOTE },
  };
  Fixture self;

  set_up (&self, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_build_filename (folder, "bad.csv", NULL);
    g_autoptr (GError) error = NULL;

    g_file_set_contents (path, cases[i].contents, (gssize) cases[i].length, NULL);
    g_assert_null (import (&self, path, FALSE, NULL, &error));
    g_assert_error (error, NL_CSV_ERROR, (int) cases[i].code);
  }
  assert_says (&self, "SELECT count(*) FROM customers", "0");
  tear_down (&self);
}

static void
test_pipe (const char *folder)
{
  Fixture self;
  g_autofree char *path = g_build_filename (folder, "pipe.csv", NULL);
  g_autoptr (GError) error = NULL;
  int writer;

  set_up (&self, folder);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  /* Open at both ends, so that nobody who opens it waits for the other one. */
  writer = g_open (path, O_RDWR | O_NONBLOCK, 0);
  g_assert_cmpint (write (writer, "Email\nada@example.com\n", 22), ==, 22);
  g_assert_null (import (&self, path, FALSE, NULL, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ);
  g_close (writer, NULL);
  tear_down (&self);
}

static void
test_preview (const char *folder)
{
  Fixture self;
  g_autofree char *path = NULL;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlImportContext) context = NULL;
  g_autoptr (NlCustomer) customer = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, folder);
  path = write_file (&self, "customers.csv", shopify);
  preview = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (self.shop)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nl_import_preview_get_n_rows (preview), ==, 6);
  g_assert_cmpstr (nl_import_preview_get_cell (preview, 1, 1), ==, "Jonas");
  g_assert_cmpstr (nl_import_preview_get_cell (preview, 5, 9), ==, "");
  context = nl_import_preview_dup_context (preview);
  customer = nl_import_preview_dup_customer (preview, context, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_AMOUNT_SPENT), ==,
                   779044);
  g_assert_null (nl_import_preview_dup_customer (preview, context, 3, &error));
  g_assert_error (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_EMAIL);
  tear_down (&self);
}

static guint
count_matches (Fixture *self, const char *search)
{
  g_autoptr (NlQuery) query = nl_customer_query_new (nl_record_get_id (self->shop), search,
                                                     NL_CUSTOMER_ORDER_NAME, FALSE);
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GError) error = NULL;

  found = dex_await_object (nl_store_list (self->store, query), &error);
  g_assert_no_error (error);
  return g_list_model_get_n_items (found);
}

static void
test_search (const char *folder)
{
  Fixture self;

  set_up (&self, folder);
  nl_import_report_free (import_text (&self, shopify));
  g_assert_cmpuint (count_matches (&self, NULL), ==, 2);
  g_assert_cmpuint (count_matches (&self, "chloe"), ==, 1);
  g_assert_cmpuint (count_matches (&self, "CHLO"), ==, 1);
  g_assert_cmpuint (count_matches (&self, "muller chl"), ==, 1);
  g_assert_cmpuint (count_matches (&self, "web gm"), ==, 1);
  g_assert_cmpuint (count_matches (&self, "nobody"), ==, 0);
  g_assert_cmpuint (count_matches (&self, "\" OR * NEAR("), ==, 0);
  g_assert_cmpuint (count_matches (&self, "  "), ==, 2);
  tear_down (&self);
}

static void
test_best_match_first (const char *folder)
{
  Fixture self;
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  set_up (&self, folder);
  nl_import_report_free (import_text (&self, "Email,First Name,Note\n"
                                             "note@example.com,Zed,knows Mari\n"
                                             "mari@example.com,Yan,\n"
                                             "a@example.com,Marianne,\n"
                                             "b@example.com,Mari,\n"
                                             "c@example.com,Nobody,\n"));
  query
      = nl_customer_query_new (nl_record_get_id (self.shop), "mari", NL_CUSTOMER_ORDER_NAME, FALSE);
  found = dex_await_object (nl_store_list (self.store, query), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (found); i++) {
    g_autoptr (NlRecord) customer = g_list_model_get_item (found, i);

    g_string_append_printf (names, "%s ", nl_record_get_text (customer, NL_CUSTOMER_FIRST_NAME));
  }
  g_assert_cmpstr (names->str, ==, "Mari Marianne Yan Zed ");
  tear_down (&self);
}

/* Of very many the first thousands are ranked; the very name is first wherever it is, and everybody
 * is found once. */
static void
test_best_of_many (const char *folder)
{
  Fixture self;
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (NlQuery) page = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GListModel) begin = NULL;
  g_autoptr (NlRecord) best = NULL;
  g_autoptr (GString) text = g_string_new ("Email,First Name\n");
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const guint n = 5000;

  set_up (&self, folder);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "p%u@orange.example,%s\n", i,
                            i == 100       ? "Orangina"
                            : i == n - 100 ? "Orange"
                                           : "Ada");
  nl_import_report_free (import_text (&self, text->str));
  query = nl_customer_query_new (nl_record_get_id (self.shop), "orange", NL_CUSTOMER_ORDER_NAME,
                                 FALSE);
  page = nl_customer_query_new (nl_record_get_id (self.shop), "orang", NL_CUSTOMER_ORDER_NAME,
                                FALSE);
  nl_query_limit (page, 50);
  found = dex_await_object (nl_store_list (self.store, query), NULL);
  begin = dex_await_object (nl_store_list (self.store, page), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (begin), ==, 50);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NlRecord) customer = g_list_model_get_item (found, i);
    gint64 id = nl_record_get_id (customer);

    g_assert_true (g_hash_table_add (ids, g_memdup2 (&id, sizeof id)));
    if (i == 0)
      g_assert_cmpstr (nl_record_get_text (customer, NL_CUSTOMER_FIRST_NAME), ==, "Orange");
  }
  best = g_list_model_get_item (begin, 0);
  g_assert_cmpstr (nl_record_get_text (best, NL_CUSTOMER_FIRST_NAME), ==, "Orangina");
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/customer-import/shopify", test_shopify);
  nl_test_add ("/customer-import/again", test_again_changes_nothing);
  nl_test_add ("/customer-import/same-person", test_same_person_twice);
  nl_test_add ("/customer-import/tags", test_tags);
  nl_test_add ("/customer-import/amounts", test_amounts_that_cannot_be_summed);
  nl_test_add ("/customer-import/planner", test_planner_learns);
  nl_test_add ("/customer-import/consent", test_consent_never_goes_up);
  nl_test_add ("/customer-import/two-customers", test_two_customers_at_once);
  nl_test_add ("/customer-import/dry-run", test_dry_run);
  nl_test_add ("/customer-import/cancel", test_cancel_leaves_nothing);
  nl_test_add ("/customer-import/bad-files", test_bad_files);
  nl_test_add ("/customer-import/pipe", test_pipe);
  nl_test_add ("/customer-import/preview", test_preview);
  nl_test_add ("/customer-import/search", test_search);
  nl_test_add ("/customer-import/best-match-first", test_best_match_first);
  nl_test_add ("/customer-import/best-of-many", test_best_of_many);
  return g_test_run ();
}
