/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customers-bulk.h"
#include "customers/nl-duplicates.h"
#include "customers/nl-order.h"
#include "people.h"

static GListModel *
find (People *people)
{
  g_autoptr (GError) error = NULL;
  GListModel *list
      = dex_await_object (nl_duplicates_find (people->store, people->shop_id, 100, NULL), &error);

  g_assert_no_error (error);
  return list;
}

static char *
describe (People *people)
{
  g_autoptr (GListModel) list = find (people);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NlDuplicate) pair = g_list_model_get_item (list, i);

    g_string_append_printf (
        text, "%s%s+%s: %s", i > 0 ? "; " : "",
        nl_record_get_text (NL_RECORD (nl_duplicate_get_first (pair)), NL_CUSTOMER_COMPANY),
        nl_record_get_text (NL_RECORD (nl_duplicate_get_second (pair)), NL_CUSTOMER_COMPANY),
        nl_duplicate_get_reason_text (pair));
  }
  return g_string_free_and_steal (text);
}

static void
assert_found (People *people, const char *expected)
{
  g_autofree char *found = describe (people);

  g_assert_cmpstr (found, ==, expected);
}

/* The company serves as a short name for each. */
static void
test_reasons (const char *folder)
{
  People people;

  people_set_up (&people, folder);
  people_add (&people, "chloe.martin@gmail.com", "company", "A", NULL);
  people_add (&people, "chloemartin+shop@googlemail.com", "company", "B", NULL);
  people_add (&people, "c.martin@example.com", "company", "C", "phone", "+33612345678", NULL);
  people_add (&people, "cmartin@example.com", "company", "D", "phone", "06 12 34 56 78",
              "country-code", "FR", NULL);
  people_add (&people, NULL, "company", "E", "first-name", "Zoé", "last-name", "Le Gall", "zip",
              "75 011", NULL);
  people_add (&people, NULL, "company", "F", "first-name", "ZOE", "last-name", "le gall", "zip",
              "75011", NULL);
  people_add (&people, NULL, "company", "G", "first-name", "Zoé", "last-name", "Le Gall", "zip",
              "69001", NULL);
  people_add (&people, NULL, "company", "H", NULL);
  people_add (&people, NULL, "company", "I", NULL);
  assert_found (&people, "A+B: Same mailbox; C+D: Same telephone number; "
                         "E+F: Same name and postal code");
  people_tear_down (&people);
}

static void
test_surest_reason_once (const char *folder)
{
  People people;

  people_set_up (&people, folder);
  people_add (&people, "a+1@example.com", "company", "A", "phone", "+33612345678", NULL);
  people_add (&people, "a+2@example.com", "company", "B", "phone", "+33612345678", NULL);
  people_add (&people, "+@example.com", "company", "C", NULL);
  people_add (&people, "+b@example.com", "company", "D", NULL);
  assert_found (&people, "A+B: Same mailbox");
  people_tear_down (&people);
}

static void
test_a_switchboard_is_nobody (const char *folder)
{
  People people;

  people_set_up (&people, folder);
  for (guint i = 0; i < 6; i++) {
    g_autofree char *email = g_strdup_printf ("p%u@example.com", i);

    people_add (&people, email, "phone", "+33100000000", NULL);
  }
  assert_found (&people, "");
  people_tear_down (&people);
}

static void
test_distinct (const char *folder)
{
  People people;
  g_autoptr (GListModel) pairs = NULL;
  g_autoptr (NlDuplicate) pair = NULL;
  g_autoptr (GBytes) changeset = NULL;

  people_set_up (&people, folder);
  people_add (&people, "a@example.com", "company", "A", "phone", "+33612345678", NULL);
  people_add (&people, "b@example.com", "company", "B", "phone", "+33612345678", NULL);
  pairs = find (&people);
  pair = g_list_model_get_item (pairs, 0);
  changeset = dex_await_boxed (nl_duplicates_set_distinct (people.store, pair), NULL);
  assert_found (&people, "");
  nl_test_await_ok (nl_store_undo (people.store, changeset));
  assert_found (&people, "A+B: Same telephone number");
  people_tear_down (&people);
}

static void
test_proposal (void)
{
  const char *const vip[] = { "vip", NULL };
  const char *const both[] = { "vip", "new", NULL };
  g_autoptr (NlCustomer) first
      = g_object_new (NL_TYPE_CUSTOMER, "email", "a@example.com", "note", "likes tea", "tags", vip,
                      "amount-spent", G_GINT64_CONSTANT (1000), "number-of-orders",
                      G_GINT64_CONSTANT (2), "last-order-at", G_GINT64_CONSTANT (50),
                      "first-order-at", G_GINT64_CONSTANT (10), "email-subscription-status",
                      "SUBSCRIBED", "sms-subscription-status", "SUBSCRIBED",
                      "sms-subscription-changed-at", G_GINT64_CONSTANT (900), NULL);
  g_autoptr (NlCustomer) second
      = g_object_new (NL_TYPE_CUSTOMER, "email", "b@example.com", "note", "gate 4", "tags", both,
                      "amount-spent", G_GINT64_CONSTANT (500), "number-of-orders",
                      G_GINT64_CONSTANT (1), "last-order-at", G_GINT64_CONSTANT (70),
                      "first-order-at", G_GINT64_CONSTANT (20), "phone", "+33612345678",
                      "email-subscription-status", "UNSUBSCRIBED", "email-subscription-source",
                      "manual", "sms-subscription-status", "UNSUBSCRIBED",
                      "sms-subscription-changed-at", G_GINT64_CONSTANT (800), NULL);
  g_autoptr (NlCustomer) merged = nl_duplicates_propose (first, second);
  NlRecord *record = NL_RECORD (merged);

  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_EMAIL), ==, "a@example.com");
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_PHONE), ==, "+33612345678");
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_PHONE_KEY), ==, "+33612345678");
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_NOTE), ==, "likes tea\ngate 4");
  g_assert_cmpstrv (nl_record_get_strv (record, NL_CUSTOMER_TAGS), both);
  g_assert_cmpint (nl_record_get_int64 (record, NL_CUSTOMER_AMOUNT_SPENT), ==, 1500);
  g_assert_cmpint (nl_record_get_int64 (record, NL_CUSTOMER_NUMBER_OF_ORDERS), ==, 3);
  g_assert_cmpint (nl_record_get_int64 (record, NL_CUSTOMER_FIRST_ORDER_AT), ==, 10);
  g_assert_cmpint (nl_record_get_int64 (record, NL_CUSTOMER_LAST_ORDER_AT), ==, 70);
  /* Neither has a date: no is the safe answer. The other has one: the later word. */
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS), ==,
                   "UNSUBSCRIBED");
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_SOURCE), ==,
                   "manual");
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS), ==,
                   "SUBSCRIBED");
}

/* Which word holds: each word with its date, 0 when it has none. */
static void
test_consent_that_holds (void)
{
  static const struct {
    const char *mine;
    gint64 my_date;
    const char *theirs;
    gint64 their_date;
    const char *holds;
  } cases[] = {
    /* A “yes” with a date may be older than a “no” without one. */
    { "UNSUBSCRIBED", 0, "SUBSCRIBED", 900, "UNSUBSCRIBED" },
    { "SUBSCRIBED", 900, "UNSUBSCRIBED", 0, "UNSUBSCRIBED" },
    { "SUBSCRIBED", 900, "UNSUBSCRIBED", 900, "UNSUBSCRIBED" },
    { "UNSUBSCRIBED", 900, "SUBSCRIBED", 900, "UNSUBSCRIBED" },
    { "UNSUBSCRIBED", 800, "SUBSCRIBED", 900, "SUBSCRIBED" },
    { "SUBSCRIBED", 800, "UNSUBSCRIBED", 900, "UNSUBSCRIBED" },
    { "NOT_SUBSCRIBED", 0, "SUBSCRIBED", 900, "SUBSCRIBED" },
    { "SUBSCRIBED", 0, "NOT_SUBSCRIBED", 0, "SUBSCRIBED" },
    { NULL, 0, "SUBSCRIBED", 0, "SUBSCRIBED" },
    { "UNSUBSCRIBED", 0, NULL, 0, "UNSUBSCRIBED" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlCustomer) first
        = g_object_new (NL_TYPE_CUSTOMER, "email-subscription-status", cases[i].mine, NULL);
    g_autoptr (NlCustomer) second
        = g_object_new (NL_TYPE_CUSTOMER, "email-subscription-status", cases[i].theirs, NULL);
    g_autoptr (NlCustomer) merged = NULL;

    if (cases[i].my_date != 0)
      g_object_set (first, "email-subscription-changed-at", cases[i].my_date, NULL);
    if (cases[i].their_date != 0)
      g_object_set (second, "email-subscription-changed-at", cases[i].their_date, NULL);
    merged = nl_duplicates_propose (first, second);
    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (nl_record_get_text (NL_RECORD (merged), NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS),
                     ==, cases[i].holds);
  }
}

static void
test_sums_that_no_number_holds (void)
{
  g_autoptr (NlCustomer) first
      = g_object_new (NL_TYPE_CUSTOMER, "amount-spent", G_MAXINT64 - 1, NULL);
  g_autoptr (NlCustomer) second
      = g_object_new (NL_TYPE_CUSTOMER, "amount-spent", G_GINT64_CONSTANT (2), NULL);
  g_autoptr (NlCustomer) merged = nl_duplicates_propose (first, second);

  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (merged), NL_CUSTOMER_AMOUNT_SPENT), ==,
                   G_MAXINT64);
}

static void
test_tags_in_any_spelling (void)
{
  const char *const mine[] = { "VIP", "été", NULL };
  const char *const theirs[] = { "vip", "Ete", "new", "NEW", NULL };
  const char *const both[] = { "VIP", "été", "new", NULL };
  g_autoptr (NlCustomer) first = g_object_new (NL_TYPE_CUSTOMER, "tags", mine, NULL);
  g_autoptr (NlCustomer) second = g_object_new (NL_TYPE_CUSTOMER, "tags", theirs, NULL);
  g_autoptr (NlCustomer) merged = nl_duplicates_propose (first, second);

  g_assert_cmpstrv (nl_record_get_strv (NL_RECORD (merged), NL_CUSTOMER_TAGS), both);
}

#define DUMP                                                                            \
  "SELECT count(*), sum(number_of_orders), group_concat(email) FROM customers;"         \
  "SELECT group_concat(customer_id) FROM (SELECT customer_id FROM orders ORDER BY id);" \
  "SELECT customer_id, address1 FROM customer_addresses;"                               \
  "SELECT customer_id, channel, status FROM customer_consents ORDER BY id"

static void
test_merge_and_undo (const char *folder)
{
  People people;
  gint64 first_id;
  gint64 second_id;
  g_autofree char *expected = NULL;

  people_set_up (&people, folder);
  first_id = people_add (&people, "a@example.com", "address1", "Rue A", "number-of-orders",
                         G_GINT64_CONSTANT (1), NULL);
  second_id = people_add (&people, "b@example.com", "address1", "Rue B", "number-of-orders",
                          G_GINT64_CONSTANT (1), "email-subscription-status", "SUBSCRIBED", NULL);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (NlRecord) order
        = g_object_new (NL_TYPE_ORDER, "shop-id", people.shop_id, "customer-id",
                        i == 0 ? first_id : second_id, "ordered-at", G_GINT64_CONSTANT (1), "total",
                        G_GINT64_CONSTANT (100), NULL);

    nl_test_await_ok (nl_store_save (people.store, order));
  }
  {
    g_autoptr (NlCustomer) first = people_find (&people, first_id);
    g_autoptr (NlCustomer) second = people_find (&people, second_id);
    g_autoptr (NlCustomer) merged = nl_duplicates_propose (first, second);
    g_autoptr (GBytes) changeset = NULL;

    /* The user chose the other's email. */
    nl_record_set_text (NL_RECORD (merged), NL_CUSTOMER_EMAIL, "b@example.com");
    changeset = dex_await_boxed (nl_duplicates_merge (people.store, merged, second_id), NULL);
    g_assert_nonnull (changeset);
    expected = g_strdup_printf ("1|2|b@example.com\n%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                                "\n%" G_GINT64_FORMAT "|Rue B\n%" G_GINT64_FORMAT
                                "|email|SUBSCRIBED\n%" G_GINT64_FORMAT "|email|SUBSCRIBED",
                                first_id, first_id, first_id, first_id, first_id);
    people_assert_sql (&people, DUMP, expected);
    people_assert_sql (&people, "SELECT email_key FROM customers", "b@example.com");
    nl_test_await_ok (nl_store_undo (people.store, changeset));
  }
  people_assert_sql (&people, "SELECT count(*), group_concat(email) FROM customers",
                     "2|a@example.com,b@example.com");
  people_assert_sql (&people, "SELECT count(DISTINCT customer_id) FROM orders", "2");
  people_assert_sql (&people, "SELECT count(*) FROM customer_addresses", "0");
  people_tear_down (&people);
}

/* Of two who were merged, and of whom a file said something since, everything else comes back. */
static void
test_undo_after_a_change (const char *folder)
{
  People people;
  gint64 first_id;
  gint64 second_id;
  g_autoptr (GBytes) changeset = NULL;

  people_set_up (&people, folder);
  first_id = people_add (&people, "a@example.com", "phone", "+33612345678", NULL);
  second_id = people_add (&people, "b@example.com", "address1", "Rue B", "zip", "75011", "note",
                          "tea", "email-subscription-status", "SUBSCRIBED",
                          "email-subscription-source", "manual", NULL);
  {
    g_autoptr (NlCustomer) first = people_find (&people, first_id);
    g_autoptr (NlCustomer) second = people_find (&people, second_id);
    g_autoptr (NlCustomer) merged = nl_duplicates_propose (first, second);

    nl_record_set_text (NL_RECORD (merged), NL_CUSTOMER_EMAIL, "b@example.com");
    changeset = dex_await_boxed (nl_duplicates_merge (people.store, merged, second_id), NULL);
    g_assert_nonnull (changeset);
  }
  {
    g_autoptr (NlCustomer) edited = people_find (&people, first_id);

    g_object_set (edited, "zip", "69001", "first-name", "Anna", "email-subscription-status",
                  "UNSUBSCRIBED", NULL);
    nl_test_await_ok (nl_store_save (people.store, NL_RECORD (edited)));
  }
  nl_test_await_ok (nl_store_undo (people.store, changeset));
  people_assert_sql (
      &people,
      "SELECT email, email_key, address1, zip, phone, first_name, note,"
      " email_subscription_status, email_subscription_source FROM customers"
      " ORDER BY id",
      "a@example.com|a@example.com|Rue B|69001|+33612345678|Anna||UNSUBSCRIBED|manual\n"
      "b@example.com|b@example.com|Rue B|75011|||tea|SUBSCRIBED|manual");
  people_tear_down (&people);
}

/* A table that a later migration adds must not lose what it knows of the one who goes. */
static void
test_every_table_is_moved (const char *folder)
{
  People people;

  people_set_up (&people, folder);
  people_assert_sql (
      &people,
      "SELECT group_concat(m.name || '.' || f.\"from\", ' ') FROM sqlite_schema AS m,"
      " pragma_foreign_key_list(m.name) AS f WHERE f.\"table\" = 'customers'"
      " AND m.name NOT IN ('customer_tags', 'customer_distinct_pairs')"
      " ORDER BY m.name",
      "customer_addresses.customer_id customer_events.customer_id "
      "store_credit_accounts.customer_id orders.customer_id "
      "segment_members.customer_id customer_consents.customer_id "
      "customer_import_rows.customer_id");
  people_tear_down (&people);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/duplicates/reasons", test_reasons);
  nl_test_add ("/duplicates/surest-reason-once", test_surest_reason_once);
  nl_test_add ("/duplicates/a-switchboard-is-nobody", test_a_switchboard_is_nobody);
  nl_test_add ("/duplicates/distinct", test_distinct);
  g_test_add_func ("/duplicates/proposal", test_proposal);
  g_test_add_func ("/duplicates/consent-that-holds", test_consent_that_holds);
  g_test_add_func ("/duplicates/sums-that-no-number-holds", test_sums_that_no_number_holds);
  g_test_add_func ("/duplicates/tags-in-any-spelling", test_tags_in_any_spelling);
  nl_test_add ("/duplicates/merge-and-undo", test_merge_and_undo);
  nl_test_add ("/duplicates/undo-after-a-change", test_undo_after_a_change);
  nl_test_add ("/duplicates/every-table-is-moved", test_every_table_is_moved);
  return g_test_run ();
}
