/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-field.h"

/**
 * nl_field_is_text:
 * @type: a field's type
 *
 * Returns: whether a field of it holds one text: plain, or JSON
 */
gboolean
nl_field_is_text (NlFieldType type)
{
  return type == NL_FIELD_TYPE_TEXT || type == NL_FIELD_TYPE_JSON;
}

/**
 * nl_field_dup_column:
 * @field: a field
 *
 * Returns: (transfer full): its column in the table and its member in JSON
 */
char *
nl_field_dup_column (const NlField *field)
{
  return g_strdelimit (g_strdup (field->name), "-", '_');
}

/**
 * nl_record_description_find:
 * @self: a record type
 * @name: a field's name, or its column
 * @index: (out) (optional): where it stands
 *
 * Returns: (nullable) (transfer none): the field
 */
const NlField *
nl_record_description_find (const NlRecordDescription *self, const char *name, guint *index)
{
  g_autofree char *dashed = g_strdelimit (g_strdup (name), "_", '-');

  for (guint i = 0; i < self->n_fields; i++) {
    if (g_str_equal (self->fields[i].name, dashed)) {
      if (index != NULL)
        *index = i;
      return &self->fields[i];
    }
  }
  return NULL;
}
