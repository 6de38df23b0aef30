/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "base/nl-random.h"
#include "customers/nl-customer-export.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-customer-keys.h"
#include "customers/nl-customer-query.h"
#include "customers/nl-customer.h"
#include "customers/nl-import-preview.h"
#include "nl-test.h"
#include "store/nl-record-sql.h"

#define N_CUSTOMERS 500

typedef struct {
  NlStore *store;
  NlRecord *shop;
  char *path;
} Fixture;

static gpointer
add_customers (NlConnection *connection, gpointer data, GError **error)
{
  const char *const tags[] = { "vip", "a, b", NULL };

  for (guint i = 0; i < N_CUSTOMERS; i++) {
    g_autofree char *email = g_strdup_printf ("person%u@example.com", i);
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", *(gint64 *) data, "email", email, "first-name",
                        "=1+1", "last-name", "Müller", "phone", "+33612345678", "amount-spent",
                        G_GINT64_CONSTANT (123450), "tags", tags, NULL);

    g_assert_true (nl_record_save (customer, connection, error));
  }
  return NULL;
}

static void
set_up_empty (Fixture *self, const char *folder)
{
  g_autoptr (GError) error = NULL;

  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  nl_test_await_ok (nl_store_save (self->store, self->shop));
  self->path = g_build_filename (folder, "export.csv", NULL);
}

static void
set_up (Fixture *self, const char *folder)
{
  gint64 id;

  set_up_empty (self, folder);
  id = nl_record_get_id (self->shop);
  nl_test_await_ok (nl_store_write (self->store, add_customers, &id, NULL, G_TYPE_NONE, NULL));
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->shop);
  g_clear_object (&self->store);
  g_clear_pointer (&self->path, g_free);
}

static DexFuture *export (Fixture *self)
{
  g_autoptr (NlQuery) everybody
      = nl_customer_query_new (nl_record_get_id (self->shop), NULL, NL_CUSTOMER_ORDER_NAME, FALSE);

  return nl_customers_export (self->store, NL_SHOP (self->shop), everybody, self->path, NULL);
}

static void
test_what_is_written (const char *folder)
{
  Fixture self;
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, folder);
  g_assert_cmpint (dex_await_int64 (export (&self), &error), ==, N_CUSTOMERS);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self.path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_CUSTOMERS + 2);
  g_assert_true (g_str_has_prefix (lines[0], "Customer ID,First Name,Last Name,Email,"));
  /* A formula is made harmless, a telephone number is none. */
  g_assert_cmpstr (lines[1], ==,
                   ",'=1+1,Müller,person0@example.com,,,,,,,,,+33612345678,,1234.50,0,,no,"
                   "\"vip, \"\"a, b\"\"\"");
  tear_down (&self);
}

static void
test_failure_keeps_what_was_there (const char *folder)
{
  Fixture self;
  struct rlimit usual, small;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, folder);
  g_file_set_contents (self.path, "the export of last week", -1, NULL);

  /* As on a full disk: no file may grow beyond some bytes. */
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &usual);
  small = usual;
  small.rlim_cur = 4096;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (dex_await (export (&self), &error));
  setrlimit (RLIMIT_FSIZE, &usual);

  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (self.path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "the export of last week");
  tear_down (&self);
}

typedef struct {
  gint64 shop_id;
  guint64 seed;
} Crowd;

/* People with all that a cell of a file may hold, and be mistaken for. */
static gpointer
add_crowd (NlConnection *connection, gpointer data, GError **error)
{
  static const char *const words[]
      = { "Ada",        "=SUM(A1:A9)", "@home",      "-5 %",     "+1+1", "O'Neil",
          "\"quoted\"", "a;b",         "two\nlines", "tab\tbed", "Été",  "日本",
          "0123",       "1.0",         "null",       "yes",      "a, b", "\\",
          "–",          "12\" vinyl",  "[1,2]",      "{}",       "<b>",  "%s" };
  static const guint fields[]
      = { NL_CUSTOMER_FIRST_NAME, NL_CUSTOMER_LAST_NAME, NL_CUSTOMER_COMPANY, NL_CUSTOMER_ADDRESS1,
          NL_CUSTOMER_ADDRESS2,   NL_CUSTOMER_CITY,      NL_CUSTOMER_ZIP,     NL_CUSTOMER_NOTE };
  static const char *const statuses[]
      = { NULL, "SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "INVALID" };
  static const char *const tags[] = { "vip", "a, b", "12\" vinyl", "Été", "super vip", "=1" };
  const Crowd *crowd = data;
  NlRandom random;

  nl_random_init (&random, crowd->seed, "crowd");
  for (guint i = 0; i < 60; i++) {
    g_autofree char *email = g_strdup_printf ("Person%u@Example.com", i);
    g_autofree char *id = g_strdup_printf ("%u", 7000 + i);
    const char *some_tags[3] = { NULL };
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", crowd->shop_id, NULL);

    nl_record_set_text (customer, NL_CUSTOMER_EMAIL, i % 3 != 0 ? email : NULL);
    nl_record_set_text (customer, NL_CUSTOMER_EXTERNAL_ID, i % 3 != 1 ? id : NULL);
    for (gsize f = 0; f < G_N_ELEMENTS (fields); f++)
      if (nl_random_below (&random, 3) != 0)
        nl_record_set_text (customer, fields[f],
                            words[nl_random_below (&random, G_N_ELEMENTS (words))]);
    for (guint t = 0; t < nl_random_below (&random, 3); t++)
      some_tags[t] = tags[(i + t) % G_N_ELEMENTS (tags)];
    nl_record_set_strv (customer, NL_CUSTOMER_TAGS, some_tags);
    nl_record_set_text (customer, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS,
                        statuses[nl_random_below (&random, G_N_ELEMENTS (statuses))]);
    nl_record_set_text (customer, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS,
                        statuses[nl_random_below (&random, 5)]);
    nl_record_set_boolean (customer, NL_CUSTOMER_TAX_EXEMPT, nl_random_below (&random, 2) == 0);
    nl_record_set_int64 (customer, NL_CUSTOMER_AMOUNT_SPENT, nl_random_below (&random, 5) * 1234);
    nl_record_set_int64 (customer, NL_CUSTOMER_NUMBER_OF_ORDERS, nl_random_below (&random, 5));
    if (nl_random_below (&random, 2) == 0) {
      nl_record_set_text (customer, NL_CUSTOMER_COUNTRY_CODE, "CA");
      nl_record_set_text (customer, NL_CUSTOMER_PROVINCE_CODE, "QC");
    }
    if (nl_random_below (&random, 2) == 0)
      nl_record_set_text (customer, NL_CUSTOMER_PHONE, "+33 6 12 34 56 78");
    nl_customer_derive_keys (NL_CUSTOMER (customer));
    g_assert_true (nl_record_save (customer, connection, error));
  }
  return NULL;
}

static NlImportReport *
import (NlStore *store, NlRecord *shop, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImportPreview) preview
      = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (shop)), &error);
  NlImportOptions options = { .path = path };
  NlImportReport *report;

  g_assert_no_error (error);
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_CUSTOMERS);
  options.mapping = nl_import_preview_get_mapping (preview);
  options.csv = *nl_import_preview_get_format (preview);
  report = dex_await_boxed (nl_customers_import (store, NL_SHOP (shop), &options, NULL), &error);
  g_assert_no_error (error);
  return report;
}

/* The file comes back in: where it came from it is no news, elsewhere it is the same people, and
 * exporting them again gives the same file. */
static void
test_comes_back (const char *folder)
{
  const char *people
      = "SELECT first_name, last_name, email, company, address1, address2, city, zip,"
        " province_code, country_code, phone, note, tags, tax_exempt, amount_spent,"
        " number_of_orders, external_id, email_subscription_status IS 'SUBSCRIBED',"
        " email_key, phone_key, region_key, city_key FROM customers ORDER BY email,"
        " external_id";
  const char *history = "SELECT * FROM customers ORDER BY id; SELECT * FROM customer_consents";

  for (guint64 seed = 1; seed <= 3; seed++) {
    g_autofree char *there = g_strdup_printf ("%s/there%u", folder, (guint) seed);
    g_autofree char *here = g_strdup_printf ("%s/here%u", folder, (guint) seed);
    g_autofree char *database = g_build_filename (here, "workspace.db", NULL);
    g_autofree char *other = g_build_filename (there, "workspace.db", NULL);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *original = NULL;
    g_autofree char *copies = NULL;
    g_autoptr (NlImportReport) again = NULL;
    g_autoptr (NlImportReport) elsewhere = NULL;
    Fixture self, second;
    Crowd crowd = { .seed = seed };

    g_assert_no_errno (g_mkdir_with_parents (here, 0700));
    g_assert_no_errno (g_mkdir_with_parents (there, 0700));
    set_up_empty (&self, here);
    set_up_empty (&second, there);
    crowd.shop_id = nl_record_get_id (self.shop);
    nl_test_await_ok (nl_store_write (self.store, add_crowd, &crowd, NULL, G_TYPE_NONE, NULL));
    nl_test_await_ok (export (&self));
    before = nl_test_sqlite3 (database, history);
    again = import (self.store, self.shop, self.path);
    after = nl_test_sqlite3 (database, history);
    g_assert_cmpuint (again->unchanged, ==, 60);
    g_assert_cmpuint (again->n_warnings, ==, 0);
    g_assert_cmpstr (after, ==, before);
    elsewhere = import (second.store, second.shop, self.path);
    g_assert_cmpuint (elsewhere->inserted, ==, 60);
    original = nl_test_sqlite3 (database, people);
    copies = nl_test_sqlite3 (other, people);
    g_assert_cmpstr (copies, ==, original);
    tear_down (&self);
    tear_down (&second);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/customer-export/contents", test_what_is_written);
  nl_test_add ("/customer-export/comes-back", test_comes_back);
  nl_test_add ("/customer-export/failure", test_failure_keeps_what_was_there);
  return g_test_run ();
}
