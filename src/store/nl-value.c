/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-value.h"

/**
 * nl_value_int64:
 * @int64: a number
 *
 * Returns: a value of it
 */
NlValue
nl_value_int64 (gint64 int64)
{
  return (NlValue) { .kind = NL_VALUE_INT64, .int64 = int64 };
}

/**
 * nl_value_double:
 * @real: a number
 *
 * Returns: a value of it
 */
NlValue
nl_value_double (double real)
{
  return (NlValue) { .kind = NL_VALUE_DOUBLE, .real = real };
}

/**
 * nl_value_text:
 * @text: (nullable): UTF-8, copied
 *
 * Returns: a value of it, NULL for %NULL; free it with nl_value_clear()
 */
NlValue
nl_value_text (const char *text)
{
  if (text == NULL)
    return (NlValue) { .kind = NL_VALUE_NULL };
  return (NlValue) { .kind = NL_VALUE_TEXT, .text = g_strdup (text) };
}

/**
 * nl_value_copy:
 * @value: a value
 *
 * Returns: a copy; free it with nl_value_clear()
 */
NlValue
nl_value_copy (const NlValue *value)
{
  return value->kind == NL_VALUE_TEXT ? nl_value_text (value->text) : *value;
}

/**
 * nl_value_clear:
 * @value: a value
 *
 * Frees what @value holds and leaves NULL in it.
 */
void
nl_value_clear (NlValue *value)
{
  if (value->kind == NL_VALUE_TEXT)
    g_free (value->text);
  value->kind = NL_VALUE_NULL;
}

/**
 * nl_value_array_new:
 *
 * Returns: (transfer full) (element-type NlValue): an empty array that clears its values itself
 */
GArray *
nl_value_array_new (void)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (NlValue));

  g_array_set_clear_func (values, (GDestroyNotify) nl_value_clear);
  return values;
}
