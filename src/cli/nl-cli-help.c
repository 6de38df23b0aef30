/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli-help.h"

#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"

static const NlCliCommand *const commands[] = {
  nl_cli_shop_commands,    nl_cli_customer_commands, nl_cli_order_commands,
  nl_cli_segment_commands, nl_cli_persona_commands,  nl_cli_campaign_commands,
  nl_cli_job_commands,     nl_cli_secret_commands,   nl_cli_provider_commands,
  nl_cli_usage_commands,   nl_cli_backup_commands,   nl_cli_workspace_commands,
};

/**
 * nl_cli_find_command:
 * @words: (array zero-terminated=1): what was typed
 * @n_words: (out): how many of them are the command's name
 *
 * Returns: (transfer none) (nullable): the command that @words begin with
 */
const NlCliCommand *
nl_cli_find_command (const char *const *words, guint *n_words)
{
  for (gsize i = 0; words[0] != NULL && i < G_N_ELEMENTS (commands); i++) {
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++) {
      if (!g_str_equal (command->noun, words[0])
          || (command->verb != NULL && g_strcmp0 (command->verb, words[1]) != 0))
        continue;
      *n_words = command->verb != NULL ? 2 : 1;
      return command;
    }
  }
  return NULL;
}

/**
 * nl_cli_has_noun:
 * @word: (nullable): a word
 *
 * Returns: whether commands begin with @word
 */
gboolean
nl_cli_has_noun (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++)
      if (g_strcmp0 (command->noun, word) == 0)
        return TRUE;
  return FALSE;
}

static char *
dup_name (const NlCliCommand *command)
{
  return g_strjoin (" ", command->noun, command->verb, NULL);
}

static gboolean
is_wanted (const NlCliCommand *command, const char *noun, const NlCliCommand *only)
{
  if (only != NULL)
    return command == only;
  return noun == NULL || g_str_equal (command->noun, noun);
}

/**
 * nl_cli_describe_usage:
 * @noun: (nullable): what the commands are about; %NULL for everything
 * @only: (nullable): a single command
 *
 * Returns: (transfer full): how to call the commands
 */
char *
nl_cli_describe_usage (const char *noun, const NlCliCommand *only)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (only == NULL)
    g_string_append_printf (
        text, "%s\n\n", _ ("Usage: ninjalead-cli [--data-dir DIR] [--json] [--quiet] COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++) {
      g_autofree char *name = dup_name (command);
      g_autofree char *line
          = g_strconcat (name, command->usage[0] != '\0' ? " " : "", command->usage, NULL);
      g_autofree char *full = g_strconcat ("ninjalead-cli ", line, NULL);

      if (!is_wanted (command, noun, only))
        continue;
      if (only != NULL)
        g_string_append_printf (text, _ ("Usage: %s\n"), full);
      else
        g_string_append_printf (text, "  %s\n", line);
    }
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * nl_cli_print_usage:
 * @cli: the command line
 * @noun: (nullable): what the commands are about; %NULL for everything
 * @only: (nullable): a single command
 *
 * Prints how to call the commands: as JSON, an array of their names and words.
 */
void
nl_cli_print_usage (NlCli *cli, const char *noun, const NlCliCommand *only)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!cli->json) {
    g_autofree char *text = nl_cli_describe_usage (noun, only);

    g_print ("%s", text);
    return;
  }
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++) {
      g_autofree char *name = dup_name (command);

      if (!is_wanted (command, noun, only))
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "command");
      json_builder_add_string_value (builder, name);
      json_builder_set_member_name (builder, "usage");
      json_builder_add_string_value (builder, command->usage);
      json_builder_end_object (builder);
    }
  }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  nl_cli_print_json (cli, node);
}
