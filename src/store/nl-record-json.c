/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-record-json.h"

static void
add_field (JsonBuilder *builder, NlRecord *self, guint index, const NlField *field)
{
  g_autoptr (JsonNode) node = NULL;

  if (nl_record_is_null (self, index) && field->type != NL_FIELD_TYPE_STRV) {
    json_builder_add_null_value (builder);
    return;
  }
  switch (field->type) {
  case NL_FIELD_TYPE_INT64:
    json_builder_add_int_value (builder, nl_record_get_int64 (self, index));
    break;
  case NL_FIELD_TYPE_DOUBLE:
    json_builder_add_double_value (builder, nl_record_get_double (self, index));
    break;
  case NL_FIELD_TYPE_BOOLEAN:
    json_builder_add_boolean_value (builder, nl_record_get_boolean (self, index));
    break;
  case NL_FIELD_TYPE_TEXT:
    json_builder_add_string_value (builder, nl_record_get_text (self, index));
    break;
  case NL_FIELD_TYPE_STRV:
    json_builder_begin_array (builder);
    for (const char *const *text = nl_record_get_strv (self, index); *text != NULL; text++)
      json_builder_add_string_value (builder, *text);
    json_builder_end_array (builder);
    break;
  case NL_FIELD_TYPE_JSON:
    node = nl_record_dup_json (self, index);
    if (node != NULL)
      json_builder_add_value (builder, g_steal_pointer (&node));
    else
      json_builder_add_null_value (builder);
    break;
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_record_to_json:
 * @self: a record
 *
 * Describes @self with a member for each field, named as its column. Ids are strings, because most
 * readers of JSON round numbers past 2⁵³; amounts are minor units, times microseconds since 1970.
 *
 * Returns: (transfer full): a JSON object
 */
JsonNode *
nl_record_to_json (NlRecord *self)
{
  const NlRecordDescription *description = nl_record_get_description (self);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_id (self));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  for (guint i = 0; i < description->n_fields; i++) {
    const NlField *field = &description->fields[i];
    g_autofree char *column = nl_field_dup_column (field);

    json_builder_set_member_name (builder, column);
    if ((field->flags & NL_FIELD_REFERENCE) != 0 && !nl_record_is_null (self, i)) {
      g_autofree char *reference
          = g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_int64 (self, i));

      json_builder_add_string_value (builder, reference);
    } else {
      add_field (builder, self, i, field);
    }
  }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
