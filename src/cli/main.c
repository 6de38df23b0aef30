/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "base/nl-log.h"
#include "cli/nl-cli.h"
#include "nl-config.h"

#define STATUS_FAILED 1
#define STATUS_USAGE 2
/* A command parses foreign text and formats with ICU: more than a fiber's usual stack. */
#define STACK_SIZE (1024 * 1024)

static const NlCliCommand *const commands[] = {
  nl_cli_shop_commands,    nl_cli_customer_commands, nl_cli_segment_commands,
  nl_cli_persona_commands, nl_cli_campaign_commands, nl_cli_workspace_commands,
};

typedef struct {
  NlCli cli;
  gboolean help;
  const NlCliCommand *command;
  char **words;
} Run;

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  GError *error = NULL;
  gboolean done = run->command->func (&run->cli, run->words, &error);

  if (run->cli.store != NULL)
    dex_await (nl_store_close (run->cli.store), NULL);
  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static char *
describe_command (const NlCliCommand *command)
{
  g_autofree char *line
      = g_strdup_printf ("%s%s%s %s", command->noun, command->verb != NULL ? " " : "",
                         command->verb != NULL ? command->verb : "", command->usage);

  return g_strchomp (g_steal_pointer (&line));
}

/* Of one command, or of all of them. */
static char *
describe_usage (const NlCliCommand *only)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (only != NULL) {
    g_autofree char *command = describe_command (only);
    g_autofree char *line = g_strconcat ("ninjalead-cli ", command, NULL);

    g_string_append_printf (text, _ ("Usage: %s\n"), line);
    return g_string_free_and_steal (g_steal_pointer (&text));
  }
  g_string_append_printf (text, "%s\n\n",
                          _ ("Usage: ninjalead-cli [--data-dir DIR] [--json] [--quiet] COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++) {
      g_autofree char *line = describe_command (command);

      g_string_append_printf (text, "  %s\n", line);
    }
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const NlCliCommand *
find_command (char ***words)
{
  const char *noun = (*words)[0];
  const char *verb = noun != NULL ? (*words)[1] : NULL;

  for (gsize i = 0; noun != NULL && i < G_N_ELEMENTS (commands); i++) {
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++) {
      if (!g_str_equal (command->noun, noun)
          || (command->verb != NULL && g_strcmp0 (command->verb, verb) != 0))
        continue;
      *words += command->verb != NULL ? 2 : 1;
      return command;
    }
  }
  return NULL;
}

static char *
default_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "ninjalead", "default", NULL);
}

static gboolean
parse_globals (Run *run, char ***arguments, GError **error)
{
  const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &run->cli.data_dir, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &run->cli.json, NULL, NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &run->cli.quiet, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &run->help, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  /* What follows is the command's own; but the global options may stand there as well. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, options, NULL);
  return g_option_context_parse_strv (context, arguments, error);
}

static int
run_command (Run *run)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *usage = NULL;

  if (nl_future_wait (nl_fiber_spawn_named (run->command->noun, STACK_SIZE, run_fiber, run, NULL),
                      &error))
    return EXIT_SUCCESS;
  g_printerr ("%s\n", error->message);
  if (error->domain != NL_CLI_ERROR)
    return STATUS_FAILED;
  usage = describe_usage (run->command);
  g_printerr ("%s", usage);
  return STATUS_USAGE;
}

static int
run_words (Run *run, char ***arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *usage = NULL;

  if (!parse_globals (run, arguments, &error)) {
    g_printerr ("%s\n", error->message);
    return STATUS_USAGE;
  }
  run->words = *arguments + 1;
  if (g_strcmp0 (run->words[0], "help") == 0) {
    run->help = TRUE;
    run->words++;
  }
  run->command = find_command (&run->words);
  if (run->help || run->command == NULL) {
    usage = describe_usage (run->command);
    if (!run->help)
      g_printerr ("%s", usage);
    else
      g_print ("%s", usage);
    return run->help ? EXIT_SUCCESS : STATUS_USAGE;
  }
  if (run->cli.data_dir == NULL)
    run->cli.data_dir = default_data_dir ();
  return run_command (run);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = g_strdupv (argv);
  Run run = { 0 };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, NL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  dex_init ();
  nl_log_start (NULL);

  status = run_words (&run, &arguments);
  g_clear_object (&run.cli.store);
  g_free (run.cli.data_dir);
  nl_log_stop ();
  return status;
}
