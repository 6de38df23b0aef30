/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-shortcuts.h"

/**
 * nl_shortcuts_dialog_new:
 *
 * Lists what keys do, and which way “back” is. Unlike a GtkShortcutsWindow it fits a narrow window, and always begins with
 * what is most general.
 *
 * Returns: (transfer full): a dialog; present it
 */
AdwDialog *
nl_shortcuts_dialog_new (void)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ai/ninjalead/NinjaLead/ui/nl-shortcuts.ui");

  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    gtk_shortcut_label_set_accelerator (
        GTK_SHORTCUT_LABEL (gtk_builder_get_object (builder, "back")), "<Alt>Right");
  return g_object_ref (ADW_DIALOG (gtk_builder_get_object (builder, "shortcuts")));
}
