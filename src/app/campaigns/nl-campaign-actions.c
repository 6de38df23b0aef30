/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-actions.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-rename-dialog.h"
#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-campaigns.h"

/* What can be done with a campaign, wherever it is shown. */

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
  g_return_if_fail (NL_IS_CAMPAIGN (campaign));

  nl_rename_dialog_present (widget, nl_workspace_get_store (workspace), NL_RECORD (campaign),
                            NL_CAMPAIGN_NAME, _ ("Rename Campaign"),
                            _ ("Could Not Rename Campaign"));
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
