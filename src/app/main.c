/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <libdex.h>
#include <locale.h>

#include "app/shell/nl-application.h"
#include "base/nl-log.h"
#include "nl-config.h"

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("NINJALEAD_LOCALE_DIR");
  g_autoptr (NlApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : NL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  nl_log_start (NULL);
  dex_init ();

  application = nl_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
