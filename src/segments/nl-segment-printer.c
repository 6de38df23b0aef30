/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-query-private.h"

static void print_node (GString *out, const NlSegmentNode *node);

/**
 * nl_segment_print_string:
 * @out: gets the text
 * @text: any text
 *
 * Writes a text in quotes, so that it is read as what it is. A backslash counts only before a quote
 * or another backslash, so one that cannot be mistaken stands alone.
 */
void
nl_segment_print_string (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\'' || (*p == '\\' && (p[1] == '\'' || p[1] == '\\' || p[1] == '\0')))
      g_string_append_c (out, '\\');
    g_string_append_c (out, *p);
  }
  g_string_append_c (out, '\'');
}

static void
print_value (GString *out, const NlSegmentValue *value)
{
  switch (value->kind) {
  case NL_SEGMENT_VALUE_STRING:
    nl_segment_print_string (out, value->text);
    break;
  case NL_SEGMENT_VALUE_INTEGER:
  case NL_SEGMENT_VALUE_DECIMAL:
    g_string_append (out, value->text);
    break;
  case NL_SEGMENT_VALUE_DATE:
    g_string_append_printf (out, "%04d-%02d-%02d", value->year, value->month, value->day);
    break;
  case NL_SEGMENT_VALUE_DATE_TIME:
    g_string_append_printf (out, "%04d-%02d-%02dT%02d:%02d:%02d", value->year, value->month,
                            value->day, value->hour, value->minute, value->second);
    break;
  case NL_SEGMENT_VALUE_OFFSET:
    g_string_append_printf (out, "%+d%c", value->offset, value->unit);
    break;
  case NL_SEGMENT_VALUE_TODAY:
    g_string_append (out, "today");
    break;
  case NL_SEGMENT_VALUE_YESTERDAY:
    g_string_append (out, "yesterday");
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
print_comparison (GString *out, const NlSegmentTest *test)
{
  gboolean is_list = test->op == NL_SEGMENT_OPERATOR_IN || test->op == NL_SEGMENT_OPERATOR_NOT_IN;

  g_string_append_printf (out, " %s", nl_segment_operator_to_string (test->op));
  for (guint i = 0; i < test->n_values; i++) {
    const char *separator = is_list ? ", " : " AND ";

    g_string_append (out, i > 0 ? separator : is_list ? " (" : " ");
    print_value (out, &test->values[i]);
  }
  if (is_list)
    g_string_append_c (out, ')');
}

static void
print_function (GString *out, const NlSegmentNode *node)
{
  g_string_append_printf (out, "%s%s MATCHES (", node->name, node->is_negated ? " NOT" : "");
  for (guint i = 0; i < node->n_parameters; i++) {
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", node->parameters[i].name);
    print_comparison (out, &node->parameters[i]);
  }
  g_string_append_c (out, ')');
}

/* OR inside AND, and anything but a clause after NOT, need parentheses; nothing else does. */
static void
print_child (GString *out, const NlSegmentNode *child, NlSegmentNodeKind parent)
{
  gboolean is_chain = child->kind == NL_SEGMENT_NODE_OR || child->kind == NL_SEGMENT_NODE_AND;
  gboolean needs_parentheses
      = (parent == NL_SEGMENT_NODE_NOT && (is_chain || child->kind == NL_SEGMENT_NODE_NOT))
        || (parent == NL_SEGMENT_NODE_AND && child->kind == NL_SEGMENT_NODE_OR);

  if (needs_parentheses)
    g_string_append_c (out, '(');
  print_node (out, child);
  if (needs_parentheses)
    g_string_append_c (out, ')');
}

static void
print_node (GString *out, const NlSegmentNode *node)
{
  switch (node->kind) {
  case NL_SEGMENT_NODE_OR:
  case NL_SEGMENT_NODE_AND:
    for (guint i = 0; i < node->n_children; i++) {
      if (i > 0)
        g_string_append (out, node->kind == NL_SEGMENT_NODE_OR ? " OR " : " AND ");
      print_child (out, node->children[i], node->kind);
    }
    break;
  case NL_SEGMENT_NODE_NOT:
    g_string_append (out, "NOT ");
    print_child (out, node->children[0], node->kind);
    break;
  case NL_SEGMENT_NODE_ATTRIBUTE:
    g_string_append (out, node->test.name);
    print_comparison (out, &node->test);
    break;
  case NL_SEGMENT_NODE_FUNCTION:
    print_function (out, node);
    break;
  case NL_SEGMENT_NODE_ANNIVERSARY:
    g_string_append (out, "anniversary(");
    nl_segment_print_string (out, node->test.name);
    g_string_append_c (out, ')');
    print_comparison (out, &node->test);
    break;
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_segment_value_to_string:
 * @value: a value
 *
 * Returns: (transfer full): the canonical text of @value
 */
char *
nl_segment_value_to_string (const NlSegmentValue *value)
{
  GString *out = g_string_new (NULL);

  print_value (out, value);
  return g_string_free (out, FALSE);
}

/**
 * nl_segment_node_to_string:
 * @node: a tree
 *
 * Returns: (transfer full): the canonical text of @node
 */
char *
nl_segment_node_to_string (const NlSegmentNode *node)
{
  GString *out = g_string_new (NULL);

  print_node (out, node);
  return g_string_free (out, FALSE);
}
