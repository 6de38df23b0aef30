/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "segments/nl-segment-condition-private.h"
#include "segments/nl-segment-lexer.h"
#include "segments/nl-segment-query-private.h"

/**
 * NlSegmentBuilder:
 *
 * A query as rows: groups of conditions. Where all groups must hold, the conditions of a group are
 * alternatives; where any of them may, they belong together. So both `a AND (b OR c)` and
 * `(a AND b) OR c` are rows; what is nested deeper is not.
 *
 * The text follows each change of a row, and the rows follow each change of the text.
 */
struct _NlSegmentBuilder {
  GObject parent_instance;
  char *text;
  NlSegmentMatch match;
  GListStore *groups; /* (element-type GListStore) of NlSegmentCondition */
};

G_DEFINE_FINAL_TYPE (NlSegmentBuilder, nl_segment_builder, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* The conditions of a group that say something; returns how many. */
static guint
print_group (GListModel *group, const char *joiner, GString *out)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (group); i++) {
    g_autoptr (NlSegmentCondition) condition = g_list_model_get_item (group, i);
    g_autofree char *clause = nl_segment_condition_to_string (condition, NULL);

    if (clause != NULL)
      g_string_append_printf (out, "%s%s", n++ > 0 ? joiner : "", clause);
  }
  return n;
}

static char *
print (NlSegmentBuilder *self)
{
  gboolean is_all = self->match == NL_SEGMENT_MATCH_ALL;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) alternatives = g_ptr_array_new ();
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++) {
    g_autoptr (GListModel) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
    g_autoptr (GString) text = g_string_new (NULL);
    guint n = print_group (group, is_all ? " OR " : " AND ", text);

    if (n == 0)
      continue;
    if (n > 1)
      g_ptr_array_add (alternatives, text->str);
    g_ptr_array_add (groups, g_string_free (g_steal_pointer (&text), FALSE));
  }
  for (guint i = 0; i < groups->len; i++) {
    gboolean is_fenced
        = is_all && groups->len > 1 && g_ptr_array_find (alternatives, groups->pdata[i], NULL);

    g_string_append_printf (out, "%s%s%s%s",
                            i == 0   ? ""
                            : is_all ? " AND "
                                     : " OR ",
                            is_fenced ? "(" : "", (char *) groups->pdata[i], is_fenced ? ")" : "");
  }
  return g_string_free (out, FALSE);
}

static void
changed (NlSegmentBuilder *self)
{
  g_free (self->text);
  self->text = print (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
append (NlSegmentBuilder *self, GListStore *group, NlSegmentCondition *condition)
{
  g_signal_connect_object (condition, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_list_store_append (group, condition);
}

static gboolean
fail (GError **error, const NlSegmentSpan *span, const char *message)
{
  nl_segment_error_set (error, NL_SEGMENT_ERROR_NOT_ROWS, span, "%s", message);
  return FALSE;
}

/* A clause, perhaps behind NOT, as a row of @group. */
static gboolean
load_clause (NlSegmentBuilder *self, const NlSegmentNode *node, GListStore *group, GError **error)
{
  g_autoptr (NlSegmentCondition) condition = NULL;
  gboolean is_negated = FALSE;

  for (; node->kind == NL_SEGMENT_NODE_NOT; node = node->children[0])
    is_negated = !is_negated;
  if (node->kind == NL_SEGMENT_NODE_ANNIVERSARY)
    return fail (error, &node->span, _ ("Anniversaries can’t be shown as rows."));
  if (node->kind == NL_SEGMENT_NODE_AND || node->kind == NL_SEGMENT_NODE_OR)
    return fail (error, &node->span,
                 is_negated ? _ ("A NOT before parentheses can’t be shown as rows.")
                            : _ ("Parentheses within parentheses can’t be shown as rows."));
  condition = nl_segment_condition_new_for_node (node, is_negated);
  append (self, group, condition);
  return TRUE;
}

/* The clauses of an AND or OR, which has none of its own kind in it. */
static gboolean
load_group (NlSegmentBuilder *self, const NlSegmentNode *node, GListStore *group, GError **error)
{
  for (guint i = 0; i < node->n_children; i++)
    if (!load_clause (self, node->children[i], group, error))
      return FALSE;
  return TRUE;
}

static gboolean
load_groups (NlSegmentBuilder *self, const NlSegmentNode *node, GListStore *groups, GError **error)
{
  gboolean is_chain = node->kind == NL_SEGMENT_NODE_AND || node->kind == NL_SEGMENT_NODE_OR;

  for (guint i = 0; i < (is_chain ? node->n_children : 1); i++) {
    const NlSegmentNode *child = is_chain ? node->children[i] : node;
    g_autoptr (GListStore) group = g_list_store_new (NL_TYPE_SEGMENT_CONDITION);
    gboolean is_group = child->kind == NL_SEGMENT_NODE_AND || child->kind == NL_SEGMENT_NODE_OR;

    if (!(is_group ? load_group (self, child, group, error)
                   : load_clause (self, child, group, error)))
      return FALSE;
    g_list_store_append (groups, group);
  }
  return TRUE;
}

static gboolean
check_comments (const char *text, GError **error)
{
  NlSegmentLexer lexer;
  NlSegmentToken token;

  nl_segment_lexer_init (&lexer, text);
  do
    nl_segment_lexer_next (&lexer, &token);
  while (token.kind != NL_SEGMENT_TOKEN_END && token.kind != NL_SEGMENT_TOKEN_COMMENT);
  return token.kind == NL_SEGMENT_TOKEN_END
         || fail (error, &token.span, _ ("Comments can’t be shown as rows."));
}

static gboolean
find (NlSegmentBuilder *self, NlSegmentCondition *condition, guint *group, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++) {
    g_autoptr (GListStore) conditions = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

    if (g_list_store_find (conditions, condition, position)) {
      *group = i;
      return TRUE;
    }
  }
  return FALSE;
}

static void
forget_condition (NlSegmentBuilder *self, NlSegmentCondition *condition)
{
  g_signal_handlers_disconnect_by_func (condition, changed, self);
}

static void
forget_all (NlSegmentBuilder *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++) {
    g_autoptr (GListModel) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

    for (guint j = 0; j < g_list_model_get_n_items (group); j++) {
      g_autoptr (NlSegmentCondition) condition = g_list_model_get_item (group, j);

      forget_condition (self, condition);
    }
  }
}

static void
nl_segment_builder_finalize (GObject *object)
{
  NlSegmentBuilder *self = NL_SEGMENT_BUILDER (object);

  g_free (self->text);
  g_object_unref (self->groups);
  G_OBJECT_CLASS (nl_segment_builder_parent_class)->finalize (object);
}

static void
nl_segment_builder_class_init (NlSegmentBuilderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nl_segment_builder_finalize;

  /**
   * NlSegmentBuilder::changed:
   *
   * Emitted when a row was changed, and with it the text; not by nl_segment_builder_set_text().
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nl_segment_builder_init (NlSegmentBuilder *self)
{
  self->text = g_strdup ("");
  self->groups = g_list_store_new (G_TYPE_LIST_STORE);
}

/**
 * nl_segment_builder_new:
 *
 * Returns: (transfer full): a builder without rows
 */
NlSegmentBuilder *
nl_segment_builder_new (void)
{
  return g_object_new (NL_TYPE_SEGMENT_BUILDER, NULL);
}

/**
 * nl_segment_builder_get_text:
 * @self: a builder
 *
 * Returns: (transfer none): the query that the rows make; those that are unfinished or wrong have
 * no part in it
 */
const char *
nl_segment_builder_get_text (NlSegmentBuilder *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_BUILDER (self), NULL);

  return self->text;
}

/* Whether @query is what the rows say already, if written in another way. */
static gboolean
is_the_same (NlSegmentBuilder *self, NlSegmentQuery *query)
{
  g_autoptr (NlSegmentQuery) mine = nl_segment_query_parse (self->text, NULL);
  g_autofree char *my_text = mine == NULL ? NULL : nl_segment_query_to_string (mine);
  g_autofree char *text = nl_segment_query_to_string (query);

  return g_strcmp0 (my_text, text) == 0;
}

/**
 * nl_segment_builder_set_text:
 * @self: a builder
 * @text: a query, or nothing but blanks
 * @error: an error of the domain `NL_SEGMENT_ERROR`: what is wrong with @text, or with
 *   `NL_SEGMENT_ERROR_NOT_ROWS` what of it can't be shown as rows
 *
 * Makes rows of a text. Where @text says what the rows do, they stay as they are, also those that
 * are unfinished; and on an error everything does.
 *
 * Returns: whether the rows say what @text says
 */
gboolean
nl_segment_builder_set_text (NlSegmentBuilder *self, const char *text, GError **error)
{
  g_autoptr (GListStore) groups = g_list_store_new (G_TYPE_LIST_STORE);
  g_autoptr (NlSegmentQuery) query = NULL;

  g_return_val_if_fail (NL_IS_SEGMENT_BUILDER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (text[strspn (text, " \t\r\n")] != '\0') {
    query = nl_segment_query_parse (text, error);
    if (query == NULL || !nl_segment_query_check (query, error) || !check_comments (text, error))
      return FALSE;
    if (is_the_same (self, query)) {
      g_set_str (&self->text, text);
      return TRUE;
    }
    if (!load_groups (self, query->root, groups, error))
      return FALSE;
    self->match
        = query->root->kind == NL_SEGMENT_NODE_OR ? NL_SEGMENT_MATCH_ANY : NL_SEGMENT_MATCH_ALL;
  }
  forget_all (self);
  g_list_store_remove_all (self->groups);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (groups)); i++) {
    g_autoptr (GListStore) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

    g_list_store_append (self->groups, group);
  }
  g_set_str (&self->text, text);
  return TRUE;
}

/**
 * nl_segment_builder_get_match:
 * @self: a builder
 *
 * Returns: how the groups belong together
 */
NlSegmentMatch
nl_segment_builder_get_match (NlSegmentBuilder *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_BUILDER (self), NL_SEGMENT_MATCH_ALL);

  return self->match;
}

/**
 * nl_segment_builder_set_match:
 * @self: a builder
 * @match: how the groups belong together
 *
 * Puts the groups together in another way, and with them the conditions of each.
 */
void
nl_segment_builder_set_match (NlSegmentBuilder *self, NlSegmentMatch match)
{
  g_return_if_fail (NL_IS_SEGMENT_BUILDER (self));

  if (self->match == match)
    return;
  self->match = match;
  changed (self);
}

/**
 * nl_segment_builder_get_groups:
 * @self: a builder
 *
 * Returns: (transfer none): a list of lists of #NlSegmentCondition, to look at only
 */
GListModel *
nl_segment_builder_get_groups (NlSegmentBuilder *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_BUILDER (self), NULL);

  return G_LIST_MODEL (self->groups);
}

/**
 * nl_segment_builder_add:
 * @self: a builder
 * @condition: a condition, finished or not
 *
 * Adds a group of one condition.
 */
void
nl_segment_builder_add (NlSegmentBuilder *self, NlSegmentCondition *condition)
{
  g_autoptr (GListStore) group = NULL;

  g_return_if_fail (NL_IS_SEGMENT_BUILDER (self));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (condition));

  group = g_list_store_new (NL_TYPE_SEGMENT_CONDITION);
  append (self, group, condition);
  g_list_store_append (self->groups, group);
  changed (self);
}

/**
 * nl_segment_builder_add_beside:
 * @self: a builder
 * @other: one of its conditions
 * @condition: a condition, finished or not
 *
 * Adds a condition to the group of @other.
 */
void
nl_segment_builder_add_beside (NlSegmentBuilder *self,
                               NlSegmentCondition *other,
                               NlSegmentCondition *condition)
{
  g_autoptr (GListStore) conditions = NULL;
  guint group;
  guint position;

  g_return_if_fail (NL_IS_SEGMENT_BUILDER (self));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (other));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (condition));

  if (!find (self, other, &group, &position))
    return;
  conditions = g_list_model_get_item (G_LIST_MODEL (self->groups), group);
  append (self, conditions, condition);
  changed (self);
}

/**
 * nl_segment_builder_remove:
 * @self: a builder
 * @condition: one of its conditions
 *
 * Removes a condition, and its group with the last one.
 */
void
nl_segment_builder_remove (NlSegmentBuilder *self, NlSegmentCondition *condition)
{
  g_autoptr (GListStore) conditions = NULL;
  guint group;
  guint position;

  g_return_if_fail (NL_IS_SEGMENT_BUILDER (self));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (condition));

  if (!find (self, condition, &group, &position))
    return;
  conditions = g_list_model_get_item (G_LIST_MODEL (self->groups), group);
  forget_condition (self, condition);
  g_list_store_remove (conditions, position);
  if (g_list_model_get_n_items (G_LIST_MODEL (conditions)) == 0)
    g_list_store_remove (self->groups, group);
  changed (self);
}

/**
 * nl_segment_builder_replace:
 * @self: a builder
 * @other: one of its conditions
 * @condition: a condition, finished or not
 *
 * Puts @condition where @other is.
 */
void
nl_segment_builder_replace (NlSegmentBuilder *self,
                            NlSegmentCondition *other,
                            NlSegmentCondition *condition)
{
  g_autoptr (GListStore) conditions = NULL;
  gpointer items[] = { condition };
  guint group;
  guint position;

  g_return_if_fail (NL_IS_SEGMENT_BUILDER (self));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (other));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (condition));

  if (!find (self, other, &group, &position))
    return;
  conditions = g_list_model_get_item (G_LIST_MODEL (self->groups), group);
  forget_condition (self, other);
  g_signal_connect_object (condition, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_list_store_splice (conditions, position, 1, items, 1);
  changed (self);
}

/**
 * nl_segment_builder_move:
 * @self: a builder
 * @condition: one of its conditions
 * @other: another one
 *
 * Puts @condition where @other is, which makes room for it. When @other is in another group, it is
 * the whole group that goes where that one is.
 */
void
nl_segment_builder_move (NlSegmentBuilder *self,
                         NlSegmentCondition *condition,
                         NlSegmentCondition *other)
{
  g_autoptr (GListStore) conditions = NULL;
  g_autoptr (GObject) moved = NULL;
  guint group;
  guint position;
  guint other_group;
  guint other_position;

  g_return_if_fail (NL_IS_SEGMENT_BUILDER (self));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (condition));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (other));

  if (condition == other || !find (self, condition, &group, &position)
      || !find (self, other, &other_group, &other_position))
    return;
  if (group != other_group) {
    conditions = g_object_ref (self->groups);
    position = group;
    other_position = other_group;
  } else {
    conditions = g_list_model_get_item (G_LIST_MODEL (self->groups), group);
  }
  moved = g_list_model_get_item (G_LIST_MODEL (conditions), position);
  g_list_store_remove (conditions, position);
  g_list_store_insert (conditions, other_position, moved);
  changed (self);
}
