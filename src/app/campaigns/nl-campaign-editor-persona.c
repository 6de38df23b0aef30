/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-editor-private.h"
#include "app/shell/nl-window.h"
#include "personas/nl-personas.h"

/* Gives a campaign whose persona was deleted another one. */

typedef struct {
  GWeakRef editor;
  NlStore *store;
  NlRecord *campaign; /* a copy */
  GListModel *personas;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_weak_ref_clear (&choice->editor);
  g_object_unref (choice->store);
  g_object_unref (choice->campaign);
  g_clear_object (&choice->personas);
  g_free (choice);
}

static Choice *
choice_new (NlCampaignEditor *self)
{
  Choice *choice = g_new0 (Choice, 1);

  g_weak_ref_init (&choice->editor, self);
  choice->store = g_object_ref (nl_workspace_get_store (self->workspace));
  choice->campaign = nl_record_copy (NL_RECORD (self->bundle->campaign));
  return choice;
}

static DexFuture *
save_fiber (gpointer data)
{
  Choice *choice = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (nl_store_save (choice->store, choice->campaign), &error)) {
    g_autoptr (GtkWidget) editor = g_weak_ref_get (&choice->editor);

    if (editor != NULL)
      nl_window_show_error (editor, _ ("Could Not Save Campaign"), error);
  }
  return dex_future_new_true ();
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, Choice *choice)
{
  GtkWidget *row = adw_alert_dialog_get_extra_child (dialog);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (row));
  g_autoptr (NlRecord) persona = g_list_model_get_item (choice->personas, position);

  if (!g_str_equal (response, "choose") || persona == NULL) {
    choice_free (choice);
    return;
  }
  nl_record_set_int64 (choice->campaign, NL_CAMPAIGN_PERSONA_ID, nl_record_get_id (persona));
  nl_fiber_start ("choose-persona", save_fiber, choice, choice_free);
}

static void
ask (NlCampaignEditor *self, GListModel *personas)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  AdwAlertDialog *dialog;
  GtkWidget *drop_down;
  Choice *choice = choice_new (self);

  choice->personas = g_object_ref (personas);
  for (guint i = 0; i < g_list_model_get_n_items (personas); i++) {
    g_autoptr (NlRecord) persona = g_list_model_get_item (personas, i);

    gtk_string_list_append (names, nl_record_get_text (persona, NL_PERSONA_NAME));
  }
  dialog = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Choose a Persona"), _ ("New texts of this campaign talk to it.")));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Persona"), -1);
  adw_alert_dialog_set_extra_child (dialog, drop_down);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "choose", _ ("C_hoose"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "choose", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "choose");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), choice);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static DexFuture *
load_fiber (gpointer data)
{
  Choice *choice = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) personas = dex_await_object (
      nl_personas_list (choice->store, nl_record_get_int64 (choice->campaign, NL_CAMPAIGN_SHOP_ID)),
      &error);
  g_autoptr (NlCampaignEditor) self = g_weak_ref_get (&choice->editor);

  if (self == NULL || self->bundle == NULL)
    return dex_future_new_true ();
  if (personas == NULL)
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not List the Personas"), error);
  else if (g_list_model_get_n_items (personas) > 0)
    ask (self, personas);
  else if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.new-persona", "x", (gint64) 0))
    nl_window_open_page (GTK_WIDGET (self), "personas", 0);
  return dex_future_new_true ();
}

void
nl_campaign_editor_choose_persona (NlCampaignEditor *self)
{
  if (self->bundle != NULL)
    nl_fiber_start ("personas", load_fiber, choice_new (self), choice_free);
}
