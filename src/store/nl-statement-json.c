/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-statement-json.h"

static void
add_time (JsonBuilder *builder, gint64 unix_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (unix_us);
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  json_builder_add_string_value (builder, text);
}

static void
add_text (JsonBuilder *builder, const char *text)
{
  g_autoptr (JsonNode) list = *text == '[' ? json_from_string (text, NULL) : NULL;

  if (list != NULL)
    json_builder_add_value (builder, g_steal_pointer (&list));
  else
    json_builder_add_string_value (builder, text);
}

static void
add_column (JsonBuilder *builder, sqlite3_stmt *row, int column)
{
  const char *name = sqlite3_column_name (row, column);
  gboolean is_id = g_str_equal (name, "id") || g_str_has_suffix (name, "_id");

  json_builder_set_member_name (builder, name);
  switch (sqlite3_column_type (row, column)) {
  case SQLITE_INTEGER:
    if (g_str_has_suffix (name, "_at")) {
      add_time (builder, sqlite3_column_int64 (row, column));
    } else if (is_id) {
      json_builder_add_string_value (builder, (const char *) sqlite3_column_text (row, column));
    } else {
      json_builder_add_int_value (builder, sqlite3_column_int64 (row, column));
    }
    break;
  case SQLITE_FLOAT:
    json_builder_add_double_value (builder, sqlite3_column_double (row, column));
    break;
  case SQLITE_TEXT:
    add_text (builder, (const char *) sqlite3_column_text (row, column));
    break;
  default:
    json_builder_add_null_value (builder);
  }
}

/**
 * nl_statement_add_to_json:
 * @self: a statement on a row
 * @builder: within an object
 *
 * Adds a member for each column of the row, named as the column, whatever columns there are. Times
 * (`…_at`) become ISO 8601, ids strings, because most readers of JSON round numbers past 2⁵³, and
 * lists lists; bytes are left out.
 */
void
nl_statement_add_to_json (NlStatement *self, JsonBuilder *builder)
{
  sqlite3_stmt *row = nl_statement_get_handle (self);

  for (int i = 0; i < sqlite3_column_count (row); i++)
    add_column (builder, row, i);
}
