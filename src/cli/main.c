/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "base/nl-log.h"
#include "cli/nl-cli-help.h"
#include "cli/nl-cli-print.h"
#include "nl-config.h"

#define STATUS_FAILED 1
#define STATUS_USAGE 2
/* A command parses foreign text and formats with ICU: more than a fiber's usual stack. */
#define STACK_SIZE (1024 * 1024)

typedef struct {
  NlCli cli;
  gboolean help;
  gboolean version;
  const NlCliCommand *command;
} Run;

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  GError *error = NULL;
  gboolean done = run->command->func (&run->cli, &error);

  nl_cli_end_operation (&run->cli);
  if (run->cli.store != NULL)
    dex_await (nl_store_close (run->cli.store), NULL);
  return done ? dex_future_new_true () : dex_future_new_for_error (error);
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
    { "version", 0, 0, G_OPTION_ARG_NONE, &run->version, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  /* What follows is the command's own; but the global options may stand there as well. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, options, NULL);
  return g_option_context_parse_strv (context, arguments, error);
}

/* Ends the program as the signal would have, so that a shell's loop ends as well. */
static void
obey_signal (int number)
{
  signal (number, SIG_DFL);
  raise (number);
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
  if (run->cli.signal != 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    obey_signal (run->cli.signal);
  if (!g_error_matches (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE))
    return STATUS_FAILED;
  usage = nl_cli_describe_usage (run->command->noun, run->command);
  g_printerr ("%s", usage);
  return STATUS_USAGE;
}

/* No such command: of a noun that exists, its verbs are shown, else everything. */
static int
complain (char **words)
{
  const char *noun = nl_cli_has_noun (words[0]) ? words[0] : NULL;
  g_autofree char *usage = nl_cli_describe_usage (noun, NULL);

  if (noun != NULL && words[1] == NULL)
    g_printerr (_ ("Say what to do with “%s”.\n"), noun);
  else if (noun != NULL)
    g_printerr (_ ("There is no command “%s %s”.\n"), noun, words[1]);
  else if (words[0] != NULL)
    g_printerr (_ ("There is no command “%s”.\n"), words[0]);
  g_printerr ("%s", usage);
  return STATUS_USAGE;
}

static int
help (Run *run, char **words)
{
  if (run->command == NULL && words[0] != NULL && (words[1] != NULL || !nl_cli_has_noun (words[0])))
    return complain (words);
  nl_cli_print_usage (&run->cli, words[0], run->command);
  return EXIT_SUCCESS;
}

static int
run_words (Run *run, char ***arguments)
{
  g_autoptr (GError) error = NULL;
  char **words;
  guint n_words;

  if (!parse_globals (run, arguments, &error)) {
    g_printerr ("%s\n", error->message);
    return STATUS_USAGE;
  }
  words = *arguments + 1;
  if (g_strcmp0 (words[0], "help") == 0) {
    run->help = TRUE;
    words++;
  }
  run->command = nl_cli_find_command ((const char *const *) words, &n_words);
  if (run->command == NULL && run->version && words[0] == NULL) {
    run->command = nl_cli_find_command ((const char *[]) { "version", NULL }, &n_words);
    n_words = 0;
  }
  if (run->help)
    return help (run, words);
  if (run->command == NULL)
    return complain (words);
  run->cli.words = g_strdupv (words + n_words);
  if (run->cli.data_dir == NULL)
    run->cli.data_dir = default_data_dir ();
  return run_command (run);
}

/* What was printed may be waiting for a disk that is full. */
static int
flush_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  g_printerr (_ ("The answer could not be written: %s\n"), g_strerror (errno));
  return STATUS_FAILED;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = g_strdupv (argv);
  Run run = { 0 };
  int status;

  setlocale (LC_ALL, "");
  /* Where no language is set, as in a cron job, text is UTF-8 nevertheless. */
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, NL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  nl_cli_print_start ();
  dex_init ();
  nl_log_start (NULL);

  status = flush_output (run_words (&run, &arguments));
  nl_cli_clear (&run.cli);
  nl_log_stop ();
  return status;
}
