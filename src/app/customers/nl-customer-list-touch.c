/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-list-private.h"

/* Several customers by touch, where there is no key to hold: a long press selects the first, taps
 * select others or leave them out, until nobody is selected any more. */

#define SELECTING_KEY "nl-selecting"

gboolean
nl_customer_list_is_selecting (NlCustomerList *self)
{
  return g_object_get_data (G_OBJECT (self), SELECTING_KEY) != NULL;
}

/* When nobody is selected any more. */
void
nl_customer_list_stop_selecting (NlCustomerList *self)
{
  g_object_set_data (G_OBJECT (self), SELECTING_KEY, NULL);
}

static guint
find_position (NlCustomerList *self, double x, double y)
{
  NlRowsSelection *selection = nl_customer_list_get_selection (self);
  NlRow *row = nl_customer_list_find_row_at (self, x, y);

  return row != NULL ? nl_rows_selection_find (selection, nl_row_get_id (row)) : G_MAXUINT;
}

static void
long_pressed_cb (NlCustomerList *self, double x, double y, GtkGesture *gesture)
{
  NlRowsSelection *selection = nl_customer_list_get_selection (self);
  guint position = find_position (self, x, y);

  if (position == G_MAXUINT)
    return;
  g_object_set_data (G_OBJECT (self), SELECTING_KEY, self);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), position, FALSE))
    nl_customer_list_stop_selecting (self);
  nl_customer_list_update_actions (self);
}

/* Not when it is pressed, which may be the beginning of a swipe that scrolls. */
static void
tapped_cb (NlCustomerList *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (nl_customer_list_get_selection (self));
  guint position = nl_customer_list_is_selecting (self) ? find_position (self, x, y) : G_MAXUINT;

  if (position == G_MAXUINT)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_unselect_item (selection, position);
  else
    gtk_selection_model_select_item (selection, position, FALSE);
}

static void
add_gesture (NlCustomerList *self, GtkGesture *gesture, const char *signal, GCallback callback)
{
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (gesture), TRUE);
  /* Before the row, which would be the only one that is selected. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

void
nl_customer_list_add_touch (NlCustomerList *self)
{
  add_gesture (self, gtk_gesture_long_press_new (), "pressed", G_CALLBACK (long_pressed_cb));
  add_gesture (self, gtk_gesture_click_new (), "released", G_CALLBACK (tapped_cb));
}
