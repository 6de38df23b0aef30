/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-about.h"

#include <glib/gi18n-lib.h>
#include <libdex.h>
#include <sqlite3.h>

#include "base/nl-language.h"
#include "nl-config.h"
#include "store/nl-migrations.h"

static void
add_version (GString *info, const char *name, guint major, guint minor, guint micro)
{
  g_string_append_printf (info, "%s %u.%u.%u\n", name, major, minor, micro);
}

/**
 * nl_about_dup_debug_info:
 * @folder: where the workspace is
 *
 * Says what somebody needs to know to help: versions and surroundings. Nothing in it is personal: a
 * home folder has the name of its owner, so it is written as "~".
 *
 * Returns: (transfer full): a text, in English
 */
char *
nl_about_dup_debug_info (const char *folder)
{
  GString *info = g_string_new ("NinjaLead " NL_VERSION "\n\n");
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);
  gboolean is_in_home
      = g_str_has_prefix (folder, home) && (folder[length] == '/' || folder[length] == '\0');

  add_version (info, "GTK", gtk_get_major_version (), gtk_get_minor_version (),
               gtk_get_micro_version ());
  add_version (info, "libadwaita", adw_get_major_version (), adw_get_minor_version (),
               adw_get_micro_version ());
  add_version (info, "GLib", glib_major_version, glib_minor_version, glib_micro_version);
  add_version (info, "libdex (built with)", DEX_MAJOR_VERSION, DEX_MINOR_VERSION,
               DEX_MICRO_VERSION);
  g_string_append_printf (info, "SQLite %s\n\n", sqlite3_libversion ());
  g_string_append_printf (info, "System: %s\n", system != NULL ? system : "not known");
  g_string_append_printf (info, "Desktop: %s\n",
                          g_getenv ("XDG_CURRENT_DESKTOP") != NULL
                              ? g_getenv ("XDG_CURRENT_DESKTOP")
                              : "not known");
  g_string_append_printf (info, "Display: %s\n",
                          gdk_display_get_default () != NULL
                              ? G_OBJECT_TYPE_NAME (gdk_display_get_default ())
                              : "none");
  g_string_append_printf (info, "Language: %s\n", nl_language_get_ui ());
  g_string_append_printf (info, "Schema version: %d\n", nl_migrations_get_latest ());
  g_string_append_printf (info, "Data folder: %s%s\n", is_in_home ? "~" : "",
                          is_in_home ? folder + length : folder);
  return g_string_free (info, FALSE);
}

/**
 * nl_about_dialog_new:
 * @folder: where the workspace is
 *
 * Returns: (transfer none): a dialog; present it
 */
AdwDialog *
nl_about_dialog_new (const char *folder)
{
  AdwAboutDialog *dialog = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
  g_autofree char *info = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  info = nl_about_dup_debug_info (folder);
  adw_about_dialog_set_application_name (dialog, _ ("NinjaLead"));
  adw_about_dialog_set_application_icon (dialog, NL_APPLICATION_ID);
  adw_about_dialog_set_version (dialog, NL_VERSION);
  adw_about_dialog_set_developer_name (dialog, _ ("The NinjaLead authors"));
  adw_about_dialog_set_comments (
      dialog, _ ("A workbench for people who sell online: customers, segments, personas and "
                 "campaigns, all on this computer."));
  adw_about_dialog_set_website (dialog, "https://ninjalead.ai");
  adw_about_dialog_set_license_type (dialog, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_copyright (dialog, "© 2026 The NinjaLead authors");
  /* Translators: your name, as the translator. */
  adw_about_dialog_set_translator_credits (dialog, _ ("translator-credits"));
  adw_about_dialog_set_debug_info (dialog, info);
  adw_about_dialog_set_debug_info_filename (dialog, "ninjalead-debug-info.txt");
  return ADW_DIALOG (dialog);
}
