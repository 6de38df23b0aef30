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
  gint64 scheduled_at;
  char *time_zone;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_weak_ref_clear (&change->widget);
  g_object_unref (change->store);
  g_free (change->status);
  g_free (change->time_zone);
}

static void
change_unref (gpointer data)
{
  g_rc_box_release_full (data, change_clear);
}

static void
change_destroy (gpointer data, GClosure *closure)
{
  change_unref (data);
}

static Change *
change_new (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign, const char *status)
{
  NlShop *shop = nl_workspace_get_shop (workspace);
  Change *change = g_rc_box_new0 (Change);

  g_weak_ref_init (&change->widget, widget);
  change->store = g_object_ref (nl_workspace_get_store (workspace));
  change->campaign_id = nl_record_get_id (NL_RECORD (campaign));
  change->status = g_strdup (status);
  if (shop != NULL)
    change->time_zone = g_strdup (nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE));
  return change;
}

static char *
dup_message (Change *change)
{
  g_autofree char *date = NULL;

  if (g_str_equal (change->status, "ready"))
    return g_strdup (_ ("Campaign marked as ready"));
  if (g_str_equal (change->status, "sent"))
    return g_strdup (_ ("Campaign marked as sent"));
  if (!g_str_equal (change->status, "scheduled"))
    return g_strdup (_ ("Campaign is a draft again"));
  date = nl_date_format (change->scheduled_at, change->time_zone, NULL, NL_DATE_MEDIUM_TIME);
  /* Translators: %s is a date with a time. */
  return g_strdup_printf (_ ("Campaign scheduled for %s"), date);
}

static DexFuture *
change_fiber (gpointer data)
{
  Change *change = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset
      = dex_await_boxed (nl_campaigns_set_status (change->store, change->campaign_id,
                                                  change->status, change->scheduled_at),
                         &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&change->widget);

  if (widget != NULL && changeset != NULL) {
    g_autofree char *message = dup_message (change);

    nl_window_toast_undo (widget, message, changeset);
  } else if (widget != NULL) {
    nl_window_show_error (widget, _ ("Could Not Change the Status"), error);
  }
  return dex_future_new_true ();
}

static void
scheduled_cb (NlScheduleDialog *dialog, gint64 moment, gpointer data)
{
  Change *change = g_rc_box_acquire (data);

  change->scheduled_at = moment;
  nl_fiber_start ("schedule-campaign", change_fiber, change, change_unref);
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
    nl_fiber_start ("campaign-status", change_fiber, change, change_unref);
    return;
  }
  dialog
      = nl_schedule_dialog_new (change->time_zone, nl_record_get_int64 (NL_RECORD (campaign),
                                                                        NL_CAMPAIGN_SCHEDULED_AT));
  g_signal_connect_data (dialog, "scheduled", G_CALLBACK (scheduled_cb), change, change_destroy, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}
