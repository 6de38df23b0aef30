/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-calendar.h"

/* What GtkCalendar lacks to choose a day with: keys that choose, and a word when another month or
 * year makes it another day, which day-selected does not say. */

static gboolean
close_popover (GtkWidget *calendar)
{
  GtkWidget *popover = gtk_widget_get_ancestor (calendar, GTK_TYPE_POPOVER);

  if (popover == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (popover));
  return GDK_EVENT_STOP;
}

/* Arrows choose at once: GtkCalendar only moves a frame that begins far from the day it shows. */
static gboolean
key_pressed_cb (GtkCalendar *calendar, guint key, guint code, GdkModifierType state)
{
  static const struct {
    guint key;
    int days;
    int months;
  } steps[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 },    { GDK_KEY_Up, -7, 0 },
    { GDK_KEY_Down, 7, 0 },  { GDK_KEY_Page_Up, 0, -1 }, { GDK_KEY_Page_Down, 0, 1 },
  };
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (calendar)) == GTK_TEXT_DIR_RTL;

  if (!gtk_widget_has_focus (GTK_WIDGET (calendar))
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    return close_popover (GTK_WIDGET (calendar));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    gboolean is_sideways = ABS (steps[i].days) == 1;
    g_autoptr (GDateTime) day = NULL;
    g_autoptr (GDateTime) month = NULL;
    g_autoptr (GDateTime) next = NULL;

    if (steps[i].key != key)
      continue;
    day = gtk_calendar_get_date (calendar);
    month = g_date_time_add_months (day, steps[i].months);
    next = g_date_time_add_days (month, is_sideways && is_rtl ? -steps[i].days : steps[i].days);
    gtk_calendar_select_day (calendar, next);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

/**
 * nl_calendar_watch:
 * @calendar: a calendar
 * @changed: (scope notified): called with @object whenever another day is chosen
 * @object: what @changed is about, a #GObject
 *
 * Follows what is chosen, however it is: by a click, by another month or year, or by the arrow
 * keys, which choose at once.
 */
void
nl_calendar_watch (GtkCalendar *calendar, GCallback changed, gpointer object)
{
  static const char *const names[] = { "day-selected", "notify::month", "notify::year" };
  GtkEventController *keys;

  g_return_if_fail (GTK_IS_CALENDAR (calendar));
  g_return_if_fail (G_IS_OBJECT (object));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (calendar, names[i], changed, object, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), calendar);
  gtk_widget_add_controller (GTK_WIDGET (calendar), keys);
}

/* A click on a day is the end of it, also on the one that is chosen already. */
static void
released_cb (GtkWidget *calendar, int n_press, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (calendar, x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && gtk_widget_has_css_class (picked, "day-number"))
    close_popover (calendar);
}

/**
 * nl_calendar_popover_new:
 * @changed: (scope notified): called with @object whenever another day is chosen
 * @object: what @changed is about, a #GObject
 *
 * Returns: (transfer floating): a popover with a calendar, which closes when a day is clicked or
 *   Enter is pressed
 */
GtkWidget *
nl_calendar_popover_new (GCallback changed, gpointer object)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  nl_calendar_watch (GTK_CALENDAR (calendar), changed, object);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), calendar);
  gtk_widget_add_controller (calendar, GTK_EVENT_CONTROLLER (click));
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  return popover;
}

/**
 * nl_calendar_popover_get_calendar:
 * @popover: from nl_calendar_popover_new()
 *
 * Returns: (transfer none): the calendar in it
 */
GtkCalendar *
nl_calendar_popover_get_calendar (GtkWidget *popover)
{
  g_return_val_if_fail (GTK_IS_POPOVER (popover), NULL);

  return GTK_CALENDAR (gtk_popover_get_child (GTK_POPOVER (popover)));
}
