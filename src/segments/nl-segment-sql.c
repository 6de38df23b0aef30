/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-sql.h"

struct _NlSegmentSql {
  gatomicrefcount references;
  GString *where;
  GArray *values; /* (element-type NlSegmentSqlValue) */
};

G_DEFINE_BOXED_TYPE (NlSegmentSql, nl_segment_sql, nl_segment_sql_ref, nl_segment_sql_unref)

static void
clear_value (gpointer data)
{
  g_free (((NlSegmentSqlValue *) data)->text);
}

/* SQLite numbers parameters from 1. */
static void
append_value (NlSegmentSql *self, NlSegmentSqlValue value)
{
  g_array_append_val (self->values, value);
  g_string_append_printf (self->where, "?%u", self->values->len);
}

/**
 * nl_segment_sql_new:
 * @shop_id: the shop whose customers are asked for; the parameter ?1
 *
 * Starts an SQL condition that nothing has been appended to yet.
 *
 * Returns: (transfer full): a condition
 */
NlSegmentSql *
nl_segment_sql_new (gint64 shop_id)
{
  NlSegmentSql *self = g_new0 (NlSegmentSql, 1);
  NlSegmentSqlValue shop = { .type = NL_SEGMENT_SQL_INTEGER, .integer = shop_id };

  g_atomic_ref_count_init (&self->references);
  self->where = g_string_new (NULL);
  self->values = g_array_new (FALSE, FALSE, sizeof (NlSegmentSqlValue));
  g_array_set_clear_func (self->values, clear_value);
  g_array_append_val (self->values, shop);
  return self;
}

NlSegmentSql *
nl_segment_sql_ref (NlSegmentSql *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
nl_segment_sql_unref (NlSegmentSql *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_string_free (self->where, TRUE);
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

  g_string_append (self->where, constant);
}

/**
 * nl_segment_sql_append_integer:
 * @self: a condition
 * @value: a number
 *
 * Appends a parameter that @value will be bound to.
 */
void
nl_segment_sql_append_integer (NlSegmentSql *self, gint64 value)
{
  g_return_if_fail (self != NULL);

  append_value (self, (NlSegmentSqlValue) { .type = NL_SEGMENT_SQL_INTEGER, .integer = value });
}

/**
 * nl_segment_sql_append_real:
 * @self: a condition
 * @value: a number
 *
 * Appends a parameter that @value will be bound to.
 */
void
nl_segment_sql_append_real (NlSegmentSql *self, double value)
{
  g_return_if_fail (self != NULL);

  append_value (self, (NlSegmentSqlValue) { .type = NL_SEGMENT_SQL_REAL, .real = value });
}

/**
 * nl_segment_sql_append_text:
 * @self: a condition
 * @value: any text
 *
 * Appends a parameter that @value will be bound to.
 */
void
nl_segment_sql_append_text (NlSegmentSql *self, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (value != NULL);

  append_value (self,
                (NlSegmentSqlValue) { .type = NL_SEGMENT_SQL_TEXT, .text = g_strdup (value) });
}

/**
 * nl_segment_sql_get_where:
 * @self: a condition
 *
 * Gets the SQL of the condition, to be used as in `SELECT count(*) FROM customers WHERE …`. It
 * stands in that statement's top level (not after a JOIN that hides the table's name), starts with
 * the shop, and names its parameters ?1, ?2, … in the order of nl_segment_sql_get_value(). A
 * statement's own parameters start after them.
 *
 * Returns: (transfer none): an SQL expression
 */
const char *
nl_segment_sql_get_where (NlSegmentSql *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->where->str;
}

/**
 * nl_segment_sql_get_n_values:
 * @self: a condition
 *
 * Returns: how many values to bind, at least one
 */
guint
nl_segment_sql_get_n_values (NlSegmentSql *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->values->len;
}

/**
 * nl_segment_sql_get_value:
 * @self: a condition
 * @index: from 0; the parameter's number less one
 *
 * Returns: (transfer none): the value to bind
 */
const NlSegmentSqlValue *
nl_segment_sql_get_value (NlSegmentSql *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->values->len, NULL);

  return &g_array_index (self->values, NlSegmentSqlValue, index);
}
