/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-random.h"
#include "nl-test.h"
#include "segments/nl-segment-vocabulary.h"

/* Which name was probably meant. */

static const char *
suggest (const char *name)
{
  NlSegmentSuggestion suggestion;
  const NlSegmentAttribute *attributes;
  guint n;

  attributes = nl_segment_vocabulary_get_attributes (&n);
  nl_segment_suggestion_init (&suggestion, name);
  for (guint i = 0; i < n; i++)
    nl_segment_suggestion_offer (&suggestion, attributes[i].name);
  return suggestion.best;
}

static void
test_names (const char *folder)
{
  static const char *const cases[][2] = {
    { "customer_country", "customer_countries" },
    { "customer_tag", "customer_tags" },
    { "ammount_spent", "amount_spent" },
    { "amuont_spent", "amount_spent" },
    { "AMOUNT_SPENT", "amount_spent" },
    { "number_of_order", "number_of_orders" },
    { "last_order", NULL },
    { "last_order_dat", "last_order_date" },
    { "rfm", NULL },
    { "rfm_grup", "rfm_group" },
    { "x", NULL },
    { "", NULL },
    { "favourite_colour", NULL },
    { "日本語の名前", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i][0]);
    g_assert_cmpstr (suggest (cases[i][0]), ==, cases[i][1]);
  }
}

/* A name of whatever length is looked at without harm, and suggests nothing. */
static void
test_long_names (const char *folder)
{
  for (guint length = 60; length < 70; length++) {
    g_autofree char *name = g_strnfill (length, 'a');
    g_autofree char *other = g_strnfill (length, 'b');
    NlSegmentSuggestion suggestion;

    nl_segment_suggestion_init (&suggestion, name);
    nl_segment_suggestion_offer (&suggestion, other);
    g_assert_null (suggestion.best);
    nl_segment_suggestion_offer (&suggestion, name);
    g_assert_cmpstr (suggestion.best, ==, length <= 64 ? name : NULL);
  }
  {
    g_autofree char *huge = g_strnfill (1000000, 'a');

    g_assert_null (suggest (huge));
  }
}

/* The same distance as its definition says it, letter by letter from the end. */
static guint
measure_slowly (const char *a, gsize n, const char *b, gsize m)
{
  guint best;

  if (n == 0 || m == 0)
    return (guint) MAX (n, m);
  best = measure_slowly (a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
  best = MIN (best, measure_slowly (a, n - 1, b, m) + 1);
  best = MIN (best, measure_slowly (a, n, b, m - 1) + 1);
  if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1])
    best = MIN (best, measure_slowly (a, n - 2, b, m - 2) + 1);
  return best;
}

static void
fill_word (NlRandom *random, char word[7])
{
  guint length = 1 + nl_random_below (random, 6);

  for (guint i = 0; i < length; i++)
    word[i] = "abc"[nl_random_below (random, 3)];
  word[length] = '\0';
}

/* The nearest one is taken, the first of several, and none that is too far away. */
static void
test_nearest (const char *folder)
{
  NlRandom random;

  nl_random_init (&random, 1, "words");
  for (guint round = 0; round < nl_test_rounds (600, 60); round++) {
    char name[7];
    char candidates[5][7];
    const char *best = NULL;
    guint best_distance = G_MAXUINT;
    NlSegmentSuggestion suggestion;

    fill_word (&random, name);
    nl_segment_suggestion_init (&suggestion, name);
    for (guint i = 0; i < G_N_ELEMENTS (candidates); i++) {
      guint distance;

      fill_word (&random, candidates[i]);
      nl_segment_suggestion_offer (&suggestion, candidates[i]);
      distance = measure_slowly (name, strlen (name), candidates[i], strlen (candidates[i]));
      if (distance > MAX (strlen (name) / 3, 1) || distance >= best_distance)
        continue;
      best = candidates[i];
      best_distance = distance;
    }
    g_test_message ("%s", name);
    g_assert_true (suggestion.best == best);
    if (best != NULL)
      g_assert_cmpuint (suggestion.best_distance, ==, best_distance);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/suggestion/names", test_names);
  nl_test_add ("/segments/suggestion/long-names", test_long_names);
  nl_test_add ("/segments/suggestion/nearest", test_nearest);
  return g_test_run ();
}
