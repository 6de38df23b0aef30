/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conditions of phrases, compared with a reading of their own, and whatever else may stand there.
 */

#include "ai/offline/nl-condition.h"

#include <string.h>

#include "ai/nl-ai-error.h"
#include "nl-test.h"

/* Of these slots, some are known. */
static NlSlots *
some_slots (void)
{
  NlSlots *slots = nl_slots_new ();

  nl_slots_set_flag (slots, "dormant", TRUE);
  nl_slots_set_flag (slots, "new", FALSE);
  nl_slots_set_number (slots, "customers", 12);
  nl_slots_set_text (slots, "country", "DE");
  return slots;
}

/* A random condition, and whether it holds of those slots. */
static gboolean
append_random (GString *text, guint depth)
{
  static const struct {
    const char *text;
    gboolean holds;
  } LEAVES[] = {
    { "dormant", TRUE },         { "new", FALSE },           { "loyal", FALSE },
    { "customers", TRUE },       { "customers > 11", TRUE }, { "customers >= 12", TRUE },
    { "customers < 12", FALSE }, { "customers<=12", TRUE },  { "customers != 12", FALSE },
    { "customers=12", TRUE },    { "country = DE", TRUE },   { "country != DE", FALSE },
    { "city = Bonn", FALSE },    { "city != Bonn", FALSE },  { "orders < 1", FALSE },
  };
  guint kind = depth > 4 ? 0 : (guint) g_test_rand_int_range (0, 6);
  gboolean left;
  gboolean right;

  switch (kind) {
  case 0:
  case 1: {
    guint leaf = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (LEAVES));

    g_string_append (text, LEAVES[leaf].text);
    return LEAVES[leaf].holds;
  }
  case 2:
    g_string_append (text, "not (");
    left = append_random (text, depth + 1);
    g_string_append (text, ")");
    return !left;
  case 3:
  case 4:
    g_string_append (text, "(");
    left = append_random (text, depth + 1);
    g_string_append (text, kind == 3 ? ") and (" : ") or (");
    right = append_random (text, depth + 1);
    g_string_append (text, ")");
    return kind == 3 ? left && right : left || right;
  default:
    g_string_append (text, "( ");
    left = append_random (text, depth + 1);
    g_string_append (text, "  )");
    return left;
  }
}

static void
test_random_conditions (void)
{
  g_autoptr (NlSlots) slots = some_slots ();

  for (guint i = 0; i < nl_test_rounds (5000, 500); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    gboolean holds = append_random (text, 0);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCondition) condition = nl_condition_parse (text->str, &error);

    g_test_message ("%s", text->str);
    g_assert_no_error (error);
    g_assert_cmpint (nl_condition_holds (condition, slots), ==, holds);
  }
}

/* Depth is how far braces nest, not how many things a condition lists. */
static void
test_long_conditions (void)
{
  static const char *const WORDS[] = { " and ", " or " };
  g_autoptr (NlSlots) slots = some_slots ();

  for (gsize w = 0; w < G_N_ELEMENTS (WORDS); w++) {
    g_autoptr (GString) text = g_string_new ("dormant");
    g_autoptr (NlCondition) condition = NULL;
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < 200; i++)
      g_string_append_printf (text, "%s(country = DE)", WORDS[w]);
    condition = nl_condition_parse (text->str, &error);
    g_assert_no_error (error);
    g_assert_true (nl_condition_holds (condition, slots));
  }
}

static void
test_deep_conditions (void)
{
  static const char *const OPENINGS[] = { "(", "not ", "not (" };

  for (gsize o = 0; o < G_N_ELEMENTS (OPENINGS); o++) {
    for (guint depth = 1; depth < 2000; depth = depth < 30 ? depth + 1 : depth * 3) {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (NlCondition) condition = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append (text, OPENINGS[o]);
      g_string_append (text, "dormant");
      for (guint i = 0; i < depth && strchr (OPENINGS[o], '(') != NULL; i++)
        g_string_append_c (text, ')');
      condition = nl_condition_parse (text->str, &error);
      g_assert_true ((condition == NULL) == (error != NULL));
      g_assert_true (depth > 19 || condition != NULL || o == 2);
      g_assert_true (depth < 20 || condition == NULL);
    }
  }
}

/* A condition that ends anywhere is read to its end and no further. */
static void
test_cut_conditions (void)
{
  static const char whole[] = "((not (dormant and country = DE)) or (customers >= 12)) and new";

  for (gsize length = 0; length < sizeof whole; length++) {
    /* On the heap, where reading on is noticed. */
    g_autofree char *text = g_strndup (whole, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCondition) condition = nl_condition_parse (text, &error);

    g_assert_true ((condition == NULL) == (error != NULL));
    if (error != NULL)
      g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  }
}

static void
test_anything (void)
{
  static const char *const PIECES[]
      = { "(", ")",  "((", "not", "and", "or", " ",  " ", "dormant", "customers", "country", "=",
          ">", "<=", "!=", "12",  "DE",  "é",  "\n", "-", ".",       "\"",        "&&" };

  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *copy = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCondition) condition = NULL;

    for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
      g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
    copy = g_strdup (text->str);
    condition = nl_condition_parse (copy, &error);
    g_assert_true ((condition == NULL) == (error != NULL));
  }
}

/* Whoever writes a phrase book is told where the mistake is. */
static void
test_places (void)
{
  static const struct {
    const char *text;
    const char *place;
  } MISTAKES[] = {
    { "dormnat", "at character 1" },     { "dormant and dormnat", "at character 13" },
    { "(dormant", "at character 9" },    { "customers > ", "at character 13" },
    { "dormant new", "at character 9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (MISTAKES); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (nl_condition_parse (MISTAKES[i].text, &error));
    g_assert_nonnull (strstr (error->message, MISTAKES[i].text));
    g_assert_true (g_str_has_suffix (error->message, MISTAKES[i].place));
    g_assert_null (nl_condition_parse (MISTAKES[i].text, NULL));
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/condition/random", test_random_conditions);
  g_test_add_func ("/condition/long", test_long_conditions);
  g_test_add_func ("/condition/deep", test_deep_conditions);
  g_test_add_func ("/condition/cut", test_cut_conditions);
  g_test_add_func ("/condition/anything", test_anything);
  g_test_add_func ("/condition/places", test_places);
  return g_test_run ();
}
