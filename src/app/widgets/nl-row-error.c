/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-row-error.h"

#define CHANGED_KEY "nl-row-error-changed"

static GtkWidget *
find_text (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *text = find_text (child);

    if (text != NULL)
      return text;
  }
  return NULL;
}

/**
 * nl_row_find_input:
 * @row: a row of a form
 *
 * Returns: (transfer none): what takes the keyboard in @row, and is heard then: the text in it, or
 *   @row itself
 */
GtkWidget *
nl_row_find_input (GtkWidget *row)
{
  GtkEditable *delegate;
  GtkWidget *text;

  g_return_val_if_fail (GTK_IS_WIDGET (row), NULL);

  delegate = GTK_IS_EDITABLE (row) ? gtk_editable_get_delegate (GTK_EDITABLE (row)) : NULL;
  if (delegate != NULL)
    return GTK_WIDGET (delegate);
  /* A row that takes the keyboard itself may have a text elsewhere, to search its choices with. */
  text = gtk_widget_get_focusable (row) ? NULL : find_text (row);
  return text != NULL ? text : row;
}

static void
forget_changes (GtkWidget *row)
{
  gulong id = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), CHANGED_KEY));

  if (id != 0)
    g_signal_handler_disconnect (row, id);
  g_object_set_data (G_OBJECT (row), CHANGED_KEY, NULL);
}

static void
changed_cb (GtkWidget *row)
{
  nl_row_set_error (row, NULL);
}

/* Who changes what was wrong is not told that it is until somebody looked again. */
static void
follow_changes (GtkWidget *row)
{
  static const char *const properties[] = { "text", "words", "code", "selected" };
  gulong id = 0;

  for (guint i = 0; id == 0 && i < G_N_ELEMENTS (properties); i++) {
    g_autofree char *signal = g_strconcat ("notify::", properties[i], NULL);

    if (g_object_class_find_property (G_OBJECT_GET_CLASS (row), properties[i]) != NULL)
      id = g_signal_connect (row, signal, G_CALLBACK (changed_cb), NULL);
  }
  g_object_set_data (G_OBJECT (row), CHANGED_KEY, GSIZE_TO_POINTER (id));
}

/**
 * nl_row_set_error:
 * @row: a row of a form
 * @message: (nullable): what is wrong with what stands there; %NULL: nothing
 *
 * Shows that @row is wrong until it is changed, also to who hears it: what takes the keyboard is
 * invalid then, and described by @message.
 */
void
nl_row_set_error (GtkWidget *row, const char *message)
{
  GtkAccessible *input;

  g_return_if_fail (GTK_IS_WIDGET (row));

  input = GTK_ACCESSIBLE (nl_row_find_input (row));
  forget_changes (row);
  if (message == NULL) {
    gtk_widget_remove_css_class (row, "error");
    gtk_accessible_reset_state (input, GTK_ACCESSIBLE_STATE_INVALID);
    gtk_accessible_reset_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    return;
  }
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (input, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_accessible_update_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  follow_changes (row);
}
