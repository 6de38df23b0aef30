/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-sql.h"

struct _NlSegmentSql {
  gatomicrefcount ref_count;
  GString *text;
  GArray *values; /* (element-type NlValue) */
};

G_DEFINE_BOXED_TYPE (NlSegmentSql, nl_segment_sql, nl_segment_sql_ref, nl_segment_sql_unref)

static void
append_value (NlSegmentSql *self, NlValue value)
{
  g_string_append_c (self->text, '?');
  g_array_append_val (self->values, value);
}

/**
 * nl_segment_sql_new:
 *
 * Returns: (transfer full): an SQL condition without any text yet
 */
NlSegmentSql *
nl_segment_sql_new (void)
{
  NlSegmentSql *self = g_new0 (NlSegmentSql, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_string_new (NULL);
  self->values = nl_value_array_new ();
  return self;
}

/**
 * nl_segment_sql_ref:
 * @self: a condition
 *
 * Returns: (transfer full): @self
 */
NlSegmentSql *
nl_segment_sql_ref (NlSegmentSql *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * nl_segment_sql_unref:
 * @self: (transfer full): a condition
 *
 * Drops a reference.
 */
void
nl_segment_sql_unref (NlSegmentSql *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->values);
  g_free (self);
}

/**
 * nl_segment_sql_append:
 * @self: a condition
 * @constant: SQL from this program's own text, never from a query's
 *
 * Appends @constant as it is.
 */
void
nl_segment_sql_append (NlSegmentSql *self, const char *constant)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (constant != NULL);

  g_string_append (self->text, constant);
}

/**
 * nl_segment_sql_append_int64:
 * @self: a condition
 * @value: a number
 *
 * Appends a `?` that @value will be bound to.
 */
void
nl_segment_sql_append_int64 (NlSegmentSql *self, gint64 value)
{
  g_return_if_fail (self != NULL);

  append_value (self, nl_value_int64 (value));
}

/**
 * nl_segment_sql_append_double:
 * @self: a condition
 * @value: a number
 *
 * Appends a `?` that @value will be bound to.
 */
void
nl_segment_sql_append_double (NlSegmentSql *self, double value)
{
  g_return_if_fail (self != NULL);

  append_value (self, nl_value_double (value));
}

/**
 * nl_segment_sql_append_text:
 * @self: a condition
 * @value: any text
 *
 * Appends a `?` that @value will be bound to.
 */
void
nl_segment_sql_append_text (NlSegmentSql *self, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (value != NULL);

  append_value (self, nl_value_text (value));
}

/**
 * nl_segment_sql_append_sql:
 * @self: SQL that is being written
 * @other: SQL that belongs there, with its values
 *
 * Appends @other.
 */
void
nl_segment_sql_append_sql (NlSegmentSql *self, NlSegmentSql *other)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (other != NULL);

  g_string_append (self->text, other->text->str);
  for (guint i = 0; i < other->values->len; i++) {
    NlValue value = nl_value_copy (&g_array_index (other->values, NlValue, i));

    g_array_append_val (self->values, value);
  }
}

/**
 * nl_segment_sql_get_text:
 * @self: a condition
 *
 * Gets the SQL of the condition, for nl_query_where_sql() or for a statement such as `SELECT
 * count(*) FROM customers WHERE …`, in which the table has its own name. It holds one `?` for each
 * of nl_segment_sql_get_values(), in their order.
 *
 * Returns: (transfer none): an SQL expression
 */
const char *
nl_segment_sql_get_text (NlSegmentSql *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text->str;
}

/**
 * nl_segment_sql_get_values:
 * @self: a condition
 *
 * Returns: (transfer none) (element-type NlValue): what to bind
 */
GArray *
nl_segment_sql_get_values (NlSegmentSql *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->values;
}
