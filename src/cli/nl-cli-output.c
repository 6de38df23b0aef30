/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli-output.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-format.h"
#include "base/nl-money.h"
#include "store/nl-json.h"
#include "store/nl-record-json.h"

/**
 * nl_cli_print_json:
 * @cli: the command line
 * @node: a JSON value
 *
 * Prints @node as the one line of a command's output.
 */
void
nl_cli_print_json (NlCli *cli, JsonNode *node)
{
  g_autofree char *text = nl_json_to_text (node);

  nl_cli_end_operation (cli);
  g_print ("%s\n", text);
}

/**
 * nl_cli_confirms:
 * @cli: the command line
 *
 * Returns: whether to say what was done, as opposed to what was asked for
 */
gboolean
nl_cli_confirms (NlCli *cli)
{
  return cli->json || !cli->quiet;
}

/* The currency of a record's amounts: its own, else its shop's. */
static const char *
get_currency (NlCli *cli, NlRecord *record)
{
  guint field;

  if (nl_record_description_find (nl_record_get_description (record), "currency", &field) != NULL)
    return nl_record_get_text (record, field);
  return cli->shop != NULL ? nl_record_get_text (NL_RECORD (cli->shop), NL_SHOP_CURRENCY) : NULL;
}

static char *
dup_amount (NlCli *cli, NlRecord *record, guint index)
{
  const char *currency = get_currency (cli, record);
  g_autofree char *decimal = NULL;

  g_return_val_if_fail (currency != NULL, NULL);
  decimal = nl_money_to_decimal (nl_record_get_int64 (record, index), currency);
  return g_strconcat (decimal, " ", currency, NULL);
}

static char *
dup_json_scalar (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  return nl_json_to_text (node);
}

/* What is in an object, each on a line of its own. */
static char *
dup_json_object (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  GString *lines = g_string_new (NULL);

  for (GList *name = names; name != NULL; name = name->next) {
    g_autofree char *value = dup_json_scalar (json_object_get_member (object, name->data));

    if (*value != '\0')
      g_string_append_printf (lines, "\n%s: %s", (char *) name->data, value);
  }
  return g_string_free_and_steal (lines);
}

/* One of a list, on one line: what it says, or, without a text, all there is of it. */
static char *
dup_json_element (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *text = object != NULL ? json_object_get_member (object, "text") : NULL;
  g_autofree char *members = NULL;
  g_auto (GStrv) lines = NULL;

  if (text != NULL && json_node_get_value_type (text) == G_TYPE_STRING)
    return json_node_dup_string (text);
  if (object == NULL)
    return dup_json_scalar (node);
  members = dup_json_object (object);
  lines = g_strsplit (*members != '\0' ? members + 1 : members, "\n", -1);
  return g_strjoinv (", ", lines);
}

/* JSON is for programs; people get lines. What was computed is for programs only. */
static char *
dup_json (NlRecord *record, guint index)
{
  const NlField *field = &nl_record_get_description (record)->fields[index];
  g_autoptr (JsonNode) node = nl_record_dup_json (record, index);
  GString *lines;

  if (node == NULL || (field->flags & NL_FIELD_DERIVED) != 0)
    return g_strdup ("");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return dup_json_object (json_node_get_object (node));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return dup_json_scalar (node);
  lines = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    g_autofree char *element
        = dup_json_element (json_array_get_element (json_node_get_array (node), i));

    g_string_append_printf (lines, "\n%s", element);
  }
  return g_string_free_and_steal (lines);
}

static char *
dup_value (NlCli *cli, NlRecord *record, guint index)
{
  const NlField *field = &nl_record_get_description (record)->fields[index];

  if (nl_record_is_null (record, index))
    return g_strdup ("");
  switch (field->type) {
  case NL_FIELD_TYPE_TEXT:
    return g_strdup (nl_record_get_text (record, index));
  case NL_FIELD_TYPE_JSON:
    return dup_json (record, index);
  case NL_FIELD_TYPE_STRV:
    return g_strjoinv (", ", (char **) nl_record_get_strv (record, index));
  case NL_FIELD_TYPE_BOOLEAN:
    return g_strdup (nl_record_get_boolean (record, index) ? "yes" : "no");
  case NL_FIELD_TYPE_DOUBLE:
    return g_strdup_printf ("%g", nl_record_get_double (record, index));
  case NL_FIELD_TYPE_INT64:
    if ((field->flags & NL_FIELD_TIME) != 0)
      return nl_date_format (nl_record_get_int64 (record, index), "UTC", NULL, NL_DATE_MEDIUM_TIME);
    if ((field->flags & NL_FIELD_MONEY) != 0)
      return dup_amount (cli, record, index);
    return g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_int64 (record, index));
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_cli_print_record:
 * @cli: the command line
 * @record: a record
 *
 * Prints a record: as JSON, or with a line for each field that holds something. Further lines of a
 * text, and those of a list, are indented, so that none of them looks like a field.
 */
void
nl_cli_print_record (NlCli *cli, NlRecord *record)
{
  const NlRecordDescription *description = nl_record_get_description (record);

  if (cli->json) {
    g_autoptr (JsonNode) node = nl_record_to_json (record);

    nl_cli_print_json (cli, node);
    return;
  }
  nl_cli_end_operation (cli);
  g_print ("id: %" G_GINT64_FORMAT "\n", nl_record_get_id (record));
  for (guint i = 0; i < description->n_fields; i++) {
    g_autofree char *column = nl_field_dup_column (&description->fields[i]);
    g_autofree char *value = dup_value (cli, record, i);

    if (value[0] != '\0') {
      g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
      g_autofree char *indented = g_strjoinv ("\n  ", lines);

      g_print ("%s:%s%s\n", column, *indented == '\n' ? "" : " ", indented);
    }
  }
}

/**
 * nl_cli_confirm_record:
 * @cli: the command line
 * @record: a record that was added, changed or deleted
 *
 * Prints @record as nl_cli_print_record() does, unless nobody wants to know.
 */
void
nl_cli_confirm_record (NlCli *cli, NlRecord *record)
{
  if (nl_cli_confirms (cli))
    nl_cli_print_record (cli, record);
}

static void
print_json_list (NlCli *cli, GListModel *records)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++) {
    g_autoptr (NlRecord) record = g_list_model_get_item (records, i);

    json_array_add_element (array, nl_record_to_json (record));
  }
  node = json_node_init_array (json_node_alloc (), array);
  nl_cli_print_json (cli, node);
}

/**
 * nl_cli_print_records:
 * @cli: the command line
 * @records: a model of #NlRecord
 * @fields: (array length=n_fields): which fields a line shows after the id
 * @n_fields: how many
 *
 * Prints records: as a JSON array, or a line each, with tabs between the fields.
 */
void
nl_cli_print_records (NlCli *cli, GListModel *records, const guint *fields, guint n_fields)
{
  if (cli->json) {
    print_json_list (cli, records);
    return;
  }
  nl_cli_end_operation (cli);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++) {
    g_autoptr (NlRecord) record = g_list_model_get_item (records, i);

    g_print ("%" G_GINT64_FORMAT, nl_record_get_id (record));
    for (guint j = 0; j < n_fields; j++) {
      g_autofree char *value = dup_value (cli, record, fields[j]);

      g_print ("\t%s", g_strdelimit (value, "\t\n", ' '));
    }
    g_print ("\n");
  }
}

/**
 * nl_cli_print_number:
 * @cli: the command line
 * @name: its name in JSON
 * @number: a number
 *
 * Prints a number that is a command's whole answer.
 */
void
nl_cli_print_number (NlCli *cli, const char *name, gint64 number)
{
  nl_cli_end_operation (cli);
  if (cli->json)
    g_print ("{\"%s\":%" G_GINT64_FORMAT "}\n", name, number);
  else
    g_print ("%" G_GINT64_FORMAT "\n", number);
}

/**
 * nl_cli_print_text:
 * @cli: the command line
 * @name: its name in JSON
 * @text: a text
 *
 * Prints a text that is a command's whole answer.
 */
void
nl_cli_print_text (NlCli *cli, const char *name, const char *text)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;

  nl_cli_end_operation (cli);
  if (!cli->json) {
    g_print ("%s\n", text);
    return;
  }
  object = json_object_new ();
  json_object_set_string_member (object, name, text);
  node = json_node_init_object (json_node_alloc (), object);
  nl_cli_print_json (cli, node);
}
