/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli-ask.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/nl-cli.h"

/**
 * nl_cli_ask:
 * @question: what is to be decided, translated
 * @declined: what to say after a no, translated
 * @error: return location for %NL_CLI_ERROR_USAGE when nobody can be asked, and
 *   %G_IO_ERROR_CANCELLED after a no
 *
 * Asks on the terminal, in the user's language: yes or no, and anything else is no.
 *
 * Returns: whether the answer was yes
 */
gboolean
nl_cli_ask (const char *question, const char *declined, GError **error)
{
  char answer[64];

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO)) {
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 /* Translators: a question. */
                 _ ("%s Nobody can be asked here: say --yes."), question);
    return FALSE;
  }
  /* Translators: a question, then the letters for yes and no; no is the answer that Enter gives. */
  g_printerr (_ ("%s [y/N] "), question);
  if (fgets (answer, sizeof answer, stdin) != NULL && rpmatch (answer) == 1)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, declined);
  return FALSE;
}
