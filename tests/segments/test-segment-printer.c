/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-random.h"
#include "nl-test.h"
#include "segment-generator.h"
#include "segments/nl-segment-parser.h"
#include "segments/nl-segment-query-private.h"

/* The canonical form of queries: what is written is read as what it was. */

static char *
canonicalise (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);

  g_assert_no_error (error);
  return nl_segment_query_to_string (query);
}

static void
test_forms (const char *folder)
{
  static const struct {
    const char *text;
    const char *canonical;
  } cases[] = {
    { "  amount_spent>10  ", "amount_spent > 10" },
    { "amount_spent between 1 and 2", "amount_spent BETWEEN 1 AND 2" },
    { "rfm_group is not null", "rfm_group IS NOT NULL" },
    { "customer_tags not contains 'a'", "customer_tags NOT CONTAINS 'a'" },
    { "amount_spent = 10.50 -- the price\n or /* both */ number_of_orders = 1",
      "amount_spent = 10.50 OR number_of_orders = 1" },
    /* As few parentheses as keep the meaning. */
    { "((amount_spent = 1))", "amount_spent = 1" },
    { "(amount_spent = 1 AND amount_spent = 2) OR amount_spent = 3",
      "amount_spent = 1 AND amount_spent = 2 OR amount_spent = 3" },
    { "(amount_spent = 1 OR amount_spent = 2) AND amount_spent = 3",
      "(amount_spent = 1 OR amount_spent = 2) AND amount_spent = 3" },
    { "amount_spent = 1 AND (amount_spent = 2 OR amount_spent = 3)",
      "amount_spent = 1 AND (amount_spent = 2 OR amount_spent = 3)" },
    { "NOT (amount_spent = 1)", "NOT amount_spent = 1" },
    { "NOT (amount_spent = 1 AND amount_spent = 2)",
      "NOT (amount_spent = 1 AND amount_spent = 2)" },
    { "NOT (NOT (amount_spent = 1))", "NOT (NOT amount_spent = 1)" },
    { "(NOT amount_spent = 1) AND amount_spent = 2", "NOT amount_spent = 1 AND amount_spent = 2" },
    /* The forms of old queries. */
    { "orders_placed() = true", "orders_placed MATCHES ()" },
    { "orders_placed() = false", "orders_placed NOT MATCHES ()" },
    { "orders_placed() != true", "orders_placed NOT MATCHES ()" },
    { "orders_placed not matches (count=1,date>=-30D)",
      "orders_placed NOT MATCHES (count = 1, date >= -30d)" },
    { "orders_placed matches (app_id not in (1,2 , 3))",
      "orders_placed MATCHES (app_id NOT IN (1, 2, 3))" },
    { "last_order_date < 2026-05-30t10:20:30", "last_order_date < 2026-05-30T10:20:30" },
    { "last_order_date BETWEEN Yesterday AND TODAY",
      "last_order_date BETWEEN yesterday AND today" },
    { "anniversary ( 'facts.birth' ) = +7d", "anniversary('facts.birth') = +7d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *canonical = NULL;
    g_autofree char *again = NULL;

    g_test_message ("%s", cases[i].text);
    canonical = canonicalise (cases[i].text);
    again = canonicalise (canonical);
    g_assert_cmpstr (canonical, ==, cases[i].canonical);
    g_assert_cmpstr (again, ==, canonical);
  }
}

/* Any text stands between quotes as it is: also one that is all quotes and backslashes. */
static void
test_strings_come_back (const char *folder)
{
  static const char *const pieces[] = { "'",  "\\", "\\'", "\\\\", "a", "é",  "\n", "--",
                                        "/*", "*/", " ",   "\"",   "%", "日", "\t", ")" };
  NlRandom random;

  nl_random_init (&random, 6, "strings");
  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) query_text = g_string_new ("customer_tags CONTAINS ");
    g_autoptr (NlSegmentQuery) query = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *value = NULL;

    for (guint n = 1 + nl_random_below (&random, 5); n > 0; n--)
      g_string_append (text, pieces[nl_random_below (&random, G_N_ELEMENTS (pieces))]);
    nl_segment_print_string (query_text, text->str);
    query = nl_segment_query_parse (query_text->str, &error);
    g_test_message ("%s", query_text->str);
    g_assert_no_error (error);
    g_assert_cmpstr (query->root->test.values[0].text, ==, text->str);
    /* And the printer of values writes the same. */
    value = nl_segment_value_to_string (&query->root->test.values[0]);
    g_assert_true (g_str_has_suffix (query_text->str, value));
  }
}

typedef struct {
  NlRandom random;
  GString *text;
} Writer;

/* Chains and negations in each other, with more parentheses than anybody needs. */
static void
write_tree (Writer *self, guint depth)
{
  guint choice = depth == 0 ? 0 : nl_random_below (&self->random, 4);
  guint n_parentheses = nl_random_below (&self->random, 5) == 0 ? 1 : 0;

  for (guint i = 0; i < n_parentheses; i++)
    g_string_append_c (self->text, '(');
  if (choice == 0) {
    g_string_append_printf (self->text, "amount_spent = %u", nl_random_below (&self->random, 9));
  } else if (choice == 1) {
    g_string_append (self->text, "NOT (");
    write_tree (self, depth - 1);
    g_string_append_c (self->text, ')');
  } else {
    for (guint i = 0; i < 2 + nl_random_below (&self->random, 2); i++) {
      g_string_append (self->text, i == 0 ? "(" : choice == 2 ? " AND (" : " OR (");
      write_tree (self, depth - 1);
      g_string_append_c (self->text, ')');
    }
  }
  for (guint i = 0; i < n_parentheses; i++)
    g_string_append_c (self->text, ')');
}

/* What a tree of clauses about one number means, for that number. */
static gboolean
evaluate (const NlSegmentNode *node, int number)
{
  gboolean is_true = node->kind == NL_SEGMENT_NODE_AND;

  if (node->kind == NL_SEGMENT_NODE_ATTRIBUTE)
    return atoi (node->test.values[0].text) == number;
  if (node->kind == NL_SEGMENT_NODE_NOT)
    return !evaluate (node->children[0], number);
  for (guint i = 0; i < node->n_children; i++) {
    if (node->kind == NL_SEGMENT_NODE_AND)
      is_true = is_true && evaluate (node->children[i], number);
    else
      is_true = is_true || evaluate (node->children[i], number);
  }
  return is_true;
}

/* Leaving parentheses out never changes what a query means. */
static void
test_parentheses (const char *folder)
{
  Writer writer = { .text = g_string_new (NULL) };

  nl_random_init (&writer.random, 12, "trees");
  for (guint round = 0; round < 1500; round++) {
    g_autoptr (NlSegmentQuery) query = NULL;
    g_autoptr (NlSegmentQuery) again = NULL;
    g_autofree char *canonical = NULL;
    g_autofree char *twice = NULL;

    g_string_truncate (writer.text, 0);
    write_tree (&writer, 4);
    query = nl_segment_query_parse (writer.text->str, NULL);
    if (query == NULL)
      continue;
    canonical = nl_segment_query_to_string (query);
    again = nl_segment_query_parse (canonical, NULL);
    g_assert_nonnull (again);
    twice = nl_segment_query_to_string (again);
    g_assert_cmpstr (twice, ==, canonical);
    g_assert_cmpuint (strlen (canonical), <=, writer.text->len);
    for (int number = 0; number < 9; number++)
      g_assert_true (evaluate (query->root, number) == evaluate (again->root, number));
  }
  g_string_free (writer.text, TRUE);
}

/* Each value of any query is the same value again when it stands alone. */
static void
test_values_come_back (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (21);

  for (guint round = 0; round < 300; round++) {
    g_autofree char *text = segment_generate_query (sample);
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, NULL);
    const NlSegmentNode *node = query->root;

    while (node->n_children > 0)
      node = node->children[round % node->n_children];
    for (guint i = 0; node->kind == NL_SEGMENT_NODE_ATTRIBUTE && i < node->test.n_values; i++) {
      g_autofree char *printed = nl_segment_value_to_string (&node->test.values[i]);
      g_autofree char *alone = g_strconcat ("amount_spent = ", printed, NULL);
      g_autoptr (NlSegmentQuery) again = nl_segment_query_parse (alone, NULL);
      const NlSegmentValue *value = &again->root->test.values[0];

      g_assert_cmpint (value->kind, ==, node->test.values[i].kind);
      if (value->kind <= NL_SEGMENT_VALUE_DECIMAL)
        g_assert_cmpstr (value->text, ==, node->test.values[i].text);
      g_assert_cmpint (value->unit, ==, node->test.values[i].unit);
      g_assert_cmpint (value->offset, ==, node->test.values[i].offset);
      g_assert_cmpint (value->day, ==, node->test.values[i].day);
      g_assert_cmpint (value->second, ==, node->test.values[i].second);
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/printer/forms", test_forms);
  nl_test_add ("/segments/printer/strings-come-back", test_strings_come_back);
  nl_test_add ("/segments/printer/parentheses", test_parentheses);
  nl_test_add ("/segments/printer/values-come-back", test_values_come_back);
  return g_test_run ();
}
