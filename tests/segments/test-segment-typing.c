/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nl-test.h"
#include "segment-generator.h"
#include "segments/nl-segment-builder.h"
#include "segments/nl-segment-completion.h"
#include "segments/nl-segment-query.h"

/* Whoever types a query, right or wrong: what is offered belongs there, and what is wrong is shown
 * where it stands. */

#define SEED 20261122
#define N_QUERIES nl_test_rounds (150u, 5u)
#define N_MUTATIONS nl_test_rounds (6000u, 500u)

/* The mistake of a text, if any, is not before @end: what stands there goes on rightly. */
static void
assert_right_up_to (const char *text, gsize end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);
  NlSegmentSpan span;

  if (query != NULL)
    return;
  g_assert_true (nl_segment_error_get_span (error, &span));
  if (span.offset < end)
    g_error ("“%s”: %s", text, error->message);
}

static void
assert_all_belong_here (const char *text, gsize cursor)
{
  g_autoptr (NlSegmentCompletions) completions = nl_segment_completions_new (text, cursor);

  g_assert_cmpuint (completions->offset, <=, cursor);
  g_assert_cmpuint (completions->offset + completions->length, <=, strlen (text));
  g_assert_true (g_utf8_validate_len (text, completions->offset, NULL)
                 || !g_utf8_validate_len (text, cursor, NULL));
  g_assert_cmpuint (completions->n_first, <=, completions->items->len);
  for (guint i = 0; i < completions->items->len; i++) {
    const NlSegmentCompletion *item = g_ptr_array_index (completions->items, i);
    g_autofree char *chosen
        = g_strdup_printf ("%.*s%s", (int) completions->offset, text, item->text);

    g_assert_true (g_str_has_prefix (item->text, item->label));
    assert_right_up_to (chosen, strlen (g_strchomp (chosen)));
  }
}

/* At every place of a query that is right. */
static void
test_every_cursor (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  guint n_offered = 0;

  for (guint i = 0; i < N_QUERIES; i++) {
    g_autofree char *text = segment_generate_query (sample);

    for (gsize cursor = 0; cursor <= strlen (text); cursor++) {
      g_autoptr (NlSegmentCompletions) completions = nl_segment_completions_new (text, cursor);

      n_offered += completions->items->len > 0;
      assert_all_belong_here (text, cursor);
    }
  }
  g_assert_cmpuint (n_offered, >, N_QUERIES * 5);
}

/* Whatever a tag is made of, choosing it says exactly that tag. */
static void
test_chosen_values_are_meant (const char *folder)
{
  static const char *const values[]
      = { "vip",  "it's", "'",     "''",  "\\",   "a\\",   "\\'",  "a\\\\", "\\\\'", "a b",
          "a\nb", "é☂😀", "-- no", "/*",  "*/ x", "'; OR", "100%", "a\\b",  "\"q\"", "%s%n",
          "(",    ")",    "today", "1.5", "NULL", "\\n",   " a ",  "\\\\",  "'\\",   "\t" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    const char *before = "customer_tags CONTAINS ";
    g_autoptr (NlSegmentCompletions) completions
        = nl_segment_completions_new (before, strlen (before));
    g_autoptr (NlSegmentBuilder) builder = nl_segment_builder_new ();
    g_autoptr (NlSegmentBuilder) again = nl_segment_builder_new ();
    g_autoptr (NlSegmentCondition) condition = nl_segment_condition_new ("customer_tags");
    const NlSegmentCompletion *item;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("“%s”", values[i]);
    nl_segment_completions_add_value (completions, values[i], NULL, NULL);
    g_assert_cmpuint (completions->items->len, ==, 1);
    item = g_ptr_array_index (completions->items, 0);
    text = g_strconcat (before, item->text, NULL);
    g_assert_true (nl_segment_builder_set_text (again, text, &error));
    g_assert_no_error (error);
    /* And so does putting it together, in the same words. */
    nl_segment_condition_set_values (condition, (const char *const[]) { values[i], NULL });
    nl_segment_builder_add (builder, condition);
    g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, g_strchomp (text));
    g_assert_true (nl_segment_builder_set_text (again, "", NULL));
    g_assert_true (
        nl_segment_builder_set_text (again, nl_segment_builder_get_text (builder), &error));
    {
      g_autoptr (GListModel) group
          = g_list_model_get_item (nl_segment_builder_get_groups (again), 0);
      g_autoptr (NlSegmentCondition) read = g_list_model_get_item (group, 0);

      g_assert_cmpstr (nl_segment_condition_get_values (read)[0], ==, values[i]);
    }
  }
}

static void
assert_error_is_at_its_place (const char *text, const GError *error)
{
  g_autofree char *start = NULL;
  guint line = 1;
  guint column = 1;
  NlSegmentSpan span;

  g_assert_true (nl_segment_error_get_span (error, &span));
  g_assert_cmpuint (span.offset + span.length, <=, strlen (text));
  if (!g_utf8_validate (text, -1, NULL))
    return;
  for (const char *c = text; c < text + span.offset; c = g_utf8_next_char (c)) {
    line += *c == '\n';
    column = *c == '\n' ? 1 : column + 1;
  }
  if (span.line != line || span.column != column)
    g_error ("“%s”: %s, but it is line %u, column %u", text, error->message, line, column);
  start = g_strdup_printf ("Line %u, column %u: ", line, column);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_assert_true (g_utf8_validate_len (text, span.offset, NULL));
  g_assert_true (g_utf8_validate_len (text + span.offset, span.length, NULL));
}

/* A letter is forgotten, doubled, or another one. */
static char *
mutate (Sample *sample, const char *text)
{
  static const char *const pieces[]
      = { "",  "'", "(", ")",    ",",  "é", "☂", "\n",   " AND ", "--", "/*", "\\", " OR ", " NOT ",
          "=", "-", "9", "\r\n", "😀", ".", ":", "\xff", "\x01",  "x",  "''", " ",  NULL };
  GString *mutated = g_string_new (text);
  guint n = 1 + sample_pick (sample, 3);

  for (guint i = 0; i < n; i++) {
    glong length = g_utf8_validate (mutated->str, -1, NULL) ? g_utf8_strlen (mutated->str, -1) : 0;
    gssize at = g_utf8_offset_to_pointer (mutated->str, sample_pick (sample, (guint) length + 1))
                - mutated->str;

    if (sample_pick (sample, 2) == 0 && mutated->str[at] != '\0')
      g_string_erase (mutated, at, g_utf8_next_char (mutated->str + at) - (mutated->str + at));
    g_string_insert (mutated, at, sample_pick_text (sample, pieces));
  }
  return g_string_free_and_steal (mutated);
}

static void
test_mistakes (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  guint n_wrong = 0;

  for (guint i = 0; i < N_MUTATIONS; i++) {
    g_autofree char *right = segment_generate_query (sample);
    g_autofree char *text = mutate (sample, right);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);

    if (query != NULL && nl_segment_query_check (query, &error)) {
      g_autofree char *canonical = nl_segment_query_to_string (query);
      g_autoptr (NlSegmentQuery) again = nl_segment_query_parse (canonical, &error);
      g_autofree char *twice = again != NULL ? nl_segment_query_to_string (again) : NULL;

      g_assert_cmpstr (twice, ==, canonical);
      continue;
    }
    n_wrong++;
    assert_error_is_at_its_place (text, error);
  }
  g_assert_cmpuint (n_wrong, >, N_MUTATIONS / 3);
}

/* Before the mistake: lines, tabs, letters of several bytes, comments. */
static void
test_places (const char *folder)
{
  static const char *const starts[] = { "",
                                        "\n\n\t",
                                        "customer_tags CONTAINS 'é☂😀' AND\n ",
                                        "/* é\n ☂ */ ",
                                        "-- 😀\r\n",
                                        "(number_of_orders = 1)\nOR ",
                                        "customer_tags CONTAINS 'a\nb' AND " };
  static const struct {
    const char *clause;
    const char *part;
  } wrong[] = {
    { "amuont_spent > 5", "amuont_spent" },
    { "amount_spent > '5'", "'5'" },
    { "rfm_group = 'CHAMPION'", "'CHAMPION'" },
    { "last_order_date = 2026-02-30", "2026-02-30" },
    { "amount_spent BETWEEN 10 AND 9.99", "10 AND 9.99" },
    { "customer_countries CONTAINS 'é'", "'é'" },
    { "orders_placed MATCHES (date > -30d, amuont > 5)", "amuont" },
    { "number_of_orders = 9223372036854775808", "9223372036854775808" },
    { "amount_spent > > 5", ">" },
    { "amount_spent ☂ 5", "☂" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (wrong); j++) {
      g_autofree char *text = g_strconcat (starts[i], wrong[j].clause, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);
      g_autofree char *part = NULL;
      NlSegmentSpan span;

      g_assert_false (query != NULL && nl_segment_query_check (query, &error));
      assert_error_is_at_its_place (text, error);
      g_assert_true (nl_segment_error_get_span (error, &span));
      g_assert_cmpuint (span.offset, >=, strlen (starts[i]));
      part = g_strndup (text + span.offset, span.length);
      g_assert_cmpstr (part, ==, wrong[j].part);
    }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/typing/every-cursor", test_every_cursor);
  nl_test_add ("/segments/typing/chosen-values", test_chosen_values_are_meant);
  nl_test_add ("/segments/typing/mistakes", test_mistakes);
  nl_test_add ("/segments/typing/places", test_places);
  return g_test_run ();
}
