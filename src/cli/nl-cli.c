/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cli/nl-cli-output.h"

G_DEFINE_QUARK (nl-cli-error-quark, nl_cli_error)

/**
 * nl_cli_open:
 * @self: the command line
 * @error: return location
 *
 * Opens the workspace, once.
 *
 * Returns: whether it is open
 */
gboolean
nl_cli_open (NlCli *self, GError **error)
{
  if (self->store == NULL)
    self->store = dex_await_object (nl_store_open (self->data_dir), error);
  return self->store != NULL;
}

/* What follows a “--” is no option; GOption leaves it there when that begins with a dash. */
static void
remove_separator (char **words)
{
  for (; *words != NULL; words++) {
    if (!g_str_equal (*words, "--"))
      continue;
    g_free (*words);
    do
      words[0] = words[1];
    while (*words++ != NULL);
    return;
  }
}

/**
 * nl_cli_parse:
 * @words: (inout) (array zero-terminated=1): a command's words, without the command; gets the ones
 *   that are no options
 * @options: (nullable): its options
 * @n_words: how many words must be left; -1 for any
 * @error: return location for an %NL_CLI_ERROR
 *
 * Reads the options of a command.
 *
 * Returns: whether the words make sense
 */
gboolean
nl_cli_parse (char ***words, const GOptionEntry *options, int n_words, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) failure = NULL;

  /* GOption takes the first word for the program's name. */
  g_strv_builder_add (builder, "ninjalead-cli");
  g_strv_builder_addv (builder, (const char **) *words);
  arguments = g_strv_builder_end (builder);
  g_option_context_set_help_enabled (context, FALSE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse_strv (context, &arguments, &failure)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, failure->message);
    return FALSE;
  }
  remove_separator (arguments);
  g_strfreev (*words);
  *words = g_strdupv (arguments + 1);
  if (n_words >= 0 && g_strv_length (*words) != (guint) n_words) {
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 ngettext ("Expected %d word after the command, got %u.",
                           "Expected %d words after the command, got %u.", (gulong) n_words),
                 n_words, g_strv_length (*words));
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_cli_check_text:
 * @word: a word of a command that is no file's name
 * @error: return location for an %NL_CLI_ERROR
 *
 * Returns: whether @word is text
 */
gboolean
nl_cli_check_text (const char *word, GError **error)
{
  if (g_utf8_validate (word, -1, NULL))
    return TRUE;
  g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                       _ ("A word of the command is not valid UTF-8."));
  return FALSE;
}

static NlQuery *
query_by_name (GType type, gint64 shop_id, const char *text)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);
  NlQuery *query = nl_query_new (type);
  g_autoptr (GArray) values = nl_value_array_new ();
  NlValue name = nl_value_text (text);
  NlValue id = nl_value_int64 (g_ascii_strtoll (text, NULL, 10));
  guint shop_field;

  g_array_append_val (values, name);
  g_array_append_val (values, id);
  nl_query_where_sql (query, "name = ? COLLATE NOCASE OR id = ?", values);
  if (shop_id != 0 && nl_record_description_find (description, "shop-id", &shop_field) != NULL)
    nl_query_where_int64 (query, shop_field, shop_id);
  return query;
}

/**
 * nl_cli_find:
 * @self: the command line, with its workspace open
 * @type: a record type with a name
 * @shop_id: the shop it belongs to; 0 for any
 * @name_or_id: a unique name, in any case, or an id
 * @error: return location
 *
 * Returns: (transfer full): the record
 */
NlRecord *
nl_cli_find (NlCli *self, GType type, gint64 shop_id, const char *name_or_id, GError **error)
{
  const char *noun = _ (nl_record_type_get_description (type)->noun);
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (GListModel) found = NULL;

  if (!nl_cli_check_text (name_or_id, error))
    return NULL;
  query = query_by_name (type, shop_id, name_or_id);
  found = dex_await_object (nl_store_list (self->store, query), error);
  if (found == NULL)
    return NULL;
  if (g_list_model_get_n_items (found) == 1)
    return g_list_model_get_item (found, 0);
  if (g_list_model_get_n_items (found) == 0)
    /* Translators: a kind of record such as “shop”, then a name. */
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND, _ ("There is no %s “%s”."), noun,
                 name_or_id);
  else
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                 _ ("There is more than one %s “%s”: give its id instead."), noun, name_or_id);
  return NULL;
}

/**
 * nl_cli_find_shop:
 * @self: the command line, with its workspace open
 * @name_or_id: (nullable): a shop; %NULL takes the only one there is
 * @error: return location
 *
 * Returns: (transfer full): the shop
 */
NlShop *
nl_cli_find_shop (NlCli *self, const char *name_or_id, GError **error)
{
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (GListModel) shops = NULL;

  if (name_or_id != NULL)
    return (NlShop *) nl_cli_find (self, NL_TYPE_SHOP, 0, name_or_id, error);

  query = nl_query_new (NL_TYPE_SHOP);
  shops = dex_await_object (nl_store_list (self->store, query), error);
  if (shops == NULL)
    return NULL;
  if (g_list_model_get_n_items (shops) == 1)
    return g_list_model_get_item (shops, 0);
  if (g_list_model_get_n_items (shops) == 0)
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                         _ ("There is no shop yet. Add one: ninjalead-cli shop add NAME"));
  else
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("There are several shops: say which one with --shop."));
  return NULL;
}

/**
 * nl_cli_remove:
 * @self: the command line, with its workspace open
 * @record: a stored record
 * @error: return location
 *
 * Deletes @record and says so.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_cli_remove (NlCli *self, NlRecord *record, GError **error)
{
  if (!dex_await (nl_store_delete (self->store, G_OBJECT_TYPE (record), nl_record_get_id (record)),
                  error))
    return FALSE;
  nl_cli_print_record (self, record);
  return TRUE;
}

static void
show_progress (NlOperation *operation)
{
  if (nl_operation_get_state (operation) == NL_OPERATION_RUNNING)
    g_printerr ("\r%s %3.0f %%", nl_operation_get_title (operation),
                MAX (nl_operation_get_fraction (operation), 0) * 100);
  else
    g_printerr ("\r\033[K");
}

/**
 * nl_cli_operation_new:
 * @self: the command line
 * @title: what is being done, translated
 *
 * Returns: (transfer full): an operation whose progress shows on a terminal
 */
NlOperation *
nl_cli_operation_new (NlCli *self, const char *title)
{
  NlOperation *operation = nl_operation_new (title);

  if (!self->quiet && isatty (STDERR_FILENO)) {
    g_signal_connect (operation, "notify::fraction", G_CALLBACK (show_progress), NULL);
    g_signal_connect (operation, "notify::state", G_CALLBACK (show_progress), NULL);
  }
  return operation;
}
