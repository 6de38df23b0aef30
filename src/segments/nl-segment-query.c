/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-query-private.h"

#include "segments/nl-segment-parser.h"

G_DEFINE_BOXED_TYPE (NlSegmentQuery, nl_segment_query, nl_segment_query_ref, nl_segment_query_unref)

static void
clear_hint (gpointer data)
{
  g_free ((char *) ((NlSegmentHint *) data)->message);
}

/**
 * nl_segment_query_parse:
 * @text: a query in Shopify's segment query language
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Reads a query. What it says is right in form; nl_segment_query_check() says whether it means
 * something.
 *
 * Returns: (transfer full) (nullable): a query, or %NULL on error
 */
NlSegmentQuery *
nl_segment_query_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) memory = g_ptr_array_new_with_free_func (g_free);
  NlSegmentNode *root;
  NlSegmentQuery *self;

  g_return_val_if_fail (text != NULL, NULL);

  root = nl_segment_parser_run (text, memory, NULL, error);
  if (root == NULL)
    return NULL;
  self = g_new0 (NlSegmentQuery, 1);
  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->text = g_strdup (text);
  self->memory = g_steal_pointer (&memory);
  self->root = root;
  self->hints = g_array_new (FALSE, FALSE, sizeof (NlSegmentHint));
  g_array_set_clear_func (self->hints, clear_hint);
  return self;
}

NlSegmentQuery *
nl_segment_query_ref (NlSegmentQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
nl_segment_query_unref (NlSegmentQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->text);
  g_ptr_array_unref (self->memory);
  g_array_unref (self->hints);
  g_clear_error (&self->mistake);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * nl_segment_query_get_text:
 * @self: a query
 *
 * Returns: (transfer none): the text that was parsed
 */
const char *
nl_segment_query_get_text (NlSegmentQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * nl_segment_query_to_string:
 * @self: a query
 *
 * Writes the query in its canonical form: keywords in capitals, one space between words, as few
 * parentheses as possible, `MATCHES` where an old query calls a function, no comments. Parsing it
 * gives the same query, here and in Shopify.
 *
 * Returns: (transfer full): the canonical text
 */
char *
nl_segment_query_to_string (NlSegmentQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return nl_segment_node_to_string (self->root);
}

/**
 * nl_segment_query_check:
 * @self: a query
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Looks up every name of the query, and whether the operators and values fit. Thread-safe; the
 * work is done once.
 *
 * Returns: whether the query can run
 */
gboolean
nl_segment_query_check (NlSegmentQuery *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  locker = g_mutex_locker_new (&self->lock);
  if (!self->is_checked) {
    self->is_checked = TRUE;
    nl_segment_node_check (self, self->root, &self->mistake);
  }
  if (self->mistake == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->mistake);
  return FALSE;
}

/**
 * nl_segment_query_get_hints:
 * @self: a query that nl_segment_query_check() found right
 * @n_hints: (out): how many
 *
 * Gets what is worth knowing about a query that is right, such as that Shopify would refuse it.
 *
 * Returns: (array length=n_hints) (transfer none): hints in the order of the text
 */
const NlSegmentHint *
nl_segment_query_get_hints (NlSegmentQuery *self, guint *n_hints)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_hints != NULL, NULL);

  *n_hints = self->hints->len;
  return (const NlSegmentHint *) self->hints->data;
}

/**
 * nl_segment_query_get_data:
 * @self: a query that nl_segment_query_check() found right
 *
 * Gets the kinds of data that the query reads. When the shop has not imported one of them, its
 * count is not an answer: see nl_segment_data_describe().
 *
 * Returns: bits of NlSegmentData
 */
NlSegmentData
nl_segment_query_get_data (NlSegmentQuery *self)
{
  g_return_val_if_fail (self != NULL, NL_SEGMENT_DATA_NONE);

  return self->data;
}

/**
 * nl_segment_query_compile:
 * @self: a query
 * @context: the shop and the moment it is asked for
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Checks the query and translates it to an SQL condition on the table `customers`. No text of the
 * query becomes SQL: values are bound, names come from the vocabulary.
 *
 * Returns: (transfer full) (nullable): a condition, or %NULL on error
 */
NlSegmentSql *
nl_segment_query_compile (NlSegmentQuery *self, const NlSegmentContext *context, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (context != NULL && context->time_zone != NULL, NULL);

  if (!nl_segment_query_check (self, error))
    return NULL;
  return nl_segment_node_compile (self->root, context);
}

/**
 * nl_segment_query_compile_count:
 * @self: a query
 * @context: the shop and the moment it is asked for
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Like nl_segment_query_compile(), for a whole SELECT of one number: how many customers it finds.
 * That is often known without looking at each of them.
 *
 * Returns: (transfer full) (nullable): a statement, or %NULL on error
 */
NlSegmentSql *
nl_segment_query_compile_count (NlSegmentQuery *self,
                                const NlSegmentContext *context,
                                GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (context != NULL && context->time_zone != NULL, NULL);

  if (!nl_segment_query_check (self, error))
    return NULL;
  return nl_segment_node_compile_count (self->root, context);
}
