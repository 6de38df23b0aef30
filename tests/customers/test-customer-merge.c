/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-merge.h"

#include "base/nl-random.h"
#include "base/nl-text.h"
#include "customers/nl-customer-keys.h"
#include "nl-test.h"

/* What a file says about somebody who is there already: what is taken over, and what never is. */

#define ROUNDS nl_test_rounds (3000, 400)

static const guint texts[]
    = { NL_CUSTOMER_FIRST_NAME, NL_CUSTOMER_LAST_NAME, NL_CUSTOMER_COMPANY,
        NL_CUSTOMER_CITY,       NL_CUSTOMER_NOTE,      NL_CUSTOMER_LANGUAGE };
static const guint sums[] = { NL_CUSTOMER_AMOUNT_SPENT, NL_CUSTOMER_NUMBER_OF_ORDERS,
                              NL_CUSTOMER_FIRST_ORDER_AT, NL_CUSTOMER_LAST_ORDER_AT };
static const char *const statuses[]
    = { NULL, "SUBSCRIBED", "UNSUBSCRIBED", "NOT_SUBSCRIBED", "PENDING" };
static const char *const words[] = { "vip", "VIP", "été", "ete", "new", "Neu" };

static void
set_status (NlCustomer *customer, const char *status, gint64 date)
{
  NlRecord *record = NL_RECORD (customer);

  if (status == NULL)
    return;
  nl_record_set_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, status);
  if (date != 0)
    nl_record_set_int64 (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT, date);
}

static NlCustomer *
make_anybody (NlRandom *random)
{
  NlCustomer *customer = g_object_new (NL_TYPE_CUSTOMER, "email", "a@example.com", NULL);
  NlRecord *record = NL_RECORD (customer);
  const char *tags[3] = { NULL };
  guint n_tags = nl_random_below (random, 3);

  for (guint i = 0; i < n_tags; i++)
    tags[i] = words[nl_random_below (random, G_N_ELEMENTS (words))];
  if (n_tags > 0)
    nl_record_set_strv (record, NL_CUSTOMER_TAGS, tags);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (nl_random_below (random, 2) == 0)
      nl_record_set_text (record, texts[i], words[nl_random_below (random, G_N_ELEMENTS (words))]);
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    if (nl_random_below (random, 2) == 0)
      nl_record_set_int64 (record, sums[i], 1 + nl_random_below (random, 9));
  set_status (customer, statuses[nl_random_below (random, G_N_ELEMENTS (statuses))],
              nl_random_below (random, 4));
  nl_customer_derive_keys (customer);
  return customer;
}

static const char *
status_of (NlCustomer *customer)
{
  return nl_record_get_text (NL_RECORD (customer), NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS);
}

static gint64
date_of (NlCustomer *customer)
{
  return nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT);
}

static gboolean
has_tag (NlCustomer *customer, const char *tag)
{
  const char *const *tags = nl_record_get_strv (NL_RECORD (customer), NL_CUSTOMER_TAGS);
  g_autofree char *wanted = nl_text_fold (tag);

  for (guint i = 0; tags[i] != NULL; i++) {
    g_autofree char *folded = nl_text_fold (tags[i]);

    if (g_str_equal (folded, wanted))
      return TRUE;
  }
  return FALSE;
}

static void
assert_same (NlCustomer *one, NlCustomer *other)
{
  const NlRecordDescription *description = nl_record_get_description (NL_RECORD (one));

  for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++) {
    g_auto (GValue) a = G_VALUE_INIT;
    g_auto (GValue) b = G_VALUE_INIT;
    g_autofree char *said = NULL;
    g_autofree char *before = NULL;

    g_object_get_property (G_OBJECT (one), description->fields[i].name, &a);
    g_object_get_property (G_OBJECT (other), description->fields[i].name, &b);
    said = g_strdup_value_contents (&a);
    before = g_strdup_value_contents (&b);
    g_test_message ("%s", description->fields[i].name);
    g_assert_cmpstr (said, ==, before);
  }
}

/* What the row says is taken, what it is silent about stays, and no tag is lost or doubled. */
static void
assert_taken_over (NlCustomer *before, NlCustomer *news, NlCustomer *after, gboolean has_orders)
{
  NlCustomer *const both[] = { before, news };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    NlCustomer *speaks = nl_record_is_null (NL_RECORD (news), texts[i]) ? before : news;

    g_assert_cmpstr (nl_record_get_text (NL_RECORD (after), texts[i]), ==,
                     nl_record_get_text (NL_RECORD (speaks), texts[i]));
  }
  for (gsize i = 0; has_orders && i < G_N_ELEMENTS (sums); i++)
    g_assert_cmpint (nl_record_get_int64 (NL_RECORD (after), sums[i]), ==,
                     nl_record_get_int64 (NL_RECORD (before), sums[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++) {
    const char *const *tags = nl_record_get_strv (NL_RECORD (both[i]), NL_CUSTOMER_TAGS);

    for (guint j = 0; tags[j] != NULL; j++)
      g_assert_true (has_tag (after, tags[j]));
  }
}

/* Nobody is written to who said no, unless the yes is surely the later word. */
static void
assert_consent_holds (NlCustomer *before, NlCustomer *news, NlCustomer *after)
{
  const char *mine = status_of (before);
  const char *theirs = status_of (news);
  gboolean is_later = date_of (before) != 0 && date_of (news) > date_of (before);

  if (theirs == NULL)
    g_assert_cmpstr (status_of (after), ==, mine);
  if (g_strcmp0 (mine, "UNSUBSCRIBED") == 0 && !is_later)
    g_assert_cmpstr (status_of (after), ==, "UNSUBSCRIBED");
  if (g_strcmp0 (theirs, "UNSUBSCRIBED") == 0
      && (date_of (news) == 0 || date_of (news) >= date_of (before)))
    g_assert_cmpstr (status_of (after), ==, "UNSUBSCRIBED");
  if (g_strcmp0 (status_of (after), "SUBSCRIBED") == 0)
    g_assert_true (g_strcmp0 (mine, "SUBSCRIBED") == 0 || g_strcmp0 (theirs, "SUBSCRIBED") == 0);
}

static void
test_anybody (void)
{
  NlRandom random;

  nl_random_init (&random, 5, "merge");
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (NlCustomer) before = make_anybody (&random);
    g_autoptr (NlCustomer) news = make_anybody (&random);
    g_autoptr (NlCustomer) after = NL_CUSTOMER (nl_record_copy (NL_RECORD (before)));
    g_autoptr (NlCustomer) again = NULL;
    gboolean has_orders = nl_random_below (&random, 2) == 0;

    nl_customer_merge (after, news, has_orders);
    assert_taken_over (before, news, after, has_orders);
    assert_consent_holds (before, news, after);
    /* The same file once more is no news. */
    again = NL_CUSTOMER (nl_record_copy (NL_RECORD (after)));
    nl_customer_merge (again, news, has_orders);
    assert_same (again, after);
  }
}

/* Another spelling of the same address or number is no news, another address is. */
static void
test_contacts (void)
{
  static const struct {
    const char *email;
    const char *phone;
    const char *merged_email;
    const char *merged_phone;
  } CASES[] = {
    { "ADA@EXAMPLE.COM", NULL, "Ada@Example.com", "06 12 34 56 78" },
    { "ada@example.org", NULL, "ada@example.org", "06 12 34 56 78" },
    { NULL, "+33612345678", "Ada@Example.com", "06 12 34 56 78" },
    { NULL, "07 00 00 00 00", "Ada@Example.com", "07 00 00 00 00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlCustomer) stored
        = g_object_new (NL_TYPE_CUSTOMER, "email", "Ada@Example.com", "phone", "06 12 34 56 78",
                        "country-code", "FR", NULL);
    g_autoptr (NlCustomer) news = g_object_new (NL_TYPE_CUSTOMER, "country-code", "FR", NULL);
    g_autofree char *key = NULL;

    if (CASES[i].email != NULL)
      g_object_set (news, "email", CASES[i].email, NULL);
    if (CASES[i].phone != NULL)
      g_object_set (news, "phone", CASES[i].phone, NULL);
    nl_customer_derive_keys (stored);
    nl_customer_derive_keys (news);
    nl_customer_merge (stored, news, FALSE);
    g_assert_cmpstr (nl_record_get_text (NL_RECORD (stored), NL_CUSTOMER_EMAIL), ==,
                     CASES[i].merged_email);
    g_assert_cmpstr (nl_record_get_text (NL_RECORD (stored), NL_CUSTOMER_PHONE), ==,
                     CASES[i].merged_phone);
    key = g_utf8_strdown (CASES[i].merged_email, -1);
    g_assert_cmpstr (nl_record_get_text (NL_RECORD (stored), NL_CUSTOMER_EMAIL_KEY), ==, key);
  }
}

/* What a customer is found by in segments follows what was taken over. */
static void
test_keys_follow (void)
{
  g_autoptr (NlCustomer) stored
      = g_object_new (NL_TYPE_CUSTOMER, "email", "a@example.com", "country-code", "FR", "city",
                      "Paris", "phone", "06 12 34 56 78", NULL);
  g_autoptr (NlCustomer) news
      = g_object_new (NL_TYPE_CUSTOMER, "country-code", "BE", "city", "Liège", NULL);
  g_autoptr (NlCustomer) expected
      = g_object_new (NL_TYPE_CUSTOMER, "email", "a@example.com", "country-code", "BE", "city",
                      "Liège", "phone", "06 12 34 56 78", NULL);

  nl_customer_derive_keys (stored);
  nl_customer_merge (stored, news, FALSE);
  nl_customer_derive_keys (expected);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (stored), NL_CUSTOMER_CITY_KEY), ==,
                   nl_record_get_text (NL_RECORD (expected), NL_CUSTOMER_CITY_KEY));
  g_assert_nonnull (nl_record_get_text (NL_RECORD (stored), NL_CUSTOMER_CITY_KEY));
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (stored), NL_CUSTOMER_PHONE_KEY), ==,
                   nl_record_get_text (NL_RECORD (expected), NL_CUSTOMER_PHONE_KEY));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/customer-merge/anybody", test_anybody);
  g_test_add_func ("/customer-merge/contacts", test_contacts);
  g_test_add_func ("/customer-merge/keys", test_keys_follow);
  return g_test_run ();
}
