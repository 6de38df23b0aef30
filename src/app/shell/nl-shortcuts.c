/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-shortcuts.h"

#include "app/widgets/nl-steps.h"

#define RESOURCE "/ai/ninjalead/NinjaLead/ui/nl-shortcuts.ui"
#define STEPS_KEY "nl-steps"

/* The dialog while its groups are added. */
typedef struct {
  AdwPreferencesPage *page; /* which has the steps, and is there as long as they are */
  guint n_added;
} Shortcuts;

static const char *const groups[]
    = { "general", "pages", "lists", "customer", "segment", "campaign" };

static gpointer
build (const char *id, GtkBuilder *builder)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_builder_add_objects_from_resource (builder, RESOURCE, (const char *[]) { id, NULL },
                                              &error))
    g_error ("%s", error->message);
  return gtk_builder_get_object (builder, id);
}

static void
add_group (gpointer data)
{
  Shortcuts *self = data;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GObject *back;

  adw_preferences_page_add (self->page, build (groups[self->n_added++], builder));
  back = gtk_builder_get_object (builder, "back");
  if (back != NULL && gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    gtk_shortcut_label_set_accelerator (GTK_SHORTCUT_LABEL (back), "<Alt>Right");
}

static const NlStepFunc steps[]
    = { add_group, add_group, add_group, add_group, add_group, add_group };
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == G_N_ELEMENTS (groups));

/**
 * nl_shortcuts_dialog_new:
 *
 * Lists what keys do, and which way “back” is. Unlike a GtkShortcutsWindow it fits a narrow window,
 * and always begins with what is most general. The lists come in the next turns of the main loop.
 *
 * Returns: (transfer full): a dialog; present it
 */
AdwDialog *
nl_shortcuts_dialog_new (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  AdwDialog *dialog = g_object_ref (ADW_DIALOG (build ("shortcuts", builder)));
  Shortcuts *self = g_new0 (Shortcuts, 1);

  self->page = ADW_PREFERENCES_PAGE (gtk_builder_get_object (builder, "page"));
  g_object_set_data_full (G_OBJECT (self->page), "nl-shortcuts", self, g_free);
  g_object_set_data_full (G_OBJECT (self->page), STEPS_KEY,
                          nl_steps_start (steps, G_N_ELEMENTS (steps), self),
                          (GDestroyNotify) nl_steps_free);
  return dialog;
}
