/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people.h"

#include "customers/nl-customers.h"
#include "shops/nl-shop.h"

void
people_set_up (People *self, const char *folder)
{
  g_autoptr (NlRecord) shop
      = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  g_autoptr (GError) error = NULL;

  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_store_save (self->store, shop));
  self->shop_id = nl_record_get_id (shop);
  self->database = g_build_filename (folder, "workspace.db", NULL);
}

void
people_tear_down (People *self)
{
  nl_test_await_ok (nl_store_close (self->store));
  g_clear_object (&self->store);
  g_clear_pointer (&self->database, g_free);
}

gint64
people_add (People *self, const char *email, const char *first_property, ...)
{
  g_autoptr (NlCustomer) customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", self->shop_id, NULL);
  va_list arguments;

  nl_record_set_text (NL_RECORD (customer), NL_CUSTOMER_EMAIL, email);
  va_start (arguments, first_property);
  g_object_set_valist (G_OBJECT (customer), first_property, arguments);
  va_end (arguments);
  nl_test_await_ok (nl_customers_save (self->store, customer));
  return nl_record_get_id (NL_RECORD (customer));
}

NlCustomer *
people_find (People *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NlCustomer *customer
      = dex_await_object (nl_store_find (self->store, NL_TYPE_CUSTOMER, id), &error);

  g_assert_no_error (error);
  return customer;
}

/* What another program finds in the file. */
void
people_assert_sql (People *self, const char *sql, const char *expected)
{
  g_autofree char *found = nl_test_sqlite3 (self->database, sql);

  g_assert_cmpstr (g_strchomp (found), ==, expected);
}

/* Takes what @future did back. */
void
people_undo (People *self, DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = dex_await_boxed (future, &error);

  g_assert_no_error (error);
  nl_test_await_ok (nl_store_undo (self->store, changeset));
}
