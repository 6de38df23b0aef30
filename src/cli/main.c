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

static void
print_usage (void)
{
  g_printerr ("%s\n\n", _ ("Usage: ninjalead-cli [--data-dir DIR] [--json] [--quiet] COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    for (const NlCliCommand *command = commands[i]; command->noun != NULL; command++)
      g_printerr ("  %s%s%s %s\n", command->noun, command->verb != NULL ? " " : "",
                  command->verb != NULL ? command->verb : "", command->usage);
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

  if (nl_future_wait (nl_fiber_spawn_named (run->command->noun, STACK_SIZE, run_fiber, run, NULL),
                      &error))
    return EXIT_SUCCESS;
  g_printerr ("%s\n", error->message);
  if (error->domain != NL_CLI_ERROR)
    return STATUS_FAILED;
  g_printerr (_ ("Usage: %s\n"), run->command->usage);
  return STATUS_USAGE;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  char **words;
  Run run = { 0 };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, NL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  dex_init ();
  nl_log_start (NULL);

  arguments = g_strdupv (argv);
  if (!parse_globals (&run, &arguments, &error)) {
    g_printerr ("%s\n", error->message);
    return STATUS_USAGE;
  }
  words = arguments + 1;
  run.command = find_command (&words);
  if (run.command == NULL) {
    print_usage ();
    return STATUS_USAGE;
  }
  run.words = words;
  if (run.cli.data_dir == NULL)
    run.cli.data_dir = default_data_dir ();

  status = run_command (&run);
  g_clear_object (&run.cli.store);
  g_free (run.cli.data_dir);
  nl_log_stop ();
  return status;
}
