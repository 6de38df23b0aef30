/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The invented customers, before anything is stored. */

#include "samples/nl-sample-customers.h"

#include <string.h>

#include "base/nl-clock.h"
#include "nl-test.h"
#include "samples/nl-sample-data.h"

#define NOW G_GINT64_CONSTANT (1795340047000000)
#define N 400

static const char *const LANGUAGES[] = { "en", "fr", "de", "es", "it", "pt", "nl", NULL };

static NlCustomer *
invent (JsonObject *data, guint64 seed, guint number, NlSampleHabit *habit)
{
  NlRandom random;
  g_autofree char *stream = g_strdup_printf ("%u", number);

  nl_random_init (&random, seed, stream);
  return nl_sample_customer_new (data, &random, number, 1, habit);
}

static const char *
text_of (NlCustomer *customer, guint field)
{
  return nl_record_get_text (NL_RECORD (customer), field);
}

static void
test_same_seed_same_people (const char *folder)
{
  g_autoptr (JsonObject) data = nl_sample_data_load ("en");
  guint n_different = 0;

  nl_clock_set_for_tests (NOW);
  for (guint i = 0; i < 50; i++) {
    NlSampleHabit habits[3];
    g_autoptr (NlCustomer) one = invent (data, 5, i, &habits[0]);
    g_autoptr (NlCustomer) two = invent (data, 5, i, &habits[1]);
    g_autoptr (NlCustomer) other = invent (data, 6, i, &habits[2]);

    g_assert_cmpint (habits[0], ==, habits[1]);
    for (guint field = 0; field < NL_CUSTOMER_N_FIELDS; field++)
      if (nl_record_get_description (NL_RECORD (one))->fields[field].type == NL_FIELD_TYPE_TEXT)
        g_assert_cmpstr (text_of (one, field), ==, text_of (two, field));
    n_different
        += g_strcmp0 (text_of (one, NL_CUSTOMER_EMAIL), text_of (other, NL_CUSTOMER_EMAIL)) != 0;
  }
  g_assert_cmpuint (n_different, >, 40);
}

/* Nobody's address, whatever letters a name has. */
static void
check_email (NlCustomer *customer)
{
  const char *email = text_of (customer, NL_CUSTOMER_EMAIL);

  g_assert_true (g_regex_match_simple ("^[a-z0-9.]+@example\\.(com|net|org)$", email, 0, 0));
  g_assert_cmpstr (text_of (customer, NL_CUSTOMER_EMAIL_KEY), ==, email);
}

static void
check_place (NlCustomer *customer)
{
  const char *city = text_of (customer, NL_CUSTOMER_CITY);
  const char *zip = text_of (customer, NL_CUSTOMER_ZIP);

  g_assert_cmpuint (strlen (text_of (customer, NL_CUSTOMER_COUNTRY_CODE)), ==, 2);
  g_assert_nonnull (city);
  g_assert_false (g_str_has_suffix (city, " "));
  g_assert_null (strpbrk (city, "0123456789"));
  g_assert_nonnull (zip);
  g_assert_nonnull (strpbrk (zip, "0123456789"));
}

static void
test_people_are_plausible (const char *folder)
{
  nl_clock_set_for_tests (NOW);
  for (guint l = 0; LANGUAGES[l] != NULL; l++) {
    g_autoptr (JsonObject) data = nl_sample_data_load (LANGUAGES[l]);
    g_autoptr (GHashTable) emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < N; i++) {
      NlSampleHabit habit;
      g_autoptr (NlCustomer) customer = invent (data, 1, i, &habit);
      gint64 added = nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_CUSTOMER_ADDED_AT);

      check_email (customer);
      check_place (customer);
      g_assert_true (g_hash_table_add (emails, g_strdup (text_of (customer, NL_CUSTOMER_EMAIL))));
      g_assert_cmpint (added, <, NOW);
      g_assert_cmpint (NOW - added, <, 800 * G_TIME_SPAN_DAY);
      if (habit == NL_SAMPLE_NEW)
        g_assert_cmpint (NOW - added, <=, 90 * G_TIME_SPAN_DAY);
      g_assert_nonnull (text_of (customer, NL_CUSTOMER_FIRST_NAME));
      g_assert_nonnull (text_of (customer, NL_CUSTOMER_LAST_NAME));
    }
  }
}

/* Every kind of customer is there, or a segment of the sample shop would be empty. */
static void
test_habits (const char *folder)
{
  g_autoptr (JsonObject) data = nl_sample_data_load ("en");
  guint counts[NL_SAMPLE_DORMANT_SPENDER + 1] = { 0 };
  guint german[2] = { 0 };
  guint others[2] = { 0 };

  nl_clock_set_for_tests (NOW);
  for (guint i = 0; i < 3 * N; i++) {
    NlSampleHabit habit;
    g_autoptr (NlCustomer) customer = invent (data, 2, i, &habit);
    guint *group
        = g_str_equal (text_of (customer, NL_CUSTOMER_COUNTRY_CODE), "DE") ? german : others;

    g_assert_cmpint (habit, <=, NL_SAMPLE_DORMANT_SPENDER);
    counts[habit]++;
    group[0]++;
    group[1] += habit == NL_SAMPLE_DORMANT_SPENDER;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (counts[i], >, 30);
  /* The segment “Dormant High Spenders in Germany” has something to tell. */
  g_assert_cmpfloat ((double) german[1] / german[0], >, (double) others[1] / others[0]);
}

static void
test_consents (const char *folder)
{
  g_autoptr (JsonObject) data = nl_sample_data_load ("fr");
  guint n_subscribed = 0;
  guint n_left = 0;

  nl_clock_set_for_tests (NOW);
  for (guint i = 0; i < N; i++) {
    NlSampleHabit habit;
    g_autoptr (NlCustomer) customer = invent (data, 3, i, &habit);
    const char *status = text_of (customer, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS);

    n_subscribed += g_str_equal (status, "SUBSCRIBED");
    n_left += g_str_equal (status, "UNSUBSCRIBED");
    /* A consent has its date. */
    g_assert_cmpint (nl_record_get_int64 (NL_RECORD (customer),
                                          NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT),
                     >, 0);
  }
  g_assert_cmpuint (n_subscribed, >, N / 3);
  g_assert_cmpuint (n_left, >, 0);
  g_assert_cmpuint (n_left, <, n_subscribed);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/sample-customers/same-seed", test_same_seed_same_people);
  nl_test_add ("/sample-customers/plausible", test_people_are_plausible);
  nl_test_add ("/sample-customers/habits", test_habits);
  nl_test_add ("/sample-customers/consents", test_consents);
  return g_test_run ();
}
