/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "customers/nl-customer-export.h"
#include "customers/nl-customer-query.h"
#include "customers/nl-customer.h"
#include "nl-test.h"

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
set_up (Fixture *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  nl_test_await_ok (nl_store_save (self->store, self->shop));
  id = nl_record_get_id (self->shop);
  nl_test_await_ok (nl_store_write (self->store, add_customers, &id, NULL, G_TYPE_NONE, NULL));
  self->path = g_build_filename (folder, "export.csv", NULL);
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
                   ",'=1+1,Müller,person0@example.com,no,,,,,,,,+33612345678,no,1234.50,0,,no,"
                   "\"vip, a, b\"");
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

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/customer-export/contents", test_what_is_written);
  nl_test_add ("/customer-export/failure", test_failure_keeps_what_was_there);
  return g_test_run ();
}
