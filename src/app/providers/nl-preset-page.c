/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-preset-page.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-preset.h"
#include "app/providers/nl-provider-page.h"

#define PRESET "nl-preset"

/**
 * NlPresetPage:
 *
 * Which kind of provider is to be added.
 */
struct _NlPresetPage {
  AdwNavigationPage parent_instance;
  AdwPreferencesGroup *online;
  AdwPreferencesGroup *local;
  NlWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (NlPresetPage, nl_preset_page, ADW_TYPE_NAVIGATION_PAGE)

static void
row_activated_cb (NlPresetPage *self, GtkWidget *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), PRESET);
  g_autoptr (NlProviderAccount) account
      = nl_provider_account_new (nl_provider_preset_find (id), NULL);
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));

  adw_preferences_dialog_push_subpage (dialog, nl_provider_page_new (self->workspace, account));
}

static const char *
describe (const NlProviderPreset *preset)
{
  if (preset->base_url == NULL)
    return preset->is_local ? _ ("Any server of this network that speaks OpenAI’s protocol")
                            : _ ("Any service that speaks OpenAI’s protocol");
  if (preset->is_local)
    return preset->base_url;
  return preset->image_model != NULL ? _ ("Text and pictures") : _ ("Text");
}

static void
add_row (NlPresetPage *self, const NlProviderPreset *preset)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), nl_provider_preset_get_name (preset));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe (preset));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), PRESET, preset->id);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (preset->is_local ? self->local : self->online, row);
}

static void
nl_preset_page_dispose (GObject *object)
{
  NlPresetPage *self = NL_PRESET_PAGE (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PRESET_PAGE);
  G_OBJECT_CLASS (nl_preset_page_parent_class)->dispose (object);
}

static void
nl_preset_page_class_init (NlPresetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_preset_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-preset-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPresetPage, online);
  gtk_widget_class_bind_template_child (widget_class, NlPresetPage, local);
}

static void
nl_preset_page_init (NlPresetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < nl_provider_presets_get_n (); i++)
    add_row (self, nl_provider_presets_get (i));
}

/**
 * nl_preset_page_new:
 * @workspace: where the provider is to be added
 *
 * Returns: (transfer floating): a page for the preferences
 */
AdwNavigationPage *
nl_preset_page_new (NlWorkspace *workspace)
{
  NlPresetPage *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (NL_TYPE_PRESET_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  return ADW_NAVIGATION_PAGE (self);
}
