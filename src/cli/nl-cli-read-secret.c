/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/nl-cli.h"

/* A key is longer than this only by mistake. */
#define MAX_LINE (16 * 1024)

/* Nobody should see a key that is typed. Returns whether the terminal was changed. */
static gboolean
hide_typing (int fd, struct termios *before)
{
  struct termios after;

  if (!isatty (fd) || tcgetattr (fd, before) != 0)
    return FALSE;
  after = *before;
  after.c_lflag &= ~(tcflag_t) ECHO;
  return tcsetattr (fd, TCSAFLUSH, &after) == 0;
}

/* Byte by byte: what comes after the line is for others, and nothing stays in a buffer. */
static void
read_line (int fd, char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size - 1) {
    gssize n = read (fd, buffer + length, 1);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0 || buffer[length] == '\n')
      break;
    length++;
  }
  buffer[length] = '\0';
  buffer[strcspn (buffer, "\r")] = '\0';
}

/**
 * nl_cli_read_secret:
 * @fd: a file descriptor; 0 is the standard input
 * @error: return location for an %NL_CLI_ERROR
 *
 * Reads a key or a password: the first line, without its end. On a terminal it asks for it, and
 * does not show it. Wipe it when it was used.
 *
 * Returns: (transfer full) (nullable): the secret
 */
char *
nl_cli_read_secret (int fd, GError **error)
{
  char *buffer = g_malloc0 (MAX_LINE + 2);
  struct termios before;
  gboolean hidden = hide_typing (fd, &before);

  if (hidden)
    g_printerr ("%s ", _ ("The secret (it does not show while you type):"));
  read_line (fd, buffer, MAX_LINE + 2);
  if (hidden) {
    tcsetattr (fd, TCSAFLUSH, &before);
    g_printerr ("\n");
  }
  if (*buffer != '\0')
    return buffer;
  g_free (buffer);
  g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                       fd == STDIN_FILENO ? _ ("Give the secret on the standard input.")
                                          : _ ("The file descriptor has no secret to read."));
  return NULL;
}
