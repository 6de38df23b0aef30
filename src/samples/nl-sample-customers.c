/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/nl-sample-customers.h"

#include "base/nl-clock.h"
#include "base/nl-text.h"
#include "customers/nl-customer-keys.h"

static const char *
pick (NlRandom *random, JsonArray *array)
{
  return json_array_get_string_element (array,
                                        nl_random_below (random, json_array_get_length (array)));
}

static gboolean
chance (NlRandom *random, guint percent)
{
  return nl_random_below (random, 100) < percent;
}

static JsonObject *
pick_country (NlRandom *random, JsonArray *countries)
{
  gint64 left = nl_random_below (random, 100);

  for (guint i = 0; i < json_array_get_length (countries); i++) {
    JsonObject *country = json_array_get_object_element (countries, i);

    left -= json_object_get_int_member (country, "share");
    if (left < 0)
      return country;
  }
  return json_array_get_object_element (countries, 0);
}

/* A habit fits its country a little, so that segments differ in more than one figure. */
static NlSampleHabit
pick_habit (NlRandom *random, const char *country)
{
  guint n = nl_random_below (random, 100);
  gboolean german = g_str_equal (country, "DE");

  if (n < 12)
    return NL_SAMPLE_PROSPECT;
  if (n < (german ? 30u : 19u))
    return NL_SAMPLE_DORMANT_SPENDER;
  if (n < 48)
    return NL_SAMPLE_ONE_TIME;
  if (n < 60)
    return NL_SAMPLE_NEW;
  return n < 84 ? NL_SAMPLE_OCCASIONAL : NL_SAMPLE_LOYAL;
}

/* example.com and its sisters are nobody's (RFC 2606). */
static char *
make_email (const char *first, const char *last, guint number, NlRandom *random)
{
  static const char *const domains[] = { "example.com", "example.net", "example.org" };
  g_autofree char *name = g_strdup_printf ("%s.%s", first, last);
  g_autofree char *folded = nl_text_fold (name);
  GString *email = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '.')
      g_string_append_c (email, *p);
  g_string_append_printf (email, "%u@%s", number, domains[nl_random_below (random, 3)]);
  return g_string_free_and_steal (email);
}

static void
set_place (NlRecord *customer, JsonObject *country, NlRandom *random)
{
  const char *place = pick (random, json_object_get_array_member (country, "cities"));
  const char *digit = strpbrk (place, "0123456789");
  const char *zip = digit;
  g_autofree char *city = NULL;

  /* “London E8 3PN”: the code begins with the word that holds the first digit. */
  while (zip > place && zip[-1] != ' ')
    zip--;
  city = g_strndup (place, (gsize) (zip - place - 1));
  g_object_set (customer, "country-code", json_object_get_string_member (country, "code"), "city",
                city, "zip", zip, NULL);
}

static void
set_consents (NlRecord *customer, NlSampleHabit habit, NlRandom *random, gint64 added_at)
{
  guint percent = habit == NL_SAMPLE_LOYAL ? 82 : habit == NL_SAMPLE_PROSPECT ? 70 : 48;
  gboolean subscribed = chance (random, percent);
  gboolean left = !subscribed && chance (random, 30);

  g_object_set (customer, "email-subscription-status",
                subscribed ? "SUBSCRIBED"
                : left     ? "UNSUBSCRIBED"
                           : "NOT_SUBSCRIBED",
                "email-subscription-changed-at", added_at, "sms-subscription-status",
                chance (random, 18) ? "SUBSCRIBED" : "NOT_SUBSCRIBED", "customer-account-status",
                chance (random, 55) ? "ENABLED" : "DISABLED", NULL);
}

static void
set_tags (NlRecord *customer, NlSampleHabit habit, NlRandom *random)
{
  const char *tags[4] = { NULL };
  guint n = 0;

  if (habit == NL_SAMPLE_LOYAL && chance (random, 40))
    tags[n++] = "vip";
  if (chance (random, 12))
    tags[n++] = "gift buyer";
  if (chance (random, 8))
    tags[n++] = "studio visit";
  g_object_set (customer, "tags", tags, NULL);
}

/**
 * nl_sample_customer_new:
 * @data: from nl_sample_data_load()
 * @random: where the choices come from
 * @number: makes the email unique
 * @shop_id: the sample shop
 * @habit: (out): how the customer buys
 *
 * Invents a customer. Names, addresses and numbers belong to nobody: the phones are of ranges kept
 * for fiction.
 *
 * Returns: (transfer full): a customer that is not stored yet
 */
NlCustomer *
nl_sample_customer_new (
    JsonObject *data, NlRandom *random, guint number, gint64 shop_id, NlSampleHabit *habit)
{
  JsonObject *country = pick_country (random, json_object_get_array_member (data, "countries"));
  const char *first = pick (random, json_object_get_array_member (country, "first_names"));
  const char *last = pick (random, json_object_get_array_member (country, "last_names"));
  g_autofree char *email = make_email (first, last, number, random);
  g_autofree char *external_id = g_strdup_printf ("%u", 7000000 + number);
  NlCustomer *customer;
  gint64 added_at;

  *habit = pick_habit (random, json_object_get_string_member (country, "code"));
  added_at = nl_clock_now ()
             - (gint64) (nl_random_below (random, 86400)
                         + 86400u
                               * (*habit == NL_SAMPLE_NEW ? nl_random_below (random, 80)
                                                          : 95 + nl_random_below (random, 700)))
                   * G_USEC_PER_SEC;
  customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", shop_id, "external-id", external_id,
                           "first-name", first, "last-name", last, "email", email, "language",
                           json_object_get_string_member (country, "language"), "customer-added-at",
                           added_at, NULL);
  set_place (NL_RECORD (customer), country, random);
  set_consents (NL_RECORD (customer), *habit, random, added_at);
  set_tags (NL_RECORD (customer), *habit, random);
  nl_customer_derive_keys (customer);
  return customer;
}
