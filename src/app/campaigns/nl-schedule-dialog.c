/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-schedule-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-calendar.h"
#include "base/nl-clock.h"
#include "base/nl-format.h"

/**
 * NlScheduleDialog:
 *
 * Asks for a day and a time where the shop is.
 */
struct _NlScheduleDialog {
  AdwDialog parent_instance;
  GtkCalendar *calendar;
  AdwActionRow *time;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkLabel *summary;
  GtkWidget *schedule;

  GTimeZone *zone;
  gint64 moment; /* microseconds since 1970 UTC */
};

G_DEFINE_FINAL_TYPE (NlScheduleDialog, nl_schedule_dialog, ADW_TYPE_DIALOG)

/* When most people have begun their day. */
#define FIRST_HOUR 9

enum {
  SCHEDULED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* A moment that summer time skips moves on by an hour. */
static gint64
read_moment (NlScheduleDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) moment
      = g_date_time_new (self->zone, g_date_time_get_year (day), g_date_time_get_month (day),
                         g_date_time_get_day_of_month (day),
                         gtk_spin_button_get_value_as_int (self->hour),
                         gtk_spin_button_get_value_as_int (self->minute), 0);

  return moment != NULL ? g_date_time_to_unix (moment) * G_USEC_PER_SEC : 0;
}

static void
update (NlScheduleDialog *self)
{
  const char *zone;
  gboolean has_passed;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (self->zone == NULL)
    return;
  zone = g_time_zone_get_identifier (self->zone);
  self->moment = read_moment (self);
  has_passed = self->moment <= nl_clock_now ();
  day = nl_date_format (self->moment, zone, NULL, NL_DATE_FULL);
  time = nl_date_format (self->moment, zone, NULL, NL_DATE_TIME);
  /* Translators: a day and a time: “Goes out Sunday, November 22, 2026 at 9:00 AM”. */
  text = has_passed ? g_strdup (_ ("This moment has passed. Choose a later one."))
                    : g_strdup_printf (_ ("Goes out %s at %s"), day, time);
  gtk_label_set_label (self->summary, text);
  if (has_passed)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error");
  gtk_widget_set_sensitive (self->schedule, !has_passed);
}

static gboolean
output_cb (NlScheduleDialog *self, GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), text))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
schedule_clicked_cb (NlScheduleDialog *self)
{
  /* What was typed last may not have been looked at yet. */
  gtk_spin_button_update (self->hour);
  gtk_spin_button_update (self->minute);
  update (self);
  if (!gtk_widget_get_sensitive (self->schedule))
    return;
  g_signal_emit (self, signals[SCHEDULED], 0, self->moment);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_moment (NlScheduleDialog *self, gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, self->zone);

  gtk_calendar_select_day (self->calendar, there);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (there));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (there));
}

/* Tomorrow morning. */
static gint64
suggest_moment (NlScheduleDialog *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (nl_clock_now () / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, self->zone);
  g_autoptr (GDateTime) next = g_date_time_add_days (there, 1);
  g_autoptr (GDateTime) moment
      = g_date_time_new (self->zone, g_date_time_get_year (next), g_date_time_get_month (next),
                         g_date_time_get_day_of_month (next), FIRST_HOUR, 0, 0);

  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

static void
nl_schedule_dialog_dispose (GObject *object)
{
  g_clear_pointer (&NL_SCHEDULE_DIALOG (object)->zone, g_time_zone_unref);
  adw_dialog_set_child (ADW_DIALOG (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_SCHEDULE_DIALOG);
  G_OBJECT_CLASS (nl_schedule_dialog_parent_class)->dispose (object);
}

static void
nl_schedule_dialog_class_init (NlScheduleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_schedule_dialog_dispose;

  /**
   * NlScheduleDialog::scheduled:
   * @self: the dialog, which closes next
   * @moment: what was chosen, in microseconds since 1970 UTC
   */
  signals[SCHEDULED] = g_signal_new ("scheduled", NL_TYPE_SCHEDULE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-schedule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlScheduleDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, NlScheduleDialog, time);
  gtk_widget_class_bind_template_child (widget_class, NlScheduleDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, NlScheduleDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, NlScheduleDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, NlScheduleDialog, schedule);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, schedule_clicked_cb);
}

static void
nl_schedule_dialog_init (NlScheduleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nl_calendar_watch (self->calendar, G_CALLBACK (update), self);
}

/**
 * nl_schedule_dialog_new:
 * @time_zone: (nullable): the IANA name of the zone to choose in; %NULL for UTC
 * @moment: what to begin with, in microseconds since 1970 UTC; 0 or one that has passed: tomorrow
 *   morning
 *
 * Returns: (transfer floating): a dialog that asks for a moment
 */
NlScheduleDialog *
nl_schedule_dialog_new (const char *time_zone, gint64 moment)
{
  NlScheduleDialog *self = g_object_new (NL_TYPE_SCHEDULE_DIALOG, NULL);
  GTimeZone *zone = time_zone != NULL ? g_time_zone_new_identifier (time_zone) : NULL;

  self->zone = zone != NULL ? zone : g_time_zone_new_utc ();
  adw_action_row_set_subtitle (self->time, g_time_zone_get_identifier (self->zone));
  show_moment (self, moment > nl_clock_now () ? moment : suggest_moment (self));
  update (self);
  return self;
}
