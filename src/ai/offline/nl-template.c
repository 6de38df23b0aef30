/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-template.h"

#include <string.h>

#include "ai/nl-ai-error.h"

#define MAX_DEPTH 8

static GPtrArray *parse_range (const char *text, gsize length, guint depth, GError **error);

static void
node_free (gpointer data)
{
  NlNode *node = data;

  g_free (node->text);
  g_free (node->filter);
  nl_condition_free (node->condition);
  g_clear_pointer (&node->branches, g_ptr_array_unref);
  g_clear_pointer (&node->labels, g_ptr_array_unref);
  g_free (node);
}

static NlNode *
node_new (NlNodeKind kind)
{
  NlNode *node = g_new0 (NlNode, 1);

  node->kind = kind;
  return node;
}

static gpointer
fail (GError **error, const char *what, const char *text, gsize length)
{
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST, "%s: “%.*s”", what, (int) length, text);
  return NULL;
}

/* The end of the alternative that starts at text: the next "|" that is in no inner brace. */
static gsize
alternative_length (const char *text, gsize length)
{
  int depth = 0;

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '{')
      depth++;
    else if (text[i] == '}')
      depth--;
    else if (text[i] == '|' && depth == 0)
      return i;
  }
  return length;
}

static gboolean
is_label (const char *text, gsize length, char sign, gsize *label_length)
{
  gsize n = 0;

  while (n < length && g_ascii_islower (text[n]))
    n++;
  *label_length = n;
  return n > 0 && n < length && text[n] == sign;
}

/* Splits at "|", and takes "label" off the front of each part when sign is not 0. */
static gboolean
parse_branches (
    NlNode *node, const char *text, gsize length, char sign, guint depth, GError **error)
{
  gsize at = 0;

  node->branches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  node->labels = g_ptr_array_new_with_free_func (g_free);
  while (at <= length) {
    gsize part = alternative_length (text + at, length - at);
    gsize label = 0;
    GPtrArray *branch;

    if (sign != '\0' && is_label (text + at, part, sign, &label)) {
      g_ptr_array_add (node->labels, g_strndup (text + at, label));
      branch = parse_range (text + at + label + 1, part - label - 1, depth + 1, error);
    } else {
      g_ptr_array_add (node->labels, g_strdup (""));
      branch = parse_range (text + at, part, depth + 1, error);
    }
    if (branch == NULL)
      return FALSE;
    g_ptr_array_add (node->branches, branch);
    at += part + 1;
  }
  return TRUE;
}

static gboolean
is_gender (const char *text, gsize length)
{
  return length > 2 && text[1] == ':' && (text[0] == 'f' || text[0] == 'm' || text[0] == 'n');
}

static gboolean
parse_condition (NlNode *node, const char *text, gsize length, guint depth, GError **error)
{
  const char *colon = memchr (text, ':', length);
  g_autofree char *condition = NULL;
  gsize skip;

  if (colon == NULL)
    return fail (error, "a “:” is missing", text, length) != NULL;
  condition = g_strndup (text, colon - text);
  node->condition = nl_condition_parse (condition, error);
  if (node->condition == NULL)
    return FALSE;
  skip = colon - text + 1;
  return parse_branches (node, text + skip, length - skip, '\0', depth, error);
}

static gboolean
parse_reference (NlNode *node, const char *text, gsize length, GError **error)
{
  if (length > 0 && text[length - 1] == '?') {
    node->optional = TRUE;
    length--;
  }
  if (length == 0)
    return fail (error, "a key is missing", text, length) != NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("._-", text[i]) == NULL)
      return fail (error, "a key has letters, digits, “.”, “_” and “-”", text, length) != NULL;
  node->text = g_strndup (text, length);
  return TRUE;
}

static gboolean
parse_slot (NlNode *node, const char *text, gsize length, guint depth, GError **error)
{
  gsize name = 0;

  while (name < length && (g_ascii_isalnum (text[name]) || text[name] == '_'))
    name++;
  if (name == 0)
    return fail (error, "a slot is missing", text, length) != NULL;
  node->text = g_strndup (text, name);
  if (name == length)
    return TRUE;
  if (text[name] == '|') {
    node->filter = g_strndup (text + name + 1, length - name - 1);
    return TRUE;
  }
  if (text[name] != '#')
    return fail (error, "not a slot", text, length) != NULL;
  node->kind = NL_NODE_PLURAL;
  return parse_branches (node, text + name + 1, length - name - 1, '=', depth, error);
}

static NlNode *
parse_braces (const char *text, gsize length, guint depth, GError **error)
{
  NlNode *node = node_new (NL_NODE_SLOT);
  gboolean good;

  if (length > 0 && *text == '^') {
    node->capital = TRUE;
    text++;
    length--;
  }
  if (length == 0) {
    good = fail (error, "empty braces", "", 0) != NULL;
  } else if (*text == '~') {
    node->kind = NL_NODE_CHOICE;
    good = parse_branches (node, text + 1, length - 1, '\0', depth, error);
  } else if (*text == '>') {
    node->kind = NL_NODE_REFERENCE;
    good = parse_reference (node, text + 1, length - 1, error);
  } else if (*text == '?') {
    node->kind = NL_NODE_IF;
    good = parse_condition (node, text + 1, length - 1, depth, error);
  } else if (is_gender (text, length)) {
    node->kind = NL_NODE_GENDER;
    good = parse_branches (node, text, length, ':', depth, error);
  } else {
    good = parse_slot (node, text, length, depth, error);
  }
  if (!good)
    g_clear_pointer (&node, node_free);
  return node;
}

static gsize
closing_brace (const char *text, gsize length)
{
  int depth = 0;

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '{')
      depth++;
    else if (text[i] == '}' && --depth == 0)
      return i;
  }
  return length;
}

static GPtrArray *
parse_range (const char *text, gsize length, guint depth, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (node_free);
  gsize at = 0;

  if (depth > MAX_DEPTH)
    return fail (error, "braces too deep", text, length);
  while (at < length) {
    gsize next;

    if (text[at] == '}')
      return fail (error, "a “{” is missing", text, length);
    if (text[at] == '{') {
      NlNode *node;

      next = at + closing_brace (text + at, length - at);
      if (next == length)
        return fail (error, "a “}” is missing", text, length);
      node = parse_braces (text + at + 1, next - at - 1, depth, error);
      if (node == NULL)
        return NULL;
      g_ptr_array_add (nodes, node);
      at = next + 1;
    } else {
      NlNode *node = node_new (NL_NODE_TEXT);

      next = at;
      while (next < length && text[next] != '{' && text[next] != '}')
        next++;
      node->text = g_strndup (text + at, next - at);
      g_ptr_array_add (nodes, node);
      at = next;
    }
  }
  return g_steal_pointer (&nodes);
}

/**
 * nl_template_parse:
 * @text: a phrase of a phrase book
 * @error: return location for %NL_AI_ERROR_BAD_REQUEST with the part that is wrong
 *
 * Returns: (transfer full) (element-type NlNode) (nullable): the phrase's nodes
 */
GPtrArray *
nl_template_parse (const char *text, GError **error)
{
  return parse_range (text, strlen (text), 0, error);
}

/**
 * nl_template_foreach:
 * @nodes: (element-type NlNode): a phrase
 * @func: called with each node, outer ones first; returns %FALSE to stop
 * @data: passed to @func
 *
 * Returns: whether @func saw every node
 */
gboolean
nl_template_foreach (GPtrArray *nodes, NlNodeFunc func, gpointer data)
{
  for (guint i = 0; i < nodes->len; i++) {
    NlNode *node = nodes->pdata[i];

    if (!func (node, data))
      return FALSE;
    for (guint j = 0; node->branches != NULL && j < node->branches->len; j++)
      if (!nl_template_foreach (node->branches->pdata[j], func, data))
        return FALSE;
  }
  return TRUE;
}
