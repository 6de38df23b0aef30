/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "segments/nl-segment-condition-private.h"
#include "segments/nl-segment-query-private.h"

/* Writes a condition as a clause of a query. */

/**
 * nl_segment_condition_has_quotes:
 * @type: the type of an attribute
 *
 * Returns: whether its values are written in quotes
 */
gboolean
nl_segment_condition_has_quotes (NlSegmentType type)
{
  switch (type) {
  case NL_SEGMENT_TYPE_ENUM:
  case NL_SEGMENT_TYPE_STRING:
  case NL_SEGMENT_TYPE_COUNTRY:
  case NL_SEGMENT_TYPE_REGION:
  case NL_SEGMENT_TYPE_CITY:
  case NL_SEGMENT_TYPE_TAG:
  case NL_SEGMENT_TYPE_COMPANY:
  case NL_SEGMENT_TYPE_CURRENCY:
  case NL_SEGMENT_TYPE_COORDINATES:
    return TRUE;
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_MONEY:
  case NL_SEGMENT_TYPE_DATE:
  case NL_SEGMENT_TYPE_ID:
  case NL_SEGMENT_TYPE_DISTANCE:
  default:
    return FALSE;
  }
}

static void
append_value (NlSegmentCondition *self, GString *out, const char *value)
{
  if (!nl_segment_condition_has_quotes (self->attribute->type) || self->has_bare_values) {
    g_string_append (out, value);
    return;
  }
  nl_segment_print_string (out, value);
}

static void
append_comparison (NlSegmentCondition *self, GString *out)
{
  gboolean is_list = self->op == NL_SEGMENT_OPERATOR_IN || self->op == NL_SEGMENT_OPERATOR_NOT_IN;

  g_string_append_printf (out, "%s %s", self->attribute->name,
                          nl_segment_operator_to_string (self->op));
  for (guint i = 0; self->values[i] != NULL; i++) {
    const char *separator = is_list ? ", " : " AND ";

    g_string_append (out, i > 0 ? separator : is_list ? " (" : " ");
    append_value (self, out, self->values[i]);
  }
  if (is_list)
    g_string_append_c (out, ')');
}

static void
append (NlSegmentCondition *self, GString *out)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->parameters));

  if (self->function == NULL) {
    g_string_append (out, self->is_negated ? "NOT " : "");
    append_comparison (self, out);
    return;
  }
  g_string_append_printf (out, "%s %sMATCHES (", self->function->name,
                          self->is_negated ? "NOT " : "");
  for (guint i = 0; i < n; i++) {
    g_autoptr (NlSegmentCondition) parameter
        = g_list_model_get_item (G_LIST_MODEL (self->parameters), i);

    g_string_append (out, i > 0 ? ", " : "");
    append_comparison (parameter, out);
  }
  g_string_append_c (out, ')');
}

/**
 * nl_segment_condition_to_string:
 * @self: a condition
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Writes the condition as a clause of a query.
 *
 * Returns: (transfer full) (nullable): a clause; %NULL when it is unfinished or wrong, such as by a
 *   value that is no date
 */
char *
nl_segment_condition_to_string (NlSegmentCondition *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NlSegmentQuery) query = NULL;
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  append (self, text);
  query = nl_segment_query_parse (text->str, error);
  if (query == NULL || !nl_segment_query_check (query, error))
    return NULL;
  /* What somebody types as a number must not become a clause of its own. */
  if (query->n_clauses == 1)
    return nl_segment_query_to_string (query);
  g_set_error_literal (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_VALUE,
                       _ ("Give one value at a time."));
  return NULL;
}
