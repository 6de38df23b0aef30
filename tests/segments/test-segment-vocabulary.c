/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-vocabulary.h"

#include <string.h>

#include "customers/nl-customer-value.h"
#include "customers/nl-customer.h"
#include "customers/nl-rfm.h"
#include "nl-test.h"
#include "segments/nl-segment-query.h"

/* The names of the language and what fits them: one table from which checking, completion, the
 * builder and SQL are made. What one of its rows forgets, all of them get wrong. */

typedef void (*Visit) (const NlSegmentAttribute *attribute, const NlSegmentFunction *function);

static void
for_each (Visit visit)
{
  const NlSegmentAttribute *attributes;
  const NlSegmentFunction *functions;
  guint n_attributes;
  guint n_functions;

  attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  functions = nl_segment_vocabulary_get_functions (&n_functions);
  for (guint i = 0; i < n_attributes; i++)
    visit (&attributes[i], NULL);
  for (guint i = 0; i < n_functions; i++)
    for (guint j = 0; j < functions[i].n_parameters; j++)
      visit (&functions[i].parameters[j], &functions[i]);
}

static void
test_names (const char *folder)
{
  const NlSegmentAttribute *attributes;
  const NlSegmentFunction *functions;
  guint n_attributes;
  guint n_functions;

  attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  functions = nl_segment_vocabulary_get_functions (&n_functions);
  for (guint i = 0; i < n_attributes; i++) {
    g_assert_true (nl_segment_vocabulary_find_attribute (attributes[i].name) == &attributes[i]);
    g_assert_null (nl_segment_vocabulary_find_function (attributes[i].name));
    if (i > 0)
      g_assert_cmpstr (attributes[i - 1].name, <, attributes[i].name);
  }
  for (guint i = 0; i < n_functions; i++) {
    g_assert_true (nl_segment_vocabulary_find_function (functions[i].name) == &functions[i]);
    g_assert_null (nl_segment_vocabulary_find_attribute (functions[i].name));
    g_assert_cmpuint (functions[i].data, !=, NL_SEGMENT_DATA_NONE);
    if (functions[i].alias != NULL)
      g_assert_true (nl_segment_vocabulary_find_function (functions[i].alias) == &functions[i]);
    if (i > 0)
      g_assert_cmpstr (functions[i - 1].name, <, functions[i].name);
    for (guint j = 0; j < functions[i].n_parameters; j++)
      g_assert_true (
          nl_segment_function_find_parameter (&functions[i], functions[i].parameters[j].name)
          == &functions[i].parameters[j]);
    g_assert_null (nl_segment_function_find_parameter (&functions[i], "amount_spent"));
  }
  g_assert_null (nl_segment_vocabulary_find_attribute ("AMOUNT_SPENT"));
  g_assert_null (nl_segment_vocabulary_find_attribute (""));
  g_assert_null (nl_segment_vocabulary_find_function (""));
}

static const char *
get_example (const NlSegmentAttribute *attribute)
{
  static const char *const examples[] = {
    [NL_SEGMENT_TYPE_INTEGER] = "3",      [NL_SEGMENT_TYPE_MONEY] = "9.50",
    [NL_SEGMENT_TYPE_DATE] = "-30d",      [NL_SEGMENT_TYPE_STRING] = "'text'",
    [NL_SEGMENT_TYPE_ID] = "7",           [NL_SEGMENT_TYPE_COUNTRY] = "'FR'",
    [NL_SEGMENT_TYPE_REGION] = "'US-NY'", [NL_SEGMENT_TYPE_CITY] = "'US-NY-NewYorkCity'",
    [NL_SEGMENT_TYPE_TAG] = "'vip'",      [NL_SEGMENT_TYPE_COMPANY] = "7",
    [NL_SEGMENT_TYPE_CURRENCY] = "'EUR'", [NL_SEGMENT_TYPE_COORDINATES] = "'45.5,-73.5'",
    [NL_SEGMENT_TYPE_DISTANCE] = "10",
  };

  return examples[attribute->type];
}

static void
append_comparison (GString *text, const char *name, NlSegmentOperator op, const char *value)
{
  const char *sign = nl_segment_operator_to_string (op);

  if (op == NL_SEGMENT_OPERATOR_IS_NULL || op == NL_SEGMENT_OPERATOR_IS_NOT_NULL)
    g_string_append_printf (text, "%s %s", name, sign);
  else if (op == NL_SEGMENT_OPERATOR_BETWEEN)
    g_string_append_printf (text, "%s BETWEEN %s AND %s", name, value, value);
  else if (op == NL_SEGMENT_OPERATOR_IN || op == NL_SEGMENT_OPERATOR_NOT_IN)
    g_string_append_printf (text, "%s %s (%s, %s)", name, sign, value, value);
  else
    g_string_append_printf (text, "%s %s %s", name, sign, value);
}

/* A query of each name with each operator runs exactly when the table says that they fit. */
static void
check_operators (const NlSegmentAttribute *attribute, const NlSegmentFunction *function)
{
  g_autofree char *enumerated
      = attribute->values != NULL ? g_strdup_printf ("'%s'", attribute->values[0]) : NULL;
  const char *value = enumerated != NULL ? enumerated : get_example (attribute);
  g_autofree char *list = nl_segment_attribute_list_operators (attribute);
  gboolean is_place = function != NULL && function->data == NL_SEGMENT_DATA_COORDINATES;

  g_assert_nonnull (value);
  for (NlSegmentOperator op = 0; op < NL_SEGMENT_N_OPERATORS; op++) {
    gboolean fits = (attribute->operators & NL_SEGMENT_OPERATOR_BIT (op)) != 0;
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (NlSegmentQuery) query = NULL;
    g_autoptr (GError) error = NULL;

    if (function != NULL)
      g_string_append_printf (text, "%s MATCHES (", function->name);
    append_comparison (text, attribute->name, op, value);
    /* A distance is from somewhere, and a place is nothing without a distance. */
    if (is_place)
      g_string_append (text, attribute->type == NL_SEGMENT_TYPE_COORDINATES
                                 ? ", distance_km < 1"
                                 : ", coordinates = '0,0'");
    if (function != NULL)
      g_string_append_c (text, ')');
    query = nl_segment_query_parse (text->str, &error);
    g_test_message ("%s", text->str);
    g_assert_true ((query != NULL && nl_segment_query_check (query, &error)) == fits);
    g_assert_true ((strstr (list, nl_segment_operator_to_string (op)) != NULL) >= fits);
  }
}

static void
test_operators (const char *folder)
{
  for_each (check_operators);
}

#define BIT(name) NL_SEGMENT_OPERATOR_BIT (NL_SEGMENT_OPERATOR_##name)

/* What there is an order of is compared by it, lists are asked for what they contain, and the rest
 * is the same or is not. */
static void
check_kinds (const NlSegmentAttribute *attribute, const NlSegmentFunction *function)
{
  guint ordered
      = BIT (GREATER) | BIT (GREATER_OR_EQUAL) | BIT (LESS) | BIT (LESS_OR_EQUAL) | BIT (BETWEEN);
  guint lists = BIT (CONTAINS) | BIT (NOT_CONTAINS);

  g_test_message ("%s", attribute->name);
  switch ((int) attribute->type) {
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_MONEY:
  case NL_SEGMENT_TYPE_DATE:
  case NL_SEGMENT_TYPE_DISTANCE:
    g_assert_cmpuint (attribute->operators & (ordered | lists), ==, ordered);
    break;
  case NL_SEGMENT_TYPE_COUNTRY:
  case NL_SEGMENT_TYPE_REGION:
  case NL_SEGMENT_TYPE_CITY:
  case NL_SEGMENT_TYPE_TAG:
  case NL_SEGMENT_TYPE_COMPANY:
    g_assert_cmpuint (attribute->operators, ==, lists | BIT (IS_NULL) | BIT (IS_NOT_NULL));
    break;
  default:
    g_assert_cmpuint (attribute->operators & (ordered | lists), ==, 0);
    g_assert_cmpuint (attribute->operators & BIT (EQUAL), !=, 0);
    break;
  }
  /* What a function looks at is there, or the function would not find it. */
  if (function != NULL)
    g_assert_cmpuint (attribute->operators & (BIT (IS_NULL) | BIT (IS_NOT_NULL)), ==, 0);
  else
    g_assert_cmpuint (attribute->operators & (BIT (IN) | BIT (NOT_IN)), ==, 0);
}

static void
test_kinds (const char *folder)
{
  for_each (check_kinds);
}

static void
check_texts (const NlSegmentAttribute *attribute, const NlSegmentFunction *function)
{
  g_test_message ("%s", attribute->name);
  g_assert_nonnull (attribute->label);
  g_assert_nonnull (attribute->description);
  g_assert_cmpuint (attribute->operators, !=, 0);
  g_assert_true ((attribute->type == NL_SEGMENT_TYPE_ENUM) == (attribute->values != NULL));
  for (guint op = 0; op < NL_SEGMENT_N_OPERATORS; op++)
    if (attribute->operators & NL_SEGMENT_OPERATOR_BIT (op))
      g_assert_nonnull (nl_segment_operator_get_label (op, attribute->type));
}

/* Each is explained, to people and to screen readers. */
static void
test_texts (const char *folder)
{
  for_each (check_texts);
  g_assert_cmpstr (nl_segment_operator_get_label (NL_SEGMENT_OPERATOR_LESS, NL_SEGMENT_TYPE_DATE),
                   ==, "is before");
  g_assert_cmpstr (nl_segment_operator_get_label (NL_SEGMENT_OPERATOR_LESS, NL_SEGMENT_TYPE_MONEY),
                   ==, "is less than");
}

static void
check_values (const NlSegmentAttribute *attribute, const NlSegmentFunction *function)
{
  const NlRecordDescription *customers = nl_record_type_get_description (NL_TYPE_CUSTOMER);
  const char *column = attribute->sql != NULL ? strrchr (attribute->sql, '.') : NULL;

  if (attribute->values == NULL)
    return;
  g_assert_nonnull (column);
  for (guint i = 0; attribute->values[i] != NULL; i++) {
    const char *value = attribute->values[i];

    g_test_message ("%s %s", attribute->name, value);
    if (g_str_equal (attribute->name, "rfm_group"))
      g_assert_cmpstr (nl_rfm_get_group_name (value), !=, value);
    else
      g_assert_cmpstr (nl_customer_get_value_label (value), !=, value);
  }
  /* A customer can be all that a query can ask for, and nothing else. */
  for (guint i = 0; i < customers->n_fields; i++) {
    const NlField *field = &customers->fields[i];
    g_autofree char *name = nl_field_dup_column (field);

    if (!g_str_equal (name, column + 1) || field->choices == NULL)
      continue;
    g_assert_true (g_strv_equal (field->choices, attribute->values));
  }
}

static void
test_values (const char *folder)
{
  for_each (check_values);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/vocabulary/names", test_names);
  nl_test_add ("/segments/vocabulary/operators", test_operators);
  nl_test_add ("/segments/vocabulary/kinds", test_kinds);
  nl_test_add ("/segments/vocabulary/texts", test_texts);
  nl_test_add ("/segments/vocabulary/values", test_values);
  return g_test_run ();
}
