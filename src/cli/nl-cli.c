/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/nl-cli-output.h"

G_DEFINE_QUARK (nl-cli-error-quark, nl_cli_error)

/**
 * nl_cli_clear:
 * @self: the command line
 *
 * Frees what a command left in @self.
 */
void
nl_cli_clear (NlCli *self)
{
  nl_cli_end_operation (self);
  g_clear_object (&self->shop);
  g_clear_object (&self->store);
  g_clear_pointer (&self->shop_name, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->data_dir, g_free);
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

static gboolean
parse (NlCli *self, GOptionContext *context, const GOptionEntry *options, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) failure = NULL;

  /* GOption takes the first word for the program's name. */
  g_strv_builder_add (builder, "ninjalead-cli");
  g_strv_builder_addv (builder, (const char **) self->words);
  arguments = g_strv_builder_end (builder);
  g_option_context_set_help_enabled (context, FALSE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse_strv (context, &arguments, &failure)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, failure->message);
    return FALSE;
  }
  remove_separator (arguments);
  g_strfreev (self->words);
  self->words = g_strdupv (arguments + 1);
  return TRUE;
}

static gboolean
check_n_words (NlCli *self, int n_words, GError **error)
{
  if (n_words < 0 || g_strv_length (self->words) == (guint) n_words)
    return TRUE;
  g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
               ngettext ("Expected %d word after the command, got %u.",
                         "Expected %d words after the command, got %u.", (gulong) n_words),
               n_words, g_strv_length (self->words));
  return FALSE;
}

/**
 * nl_cli_parse:
 * @self: the command line; its words become those that are no options
 * @options: (nullable): the command's options
 * @n_words: how many words must be left; -1 for any
 * @error: return location for an %NL_CLI_ERROR
 *
 * Reads the options of a command.
 *
 * Returns: whether the words make sense
 */
gboolean
nl_cli_parse (NlCli *self, const GOptionEntry *options, int n_words, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  return parse (self, context, options, error) && check_n_words (self, n_words, error);
}

/**
 * nl_cli_parse_with_shop:
 * @self: the command line
 * @options: (nullable): the command's options besides `--shop`
 * @n_words: how many words must be left; -1 for any
 * @error: return location for an %NL_CLI_ERROR
 *
 * Like nl_cli_parse(), for a command within a shop: nl_cli_open_shop() comes next.
 *
 * Returns: whether the words make sense
 */
gboolean
nl_cli_parse_with_shop (NlCli *self, const GOptionEntry *options, int n_words, GError **error)
{
  const GOptionEntry shop[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self->shop_name, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, shop, NULL);
  return parse (self, context, options, error) && check_n_words (self, n_words, error);
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

/**
 * nl_cli_open:
 * @self: the command line
 * @error: return location
 *
 * Opens the workspace.
 *
 * Returns: whether it is open
 */
gboolean
nl_cli_open (NlCli *self, GError **error)
{
  self->store = dex_await_object (nl_store_open (self->data_dir), error);
  return self->store != NULL;
}

static NlShop *
find_only_shop (NlCli *self, GError **error)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GListModel) shops = dex_await_object (nl_store_list (self->store, query), error);

  if (shops == NULL)
    return NULL;
  if (g_list_model_get_n_items (shops) == 1)
    return g_list_model_get_item (shops, 0);
  if (g_list_model_get_n_items (shops) == 0)
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("There is no shop yet. Add one: ninjalead-cli shop add NAME"));
  else
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("There are several shops: say which one with --shop."));
  return NULL;
}

/**
 * nl_cli_open_shop:
 * @self: the command line, after nl_cli_parse_with_shop()
 * @error: return location
 *
 * Opens the workspace, and looks for the shop that `--shop` says; without it, for the only one
 * there is.
 *
 * Returns: whether both are there
 */
gboolean
nl_cli_open_shop (NlCli *self, GError **error)
{
  if (!nl_cli_open (self, error))
    return FALSE;
  self->shop = self->shop_name != NULL
                   ? (NlShop *) nl_cli_find (self, NL_TYPE_SHOP, self->shop_name, error)
                   : find_only_shop (self, error);
  return self->shop != NULL;
}

/**
 * nl_cli_get_shop_id:
 * @self: the command line
 *
 * Returns: the id of the shop that nl_cli_open_shop() found; 0 without one
 */
gint64
nl_cli_get_shop_id (NlCli *self)
{
  return self->shop != NULL ? nl_record_get_id (NL_RECORD (self->shop)) : 0;
}

/**
 * nl_cli_pick:
 * @self: the command line, with its workspace open
 * @type: a record type
 * @condition: SQL from our own code, with a `?`
 * @word: how the user calls the record: the value for the `?`
 * @error: return location
 *
 * Returns: (transfer full): the one record that @condition leaves, of the shop if one was opened
 */
NlRecord *
nl_cli_pick (NlCli *self, GType type, const char *condition, const char *word, GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);
  g_autoptr (NlQuery) query = nl_query_new (type);
  g_autoptr (GArray) values = nl_value_array_new ();
  g_autoptr (GListModel) found = NULL;
  NlValue value = nl_value_text (word);
  guint shop_field;

  g_array_append_val (values, value);
  nl_query_where_sql (query, condition, values);
  if (self->shop != NULL
      && nl_record_description_find (description, "shop-id", &shop_field) != NULL)
    nl_query_where_int64 (query, shop_field, nl_cli_get_shop_id (self));
  found = dex_await_object (nl_store_list (self->store, query), error);
  if (found == NULL)
    return NULL;
  if (g_list_model_get_n_items (found) == 1)
    return g_list_model_get_item (found, 0);
  if (g_list_model_get_n_items (found) == 0)
    /* Translators: a kind of record such as “shop”, a name, and the same kind as it is called in a
     * command. */
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no %s “%s”. See what there is: ninjalead-cli %s list"),
                 _ (description->noun), word, description->noun);
  else
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_AMBIGUOUS,
                 _ ("There is more than one %s “%s”: give its id instead."), _ (description->noun),
                 word);
  return NULL;
}

/**
 * nl_cli_find:
 * @self: the command line, with its workspace open
 * @type: a record type with a name
 * @name_or_id: a name, as it is written; else a unique one but for case and accents; or an id
 * @error: return location
 *
 * Returns: (transfer full): the record, of the shop if one was opened
 */
NlRecord *
nl_cli_find (NlCli *self, GType type, const char *name_or_id, GError **error)
{
  static const char *const conditions[]
      = { "name = ? COLLATE BINARY", "id = ?", "nl_fold (name) = nl_fold (?)" };

  if (!nl_cli_check_text (name_or_id, error))
    return NULL;
  for (gsize i = 0;; i++) {
    g_autoptr (GError) failure = NULL;
    NlRecord *record = nl_cli_pick (self, type, conditions[i], name_or_id, &failure);

    if (record != NULL)
      return record;
    if (i < G_N_ELEMENTS (conditions) - 1
        && g_error_matches (failure, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
      continue;
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
}

/**
 * nl_cli_show:
 * @self: the command line, with its workspace open
 * @type: a record type with a name
 * @error: return location
 *
 * Prints the record that the command's word names.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_cli_show (NlCli *self, GType type, GError **error)
{
  g_autoptr (NlRecord) record = nl_cli_find (self, type, self->words[0], error);

  if (record == NULL)
    return FALSE;
  nl_cli_print_record (self, record);
  return TRUE;
}

/**
 * nl_cli_remove:
 * @self: the command line, with its workspace open
 * @type: a record type with a name
 * @error: return location
 *
 * Deletes the record that the command's word names, and says so.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_cli_remove (NlCli *self, GType type, GError **error)
{
  g_autoptr (NlRecord) record = nl_cli_find (self, type, self->words[0], error);

  if (record == NULL
      || !dex_await (nl_store_delete (self->store, type, nl_record_get_id (record)), error))
    return FALSE;
  nl_cli_confirm_record (self, record);
  return TRUE;
}

static void
clear_line (void)
{
  fputs ("\r\033[K", stderr);
  fflush (stderr);
}

static void
show_progress (NlOperation *operation)
{
  double fraction = nl_operation_get_fraction (operation);

  clear_line ();
  if (fraction < 0)
    g_printerr ("%s…", nl_operation_get_title (operation));
  else
    g_printerr ("%s… %.0f %%", nl_operation_get_title (operation), fraction * 100);
}

static gboolean
cancel (NlCli *self, int number)
{
  self->signal = number;
  nl_operation_cancel (self->operation);
  /* A second signal ends the program at once. */
  self->signal_sources[number == SIGTERM] = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
interrupted_cb (gpointer data)
{
  return cancel (data, SIGINT);
}

static gboolean
terminated_cb (gpointer data)
{
  return cancel (data, SIGTERM);
}

/**
 * nl_cli_begin_operation:
 * @self: the command line
 * @title: what is being done, translated
 *
 * Returns: (transfer none): an operation whose progress shows on a terminal, and which Ctrl+C
 *   cancels
 */
NlOperation *
nl_cli_begin_operation (NlCli *self, const char *title)
{
  g_return_val_if_fail (self->operation == NULL, self->operation);

  self->operation = nl_operation_new (title);
  self->signal_sources[0] = g_unix_signal_add (SIGINT, interrupted_cb, self);
  self->signal_sources[1] = g_unix_signal_add (SIGTERM, terminated_cb, self);
  self->shows_progress = !self->quiet && isatty (STDERR_FILENO);
  if (self->shows_progress) {
    g_signal_connect (self->operation, "notify::fraction", G_CALLBACK (show_progress), NULL);
    show_progress (self->operation);
  }
  return self->operation;
}

/**
 * nl_cli_end_operation:
 * @self: the command line
 *
 * Takes the progress off the terminal, if there is one: what is printed next begins a line.
 */
void
nl_cli_end_operation (NlCli *self)
{
  if (self->operation == NULL)
    return;
  if (self->shows_progress) {
    g_signal_handlers_disconnect_by_func (self->operation, show_progress, NULL);
    clear_line ();
  }
  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_object (&self->operation);
}
