/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is learned of a segment from its numbers, whatever they are. */

#include "ai/offline/nl-facts.h"

#include <math.h>

#include "nl-test.h"

static NlSlots *
fill (const char *json, gboolean *told)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  NlSlots *slots = nl_slots_new ();
  gboolean result;

  g_assert_no_error (error);
  result = nl_facts_fill_segment (json_node_get_object (node), slots);
  if (told != NULL)
    *told = result;
  return slots;
}

static void
test_reading (void)
{
  g_autoptr (JsonNode) node = json_from_string (
      "{\"o\":{},\"a\":[{},1],\"s\":\"x\",\"i\":7,\"d\":0.5,\"neg\":-1,\"big\":1e300,\"b\":true,"
      "\"n\":null,\"max\":9007199254740992,\"two\":2}",
      NULL);
  JsonObject *object = json_node_get_object (node);
  static const char *const MEMBERS[]
      = { "o", "a", "s", "i", "d", "neg", "big", "b", "n", "max", "two", "missing" };
  static const double NUMBERS[]
      = { NAN, NAN, NAN, 7, 0.5, NAN, NAN, NAN, NAN, 9007199254740992.0, 2, NAN };

  for (gsize i = 0; i < G_N_ELEMENTS (MEMBERS); i++) {
    double number = nl_facts_number (object, MEMBERS[i]);
    double share = nl_facts_share (object, MEMBERS[i]);

    g_test_message ("%s", MEMBERS[i]);
    g_assert_true (number == NUMBERS[i] || (isnan (number) && isnan (NUMBERS[i])));
    g_assert_true (i == 4 ? share == 0.5 : isnan (share));
    g_assert_true ((nl_facts_object (object, MEMBERS[i]) != NULL) == (i == 0));
    g_assert_true ((nl_facts_array (object, MEMBERS[i]) != NULL) == (i == 1));
    g_assert_true ((nl_facts_string (object, MEMBERS[i]) != NULL) == (i == 2));
  }
  g_assert_nonnull (nl_facts_element (nl_facts_array (object, "a"), 0));
  g_assert_null (nl_facts_element (nl_facts_array (object, "a"), 1));
  g_assert_null (nl_facts_object (NULL, "o"));
  g_assert_null (nl_facts_array (NULL, "a"));
  g_assert_null (nl_facts_string (NULL, "s"));
  g_assert_true (isnan (nl_facts_number (NULL, "i")));
}

/* The largest is first wherever it stands, and what is too small to speak of is not spoken of. */
static void
test_rankings (void)
{
  static const struct {
    const char *facts;
    const char *first;
    const char *second;
  } RANKINGS[] = {
    { "{'countries':[{'code':'AT','share':0.3},{'code':'DE','share':0.6}]}", "DE", "AT" },
    { "{'countries':[{'code':'DE','share':0.6},{'code':'AT','share':0.3}]}", "DE", "AT" },
    { "{'countries':[{'code':'A','share':0.1},{'code':'B','share':0.5},{'code':'C','share':0.4}]}",
      "B", "C" },
    { "{'countries':[{'code':'B','share':0.5},{'code':'A','share':0.1},{'code':'C','share':0.4}]}",
      "B", "C" },
    { "{'countries':[{'code':'DE','share':0.95},{'code':'AT','share':0.05}]}", "DE", NULL },
    { "{'countries':[{'code':'DE','share':0.29}]}", NULL, NULL },
    { "{'countries':[{'code':'DE','share':1}]}", "DE", NULL },
    { "{'countries':[{'code':'DE','share':1.5},{'code':'AT','share':0.5}]}", "AT", NULL },
    { "{'countries':[{'share':0.9},{'code':null,'share':0.8},{'code':'AT','share':0.5}]}", "AT",
      NULL },
    { "{'countries':[]}", NULL, NULL },
    { "{'countries':[null,7,[],{}]}", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (RANKINGS); i++) {
    g_autoptr (NlSlots) slots = fill (RANKINGS[i].facts, NULL);

    g_test_message ("%s", RANKINGS[i].facts);
    g_assert_cmpstr (nl_slots_get_text (slots, "country"), ==, RANKINGS[i].first);
    g_assert_cmpstr (nl_slots_get_text (slots, "second_country"), ==, RANKINGS[i].second);
    g_assert_true ((nl_slots_get (slots, "country_share") != NULL) == (RANKINGS[i].first != NULL));
  }
}

static void
test_products (void)
{
  g_autoptr (NlSlots) slots
      = fill ("{'products':[{},{'title':'Cup','quantity':9,'share':0.3},{'title':7},"
              "{'title':'Pot'},{'title':'{Lid}'},{'title':'Fourth'}]}",
              NULL);
  const NlSlot *list = nl_slots_get (slots, "products");

  g_assert_cmpstr (nl_slots_get_text (slots, "product"), ==, "Cup");
  g_assert_cmpstr (nl_slots_get_text (slots, "second_product"), ==, "Pot");
  g_assert_cmpfloat (nl_slots_get_number (slots, "product_quantity", 0), ==, 9);
  g_assert_cmpuint (g_strv_length (list->list), ==, 3);
  g_assert_cmpstr (list->list[2], ==, "(Lid)");
}

/* How much more or less than the shop: in percent below twice as much, in times from there. */
static void
test_comparisons (void)
{
  static const struct {
    double ours;
    double more;
    double less;
  } CASES[] = { { 100, 0, 0 },    { 109, 0, 0 },   { 110, 0.1, 0 }, { 150, 0.5, 0 },
                { 199, 0.99, 0 }, { 200, 0, 0 },   { 500, 0, 0 },   { 91, 0, 0 },
                { 90, 0, 0.1 },   { 25, 0, 0.75 }, { 0, 0, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *facts
        = g_strdup_printf ("{'money':{'average_spent':%g,'shop_average_spent':100}}",
                           CASES[i].ours);
    g_autoptr (NlSlots) slots = fill (facts, NULL);

    g_assert_cmpfloat_with_epsilon (nl_slots_get_number (slots, "spend_ratio", -1),
                                    CASES[i].ours / 100, 1e-9);
    g_assert_cmpfloat_with_epsilon (nl_slots_get_number (slots, "spend_more", 0), CASES[i].more,
                                    1e-9);
    g_assert_cmpfloat_with_epsilon (nl_slots_get_number (slots, "spend_less", 0), CASES[i].less,
                                    1e-9);
  }
}

/* Two hours in a row stand out when they have more than a seventh, over midnight as well. */
static void
test_hours (void)
{
  static const struct {
    guint first, second; /* the hours of all orders but a few */
    const char *part;
  } CASES[] = { { 7, 8, "morning" },   { 10, 11, "morning" }, { 11, 12, "daytime" },
                { 16, 17, "daytime" }, { 17, 18, "evening" }, { 21, 22, "evening" },
                { 22, 23, "night" },   { 23, 0, "night" },    { 4, 5, "night" } };
  static const char *const PARTS[] = { "morning", "daytime", "evening", "night" };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GString) facts = g_string_new ("{'hours':[");
    g_autoptr (NlSlots) slots = NULL;

    for (guint h = 0; h < 24; h++)
      g_string_append_printf (facts, "%s%d", h > 0 ? "," : "",
                              h == CASES[i].first || h == CASES[i].second ? 40 : 1);
    g_string_append (facts, "]}");
    slots = fill (facts->str, NULL);
    g_assert_cmpfloat (nl_slots_get_number (slots, "hours", -1), ==, CASES[i].first);
    g_assert_cmpfloat_with_epsilon (nl_slots_get_number (slots, "hours_share", 0), 80.0 / 102,
                                    1e-9);
    for (gsize p = 0; p < G_N_ELEMENTS (PARTS); p++)
      g_assert_cmpint (nl_slots_get_flag (slots, PARTS[p]), ==,
                       g_str_equal (PARTS[p], CASES[i].part));
  }
}

static void
test_rhythm_that_is_none (void)
{
  static const char *const FACTS[] = {
    "{'hours':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}",
    "{'hours':[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}",
    "{'hours':[1,1]}",
    "{'hours':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,-1]}",
    "{'weekdays':[1,1,1,1,1,1,1]}",
    "{'weekdays':{}}",
    "{'months':[1,1,1,1,1,1,1,1,1,1,1,1]}",
    /* Customers of a few weeks say nothing about a year. */
    "{'recency':{'new_share':1},'months':[9,0,0,0,0,0,0,0,0,0,9,9]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (FACTS); i++) {
    g_autoptr (NlSlots) slots = fill (FACTS[i], NULL);

    g_test_message ("%s", FACTS[i]);
    g_assert_null (nl_slots_get (slots, "hours"));
    g_assert_null (nl_slots_get (slots, "weekday"));
    g_assert_null (nl_slots_get (slots, "month"));
    g_assert_false (nl_slots_get_flag (slots, "gifts"));
    g_assert_false (nl_slots_get_flag (slots, "weekend"));
  }
}

static void
append_number (GString *facts, const char *member)
{
  static const double NUMBERS[] = { 0, 0.01, 0.1, 0.4, 0.5, 0.6, 0.9, 1,    1.5, 2,
                                    3, 30,   59,  60,  180, 181, 400, 5000, -1,  1e300 };
  static const char *const ODD[] = { "null", "\"7\"", "[]", "{}", "true" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (g_test_rand_int_range (0, 4) == 0)
    return;
  if (g_test_rand_int_range (0, 15) == 0)
    g_string_append_printf (facts, ",\"%s\":%s", member,
                            ODD[g_test_rand_int_range (0, G_N_ELEMENTS (ODD))]);
  else
    g_string_append_printf (
        facts, ",\"%s\":%s", member,
        g_ascii_dtostr (text, sizeof text,
                        NUMBERS[g_test_rand_int_range (0, G_N_ELEMENTS (NUMBERS))]));
}

static char *
random_facts (void)
{
  static const struct {
    const char *object;
    const char *members[10];
  } OBJECTS[] = {
    { "segment", { "customers", "share", "shop_customers" } },
    { "money",
      { "total_spent", "average_spent", "median_spent", "average_order", "shop_average_spent",
        "shop_average_order" } },
    { "orders",
      { "total", "per_customer", "shop_per_customer", "repeat_share", "shop_repeat_share",
        "none_share", "one_share" } },
    { "recency",
      { "median_days_since_last", "shop_median_days_since_last", "median_days_since_first",
        "new_share", "dormant_share" } },
    { "subscriptions", { "email_share", "sms_share" } },
  };
  GString *facts = g_string_new ("{\"x\":0");

  for (gsize o = 0; o < G_N_ELEMENTS (OBJECTS); o++) {
    g_string_append_printf (facts, ",\"%s\":{\"x\":0", OBJECTS[o].object);
    for (gsize m = 0; OBJECTS[o].members[m] != NULL; m++)
      append_number (facts, OBJECTS[o].members[m]);
    g_string_append (facts, "}");
  }
  append_number (facts, "discount_share");
  g_string_append (facts, "}");
  return g_string_free_and_steal (facts);
}

static guint
count_flags (NlSlots *slots, const char *const *flags)
{
  guint n = 0;

  for (; *flags != NULL; flags++)
    n += (guint) nl_slots_get_flag (slots, *flags);
  return n;
}

/* Of each kind a segment is one at most, and every share is one. */
static void
test_laws (void)
{
  static const char *const LIFE[] = { "never", "new", "active", "dormant", NULL };
  static const char *const VALUE[] = { "high", "mid", "low", NULL };
  static const char *const OFTEN[] = { "one_time", "repeat", "loyal", NULL };
  static const char *const PRICE[] = { "bargain", "full_price", NULL };
  static const char *const WITHIN[] = { "never", NULL };
  guint n_kinds;
  const NlSlotKind *kinds = nl_slot_kind_get_all (&n_kinds);

  for (guint i = 0; i < nl_test_rounds (5000, 500); i++) {
    g_autofree char *facts = random_facts ();
    gboolean told;
    g_autoptr (NlSlots) slots = fill (facts, &told);

    g_test_message ("%s", facts);
    g_assert_cmpuint (count_flags (slots, LIFE), <=, 1);
    g_assert_cmpuint (count_flags (slots, VALUE), <=, 1);
    g_assert_cmpuint (count_flags (slots, OFTEN), <=, 1);
    g_assert_cmpuint (count_flags (slots, PRICE), <=, 1);
    /* Who never bought spent neither much nor little, and the regulars are active. */
    g_assert_true (count_flags (slots, WITHIN) == 0 || count_flags (slots, VALUE) == 0);
    g_assert_true (!nl_slots_get_flag (slots, "loyal") || nl_slots_get_flag (slots, "active"));
    /* Of a few people nothing is told. */
    g_assert_true (!nl_slots_get_flag (slots, "few") || !told);
    for (guint k = 0; k < n_kinds; k++) {
      const NlSlot *slot = nl_slots_get (slots, kinds[k].name);

      if (slot == NULL)
        continue;
      g_assert_true (isfinite (slot->number) && slot->number >= 0);
      if (kinds[k].type == NL_SLOT_PERCENT)
        g_assert_cmpfloat (slot->number, <=, 1);
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/facts/reading", test_reading);
  g_test_add_func ("/facts/rankings", test_rankings);
  g_test_add_func ("/facts/products", test_products);
  g_test_add_func ("/facts/comparisons", test_comparisons);
  g_test_add_func ("/facts/hours", test_hours);
  g_test_add_func ("/facts/no-rhythm", test_rhythm_that_is_none);
  g_test_add_func ("/facts/laws", test_laws);
  return g_test_run ();
}
