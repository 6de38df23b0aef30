/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-tooltip.h"

#define TOOLTIP_KEY "nl-tooltip"

static gboolean
query_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  const char *text = nl_tooltip_get (widget);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/**
 * nl_tooltip_set:
 * @widget: a widget with an accessible name of its own
 * @text: (nullable): what to say while the pointer rests on it
 *
 * For what changes while it is on the screen: gtk_widget_set_tooltip_text() asks the X server each
 * time where the pointer is, and waits for its answer. This one is asked when the pointer rests.
 */
void
nl_tooltip_set (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!gtk_widget_get_has_tooltip (widget)) {
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), NULL);
    gtk_widget_set_has_tooltip (widget, TRUE);
  }
  g_object_set_data_full (G_OBJECT (widget), TOOLTIP_KEY, g_strdup (text), g_free);
}

/**
 * nl_tooltip_get:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): what nl_tooltip_set() was given
 */
const char *
nl_tooltip_get (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return g_object_get_data (G_OBJECT (widget), TOOLTIP_KEY);
}
