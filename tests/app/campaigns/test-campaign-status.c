/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-campaign-row.h"
#include "app/campaigns/nl-campaign-words.h"
#include "app/campaigns/nl-message-column.h"
#include "app/campaigns/nl-part-text.h"
#include "app/campaigns/nl-schedule-dialog.h"
#include "base/nl-clock.h"
#include "campaigns-test.h"
#include "campaigns/nl-campaigns.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, campaigns_set_up, func, fixture_tear_down)

static gboolean
has_status (Fixture *f, gint64 id, const char *status)
{
  g_autoptr (NlCampaignBundle) bundle = fixture_load (f, id);

  return g_strcmp0 (nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_STATUS), status)
         == 0;
}

static gint64
get_moment (Fixture *f, gint64 id)
{
  g_autoptr (NlCampaignBundle) bundle = fixture_load (f, id);

  return nl_record_get_int64 (NL_RECORD (bundle->campaign), NL_CAMPAIGN_SCHEDULED_AT);
}

static guint
count_drafts (Fixture *f, gint64 id)
{
  g_autoptr (NlCampaignBundle) bundle = fixture_load (f, id);
  guint n = 0;

  for (guint i = 0; i < bundle->messages->len; i++)
    n += nl_record_get_boolean (bundle->messages->pdata[i], NL_MESSAGE_DRAFT);
  return n;
}

static void
set_time (NlScheduleDialog *dialog, int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) date = g_date_time_new_local (year, month, day, 12, 0, 0);

  gtk_calendar_select_day (get_child (dialog, "calendar"), date);
  gtk_spin_button_set_value (get_child (dialog, "hour"), hour);
  gtk_spin_button_set_value (get_child (dialog, "minute"), minute);
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  NlCampaignEditor *editor = fixture_open_editor (f, id);
  GtkWidget *next = get_child (editor, "next_step");
  GtkWidget *dialog;

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (next)), ==, "Mark as _Ready");
  g_signal_emit_by_name (next, "clicked");
  wait_until (has_status (f, id, "ready"));
  wait_until (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (next)), "_Schedule…") == 0);

  g_signal_emit_by_name (next, "clicked");
  dialog = fixture_find (f, NL_TYPE_SCHEDULE_DIALOG);
  g_assert_nonnull (dialog);
  set_time (NL_SCHEDULE_DIALOG (dialog), 2099, 7, 14, 9, 5);
  g_signal_emit_by_name (get_child (dialog, "schedule"), "clicked");
  wait_until (has_status (f, id, "scheduled"));
  /* 9:05 in Paris, in summer. */
  g_assert_cmpint (get_moment (f, id), ==, G_GINT64_CONSTANT (4087695900) * G_USEC_PER_SEC);
  wait_until (fixture_find (f, NL_TYPE_SCHEDULE_DIALOG) == NULL);
  wait_until (g_strcmp0 (gtk_label_get_label (get_child (editor, "status_label")),
                         "Scheduled · Jul 14, 2099, 9:05\u202fAM")
              == 0);

  /* Undone: ready again, without a moment. */
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (has_status (f, id, "ready"));
  g_assert_cmpint (get_moment (f, id), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (editor), "campaign.status", "s", "sent");
  wait_until (has_status (f, id, "sent"));
  wait_until (!gtk_widget_get_visible (next));
}

static void
test_past (Fixture *f, gconstpointer data)
{
  g_autoptr (NlScheduleDialog) dialog
      = g_object_ref_sink (nl_schedule_dialog_new ("Europe/Paris", 0));
  GtkWidget *schedule = get_child (dialog, "schedule");

  /* Tomorrow at nine. */
  g_assert_true (gtk_widget_get_sensitive (schedule));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_child (dialog, "hour")), ==, 9);
  set_time (dialog, 2020, 1, 1, 9, 0);
  g_assert_false (gtk_widget_get_sensitive (schedule));
  g_assert_cmpstr (gtk_label_get_label (get_child (dialog, "summary")), ==,
                   "This moment has passed. Choose a later one.");
  set_time (dialog, 2099, 1, 1, 9, 0);
  g_assert_true (gtk_widget_get_sensitive (schedule));
}

static gboolean
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
        && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_handled);
  }
  return is_handled;
}

/* By keyboard alone: what is chosen follows the arrows. */
static void
test_calendar_keys (Fixture *f, gconstpointer data)
{
  NlCampaignEditor *editor = fixture_open_editor (f, fixture_create_campaign (f));
  GtkWidget *dialog;
  GtkWidget *calendar;

  gtk_widget_activate_action (GTK_WIDGET (editor), "campaign.status", "s", "scheduled");
  dialog = fixture_find (f, NL_TYPE_SCHEDULE_DIALOG);
  calendar = get_child (dialog, "calendar");
  set_time (NL_SCHEDULE_DIALOG (dialog), 2099, 12, 28, 9, 0);
  wait_until (gtk_widget_has_focus (calendar));
  g_assert_true (press (calendar, GDK_KEY_Down));
  g_assert_cmpstr (gtk_label_get_label (get_child (dialog, "summary")), ==,
                   "Goes out Monday, January 4, 2100 at 9:00\u202fAM");
  g_assert_true (press (calendar, GDK_KEY_Left));
  g_assert_true (press (calendar, GDK_KEY_Page_Down));
  g_assert_cmpstr (gtk_label_get_label (get_child (dialog, "summary")), ==,
                   "Goes out Wednesday, February 3, 2100 at 9:00\u202fAM");
  g_assert_false (press (calendar, GDK_KEY_Tab));
}

/* What a channel would refuse does not go out. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  NlCampaignEditor *editor = fixture_open_editor (f, id);

  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_get_text (f, "subject"))), "", -1);
  gtk_widget_activate_action (GTK_WIDGET (editor), "campaign.status", "s", "ready");
  wait_until (fixture_find (f, ADW_TYPE_ALERT_DIALOG) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_body (
                       ADW_ALERT_DIALOG (fixture_find (f, ADW_TYPE_ALERT_DIALOG))),
                   ==, "Email, French, Subject: This can’t be empty.");
  g_assert_true (has_status (f, id, "draft"));
}

static void
test_list (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  GtkWidget *row;

  nl_window_open_page (GTK_WIDGET (f->window), "campaigns", 0);
  wait_until (fixture_find (f, NL_TYPE_CAMPAIGN_ROW) != NULL);
  row = fixture_find (f, NL_TYPE_CAMPAIGN_ROW);
  wait_until (nl_record_row_get_record (NL_RECORD_ROW (row)) != NULL);
  g_signal_emit_by_name (row, "action", "ready");
  wait_until (has_status (f, id, "ready"));
  wait_until (find_named (fixture_find (f, NL_TYPE_CAMPAIGN_ROW), GTK_TYPE_LABEL, "label", "Ready")
              != NULL);
}

/* A plan that nobody followed stands out. */
static void
test_due (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  gint64 moment = G_GINT64_CONSTANT (4087695900) * G_USEC_PER_SEC;
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autofree char *due = NULL;

  await (nl_campaigns_set_status (f->store, id, "scheduled", moment));
  bundle = fixture_load (f, id);
  g_assert_cmpstr (nl_campaign_get_status_style (bundle->campaign), ==, "accent");
  nl_clock_set_for_tests (moment);
  g_assert_cmpstr (nl_campaign_get_status_style (bundle->campaign), ==, "warning");
  due = nl_campaign_dup_status_text (bundle->campaign, "Europe/Paris");
  nl_clock_set_for_tests (0);
  g_assert_cmpstr (due, ==, "Due · Jul 14, 2099, 9:05\u202fAM");
}

static void
test_reviewed (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  NlCampaignEditor *editor = fixture_open_editor (f, id);
  AdwBanner *banner = get_child (editor, "draft");
  NlMessageColumn *column = fixture_get_column (f);
  guint n = count_drafts (f, id);

  wait_until (adw_banner_get_revealed (banner));
  g_assert_true (nl_message_column_is_draft (column));

  /* Who edits a text has read it. */
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_get_text (f, "cta"))),
                            "Entrez", -1);
  g_assert_false (nl_message_column_is_draft (column));
  wait_until (count_drafts (f, id) == n - 1);

  /* Those in sight, and then all. */
  g_signal_emit_by_name (banner, "button-clicked");
  wait_until (!adw_banner_get_revealed (banner));
  wait_until (count_drafts (f, id) < n - 1);
  g_assert_cmpuint (count_drafts (f, id), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (editor), "campaign.review", NULL);
  wait_until (count_drafts (f, id) == 0);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (count_drafts (f, id) > 0);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/campaign-status/steps", test_steps);
  add_test ("/campaign-status/past", test_past);
  add_test ("/campaign-status/calendar-keys", test_calendar_keys);
  add_test ("/campaign-status/refused", test_refused);
  add_test ("/campaign-status/list", test_list);
  add_test ("/campaign-status/due", test_due);
  add_test ("/campaign-status/reviewed", test_reviewed);
  return g_test_run ();
}
