/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-source-scheme.h"

#include <adwaita.h>

#define SCHEMES "resource:///ai/ninjalead/NinjaLead/styles/"

/**
 * nl_source_scheme_get:
 *
 * How texts that are edited look, in the light or the dark style that is in use: get it again when
 * that changes. The text itself has the colour of other texts, in high contrast too.
 *
 * Returns: (transfer none) (nullable): the scheme
 */
GtkSourceStyleScheme *
nl_source_scheme_get (void)
{
  static gboolean is_known;
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (!is_known)
    gtk_source_style_scheme_manager_append_search_path (manager, SCHEMES);
  is_known = TRUE;
  return gtk_source_style_scheme_manager_get_scheme (manager,
                                                     dark ? "ninjalead-dark" : "ninjalead");
}
