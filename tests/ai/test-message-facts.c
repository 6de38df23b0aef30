/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a message may say: products, prices, offers and seasons, and nothing of the readers'
 * numbers. */

#include "ai/offline/nl-message-facts.h"

#include <string.h>

#include "ai/nl-ai-error.h"
#include "nl-test.h"

#define B "\u00A0"

static NlSlots *
fill (const char *members, const char *locale)
{
  g_autofree char *json = g_strdup_printf ("{'shop':{'name':'Atelier','currency':'EUR',"
                                           "'url':'https://atelier.example/'}%s%s}",
                                           *members != '\0' ? "," : "", members);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (g_strdelimit (json, "'", '"'), &error);
  g_autoptr (NlBrandVoice) voice = NULL;
  NlSlots *slots = nl_slots_new ();

  g_assert_no_error (error);
  voice = nl_brand_voice_new (json_node_get_object (node));
  nl_message_facts_fill (json_node_get_object (node), locale, voice, slots, &error);
  g_assert_no_error (error);
  return slots;
}

static void
test_a_shop_is_needed (void)
{
  static const char *const FACTS[] = { "{}", "{\"shop\":{}}", "{\"shop\":{\"name\":\" \"}}",
                                       "{\"shop\":{\"name\":7}}", "{\"shop\":[]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (FACTS); i++) {
    g_autoptr (JsonNode) node = json_from_string (FACTS[i], NULL);
    g_autoptr (NlBrandVoice) voice = nl_brand_voice_new (json_node_get_object (node));
    g_autoptr (NlSlots) slots = nl_slots_new ();
    g_autoptr (GError) error = NULL;

    g_assert_false (
        nl_message_facts_fill (json_node_get_object (node), "en", voice, slots, &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  }
}

/* Customers are never told how many they are, what they spend, or what they buy. */
static void
test_numbers_are_not_told (void)
{
  static const char *const PRIVATE[]
      = { "customers", "share", "average_spent", "orders_per_customer",
          "country",   "city",  "product",       "recency",
          "hours",     "tag",   "repeat_share",  "weekday",
          "month",     "rfm",   "discount_share" };
  g_autoptr (NlSlots) slots = fill (
      "'persona':{'statistics':{'segment':{'customers':200,'share':0.5},"
      "'money':{'currency':'EUR','average_spent':90000,'shop_average_spent':1000},"
      "'orders':{'per_customer':4,'repeat_share':0.9},'recency':{'median_days_since_last':400},"
      "'countries':[{'code':'DE','share':1}],'cities':[{'name':'Bonn','share':1}],"
      "'tags':[{'tag':'vip','share':1}],'rfm':[{'group':'best','share':1}],"
      "'products':[{'title':'Secret'}],'weekdays':[9,0,0,0,0,0,0],'discount_share':0.9}}",
      "en");

  for (gsize i = 0; i < G_N_ELEMENTS (PRIVATE); i++) {
    g_test_message ("%s", PRIVATE[i]);
    g_assert_null (nl_slots_get (slots, PRIVATE[i]));
  }
  /* What they are like stays: it decides the tone. */
  g_assert_true (nl_slots_get_flag (slots, "dormant"));
  g_assert_true (nl_slots_get_flag (slots, "high"));
}

static void
test_products (void)
{
  static const struct {
    const char *locale;
    const char *lines;
  } LINES[] = {
    { "en", "- [Cup](https://a.example/cup) – €12.90\n- **Pot** – €20\n- **(Lid)**" },
    { "fr", "- [Cup](https://a.example/cup) – 12,90" B "€\n- **Pot** – 20" B "€\n- **(Lid)**" },
    { "nl", "- [Cup](https://a.example/cup) – €" B "12,90\n- **Pot** – €" B "20\n- **(Lid)**" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++) {
    g_autoptr (NlSlots) slots
        = fill ("'products':[{'title':'Cup','price':1290,'url':'https://a.example/cup'},"
                "{'title':'Pot','price':2000,'url':'javascript:alert(1)'},null,{'title':' '},"
                "{'title':'{Lid}','price':-5}]",
                LINES[i].locale);

    g_assert_cmpstr (nl_slots_get_text (slots, "product_lines"), ==, LINES[i].lines);
    g_assert_cmpstr (nl_slots_get_text (slots, "product"), ==, "Cup");
    g_assert_cmpstr (nl_slots_get_text (slots, "second_product"), ==, "Pot");
    g_assert_true (nl_slots_get_flag (slots, "several_products"));
    /* One has no price: nobody knows which is the lowest. */
    g_assert_null (nl_slots_get (slots, "price"));
  }
}

static void
test_prices (void)
{
  static const struct {
    const char *products;
    double price; /* 0: none is named */
    const char *flag;
  } CASES[] = {
    { "'products':[{'title':'Cup','price':1290}]", 1290, "one_product" },
    { "'products':[{'title':'Cup','price':1290},{'title':'Pot','price':900}]", 900,
      "several_products" },
    { "'products':[{'title':'Cup','price':1290},{'title':'Pot'}]", 0, "several_products" },
    { "'products':[{'title':'Cup','price':0}]", 0, "one_product" },
    { "'products':[{'title':'Cup','price':1e300}]", 0, "one_product" },
    { "'products':[{'title':'Cup','price':'12'}]", 0, "one_product" },
    { "'products':[]", 0, NULL },
    { "'products':7", 0, NULL },
    { "", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlSlots) slots = fill (CASES[i].products, "en");

    g_test_message ("%s", CASES[i].products);
    g_assert_cmpfloat (nl_slots_get_number (slots, "price", 0), ==, CASES[i].price);
    g_assert_cmpint (nl_slots_get_flag (slots, "one_product"), ==,
                     g_strcmp0 (CASES[i].flag, "one_product") == 0);
    g_assert_cmpint (nl_slots_get_flag (slots, "several_products"), ==,
                     g_strcmp0 (CASES[i].flag, "several_products") == 0);
  }
}

/* A product whose title has a banned word is not named, and does not count. */
static void
test_banned_products (void)
{
  g_autoptr (NlSlots) slots
      = fill ("'voice':{'banned_words':['cheap']},'products':[{'title':'Cheap cup','price':100},"
              "{'title':'Che\u00ADap pot','price':200},{'title':'Lid','price':300}]",
              "en");

  g_assert_cmpstr (nl_slots_get_text (slots, "product"), ==, "Lid");
  g_assert_true (nl_slots_get_flag (slots, "one_product"));
  g_assert_cmpfloat (nl_slots_get_number (slots, "price", 0), ==, 300);
  g_assert_null (strstr (nl_slots_get_text (slots, "product_lines"), "ot"));
}

static void
test_many_products (void)
{
  g_autoptr (GString) products = g_string_new ("'products':[{'title':'P0'}");
  g_autoptr (NlSlots) slots = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 1; i < 500; i++)
    g_string_append_printf (products, ",{'title':'P%u'}", i);
  g_string_append (products, "]");
  slots = fill (products->str, "en");
  lines = g_strsplit (nl_slots_get_text (slots, "product_lines"), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpuint (g_strv_length (nl_slots_get (slots, "products")->list), ==, 3);
}

static void
test_offers (void)
{
  static const struct {
    const char *offer;
    const char *slot; /* NULL: there is none */
    double value;
  } OFFERS[] = {
    { "'offer':{'kind':'percent','value':15}", "percent_off", 0.15 },
    { "'offer':{'kind':'amount','value':500}", "amount_off", 500 },
    { "'offer':{'kind':'shipping'}", "free_shipping", 1 },
    { "'offer':{'kind':'percent','value':100}", NULL, 0 },
    { "'offer':{'kind':'percent','value':0}", NULL, 0 },
    { "'offer':{'kind':'percent','value':-5}", NULL, 0 },
    { "'offer':{'kind':'percent'}", NULL, 0 },
    { "'offer':{'kind':'amount','value':'5'}", NULL, 0 },
    { "'offer':{'kind':'gift','value':5}", NULL, 0 },
    { "'offer':{}", NULL, 0 },
    { "'offer':[]", NULL, 0 },
    { "", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (OFFERS); i++) {
    g_autoptr (NlSlots) slots = fill (OFFERS[i].offer, "en");

    g_test_message ("%s", OFFERS[i].offer);
    g_assert_cmpint (nl_slots_get_flag (slots, "has_offer"), ==, OFFERS[i].slot != NULL);
    if (OFFERS[i].slot != NULL)
      g_assert_cmpfloat_with_epsilon (nl_slots_get_number (slots, OFFERS[i].slot, -1),
                                      OFFERS[i].value, 1e-9);
  }
  {
    g_autoptr (NlSlots) coded = fill ("'offer':{'kind':'shipping','code':'{SUN}','ends':7}", "en");
    g_autoptr (NlSlots) endless = fill ("'offer':{'kind':'shipping','ends':-7}", "en");
    g_autoptr (NlSlots) useless = fill ("'offer':{'kind':'none','code':'SUN','ends':7}", "en");

    g_assert_cmpstr (nl_slots_get_text (coded, "code"), ==, "(SUN)");
    g_assert_cmpfloat (nl_slots_get_number (coded, "ends", 0), ==, 7);
    g_assert_null (nl_slots_get (endless, "ends"));
    /* A code for nothing is not told. */
    g_assert_null (nl_slots_get (useless, "code"));
  }
}

static void
test_addresses (void)
{
  static const struct {
    const char *url;
    const char *shown;
  } URLS[] = {
    { "https://a.example/x?y=1", "https://a.example/x?y=1" },
    { "http://a.example/", "http://a.example/" },
    /* Else the shop's own. */
    { "javascript:alert(1)", "https://atelier.example/" },
    { "https://a.example/)", "https://atelier.example/" },
    { "https://a.example/<b>", "https://atelier.example/" },
    { "https://a.example/{x}", "https://atelier.example/" },
    { "https://a b.example/", "https://atelier.example/" },
    { "a.example", "https://atelier.example/" },
    { "", "https://atelier.example/" },
  };
  g_autofree char *tail = g_strnfill (2000, 'x');
  g_autofree char *too_long = g_strdup_printf ("'landing_url':'https://a.example/%s'", tail);
  g_autoptr (NlSlots) slots = fill (too_long, "en");

  g_assert_cmpstr (nl_slots_get_text (slots, "url"), ==, "https://atelier.example/");
  for (gsize i = 0; i < G_N_ELEMENTS (URLS); i++) {
    g_autofree char *member = g_strdup_printf ("'landing_url':'%s'", URLS[i].url);
    g_autoptr (NlSlots) own = fill (member, "en");

    g_test_message ("%s", URLS[i].url);
    g_assert_cmpstr (nl_slots_get_text (own, "url"), ==, URLS[i].shown);
  }
}

static void
test_seasons (void)
{
  static const char *const SEASONS[]
      = { "winter", "winter", "spring", "spring", "spring",   "summer",
          "summer", "summer", "autumn", "autumn", "holidays", "holidays" };

  for (int month = 1; month <= 12; month++) {
    g_autoptr (GDateTime) day = g_date_time_new_utc (2026, month, 15, 12, 0, 0);
    g_autofree char *date
        = g_strdup_printf ("'date':%" G_GINT64_FORMAT, g_date_time_to_unix_usec (day));
    g_autofree char *both = g_strconcat (date, ",'season':'summer'", NULL);
    g_autoptr (NlSlots) by_date = fill (date, "en");
    g_autoptr (NlSlots) as_said = fill (both, "en");

    g_assert_cmpstr (nl_slots_get_text (by_date, "season"), ==, SEASONS[month - 1]);
    g_assert_cmpstr (nl_slots_get_text (as_said, "season"), ==, "summer");
  }
  {
    static const char *const NONE[] = { "", "'date':0", "'date':-1", "'date':1e300", "'date':'x'" };

    for (gsize i = 0; i < G_N_ELEMENTS (NONE); i++) {
      g_autoptr (NlSlots) slots = fill (NONE[i], "en");

      g_assert_null (nl_slots_get (slots, "season"));
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/message-facts/shop", test_a_shop_is_needed);
  g_test_add_func ("/message-facts/numbers", test_numbers_are_not_told);
  g_test_add_func ("/message-facts/products", test_products);
  g_test_add_func ("/message-facts/prices", test_prices);
  g_test_add_func ("/message-facts/banned", test_banned_products);
  g_test_add_func ("/message-facts/many", test_many_products);
  g_test_add_func ("/message-facts/offers", test_offers);
  g_test_add_func ("/message-facts/addresses", test_addresses);
  g_test_add_func ("/message-facts/seasons", test_seasons);
  return g_test_run ();
}
