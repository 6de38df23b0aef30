/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How personas are called: as people are where most of the segment lives. */

#include "ai/offline/nl-offline-names.h"

#include <string.h>

#include "ai/offline/nl-facts.h"
#include "ai/offline/nl-phrase-book.h"
#include "nl-test.h"

static JsonObject *
get_cultures (void)
{
  static JsonNode *names;

  if (names == NULL)
    names = nl_phrase_load_json ("names.json", NULL);
  return json_object_get_object_member (json_node_get_object (names), "cultures");
}

static gboolean
lists (const char *culture, const char *list, const char *name)
{
  JsonArray *array
      = nl_facts_array (json_object_get_object_member (get_cultures (), culture), list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), name))
      return TRUE;
  return FALSE;
}

static void
choose (NlPersonaName *name, NlSlots *slots, const char *language, guint64 seed)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nl_offline_names_choose (slots, language, "fmn", seed, name, &error));
  g_assert_no_error (error);
}

/* The country says it best, then the language most of them speak, then the one written in. */
static void
test_whose_names (void)
{
  static const struct {
    const char *country;
    const char *spoken;
    const char *written;
    const char *culture;
  } CASES[] = {
    { "DE", "fr", "en", "de" }, { "AT", NULL, "en", "de" }, { "BR", NULL, "en", "pt" },
    { "JP", NULL, "fr", "ja" }, { "BE", "nl", "en", "fr" }, { NULL, "it", "en", "it" },
    { NULL, NULL, "es", "es" }, { "ZW", "nl", "en", "nl" }, { "ZW", NULL, "fr", "fr" },
    { NULL, "xx", "de", "de" }, { NULL, NULL, "xx", "en" }, { NULL, NULL, "", "en" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlSlots) slots = nl_slots_new ();

    nl_slots_set_text (slots, "country", CASES[i].country);
    nl_slots_set_text (slots, "language", CASES[i].spoken);
    for (guint64 seed = 0; seed < 40; seed++) {
      g_auto (NlPersonaName) name = { 0 };
      char list[] = { 0, 0 };

      choose (&name, slots, CASES[i].written, seed);
      list[0] = name.gender;
      g_test_message ("%s for %s", name.full, CASES[i].culture);
      g_assert_true (lists (CASES[i].culture, list, name.given));
      g_assert_true (g_str_has_prefix (name.full, name.given));
      g_assert_cmpuint (strlen (name.full), >, strlen (name.given) + 1);
    }
  }
}

static void
test_same_seed_same_name (void)
{
  g_autoptr (NlSlots) slots = nl_slots_new ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 seed = 0; seed < 300; seed++) {
    g_auto (NlPersonaName) once = { 0 };
    g_auto (NlPersonaName) again = { 0 };

    choose (&once, slots, "fr", seed);
    choose (&again, slots, "fr", seed);
    g_assert_cmpstr (once.full, ==, again.full);
    g_assert_cmpint (once.gender, ==, again.gender);
    g_hash_table_add (names, g_steal_pointer (&once.full));
  }
  g_assert_cmpuint (g_hash_table_size (names), >, 150);
}

/* As many women as men, a few whose name leaves it open; none of whom a language can't speak. */
static void
test_genders (void)
{
  static const char *const GENDERS[] = { "fmn", "fm" };

  for (gsize g = 0; g < G_N_ELEMENTS (GENDERS); g++) {
    g_autoptr (NlSlots) slots = nl_slots_new ();
    guint n[128] = { 0 };

    for (guint64 seed = 0; seed < 2000; seed++) {
      g_auto (NlPersonaName) name = { 0 };

      g_assert_true (nl_offline_names_choose (slots, "en", GENDERS[g], seed, &name, NULL));
      n[(guchar) name.gender]++;
    }
    g_assert_cmpuint (n['f'], >, 850);
    g_assert_cmpuint (n['m'], >, 850);
    g_assert_cmpuint (n['f'] + n['m'] + n['n'], ==, 2000);
    g_assert_true ((n['n'] > 100) == (strchr (GENDERS[g], 'n') != NULL));
    g_assert_true (n['n'] == 0 || strchr (GENDERS[g], 'n') != NULL);
  }
}

/* About half of the family names wink at what the segment is like; never at what it is not. */
static void
test_telling_names (void)
{
  static const char *const TRAITS[] = { "loyal", "dormant", "high", "new", "low", "bargain" };

  for (gsize t = 0; t < G_N_ELEMENTS (TRAITS); t++) {
    g_autoptr (NlSlots) slots = nl_slots_new ();
    JsonObject *telling
        = json_object_get_object_member (json_object_get_object_member (get_cultures (), "de"),
                                         "telling");
    guint n_telling = 0;

    nl_slots_set_flag (slots, TRAITS[t], TRUE);
    for (guint64 seed = 0; seed < 400; seed++) {
      g_auto (NlPersonaName) name = { 0 };
      const char *family;
      gboolean is_telling = FALSE;

      choose (&name, slots, "de", seed);
      family = name.full + strlen (name.given) + 1;
      for (guint i = 0; i < json_array_get_length (nl_facts_array (telling, TRAITS[t])); i++)
        is_telling
            |= g_str_equal (family,
                            json_array_get_string_element (nl_facts_array (telling, TRAITS[t]), i));
      g_assert_true (is_telling || lists ("de", "family", family));
      n_telling += (guint) is_telling;
    }
    g_assert_cmpuint (n_telling, >, 160);
    g_assert_cmpuint (n_telling, <, 290);
  }
}

/* The lists themselves: no name twice, nobody in two genders, nothing but names. */
static void
test_lists (void)
{
  static const char *const LISTS[] = { "f", "m", "n", "family" };
  g_autoptr (GList) cultures = json_object_get_members (get_cultures ());

  for (GList *culture = cultures; culture != NULL; culture = culture->next) {
    g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
    JsonObject *object = json_object_get_object_member (get_cultures (), culture->data);

    for (gsize l = 0; l < G_N_ELEMENTS (LISTS); l++) {
      JsonArray *array = nl_facts_array (object, LISTS[l]);

      if (l == 3)
        g_hash_table_remove_all (given);
      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
        const char *name = json_array_get_string_element (array, i);

        g_test_message ("%s: %s", (const char *) culture->data, name);
        g_assert_true (g_hash_table_add (given, (gpointer) name));
        g_assert_true (g_unichar_isupper (g_utf8_get_char (name)) || g_str_has_prefix (name, "de ")
                       || g_str_has_prefix (name, "van "));
        g_assert_null (strpbrk (name, "0123456789{}<>\"\n"));
      }
    }
    g_assert_nonnull (nl_facts_array (object, "f"));
    g_assert_nonnull (nl_facts_array (object, "m"));
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/offline-names/whose", test_whose_names);
  g_test_add_func ("/offline-names/seeds", test_same_seed_same_name);
  g_test_add_func ("/offline-names/genders", test_genders);
  g_test_add_func ("/offline-names/telling", test_telling_names);
  g_test_add_func ("/offline-names/lists", test_lists);
  return g_test_run ();
}
