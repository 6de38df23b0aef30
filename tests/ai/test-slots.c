/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What phrases may speak of, and how texts from outside become fit for a sentence. */

#include "ai/offline/nl-slots.h"

#include <math.h>
#include <string.h>

#include "ai/offline/nl-brand-voice.h"
#include "base/nl-text.h"
#include "nl-test.h"

static void
test_table (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_kinds;
  const NlSlotKind *kinds = nl_slot_kind_get_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    g_test_message ("%s", kinds[i].name);
    g_assert_true (g_hash_table_add (names, (gpointer) kinds[i].name));
    g_assert_true (nl_slot_kind_lookup (kinds[i].name) == &kinds[i]);
    /* Conditions and templates read names so far. */
    g_assert_cmpuint (strspn (kinds[i].name, G_CSET_a_2_z "_"), ==, strlen (kinds[i].name));
    /* No word of the grammar can be a slot. */
    g_assert_true (strcmp (kinds[i].name, "and") != 0 && strcmp (kinds[i].name, "or") != 0
                   && strcmp (kinds[i].name, "not") != 0);
    /* Only what shows a number shows a figure. */
    if (kinds[i].figure)
      g_assert_true (kinds[i].type >= NL_SLOT_COUNT && kinds[i].type <= NL_SLOT_DAYS);
    /* Money and shares of the segment are always figures of it. */
    if (kinds[i].type == NL_SLOT_MONEY || kinds[i].type == NL_SLOT_DAYS)
      g_assert_true (kinds[i].figure);
  }
  g_assert_null (nl_slot_kind_lookup (""));
  g_assert_null (nl_slot_kind_lookup ("Customers"));
  g_assert_null (nl_slot_kind_lookup ("customers "));
}

static void
test_values (void)
{
  const char *const some[] = { " Cup ", "", "{Pot}", "\x01", NULL };
  const char *const none[] = { " ", "\n", NULL };
  g_autoptr (NlSlots) slots = nl_slots_new ();

  g_assert_null (nl_slots_get (slots, "customers"));
  g_assert_cmpfloat (nl_slots_get_number (slots, "customers", -7), ==, -7);
  g_assert_null (nl_slots_get_text (slots, "city"));
  g_assert_false (nl_slots_get_flag (slots, "new"));

  nl_slots_set_number (slots, "customers", 0);
  nl_slots_set_number (slots, "orders", NAN);
  nl_slots_set_number (slots, "orders", INFINITY);
  nl_slots_set_flag (slots, "new", FALSE);
  nl_slots_set_text (slots, "city", " \n ");
  nl_slots_set_text (slots, "city", NULL);
  nl_slots_set_list (slots, "products", none);
  /* Zero and no are something that is known, nothing is not. */
  g_assert_nonnull (nl_slots_get (slots, "customers"));
  g_assert_nonnull (nl_slots_get (slots, "new"));
  g_assert_false (nl_slots_get_flag (slots, "new"));
  g_assert_null (nl_slots_get (slots, "orders"));
  g_assert_null (nl_slots_get (slots, "city"));
  g_assert_null (nl_slots_get (slots, "products"));

  nl_slots_set_list (slots, "products", some);
  g_assert_cmpuint (g_strv_length (nl_slots_get (slots, "products")->list), ==, 2);
  g_assert_cmpstr (nl_slots_get (slots, "products")->list[0], ==, "Cup");
  g_assert_cmpstr (nl_slots_get (slots, "products")->list[1], ==, "(Pot)");
  nl_slots_set_markup (slots, "product_lines", "- **Cup**");
  g_assert_cmpstr (nl_slots_get_text (slots, "product_lines"), ==, "- **Cup**");

  nl_slots_set_number (slots, "customers", 3);
  g_assert_cmpfloat (nl_slots_get_number (slots, "customers", 0), ==, 3);
  nl_slots_unset (slots, "customers");
  nl_slots_unset (slots, "customers");
  g_assert_null (nl_slots_get (slots, "customers"));
}

static char *
random_text (void)
{
  static const char *const PIECES[]
      = { "a",  "Wool", "é",      "日本",   "🎉",     "👩‍👧", " ",    "  ",     "\n",
          "\t", "{",    "}",      "[",      "]",      "<",           ">",    "*",      "`",
          "\\", "|",    "\u00A0", "\x01",   "\x7f",   "\xff",        "\xc3", "\u200B", "\u202E",
          "…",  "\"",   "(",      "\u00AD", "\u2028", "{name}",      "%s",   "\uFEFF", "\u0301" };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  return g_string_free_and_steal (text);
}

/* Whatever comes in, what comes out is one line of plain words within its length. */
static void
test_cleaning (void)
{
  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    g_autofree char *text = random_text ();
    guint max = (guint) g_test_rand_int_range (1, 40);
    g_autofree char *clean = nl_slots_clean (text, max);
    g_autofree char *again = nl_slots_clean (clean, max);

    g_assert_true (g_utf8_validate (clean, -1, NULL));
    g_assert_cmpuint ((guint) g_utf8_strlen (clean, -1), <=, max);
    g_assert_cmpstr (again, ==, clean);
    g_assert_null (strpbrk (clean, "{}[]<>*`\\|\n\t"));
    g_assert_null (strstr (clean, "  "));
    g_assert_false (g_str_has_prefix (clean, " ") || g_str_has_suffix (clean, " "));
    for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_true (g_unichar_type (c) != G_UNICODE_FORMAT || c == 0x200D);
    }
  }
}

/* What nobody sees must not carry a banned word past the eyes of who bans it. */
static void
test_invisible_characters (void)
{
  static const char *const HIDDEN[]
      = { "gra\u00ADtis", "gra\u200Btis", "\u202Egratis", "g\u2060r\u2060atis", "gratis\u200F" };
  g_autoptr (JsonNode) facts
      = json_from_string ("{\"voice\":{\"banned_words\":[\"gratis\"]}}", NULL);
  g_autoptr (NlBrandVoice) voice = nl_brand_voice_new (json_node_get_object (facts));

  for (gsize i = 0; i < G_N_ELEMENTS (HIDDEN); i++) {
    g_autofree char *clean = nl_slots_clean (HIDDEN[i], 70);

    g_assert_cmpstr (clean, ==, "gratis");
    g_assert_true (nl_brand_voice_bans (voice, clean));
  }
}

/* Long titles end between words when they have some. */
static void
test_long_titles (void)
{
  static const struct {
    const char *from;
    guint max;
    const char *to;
  } TITLES[] = {
    { "Handwoven wool blanket", 22, "Handwoven wool blanket" },
    { "Handwoven wool blanket", 21, "Handwoven wool" },
    { "Handwoven wool blanket", 14, "Handwoven wool" },
    { "Handwoven wool blanket", 10, "Handwoven" },
    { "Handwoven wool blanket", 9, "Handwoven" },
    { "Handwoven wool blanket", 4, "Hand" },
    { "Wärmflaschenüberzug", 8, "Wärmflas" },
    { "日本の美しい器", 3, "日本の" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TITLES); i++) {
    g_autofree char *clean = nl_slots_clean (TITLES[i].from, TITLES[i].max);

    g_assert_cmpstr (clean, ==, TITLES[i].to);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/slots/table", test_table);
  g_test_add_func ("/slots/values", test_values);
  g_test_add_func ("/slots/cleaning", test_cleaning);
  g_test_add_func ("/slots/invisible", test_invisible_characters);
  g_test_add_func ("/slots/long-titles", test_long_titles);
  return g_test_run ();
}
