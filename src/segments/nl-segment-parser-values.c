/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-parser-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Read, never written: Shopify keeps them for old queries. */
static const struct {
  const char *name;
  int offset;
  char unit;
} old_dates[] = {
  { "7_days_ago", -7, 'd' },
  { "30_days_ago", -30, 'd' },
  { "90_days_ago", -90, 'd' },
  { "12_months_ago", -12, 'm' },
};

static const struct {
  const char *text;
  NlSegmentOperator op;
} comparisons[] = {
  { "=", NL_SEGMENT_OPERATOR_EQUAL },   { "!=", NL_SEGMENT_OPERATOR_NOT_EQUAL },
  { ">", NL_SEGMENT_OPERATOR_GREATER }, { ">=", NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL },
  { "<", NL_SEGMENT_OPERATOR_LESS },    { "<=", NL_SEGMENT_OPERATOR_LESS_OR_EQUAL },
};

/* The old form named some comparisons instead of writing them. */
static const struct {
  const char *old_name;
  const char *name;
  NlSegmentOperator op;
} old_parameters[] = {
  { "since", "date", NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL },
  { "until", "date", NL_SEGMENT_OPERATOR_LESS_OR_EQUAL },
  { "count_at_least", "count", NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL },
  { "distance_km", "distance_km", NL_SEGMENT_OPERATOR_LESS_OR_EQUAL },
  { "distance_mi", "distance_mi", NL_SEGMENT_OPERATOR_LESS_OR_EQUAL },
};

static char *
unquote (const char *text, gsize length)
{
  GString *result = g_string_sized_new (length);

  for (gsize i = 1; i + 1 < length; i++) {
    if (text[i] == '\\' && (text[i + 1] == '\'' || text[i + 1] == '\\') && i + 2 < length)
      i++;
    g_string_append_c (result, text[i]);
  }
  return g_string_free (result, FALSE);
}

static gboolean
parse_date (NlSegmentParser *parser, NlSegmentValue *value)
{
  int end = 0;

  value->kind = NL_SEGMENT_VALUE_DATE;
  if (strlen (value->text) == strlen ("yyyy-mm-dd")
      && sscanf (value->text, "%4d-%2d-%2d%n", &value->year, &value->month, &value->day, &end) == 3
      && end == 10)
    return TRUE;
  value->kind = NL_SEGMENT_VALUE_DATE_TIME;
  if (strlen (value->text) == strlen ("yyyy-mm-ddThh:mm:ss")
      && sscanf (value->text, "%4d-%2d-%2d%*1[Tt]%2d:%2d:%2d%n", &value->year, &value->month,
                 &value->day, &value->hour, &value->minute, &value->second, &end)
             == 6
      && end == 19)
    return TRUE;
  nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_DATE, &parser->token.span,
                        _ ("“%s” is not a date. Dates are written 2026-05-30 or "
                           "2026-05-30T14:00:00."),
                        value->text);
  return FALSE;
}

static gboolean
parse_offset (NlSegmentParser *parser, NlSegmentValue *value)
{
  gsize length = strlen (value->text);

  value->kind = NL_SEGMENT_VALUE_OFFSET;
  value->unit = g_ascii_tolower (value->text[length - 1]);
  if (length <= strlen ("+999999d")) {
    value->offset = (int) g_ascii_strtoll (value->text, NULL, 10);
    return TRUE;
  }
  nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_DATE, &parser->token.span,
                        _ ("“%s” is too far from today."), value->text);
  return FALSE;
}

static gboolean
parse_word_value (NlSegmentParser *parser, NlSegmentValue *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_dates); i++)
    if (g_ascii_strcasecmp (value->text, old_dates[i].name) == 0) {
      value->kind = NL_SEGMENT_VALUE_OFFSET;
      value->offset = old_dates[i].offset;
      value->unit = old_dates[i].unit;
      return TRUE;
    }
  nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_SYNTAX, &parser->token.span,
                        _ ("“%s” is not a value. Text stands in single quotes: '%s'."), value->text,
                        value->text);
  return FALSE;
}

static gboolean
parse_literal (NlSegmentParser *parser, NlSegmentValue *value)
{
  const NlSegmentToken *token = &parser->token;

  switch ((int) token->kind) {
  case NL_SEGMENT_TOKEN_STRING:
    value->kind = NL_SEGMENT_VALUE_STRING;
    value->text = nl_segment_parser_keep (parser, unquote (parser->text + token->span.offset,
                                                           token->span.length));
    return TRUE;
  case NL_SEGMENT_TOKEN_INTEGER:
  case NL_SEGMENT_TOKEN_DECIMAL:
    value->kind = token->kind == NL_SEGMENT_TOKEN_INTEGER ? NL_SEGMENT_VALUE_INTEGER
                                                          : NL_SEGMENT_VALUE_DECIMAL;
    value->text += *value->text == '+' ? 1 : 0;
    return TRUE;
  case NL_SEGMENT_TOKEN_DATE:
    return parse_date (parser, value);
  case NL_SEGMENT_TOKEN_OFFSET:
    return parse_offset (parser, value);
  case NL_SEGMENT_TOKEN_WORD:
    return parse_word_value (parser, value);
  default:
    break;
  }
  value->kind = NL_SEGMENT_VALUE_TODAY;
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_TODAY))
    return TRUE;
  value->kind = NL_SEGMENT_VALUE_YESTERDAY;
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_YESTERDAY))
    return TRUE;
  return nl_segment_parser_fail (parser, _ ("a value"));
}

gboolean
nl_segment_parser_parse_value (NlSegmentParser *parser, NlSegmentValue *value)
{
  *value = (NlSegmentValue) { .span = parser->token.span };
  value->text = nl_segment_parser_keep_text (parser, &parser->token);
  if (!parse_literal (parser, value))
    return FALSE;
  nl_segment_parser_advance (parser);
  return TRUE;
}

static void
take_values (NlSegmentParser *parser, NlSegmentTest *test, GArray *values)
{
  test->n_values = values->len;
  test->values = nl_segment_parser_keep (parser, g_array_steal (values, NULL));
}

/* A list in parentheses. */
gboolean
nl_segment_parser_parse_values (NlSegmentParser *parser, NlSegmentTest *test)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (NlSegmentValue));
  NlSegmentValue value;

  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NOTHING);
  if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_OPEN, "("))
    return FALSE;
  for (;;) {
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_VALUE);
    if (!nl_segment_parser_parse_value (parser, &value))
      return FALSE;
    g_array_append_val (values, value);
    if (parser->token.kind != NL_SEGMENT_TOKEN_COMMA)
      break;
    nl_segment_parser_advance (parser);
  }
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NOTHING);
  if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_CLOSE, _ ("“,” or “)”")))
    return FALSE;
  take_values (parser, test, values);
  return TRUE;
}

static gboolean
parse_one_value (NlSegmentParser *parser, NlSegmentTest *test)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (NlSegmentValue));
  NlSegmentValue value;

  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_VALUE);
  if (!nl_segment_parser_parse_value (parser, &value))
    return FALSE;
  g_array_append_val (values, value);
  if (test->op == NL_SEGMENT_OPERATOR_BETWEEN) {
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_BETWEEN_AND);
    if (!nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_AND))
      return nl_segment_parser_fail (parser, "AND");
    nl_segment_parser_advance (parser);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_VALUE);
    if (!nl_segment_parser_parse_value (parser, &value))
      return FALSE;
    g_array_append_val (values, value);
  }
  take_values (parser, test, values);
  return TRUE;
}

static gboolean
parse_nullity (NlSegmentParser *parser, NlSegmentTest *test)
{
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_AFTER_IS);
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_NOT)) {
    test->op = NL_SEGMENT_OPERATOR_IS_NOT_NULL;
    nl_segment_parser_advance (parser);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NULL);
  }
  if (!nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_NULL))
    return nl_segment_parser_fail (parser, "NULL, NOT NULL");
  nl_segment_parser_advance (parser);
  return TRUE;
}

/* CONTAINS, IN, BETWEEN or IS; NOT before the first two is already taken. */
static gboolean
parse_operator_word (NlSegmentParser *parser, NlSegmentTest *test, gboolean is_negated)
{
  switch ((int) parser->token.keyword) {
  case NL_SEGMENT_KEYWORD_CONTAINS:
    test->op = is_negated ? NL_SEGMENT_OPERATOR_NOT_CONTAINS : NL_SEGMENT_OPERATOR_CONTAINS;
    break;
  case NL_SEGMENT_KEYWORD_IN:
    test->op = is_negated ? NL_SEGMENT_OPERATOR_NOT_IN : NL_SEGMENT_OPERATOR_IN;
    break;
  case NL_SEGMENT_KEYWORD_BETWEEN:
    test->op = NL_SEGMENT_OPERATOR_BETWEEN;
    break;
  case NL_SEGMENT_KEYWORD_IS:
    test->op = NL_SEGMENT_OPERATOR_IS_NULL;
    break;
  default:
    return nl_segment_parser_fail (parser, _ ("an operator, such as =, >, BETWEEN or CONTAINS"));
  }
  if (is_negated && test->op != NL_SEGMENT_OPERATOR_NOT_CONTAINS
      && test->op != NL_SEGMENT_OPERATOR_NOT_IN)
    return nl_segment_parser_fail (parser, "CONTAINS, IN, MATCHES");
  nl_segment_parser_advance (parser);
  return TRUE;
}

static gboolean
parse_operator_sign (NlSegmentParser *parser, NlSegmentTest *test)
{
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (strlen (comparisons[i].text) == parser->token.span.length
        && g_str_has_prefix (parser->text + parser->token.span.offset, comparisons[i].text)) {
      test->op = comparisons[i].op;
      nl_segment_parser_advance (parser);
      return TRUE;
    }
  return nl_segment_parser_fail (parser, _ ("an operator"));
}

gboolean
nl_segment_parser_parse_comparison (NlSegmentParser *parser, NlSegmentTest *test)
{
  NlSegmentSpan start = parser->token.span;
  gboolean is_negated = FALSE;

  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_OPERATOR);
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_NOT)) {
    is_negated = TRUE;
    nl_segment_parser_advance (parser);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_AFTER_NOT);
  }
  if (parser->token.kind == NL_SEGMENT_TOKEN_COMPARISON && !is_negated) {
    if (!parse_operator_sign (parser, test))
      return FALSE;
  } else if (!parse_operator_word (parser, test, is_negated)) {
    return FALSE;
  }
  if (test->op == NL_SEGMENT_OPERATOR_IS_NULL) {
    if (!parse_nullity (parser, test))
      return FALSE;
  }
  test->operator_span = nl_segment_parser_span_from (parser, &start);
  if (test->op == NL_SEGMENT_OPERATOR_IS_NULL || test->op == NL_SEGMENT_OPERATOR_IS_NOT_NULL)
    return TRUE;
  if (test->op == NL_SEGMENT_OPERATOR_IN || test->op == NL_SEGMENT_OPERATOR_NOT_IN)
    return nl_segment_parser_parse_values (parser, test);
  return parse_one_value (parser, test);
}

static gboolean
parse_parameter_name (NlSegmentParser *parser, NlSegmentTest *test)
{
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_PARAMETER);
  if (parser->token.kind != NL_SEGMENT_TOKEN_WORD)
    return nl_segment_parser_fail (parser, _ ("the name of a parameter"));
  test->name = nl_segment_parser_keep_text (parser, &parser->token);
  test->name_span = parser->token.span;
  nl_segment_parser_advance (parser);
  if (parser->expectation != NULL) {
    parser->expectation->name = test->name;
    g_ptr_array_add (parser->expectation->parameters, (gpointer) test->name);
  }
  return TRUE;
}

static gboolean
parse_parameter (NlSegmentParser *parser, NlSegmentTest *test)
{
  if (!parse_parameter_name (parser, test) || !nl_segment_parser_parse_comparison (parser, test))
    return FALSE;
  test->span = nl_segment_parser_span_from (parser, &test->name_span);
  return TRUE;
}

/* `coordinates: (48.8, 2.3)` is a list only to look at. */
static void
join_coordinates (NlSegmentParser *parser, NlSegmentTest *test)
{
  NlSegmentValue *joined = nl_segment_parser_keep (parser, g_new0 (NlSegmentValue, 1));

  joined->kind = NL_SEGMENT_VALUE_STRING;
  joined->span = test->values[0].span;
  joined->text = nl_segment_parser_keep (parser, g_strdup_printf ("%s,%s", test->values[0].text,
                                                                  test->values[1].text));
  test->op = NL_SEGMENT_OPERATOR_EQUAL;
  test->values = joined;
  test->n_values = 1;
}

static gboolean
parse_old_parameter (NlSegmentParser *parser, NlSegmentTest *test)
{
  if (!parse_parameter_name (parser, test))
    return FALSE;
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NOTHING);
  if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_COLON, ":"))
    return FALSE;
  test->operator_span = parser->previous.span;
  test->op = NL_SEGMENT_OPERATOR_EQUAL;
  if (parser->token.kind == NL_SEGMENT_TOKEN_OPEN) {
    test->op = NL_SEGMENT_OPERATOR_IN;
    if (!nl_segment_parser_parse_values (parser, test))
      return FALSE;
    if (g_str_equal (test->name, "coordinates") && test->n_values == 2)
      join_coordinates (parser, test);
  } else if (!parse_one_value (parser, test)) {
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (old_parameters); i++)
    if (g_str_equal (test->name, old_parameters[i].old_name)
        && test->op == NL_SEGMENT_OPERATOR_EQUAL) {
      test->name = old_parameters[i].name;
      test->op = old_parameters[i].op;
      break;
    }
  test->span = nl_segment_parser_span_from (parser, &test->name_span);
  return TRUE;
}

static int
find_date (GArray *tests, NlSegmentOperator op)
{
  for (guint i = 0; i < tests->len; i++) {
    const NlSegmentTest *test = &g_array_index (tests, NlSegmentTest, i);

    if (test->op == op && g_str_equal (test->name, "date"))
      return (int) i;
  }
  return -1;
}

/* since and until together are one BETWEEN: a name may appear only once. */
static void
merge_dates (NlSegmentParser *parser, GArray *tests)
{
  int since = find_date (tests, NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL);
  int until = find_date (tests, NL_SEGMENT_OPERATOR_LESS_OR_EQUAL);
  NlSegmentTest *test;
  NlSegmentValue *values;

  if (since < 0 || until < 0)
    return;
  values = nl_segment_parser_keep (parser, g_new0 (NlSegmentValue, 2));
  test = &g_array_index (tests, NlSegmentTest, since);
  values[0] = test->values[0];
  values[1] = g_array_index (tests, NlSegmentTest, until).values[0];
  test->op = NL_SEGMENT_OPERATOR_BETWEEN;
  test->values = values;
  test->n_values = 2;
  g_array_remove_index (tests, (guint) until);
}

static gboolean
parse_parameter_list (NlSegmentParser *parser,
                      NlSegmentNode *node,
                      GArray *tests,
                      gboolean (*parse) (NlSegmentParser *, NlSegmentTest *))
{
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NOTHING);
  if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_OPEN, "("))
    return FALSE;
  if (parser->expectation != NULL) {
    parser->expectation->function = node->name;
    g_ptr_array_set_size (parser->expectation->parameters, 0);
  }
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_PARAMETER);
  while (tests->len > 0 || parser->token.kind != NL_SEGMENT_TOKEN_CLOSE) {
    NlSegmentTest test = { NULL };

    if (!parse (parser, &test))
      return FALSE;
    g_array_append_val (tests, test);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NOTHING);
    if (parser->token.kind != NL_SEGMENT_TOKEN_COMMA)
      break;
    nl_segment_parser_advance (parser);
  }
  if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_CLOSE, _ ("“,” or “)”")))
    return FALSE;
  if (parser->expectation != NULL)
    parser->expectation->function = NULL;
  return TRUE;
}

gboolean
nl_segment_parser_parse_parameters (NlSegmentParser *parser, NlSegmentNode *node)
{
  g_autoptr (GArray) tests = g_array_new (FALSE, FALSE, sizeof (NlSegmentTest));

  if (!parse_parameter_list (parser, node, tests, parse_parameter))
    return FALSE;
  node->n_parameters = tests->len;
  node->parameters = nl_segment_parser_keep (parser, g_array_steal (tests, NULL));
  return TRUE;
}

gboolean
nl_segment_parser_parse_old_parameters (NlSegmentParser *parser, NlSegmentNode *node)
{
  g_autoptr (GArray) tests = g_array_new (FALSE, FALSE, sizeof (NlSegmentTest));

  if (!parse_parameter_list (parser, node, tests, parse_old_parameter))
    return FALSE;
  merge_dates (parser, tests);
  node->n_parameters = tests->len;
  node->parameters = nl_segment_parser_keep (parser, g_array_steal (tests, NULL));
  return TRUE;
}
