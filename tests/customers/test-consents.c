/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "customers/nl-consents.h"
#include "customers/nl-customers-bulk.h"
#include "customers/nl-customers-bulk.h"
#include "customers/nl-customers.h"
#include "people.h"

#define EMAIL NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS

static char *
history (People *people, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = dex_await_object (nl_consents_list (people->store, id), &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NlRecord) consent = g_list_model_get_item (list, i);

    g_string_append_printf (text, "%s%s %s %s %" G_GINT64_FORMAT, i > 0 ? "; " : "",
                            nl_record_get_text (consent, NL_CONSENT_CHANNEL),
                            nl_record_get_text (consent, NL_CONSENT_STATUS),
                            nl_record_get_text (consent, NL_CONSENT_SOURCE),
                            nl_record_get_int64 (consent, NL_CONSENT_CHANGED_AT));
  }
  return g_string_free_and_steal (text);
}

static void
assert_history (People *people, gint64 id, const char *expected)
{
  g_autofree char *found = history (people, id);

  g_assert_cmpstr (found, ==, expected);
}

static void
set_status (People *people, gint64 id, guint field, const char *status)
{
  g_autoptr (NlCustomer) customer = people_find (people, id);

  nl_record_set_text (NL_RECORD (customer), field, status);
  nl_test_await_ok (nl_customers_save (people->store, customer));
}

static void
test_grows (const char *folder)
{
  People people;
  gint64 id;

  people_set_up (&people, folder);
  nl_clock_set_for_tests (1000);
  id = people_add (&people, "chloe@example.com", "email-subscription-status", "SUBSCRIBED",
                   "email-subscription-source", "import:list.csv", "email-subscription-changed-at",
                   G_GINT64_CONSTANT (500), NULL);
  assert_history (&people, id, "email SUBSCRIBED import:list.csv 500");
  people_assert_sql (&people, "SELECT count(*) FROM customer_consents", "0");

  nl_clock_set_for_tests (2000);
  set_status (&people, id, EMAIL, "UNSUBSCRIBED");
  assert_history (&people, id,
                  "email UNSUBSCRIBED manual 2000; email SUBSCRIBED import:list.csv 500");

  nl_clock_set_for_tests (3000);
  set_status (&people, id, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS, "SUBSCRIBED");
  set_status (&people, id, EMAIL, "SUBSCRIBED");
  assert_history (&people, id,
                  "email SUBSCRIBED manual 3000; sms SUBSCRIBED manual 3000; "
                  "email UNSUBSCRIBED manual 2000; email SUBSCRIBED import:list.csv 500");
  nl_clock_set_for_tests (0);
  people_tear_down (&people);
}

static void
test_other_changes_add_nothing (const char *folder)
{
  People people;
  gint64 id;
  g_autoptr (NlCustomer) customer = NULL;

  people_set_up (&people, folder);
  id = people_add (&people, "a@example.com", "email-subscription-status", "SUBSCRIBED", NULL);
  customer = people_find (&people, id);
  nl_record_set_text (NL_RECORD (customer), NL_CUSTOMER_FIRST_NAME, "Ada");
  nl_test_await_ok (nl_customers_save (people.store, customer));
  people_assert_sql (&people, "SELECT count(*) FROM customer_consents", "0");
  people_tear_down (&people);
}

static gpointer
try_to_edit (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "edit history", data, error);
  return NULL;
}

static void
test_cannot_be_edited (const char *folder)
{
  static const char *const edits[] = {
    "UPDATE customer_consents SET status = 'SUBSCRIBED'",
    "UPDATE customer_consents SET changed_at = 1",
    "DELETE FROM customer_consents",
  };
  People people;
  gint64 id;

  people_set_up (&people, folder);
  id = people_add (&people, "a@example.com", "email-subscription-status", "SUBSCRIBED", NULL);
  set_status (&people, id, EMAIL, "UNSUBSCRIBED");
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dex_await (nl_store_write (people.store, try_to_edit, (gpointer) edits[i], NULL,
                                               G_TYPE_NONE, NULL),
                               &error));
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  }
  people_assert_sql (&people, "SELECT count(*) FROM customer_consents", "2");
  people_tear_down (&people);
}

/* Undo puts the state back, and says in the history that it did. */
static void
test_undo_adds (const char *folder)
{
  People people;
  gint64 id;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NlCustomer) customer = NULL;

  people_set_up (&people, folder);
  id = people_add (&people, "a@example.com", "email-subscription-status", "SUBSCRIBED", NULL);
  g_array_append_val (ids, id);
  people_undo (&people, nl_customers_set_consent (people.store, ids, EMAIL, "UNSUBSCRIBED", NULL));
  customer = people_find (&people, id);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (customer), EMAIL), ==, "SUBSCRIBED");
  people_assert_sql (&people,
                     "SELECT group_concat(status, ' ') FROM (SELECT status FROM customer_consents "
                     "ORDER BY id)",
                     "SUBSCRIBED UNSUBSCRIBED SUBSCRIBED");
  people_tear_down (&people);
}

static void
test_goes_and_comes_with_the_customer (const char *folder)
{
  People people;
  gint64 id;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *before = NULL;

  people_set_up (&people, folder);
  id = people_add (&people, "a@example.com", "email-subscription-status", "SUBSCRIBED", NULL);
  g_array_append_val (ids, id);
  set_status (&people, id, EMAIL, "UNSUBSCRIBED");
  before = history (&people, id);
  people_undo (&people, nl_customers_erase (people.store, ids, NULL));
  assert_history (&people, id, before);
  {
    g_autoptr (GBytes) changeset
        = dex_await_boxed (nl_customers_erase (people.store, ids, NULL), NULL);

    g_assert_nonnull (changeset);
  }
  people_assert_sql (&people, "SELECT count(*) FROM customer_consents", "0");
  people_tear_down (&people);
}

static void
test_sources_in_words (void)
{
  static const struct {
    const char *source;
    const char *words;
  } cases[] = { { NULL, "Source not known" },
                { "manual", "Entered by hand" },
                { "import:a:b.csv", "Imported from “a:b.csv”" },
                { "https://example.com/form", "https://example.com/form" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = nl_consent_dup_source_text (cases[i].source);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/consents/grows", test_grows);
  nl_test_add ("/consents/other-changes-add-nothing", test_other_changes_add_nothing);
  nl_test_add ("/consents/cannot-be-edited", test_cannot_be_edited);
  nl_test_add ("/consents/undo-adds", test_undo_adds);
  nl_test_add ("/consents/goes-and-comes-with-the-customer", test_goes_and_comes_with_the_customer);
  g_test_add_func ("/consents/sources-in-words", test_sources_in_words);
  return g_test_run ();
}
