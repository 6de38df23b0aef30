/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-query-private.h"

/**
 * NlQuery:
 *
 * Which records of a type, in which order. Conditions are code, values are bound: nothing a user
 * typed ever becomes SQL. Made on one thread, then only read; so any thread may run it.
 */
G_DEFINE_BOXED_TYPE (NlQuery, nl_query, nl_query_ref, nl_query_unref)

/**
 * nl_query_new:
 * @type: a record type
 *
 * Returns: (transfer full): a query for all records of it
 */
NlQuery *
nl_query_new (GType type)
{
  NlQuery *self = g_new0 (NlQuery, 1);

  g_return_val_if_fail (g_type_is_a (type, NL_TYPE_RECORD), NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;
  self->where = g_string_new (NULL);
  self->values = nl_value_array_new ();
  self->order = g_string_new (NULL);
  return self;
}

/**
 * nl_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): another one, to be changed
 */
NlQuery *
nl_query_copy (NlQuery *self)
{
  NlQuery *copy = nl_query_new (self->type);

  copy->search = g_strdup (self->search);
  copy->matches = g_strdupv (self->matches);
  copy->best_first = self->best_first;
  nl_query_where_sql (copy, self->where->len > 0 ? self->where->str : "TRUE", self->values);
  copy->has_sql = self->has_sql;
  g_string_assign (copy->order, self->order->str);
  copy->limit = self->limit;
  return copy;
}

/**
 * nl_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 */
NlQuery *
nl_query_ref (NlQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * nl_query_unref:
 * @self: (transfer full): a query
 *
 * Drops a reference.
 */
void
nl_query_unref (NlQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_free (self->where, TRUE);
  g_array_unref (self->values);
  g_string_free (self->order, TRUE);
  g_free (self->search);
  g_strfreev (self->matches);
  g_free (self);
}

static char *
dup_column (NlQuery *self, guint field)
{
  const NlRecordDescription *description = nl_record_type_get_description (self->type);

  g_assert (field < description->n_fields);
  return nl_field_dup_column (&description->fields[field]);
}

static void
add_equals (NlQuery *self, guint field, NlValue value)
{
  g_autofree char *column = dup_column (self, field);

  if (self->where->len > 0)
    g_string_append (self->where, " AND ");
  g_string_append_printf (self->where, "%s = ?", column);
  g_array_append_val (self->values, value);
}

/**
 * nl_query_where_int64:
 * @self: a query
 * @field: the index of a field
 * @value: a number
 *
 * Wants the field to be @value, beside the conditions there are.
 */
void
nl_query_where_int64 (NlQuery *self, guint field, gint64 value)
{
  add_equals (self, field, nl_value_int64 (value));
}

/**
 * nl_query_where_text:
 * @self: a query
 * @field: the index of a field
 * @value: a text
 *
 * Wants the field to be @value, compared as its column compares.
 */
void
nl_query_where_text (NlQuery *self, guint field, const char *value)
{
  add_equals (self, field, nl_value_text (value));
}

/**
 * nl_query_where_sql:
 * @self: a query
 * @condition: SQL from our own code, with a `?` for each value
 * @values: (nullable) (element-type NlValue): the values, copied
 *
 * Wants @condition, beside the conditions there are.
 */
void
nl_query_where_sql (NlQuery *self, const char *condition, GArray *values)
{
  self->has_sql = TRUE;
  if (self->where->len > 0)
    g_string_append (self->where, " AND ");
  g_string_append_printf (self->where, "(%s)", condition);
  for (guint i = 0; values != NULL && i < values->len; i++) {
    NlValue value = nl_value_copy (&g_array_index (values, NlValue, i));

    g_array_append_val (self->values, value);
  }
}

/**
 * nl_query_order_by:
 * @self: a query
 * @field: the index of a field
 * @descending: whether the largest comes first
 *
 * Orders by the field, after the orders there are; what is NULL comes last. The id decides between
 * equals.
 */
void
nl_query_order_by (NlQuery *self, guint field, gboolean descending)
{
  const NlRecordDescription *description = nl_record_type_get_description (self->type);
  g_autofree char *column = dup_column (self, field);

  g_string_append_printf (self->order, "%s%s%s%s", self->order->len > 0 ? ", " : "", column,
                          description->fields[field].type == NL_FIELD_TYPE_TEXT ? " COLLATE NOCASE"
                                                                                : "",
                          descending ? " DESC" : " NULLS LAST");
}

/**
 * nl_query_order_by_sql:
 * @self: a query
 * @terms: SQL from our own code, what stands after ORDER BY
 *
 * Orders by @terms, after the orders there are.
 */
void
nl_query_order_by_sql (NlQuery *self, const char *terms)
{
  g_string_append_printf (self->order, "%s%s", self->order->len > 0 ? ", " : "", terms);
}

/**
 * nl_query_limit:
 * @self: a query
 * @limit: how many records at most; 0: all
 *
 * Limits the result.
 */
void
nl_query_limit (NlQuery *self, guint limit)
{
  self->limit = limit;
}

/**
 * nl_query_get_record_type:
 * @self: a query
 *
 * Returns: the type of the records it finds
 */
GType
nl_query_get_record_type (NlQuery *self)
{
  return self->type;
}

/**
 * nl_query_search:
 * @self: a query
 * @table: a full-text table whose rowids are ids
 * @matches: (array zero-terminated=1): what to search for, as FTS5 reads it; each finds all that
 *   the one before it finds
 * @best_first: whether what an earlier one of @matches finds comes first, instead of the order. All
 *   that the first one finds does; of the others, what is among the first thousands of results.
 *
 * Wants the record to be found by the last of @matches, beside the conditions there are.
 */
void
nl_query_search (NlQuery *self, const char *table, const char *const *matches, gboolean best_first)
{
  g_return_if_fail (self->search == NULL && matches[0] != NULL);

  self->search = g_strdup (table);
  self->matches = g_strdupv ((char **) matches);
  self->best_first = best_first;
}

/**
 * nl_query_is_ranked:
 * @self: a query
 *
 * Returns: whether it has its best results long before it has all of them
 */
gboolean
nl_query_is_ranked (NlQuery *self)
{
  return self->best_first;
}

/**
 * nl_query_is_plain:
 * @self: a query
 *
 * Returns: whether it asks for everything of a kind, without a search or a condition of its own:
 * then an index has its first results long before it has all of them
 */
gboolean
nl_query_is_plain (NlQuery *self)
{
  return self->search == NULL && !self->has_sql;
}
