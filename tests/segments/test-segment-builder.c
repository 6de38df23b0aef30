/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-builder.h"

#include "nl-test.h"
#include "segment-evaluator.h"
#include "segment-generator.h"
#include "segments/nl-segment-error.h"

#define SEED 20261122
#define N_QUERIES nl_test_rounds (3000u, 300u)

static NlSegmentCondition *
get_condition (NlSegmentBuilder *builder, guint group, guint position)
{
  g_autoptr (GListModel) conditions
      = g_list_model_get_item (nl_segment_builder_get_groups (builder), group);
  g_autoptr (NlSegmentCondition) condition = g_list_model_get_item (conditions, position);

  return condition;
}

/* The rows as `1 2 | 3`: how many conditions each group has. */
static char *
describe (NlSegmentBuilder *builder)
{
  GListModel *groups = nl_segment_builder_get_groups (builder);
  GString *text = g_string_new (
      nl_segment_builder_get_match (builder) == NL_SEGMENT_MATCH_ALL ? "all" : "any");

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (GListModel) group = g_list_model_get_item (groups, i);

    g_string_append_printf (text, " %u", g_list_model_get_n_items (group));
  }
  return g_string_free (text, FALSE);
}

static NlSegmentBuilder *
build (const char *text)
{
  NlSegmentBuilder *builder = nl_segment_builder_new ();
  g_autoptr (GError) error = NULL;

  nl_segment_builder_set_text (builder, text, &error);
  g_assert_no_error (error);
  return builder;
}

/* Makes the builder write its text anew. */
static void
touch (NlSegmentBuilder *builder)
{
  NlSegmentMatch match = nl_segment_builder_get_match (builder);

  nl_segment_builder_set_match (builder, match == NL_SEGMENT_MATCH_ALL ? NL_SEGMENT_MATCH_ANY
                                                                       : NL_SEGMENT_MATCH_ALL);
  nl_segment_builder_set_match (builder, match);
}

static void
test_rows (const char *folder)
{
  static const char *const cases[][3] = {
    { "", "all", "" },
    { " \n", "all", "" },
    { "amount_spent > 5", "all 1", "amount_spent > 5" },
    { "amount_spent > 5 and number_of_orders=1", "all 1 1",
      "amount_spent > 5 AND number_of_orders = 1" },
    { "amount_spent > 5 OR number_of_orders = 1 OR rfm_group = 'NEW'", "any 1 1 1",
      "amount_spent > 5 OR number_of_orders = 1 OR rfm_group = 'NEW'" },
    { "amount_spent > 5 AND (customer_tags CONTAINS 'a' OR customer_tags CONTAINS 'it\\'s')",
      "all 1 2",
      "amount_spent > 5 AND (customer_tags CONTAINS 'a' OR customer_tags CONTAINS 'it\\'s')" },
    { "(amount_spent > 5 AND number_of_orders = 1) OR rfm_group = 'NEW'", "any 2 1",
      "amount_spent > 5 AND number_of_orders = 1 OR rfm_group = 'NEW'" },
    { "((amount_spent > 5)) AND (number_of_orders = 1 AND rfm_group = 'NEW')", "all 1 1 1",
      "amount_spent > 5 AND number_of_orders = 1 AND rfm_group = 'NEW'" },
    { "NOT customer_tags CONTAINS 'a'", "all 1", "customer_tags NOT CONTAINS 'a'" },
    { "NOT (customer_tags NOT CONTAINS 'a')", "all 1", "customer_tags CONTAINS 'a'" },
    { "NOT last_order_date IS NULL", "all 1", "last_order_date IS NOT NULL" },
    { "NOT (NOT amount_spent > 5)", "all 1", "amount_spent > 5" },
    { "NOT amount_spent BETWEEN 5 AND 6.50", "all 1", "NOT amount_spent BETWEEN 5 AND 6.50" },
    { "NOT orders_placed NOT MATCHES (count > 1, date >= 30_days_ago)", "all 1",
      "orders_placed MATCHES (count > 1, date >= -30d)" },
    { "products_purchased(id: 5) = false", "all 1", "products_purchased NOT MATCHES (id = 5)" },
    { "products_purchased MATCHES (id IN (1, 2), tag NOT IN ('a'))", "all 1",
      "products_purchased MATCHES (id IN (1, 2), tag NOT IN ('a'))" },
    { "companies CONTAINS 5 AND companies CONTAINS '6'", "all 1 1",
      "companies CONTAINS 5 AND companies CONTAINS '6'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlSegmentBuilder) builder = build (cases[i][0]);
    g_autofree char *rows = describe (builder);

    g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, cases[i][0]);
    g_assert_cmpstr (rows, ==, cases[i][1]);
    touch (builder);
    g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, cases[i][2]);
  }
}

static void
test_not_rows (const char *folder)
{
  static const struct {
    const char *text;
    int code;
    guint column;
  } cases[] = {
    { "NOT (amount_spent > 5 AND number_of_orders = 1)", NL_SEGMENT_ERROR_NOT_ROWS, 6 },
    { "rfm_group = 'NEW' AND (amount_spent > 5 OR (number_of_orders = 1 AND amount_spent < 9))",
      NL_SEGMENT_ERROR_NOT_ROWS, 44 },
    { "anniversary('facts.birth_date') = today", NL_SEGMENT_ERROR_NOT_ROWS, 1 },
    { "amount_spent > 5 -- much", NL_SEGMENT_ERROR_NOT_ROWS, 18 },
    { "amount_spent >", NL_SEGMENT_ERROR_SYNTAX, 15 },
    { "amount_spend > 1", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, 1 },
  };
  g_autoptr (NlSegmentBuilder) builder = build ("customer_language = 'fr'");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    NlSegmentSpan span;

    g_assert_false (nl_segment_builder_set_text (builder, cases[i].text, &error));
    g_assert_error (error, NL_SEGMENT_ERROR, cases[i].code);
    g_assert_true (nl_segment_error_get_span (error, &span));
    g_assert_cmpuint (span.line, ==, 1);
    g_assert_cmpuint (span.column, ==, cases[i].column);
    g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "customer_language = 'fr'");
  }
}

static void
count_change (NlSegmentBuilder *builder, guint *n)
{
  (*n)++;
}

static void
test_unfinished_rows_say_nothing (const char *folder)
{
  g_autoptr (NlSegmentBuilder) builder = nl_segment_builder_new ();
  g_autoptr (NlSegmentCondition) spent = nl_segment_condition_new ("amount_spent");
  g_autoptr (NlSegmentCondition) tags = nl_segment_condition_new ("customer_tags");
  g_autoptr (NlSegmentCondition) country = nl_segment_condition_new ("customer_countries");
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;
  guint n_changes = 0;

  g_assert_null (nl_segment_condition_new ("shoe_size"));
  g_signal_connect (builder, "changed", G_CALLBACK (count_change), &n_changes);
  nl_segment_builder_add (builder, spent);
  nl_segment_builder_add (builder, tags);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "");
  nl_segment_condition_set_values (tags, (const char *const[]) { "it's", NULL });
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "customer_tags CONTAINS 'it\\'s'");
  nl_segment_condition_set_values (spent, (const char *const[]) { "much", NULL });
  g_assert_null (nl_segment_condition_to_string (spent, &error));
  g_assert_true (error->domain == NL_SEGMENT_ERROR);
  g_clear_error (&error);
  nl_segment_condition_set_values (spent, (const char *const[]) { "5 OR amount_spent < 9", NULL });
  g_assert_null (nl_segment_condition_to_string (spent, &error));
  g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_VALUE);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "customer_tags CONTAINS 'it\\'s'");
  /* The text says what it said: unfinished rows stay. */
  g_assert_true (nl_segment_builder_set_text (builder, "customer_tags  contains 'it\\'s'", NULL));
  rows = describe (builder);
  g_assert_cmpstr (rows, ==, "all 1 1");
  nl_segment_condition_set_values (spent, (const char *const[]) { "5", NULL });
  nl_segment_condition_set_values (spent, (const char *const[]) { "5", NULL });
  nl_segment_condition_set_values (country, (const char *const[]) { "FR", NULL });
  nl_segment_builder_add_beside (builder, tags, country);
  g_assert_cmpstr (
      nl_segment_builder_get_text (builder), ==,
      "amount_spent = 5 AND (customer_tags CONTAINS 'it\\'s' OR customer_countries CONTAINS 'FR')");
  nl_segment_builder_set_match (builder, NL_SEGMENT_MATCH_ANY);
  g_assert_cmpstr (
      nl_segment_builder_get_text (builder), ==,
      "amount_spent = 5 OR customer_tags CONTAINS 'it\\'s' AND customer_countries CONTAINS 'FR'");
  nl_segment_builder_remove (builder, tags);
  nl_segment_builder_remove (builder, spent);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "customer_countries CONTAINS 'FR'");
  n_changes = 0;
  nl_segment_condition_set_negated (tags, TRUE);
  g_assert_cmpuint (n_changes, ==, 0);
  nl_segment_builder_remove (builder, country);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "");
  g_assert_cmpuint (n_changes, ==, 1);
}

static void
test_another_text_makes_other_rows (const char *folder)
{
  g_autoptr (NlSegmentBuilder) builder = build ("amount_spent > 5 OR rfm_group = 'NEW'");
  g_autoptr (NlSegmentCondition) old = g_object_ref (get_condition (builder, 0, 0));
  g_autofree char *rows = NULL;
  guint n_changes = 0;

  g_signal_connect (builder, "changed", G_CALLBACK (count_change), &n_changes);
  g_assert_true (nl_segment_builder_set_text (builder, "customer_language = 'fr'", NULL));
  nl_segment_condition_set_negated (old, TRUE);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "customer_language = 'fr'");
  g_assert_true (nl_segment_builder_set_text (builder, " ", NULL));
  rows = describe (builder);
  g_assert_cmpstr (rows, ==, "all");
  g_assert_cmpuint (n_changes, ==, 0);
}

static void
test_operators_and_parameters (const char *folder)
{
  g_autoptr (NlSegmentBuilder) builder
      = build ("amount_spent BETWEEN 5 AND 9 AND orders_placed MATCHES (count > 1)");
  NlSegmentCondition *spent = get_condition (builder, 0, 0);
  NlSegmentCondition *orders = get_condition (builder, 1, 0);
  NlSegmentCondition *date;

  g_assert_cmpstr (nl_segment_condition_get_name (spent), ==, "amount_spent");
  g_assert_cmpstr (nl_segment_condition_get_label (spent), ==, "Amount Spent");
  g_assert_nonnull (nl_segment_condition_get_description (orders));
  g_assert_nonnull (nl_segment_condition_get_function (orders));
  g_assert_null (nl_segment_condition_get_attribute (orders));
  g_assert_cmpint (nl_segment_condition_get_operator (spent), ==, NL_SEGMENT_OPERATOR_BETWEEN);
  nl_segment_condition_set_operator (spent, NL_SEGMENT_OPERATOR_GREATER);
  g_assert_cmpstr (nl_segment_condition_get_values (spent)[0], ==, "5");
  g_assert_null (nl_segment_condition_get_values (spent)[1]);
  date = nl_segment_condition_add_parameter (orders, "date");
  g_assert_null (nl_segment_condition_add_parameter (orders, "date"));
  g_assert_null (nl_segment_condition_add_parameter (orders, "zodiac"));
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==, "amount_spent > 5");
  nl_segment_condition_set_operator (date, NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL);
  nl_segment_condition_set_values (date, (const char *const[]) { "-30d", NULL });
  nl_segment_condition_set_negated (orders, TRUE);
  g_assert_true (nl_segment_condition_is_negated (orders));
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==,
                   "amount_spent > 5 AND orders_placed NOT MATCHES (count > 1, date >= -30d)");
  nl_segment_condition_remove_parameter (orders, date);
  g_assert_cmpuint (g_list_model_get_n_items (nl_segment_condition_get_parameters (orders)), ==, 1);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==,
                   "amount_spent > 5 AND orders_placed NOT MATCHES (count > 1)");
}

/* The customers a query finds, as a string of 0 and 1. */
static char *
find (Sample *sample, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (nl_segment_query_check (query, &error));
  for (guint i = 0; i < SAMPLE_CUSTOMERS; i++)
    g_string_append_c (found, segment_evaluate (query, sample, &sample->customers[i]) ? '1' : '0');
  return g_string_free (found, FALSE);
}

static void
test_random_queries_stay_what_they_are (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  guint n_rows = 0;

  for (guint i = 0; i < N_QUERIES; i++) {
    g_autofree char *generated = segment_generate_query (sample);
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (generated, NULL);
    g_autofree char *text = nl_segment_query_to_string (query);
    g_autoptr (NlSegmentBuilder) builder = nl_segment_builder_new ();
    g_autoptr (NlSegmentBuilder) again = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *expected = NULL;
    g_autofree char *found = NULL;

    if (!nl_segment_builder_set_text (builder, text, &error)) {
      g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_NOT_ROWS);
      continue;
    }
    n_rows++;
    touch (builder);
    expected = find (sample, text);
    found = find (sample, nl_segment_builder_get_text (builder));
    if (!g_str_equal (found, expected))
      g_error ("%s\nbecame %s", text, nl_segment_builder_get_text (builder));
    again = build (nl_segment_builder_get_text (builder));
    touch (again);
    g_assert_cmpstr (nl_segment_builder_get_text (again), ==,
                     nl_segment_builder_get_text (builder));
  }
  /* A test of queries that are no rows would show nothing. */
  g_assert_cmpuint (n_rows, >, N_QUERIES / 2);
}

/* Changes a row, or adds or removes one. */
static void
edit (Sample *sample, NlSegmentBuilder *builder)
{
  static const char *const texts[]
      = { "amount_spent >= 5.50",         "rfm_group != 'NEW'",
          "NOT customer_language = 'fr'", "orders_placed MATCHES (date >= -7d)",
          "customer_tags CONTAINS 'vip'", NULL };
  g_autoptr (NlSegmentBuilder) other = build (sample_pick_text (sample, texts));
  g_autoptr (NlSegmentCondition) condition = g_object_ref (get_condition (other, 0, 0));
  guint n = g_list_model_get_n_items (nl_segment_builder_get_groups (builder));
  NlSegmentCondition *one = n > 0 ? get_condition (builder, sample_pick (sample, n), 0) : NULL;

  nl_segment_builder_remove (other, condition);
  switch (one == NULL ? 0 : n > 6 ? 2 : sample_pick (sample, 5)) {
  case 0:
    nl_segment_builder_add (builder, condition);
    break;
  case 1:
    nl_segment_builder_add_beside (builder, one, condition);
    break;
  case 2:
    nl_segment_builder_remove (builder, one);
    break;
  case 3:
    nl_segment_condition_set_negated (one, !nl_segment_condition_is_negated (one));
    break;
  default:
    touch (builder);
  }
}

static void
test_random_edits_stay_in_step (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  g_autoptr (NlSegmentBuilder) builder = nl_segment_builder_new ();

  for (guint i = 0; i < N_QUERIES / 10; i++) {
    g_autoptr (NlSegmentBuilder) other = NULL;

    edit (sample, builder);
    other = build (nl_segment_builder_get_text (builder));
    touch (other);
    if (*nl_segment_builder_get_text (builder) != '\0') {
      g_autofree char *expected = find (sample, nl_segment_builder_get_text (builder));
      g_autofree char *found = find (sample, nl_segment_builder_get_text (other));

      g_assert_cmpstr (found, ==, expected);
    }
  }
}

static void
test_labels (const char *folder)
{
  guint n_attributes;
  guint n_functions;
  const NlSegmentAttribute *attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  const NlSegmentFunction *functions = nl_segment_vocabulary_get_functions (&n_functions);

  for (guint i = 0; i < n_attributes; i++) {
    g_assert_nonnull (attributes[i].label);
    g_assert_nonnull (attributes[i].description);
    for (guint op = 0; op < NL_SEGMENT_N_OPERATORS; op++)
      g_assert_nonnull (nl_segment_operator_get_label ((NlSegmentOperator) op, attributes[i].type));
  }
  for (guint i = 0; i < n_functions; i++) {
    g_assert_nonnull (functions[i].label);
    for (guint j = 0; j < functions[i].n_parameters; j++)
      g_assert_nonnull (functions[i].parameters[j].label);
  }
  g_assert_cmpstr (nl_segment_operator_get_label (NL_SEGMENT_OPERATOR_GREATER,
                                                  NL_SEGMENT_TYPE_DATE),
                   ==, "is after");
  g_assert_cmpstr (nl_segment_operator_get_label (NL_SEGMENT_OPERATOR_GREATER,
                                                  NL_SEGMENT_TYPE_MONEY),
                   ==, "is more than");
}

static void
test_move_and_replace (const char *folder)
{
  g_autoptr (NlSegmentBuilder) builder
      = build ("number_of_orders = 1 AND (number_of_orders = 2 OR number_of_orders = 3) AND "
               "number_of_orders = 4");
  g_autoptr (NlSegmentCondition) fresh = nl_segment_condition_new ("customer_tags");
  const char *const values[] = { "vip", NULL };

  nl_segment_builder_move (builder, get_condition (builder, 0, 0), get_condition (builder, 2, 0));
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==,
                   "(number_of_orders = 2 OR number_of_orders = 3) AND number_of_orders = 4 AND "
                   "number_of_orders = 1");
  nl_segment_builder_move (builder, get_condition (builder, 0, 1), get_condition (builder, 0, 0));
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==,
                   "(number_of_orders = 3 OR number_of_orders = 2) AND number_of_orders = 4 AND "
                   "number_of_orders = 1");
  nl_segment_builder_replace (builder, get_condition (builder, 1, 0), fresh);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==,
                   "(number_of_orders = 3 OR number_of_orders = 2) AND number_of_orders = 1");
  /* The builder follows what took the place. */
  nl_segment_condition_set_values (fresh, values);
  g_assert_cmpstr (nl_segment_builder_get_text (builder), ==,
                   "(number_of_orders = 3 OR number_of_orders = 2) AND customer_tags CONTAINS "
                   "'vip' AND number_of_orders = 1");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/builder/rows", test_rows);
  nl_test_add ("/segments/builder/not-rows", test_not_rows);
  nl_test_add ("/segments/builder/unfinished", test_unfinished_rows_say_nothing);
  nl_test_add ("/segments/builder/other-text", test_another_text_makes_other_rows);
  nl_test_add ("/segments/builder/operators", test_operators_and_parameters);
  nl_test_add ("/segments/builder/random-queries", test_random_queries_stay_what_they_are);
  nl_test_add ("/segments/builder/random-edits", test_random_edits_stay_in_step);
  nl_test_add ("/segments/builder/labels", test_labels);
  nl_test_add ("/segments/builder/move-and-replace", test_move_and_replace);
  return g_test_run ();
}
