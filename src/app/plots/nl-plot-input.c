/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-private.h"
#include "app/plots/nl-plot-text.h"

static guint
find_item (NlPlot *self, double x, double y)
{
  if (!nl_plot_has_data (self))
    return NL_PLOT_NONE;
  return NL_PLOT_GET_CLASS (self)->find_item (self, x, y);
}

static void
move_cursor (NlPlot *self, guint index)
{
  g_autofree char *text
      = nl_plot_text_point (nl_plot_get_series (self), nl_plot_get_comparison (self), index);

  /* The pointer may rest on the plot while the keys are used. */
  nl_plot_set_hovered (self, NL_PLOT_NONE);
  nl_plot_set_cursor (self, index);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Where @keyval goes from @cursor among @n points, or NL_PLOT_NONE when it goes nowhere. */
static guint
follow_key (NlPlot *self, guint keyval, guint cursor, guint n)
{
  gboolean across = NL_PLOT_GET_CLASS (self)->orientation == GTK_ORIENTATION_HORIZONTAL;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint next = across ? (rtl ? GDK_KEY_Left : GDK_KEY_Right) : GDK_KEY_Down;
  guint previous = across ? (rtl ? GDK_KEY_Right : GDK_KEY_Left) : GDK_KEY_Up;

  if (keyval >= GDK_KEY_KP_Home && keyval <= GDK_KEY_KP_End)
    keyval = GDK_KEY_Home + (keyval - GDK_KEY_KP_Home);

  if (keyval == next)
    return cursor == NL_PLOT_NONE ? 0 : MIN (cursor + 1, n - 1);
  if (keyval == previous)
    return cursor == NL_PLOT_NONE ? n - 1 : cursor - MIN (cursor, 1);
  if (keyval == GDK_KEY_Home)
    return 0;
  if (keyval == GDK_KEY_End)
    return n - 1;
  return NL_PLOT_NONE;
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             NlPlot *self)
{
  GdkModifierType modifiers = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK;
  guint target;

  if (!nl_plot_has_data (self) || (state & modifiers) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval) {
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
  case GDK_KEY_space:
  case GDK_KEY_KP_Space:
    return nl_plot_activate_item (self, nl_plot_get_cursor (self));
  default:
    break;
  }

  target = follow_key (self, keyval, nl_plot_get_cursor (self),
                       nl_plot_series_get_n_points (nl_plot_get_series (self)));
  if (target == NL_PLOT_NONE)
    return GDK_EVENT_PROPAGATE;
  move_cursor (self, target);
  return GDK_EVENT_STOP;
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, NlPlot *self)
{
  nl_plot_set_hovered (self, find_item (self, x, y));
}

static void
pointer_left (GtkEventControllerMotion *controller, NlPlot *self)
{
  nl_plot_set_hovered (self, NL_PLOT_NONE);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, NlPlot *self)
{
  guint item = find_item (self, x, y);

  if (item == NL_PLOT_NONE)
    return;
  /* On a touch screen this is how a value is seen. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  nl_plot_set_cursor (self, item);
  nl_plot_activate_item (self, item);
}

static void
focus_left (GtkEventControllerFocus *controller, NlPlot *self)
{
  nl_plot_set_cursor (self, NL_PLOT_NONE);
}

/* Makes @self listen to keys and pointers. */
void
nl_plot_add_input (NlPlot *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  g_signal_connect (motion, "enter", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}
