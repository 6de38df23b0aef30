/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-json.h"
#include "store/nl-record-private.h"

#include <string.h>

/* The values of a record: its getters and setters, and their way in and out of a statement. */

void
nl_record_clear_cell (NlRecordCell *cell, NlFieldType type)
{
  if (nl_field_is_text (type))
    g_clear_pointer (&cell->text, g_free);
  else if (type == NL_FIELD_TYPE_STRV)
    g_clear_pointer (&cell->strv, g_strfreev);
  else
    cell->int64 = 0;
  cell->is_set = FALSE;
}

static void
touch (NlRecord *self, guint field)
{
  NlRecordPrivate *priv = nl_record_get_private (self);

  priv->dirty |= G_GUINT64_CONSTANT (1) << field;
  g_object_notify_by_pspec (G_OBJECT (self), NL_RECORD_GET_CLASS (self)->properties[field]);
}

/**
 * nl_record_is_null:
 * @self: a record
 * @field: the index of a field
 *
 * Returns: whether the field holds nothing
 */
gboolean
nl_record_is_null (NlRecord *self, guint field)
{
  const NlRecordCell *cell = &nl_record_get_private (self)->cells[field];

  if (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_STRV)
    return cell->strv == NULL || cell->strv[0] == NULL;
  return !cell->is_set;
}

/**
 * nl_record_get_int64:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_INT64 field
 *
 * Returns: its value; 0 for NULL
 */
gint64
nl_record_get_int64 (NlRecord *self, guint field)
{
  g_return_val_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_INT64, 0);
  return nl_record_get_private (self)->cells[field].int64;
}

/**
 * nl_record_get_double:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_DOUBLE field
 *
 * Returns: its value; 0 for NULL
 */
double
nl_record_get_double (NlRecord *self, guint field)
{
  g_return_val_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_DOUBLE, 0);
  return nl_record_get_private (self)->cells[field].real;
}

/**
 * nl_record_get_boolean:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_BOOLEAN field
 *
 * Returns: its value; %FALSE for NULL
 */
gboolean
nl_record_get_boolean (NlRecord *self, guint field)
{
  g_return_val_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_BOOLEAN, FALSE);
  return nl_record_get_private (self)->cells[field].int64 != 0;
}

/**
 * nl_record_get_text:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_TEXT or %NL_FIELD_TYPE_JSON field
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
nl_record_get_text (NlRecord *self, guint field)
{
  g_return_val_if_fail (nl_field_is_text (nl_record_get_field (self, field)->type), NULL);
  return nl_record_get_private (self)->cells[field].text;
}

/**
 * nl_record_get_strv:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_STRV field
 *
 * Returns: (transfer none) (array zero-terminated=1): its texts, never %NULL
 */
const char *const *
nl_record_get_strv (NlRecord *self, guint field)
{
  static const char *const nothing[] = { NULL };
  char **strv = nl_record_get_private (self)->cells[field].strv;

  g_return_val_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_STRV, nothing);
  return strv != NULL ? (const char *const *) strv : nothing;
}

/**
 * nl_record_dup_json:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_JSON field
 *
 * Returns: (transfer full) (nullable): its value, parsed; %NULL when it holds nothing
 */
JsonNode *
nl_record_dup_json (NlRecord *self, guint field)
{
  const char *text = nl_record_get_text (self, field);

  return text != NULL ? json_from_string (text, NULL) : NULL;
}

/**
 * nl_record_set_null:
 * @self: a record
 * @field: the index of a field
 *
 * Empties the field. Like every setter, it notifies when that changes something.
 */
void
nl_record_set_null (NlRecord *self, guint field)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];

  if (!cell->is_set)
    return;
  nl_record_clear_cell (cell, nl_record_get_field (self, field)->type);
  touch (self, field);
}

/**
 * nl_record_set_int64:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_INT64 field
 * @value: its new value
 *
 * Sets the field.
 */
void
nl_record_set_int64 (NlRecord *self, guint field, gint64 value)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];

  g_return_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_INT64);
  if (cell->is_set && cell->int64 == value)
    return;
  *cell = (NlRecordCell) { .is_set = TRUE, .int64 = value };
  touch (self, field);
}

/**
 * nl_record_set_double:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_DOUBLE field
 * @value: its new value
 *
 * Sets the field.
 */
void
nl_record_set_double (NlRecord *self, guint field, double value)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];

  g_return_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_DOUBLE);
  if (cell->is_set && cell->real == value)
    return;
  *cell = (NlRecordCell) { .is_set = TRUE, .real = value };
  touch (self, field);
}

/**
 * nl_record_set_boolean:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_BOOLEAN field
 * @value: its new value
 *
 * Sets the field.
 */
void
nl_record_set_boolean (NlRecord *self, guint field, gboolean value)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];

  g_return_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_BOOLEAN);
  if (cell->is_set && cell->int64 == !!value)
    return;
  *cell = (NlRecordCell) { .is_set = TRUE, .int64 = !!value };
  touch (self, field);
}

/**
 * nl_record_set_text:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_TEXT or %NL_FIELD_TYPE_JSON field
 * @value: (nullable): its new value, copied; an empty text counts as none
 *
 * Sets the field.
 */
void
nl_record_set_text (NlRecord *self, guint field, const char *value)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];

  g_return_if_fail (nl_field_is_text (nl_record_get_field (self, field)->type));
  if (value != NULL && value[0] == '\0')
    value = NULL;
  if (g_set_str (&cell->text, value)) {
    cell->is_set = value != NULL;
    touch (self, field);
  }
}

/**
 * nl_record_set_strv:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_STRV field
 * @value: (nullable) (array zero-terminated=1): its new texts, copied
 *
 * Sets the field.
 */
void
nl_record_set_strv (NlRecord *self, guint field, const char *const *value)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];
  const char *const nothing[] = { NULL };

  g_return_if_fail (nl_record_get_field (self, field)->type == NL_FIELD_TYPE_STRV);
  if (value == NULL)
    value = nothing;
  if (g_strv_equal (nl_record_get_strv (self, field), value))
    return;
  g_strfreev (cell->strv);
  *cell = (NlRecordCell) { .is_set = TRUE, .strv = g_strdupv ((char **) value) };
  touch (self, field);
}

/**
 * nl_record_set_json:
 * @self: a record
 * @field: the index of an %NL_FIELD_TYPE_JSON field
 * @value: (nullable): its new value
 *
 * Sets the field.
 */
void
nl_record_set_json (NlRecord *self, guint field, JsonNode *value)
{
  g_autofree char *text = value != NULL ? nl_json_to_text (value) : NULL;

  nl_record_set_text (self, field, text);
}

/* Texts are not copied: @self stays as it is until @statement ran and is released. */
void
nl_record_bind_field (NlRecord *self, guint field, NlStatement *statement, int index)
{
  const NlRecordCell *cell = &nl_record_get_private (self)->cells[field];
  NlFieldType type = nl_record_get_field (self, field)->type;

  if (type == NL_FIELD_TYPE_STRV) {
    g_autofree char *json = nl_json_from_strv ((const char *const *) cell->strv);

    nl_statement_bind_text (statement, index, json);
  } else if (!cell->is_set) {
    nl_statement_bind_null (statement, index);
  } else if (nl_field_is_text (type)) {
    nl_statement_bind_text_length (statement, index, cell->text, strlen (cell->text));
  } else if (type == NL_FIELD_TYPE_DOUBLE) {
    nl_statement_bind_double (statement, index, cell->real);
  } else {
    nl_statement_bind_int64 (statement, index, cell->int64);
  }
}

void
nl_record_read_field (NlRecord *self, guint field, NlStatement *statement, int column)
{
  NlRecordCell *cell = &nl_record_get_private (self)->cells[field];
  NlFieldType type = nl_record_get_field (self, field)->type;

  nl_record_clear_cell (cell, type);
  if (nl_statement_is_null (statement, column))
    return;
  cell->is_set = TRUE;
  if (type == NL_FIELD_TYPE_STRV)
    cell->strv = nl_json_to_strv (nl_statement_get_text (statement, column));
  else if (nl_field_is_text (type))
    cell->text = g_strdup (nl_statement_get_text (statement, column));
  else if (type == NL_FIELD_TYPE_DOUBLE)
    cell->real = nl_statement_get_double (statement, column);
  else
    cell->int64 = nl_statement_get_int64 (statement, column);
}

/* After @saved, a copy of @self, was written: what @self still holds unchanged is clean now. */
void
nl_record_settle (NlRecord *self, NlRecord *saved)
{
  NlRecordPrivate *priv = nl_record_get_private (self);
  const NlRecordDescription *description = nl_record_get_description (self);

  for (guint i = 0; i < description->n_fields; i++) {
    const NlRecordCell *mine = &priv->cells[i];
    const NlRecordCell *theirs = &nl_record_get_private (saved)->cells[i];
    NlFieldType type = description->fields[i].type;
    gboolean same;

    if (nl_field_is_text (type))
      same = g_strcmp0 (mine->text, theirs->text) == 0;
    else if (type == NL_FIELD_TYPE_STRV)
      same = g_strv_equal (nl_record_get_strv (self, i), nl_record_get_strv (saved, i));
    else
      same = mine->is_set == theirs->is_set && mine->int64 == theirs->int64;
    if (same)
      priv->dirty &= ~(G_GUINT64_CONSTANT (1) << i);
  }
}
