/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-status.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-schedule-dialog.h"
#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "campaigns/nl-campaigns.h"

/* Moves a campaign on, or back, wherever it is shown. */

typedef struct {
  GWeakRef widget;
  NlStore *store;
  gint64 campaign_id;
  char *status;
  char *time_zone;
} Change;

static void
change_free (gpointer data, GClosure *closure)
{
  Change *change = data;

  g_weak_ref_clear (&change->widget);
  g_object_unref (change->store);
  g_free (change->status);
  g_free (change->time_zone);
  g_free (change);
}

static Change *
change_new (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign, const char *status)
{
  NlShop *shop = nl_workspace_get_shop (workspace);
  Change *change = g_new0 (Change, 1);

  g_weak_ref_init (&change->widget, widget);
  change->store = g_object_ref (nl_workspace_get_store (workspace));
  change->campaign_id = nl_record_get_id (NL_RECORD (campaign));
  change->status = g_strdup (status);
  if (shop != NULL)
    change->time_zone = g_strdup (nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE));
  return change;
}

static char *
dup_message (Change *change, gint64 moment)
{
  g_autofree char *date = NULL;

  if (g_str_equal (change->status, "ready"))
    return g_strdup (_ ("Campaign marked as ready"));
  if (g_str_equal (change->status, "sent"))
    return g_strdup (_ ("Campaign marked as sent"));
  if (!g_str_equal (change->status, "scheduled"))
    return g_strdup (_ ("Campaign is a draft again"));
  date = nl_date_format (moment, change->time_zone, NULL, NL_DATE_MEDIUM_TIME);
  /* Translators: %s is a date with a time. */
  return g_strdup_printf (_ ("Campaign scheduled for %s"), date);
}

static void
change_status (Change *change, gint64 moment)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&change->widget);
  g_autofree char *message = dup_message (change, moment);

  if (widget != NULL)
    nl_window_await_undoable (widget,
                              nl_campaigns_set_status (change->store, change->campaign_id,
                                                       change->status, moment),
                              message, _ ("Could Not Change the Status"));
}

static void
scheduled_cb (NlScheduleDialog *dialog, gint64 moment, gpointer data)
{
  change_status (data, moment);
}

/**
 * nl_campaign_change_status:
 * @widget: a widget that stays in the window
 * @workspace: the workspace, whose shop the campaign belongs to
 * @campaign: a campaign
 * @status: "draft", "ready", "scheduled" or "sent"
 *
 * Gives a campaign another status, and offers to undo it. Asks for the moment of "scheduled".
 */
void
nl_campaign_change_status (GtkWidget *widget,
                           NlWorkspace *workspace,
                           NlCampaign *campaign,
                           const char *status)
{
  Change *change;
  NlScheduleDialog *dialog;

  g_return_if_fail (NL_IS_CAMPAIGN (campaign));
  g_return_if_fail (status != NULL);

  if (!g_str_equal (status, "scheduled")
      && g_strcmp0 (nl_record_get_text (NL_RECORD (campaign), NL_CAMPAIGN_STATUS), status) == 0)
    return;
  change = change_new (widget, workspace, campaign, status);
  if (!g_str_equal (status, "scheduled")) {
    change_status (change, 0);
    change_free (change, NULL);
    return;
  }
  dialog
      = nl_schedule_dialog_new (change->time_zone, nl_record_get_int64 (NL_RECORD (campaign),
                                                                        NL_CAMPAIGN_SCHEDULED_AT));
  g_signal_connect_data (dialog, "scheduled", G_CALLBACK (scheduled_cb), change, change_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}
