/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-actions.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-campaigns.h"

/* What can be done with a campaign, wherever it is shown. */

typedef struct {
  GWeakRef widget;
  NlStore *store;
  NlCampaign *campaign; /* a copy */
} Job;

static Job *
job_new (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->widget, widget);
  job->store = g_object_ref (nl_workspace_get_store (workspace));
  job->campaign = NL_CAMPAIGN (nl_record_copy (NL_RECORD (campaign)));
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_weak_ref_clear (&job->widget);
  g_object_unref (job->store);
  g_object_unref (job->campaign);
  g_free (job);
}

/**
 * nl_campaign_delete:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @campaign: a campaign
 *
 * Deletes a campaign with its texts, and offers to bring it back.
 */
void
nl_campaign_delete (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign)
{
  g_autofree char *done = NULL;

  g_return_if_fail (NL_IS_CAMPAIGN (campaign));

  done = g_strdup_printf (_ ("Campaign “%s” deleted"),
                          nl_record_get_text (NL_RECORD (campaign), NL_CAMPAIGN_NAME));
  nl_window_await_undoable (widget,
                            nl_campaigns_delete (nl_workspace_get_store (workspace),
                                                 nl_record_get_id (NL_RECORD (campaign))),
                            done, _ ("Could Not Delete Campaign"));
}

static void
rename_campaign (Job *job, const char *name)
{
  NlRecord *campaign = NL_RECORD (job->campaign);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  g_autofree char *done = g_strdup_printf (_ ("Renamed to “%s”"), name);

  nl_record_set_text (campaign, NL_CAMPAIGN_NAME, name);
  if (widget != NULL && nl_record_is_dirty (campaign))
    nl_window_await_undoable (widget, nl_store_save_undoable (job->store, campaign), done,
                              _ ("Could Not Save Campaign"));
}

static void
entry_changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "rename", *name != '\0');
}

static void
rename_cb (AdwAlertDialog *dialog, const char *response, Job *job)
{
  GtkEditable *entry = GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "entry"));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "rename") && *name != '\0')
    rename_campaign (job, name);
  job_free (job);
}

/**
 * nl_campaign_rename:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @campaign: a campaign
 *
 * Asks for another name, and offers to go back to the one before.
 */
void
nl_campaign_rename (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign)
{
  AdwAlertDialog *dialog;
  GtkWidget *list;
  GtkWidget *entry;

  g_return_if_fail (NL_IS_CAMPAIGN (campaign));

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Rename Campaign"), NULL));
  list = gtk_list_box_new ();
  entry = adw_entry_row_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         nl_record_get_text (NL_RECORD (campaign), NL_CAMPAIGN_NAME));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect (dialog, "response", G_CALLBACK (rename_cb),
                    job_new (widget, workspace, campaign));
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  gtk_widget_grab_focus (entry);
}

/* A new record with the values of @original, but no identity. */
static NlRecord *
dup_unsaved (NlRecord *original)
{
  NlRecord *copy = g_object_new (G_OBJECT_TYPE (original), NULL);
  const NlRecordDescription *description = nl_record_get_description (original);

  for (guint i = 0; i < description->n_fields; i++) {
    const char *name = description->fields[i].name;
    GParamSpec *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (original), name);
    g_auto (GValue) value = G_VALUE_INIT;

    if (spec == NULL || nl_record_is_null (original, i))
      continue;
    g_value_init (&value, spec->value_type);
    g_object_get_property (G_OBJECT (original), name, &value);
    g_object_set_property (G_OBJECT (copy), name, &value);
  }
  return copy;
}

static gpointer
duplicate (NlConnection *connection, gpointer data, GError **error)
{
  NlRecord *original = data;
  g_autoptr (NlCampaignBundle) bundle
      = nl_campaign_bundle_load (nl_record_get_id (original), connection, error);
  g_autoptr (NlRecord) copy = NULL;

  if (bundle == NULL)
    return NULL;
  copy = dup_unsaved (NL_RECORD (bundle->campaign));
  nl_record_set_text (copy, NL_CAMPAIGN_NAME, nl_record_get_text (original, NL_CAMPAIGN_NAME));
  nl_record_set_text (copy, NL_CAMPAIGN_STATUS, "draft");
  nl_record_set_null (copy, NL_CAMPAIGN_SCHEDULED_AT);
  if (!nl_record_save (copy, connection, error))
    return NULL;
  for (guint i = 0; i < bundle->messages->len; i++) {
    g_autoptr (NlRecord) message = dup_unsaved (bundle->messages->pdata[i]);

    nl_record_set_int64 (message, NL_MESSAGE_CAMPAIGN_ID, nl_record_get_id (copy));
    if (!nl_record_save (message, connection, error))
      return NULL;
  }
  return NULL;
}

/**
 * nl_campaign_duplicate:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @campaign: a campaign
 *
 * Saves a copy with all its texts, as a draft, and offers to take it back.
 */
void
nl_campaign_duplicate (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign)
{
  g_autoptr (NlRecord) original = NULL;
  g_autofree char *name = NULL;
  g_autofree char *done = NULL;

  g_return_if_fail (NL_IS_CAMPAIGN (campaign));

  original = nl_record_copy (NL_RECORD (campaign));
  name = g_strdup_printf (_ ("%s (Copy)"),
                          nl_record_get_text (NL_RECORD (campaign), NL_CAMPAIGN_NAME));
  done = g_strdup_printf (_ ("Duplicated as “%s”"), name);
  nl_record_set_text (original, NL_CAMPAIGN_NAME, name);
  nl_window_await_undoable (widget,
                            nl_store_write_undoable (nl_workspace_get_store (workspace), duplicate,
                                                     g_steal_pointer (&original), g_object_unref),
                            done, _ ("Could Not Duplicate Campaign"));
}
