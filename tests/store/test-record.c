/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer.h"
#include "nl-test.h"
#include "shops/nl-shop.h"
#include "store/nl-store-error.h"

static void
test_initial_values (void)
{
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, NULL);

  g_assert_cmpint (nl_record_get_id (shop), ==, 0);
  g_assert_cmpstr (nl_record_get_text (shop, NL_SHOP_CURRENCY), ==, "EUR");
  g_assert_null (nl_record_get_text (shop, NL_SHOP_NAME));
  g_assert_null (nl_record_get_strv (shop, NL_SHOP_BANNED_WORDS)[0]);
  g_assert_true (nl_record_is_null (shop, NL_SHOP_LOGO_IMAGE_ID));
  g_assert_false (nl_record_is_dirty (shop));
}

static void
test_properties (void)
{
  const char *const words[] = { "cheap", "free", NULL };
  g_autoptr (NlRecord) shop
      = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "banned-words", words, NULL);
  g_autofree char *name = NULL;
  g_auto (GStrv) banned = NULL;

  g_object_get (shop, "name", &name, "banned-words", &banned, NULL);
  g_assert_cmpstr (name, ==, "Atelier");
  g_assert_cmpstrv (banned, words);
  g_assert_true (nl_record_is_dirty (shop));
}

static void
count (GObject *object, GParamSpec *pspec, guint *n)
{
  ++*n;
}

static void
test_notify (void)
{
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, NULL);
  guint n = 0;

  g_signal_connect (shop, "notify::name", G_CALLBACK (count), &n);
  nl_record_set_text (shop, NL_SHOP_NAME, "Atelier");
  nl_record_set_text (shop, NL_SHOP_NAME, "Atelier");
  g_assert_cmpuint (n, ==, 1);
  nl_record_set_text (shop, NL_SHOP_NAME, "");
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (nl_record_is_null (shop, NL_SHOP_NAME));
}

static void
test_check_names_the_field (void)
{
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "language", "fr", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_record_check (shop, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "“Name” can’t be empty.");
  g_clear_error (&error);

  g_object_set (shop, "name", "Atelier", "tone", "shouting", NULL);
  g_assert_false (nl_record_check (shop, &error));
  g_assert_nonnull (strstr (error->message, "“Tone” can’t be “shouting”"));
  g_clear_error (&error);

  g_object_set (shop, "tone", "playful", NULL);
  g_assert_true (nl_record_check (shop, &error));
  g_assert_no_error (error);
}

static void
test_copy (void)
{
  const char *const tags[] = { "vip", NULL };
  g_autoptr (NlRecord) customer = g_object_new (NL_TYPE_CUSTOMER, "first-name", "Chloé", "tags",
                                                tags, "amount-spent", (gint64) 1250, NULL);
  g_autoptr (NlRecord) copy = nl_record_copy (customer);

  nl_record_set_text (customer, NL_CUSTOMER_FIRST_NAME, "Anna");
  g_assert_cmpstr (nl_record_get_text (copy, NL_CUSTOMER_FIRST_NAME), ==, "Chloé");
  g_assert_cmpstr (nl_record_get_strv (copy, NL_CUSTOMER_TAGS)[0], ==, "vip");
  g_assert_cmpint (nl_record_get_int64 (copy, NL_CUSTOMER_AMOUNT_SPENT), ==, 1250);
  g_assert_true (nl_record_is_dirty (copy));
}

static void
test_log_has_nothing_personal (void)
{
  g_autoptr (NlRecord) customer
      = g_object_new (NL_TYPE_CUSTOMER, "first-name", "Marker", "email", "marker@example.com",
                      "phone", "+33612345678", "country-code", "FR", NULL);
  g_autofree char *text = nl_record_to_log (customer);

  g_assert_null (strstr (text, "Marker"));
  g_assert_null (strstr (text, "marker@"));
  g_assert_null (strstr (text, "612345678"));
  g_assert_nonnull (strstr (text, "country-code=“FR”"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/record/initial-values", test_initial_values);
  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/notify", test_notify);
  g_test_add_func ("/record/check", test_check_names_the_field);
  g_test_add_func ("/record/copy", test_copy);
  g_test_add_func ("/record/log", test_log_has_nothing_personal);
  return g_test_run ();
}
