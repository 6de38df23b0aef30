/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-row-focus.h"

/**
 * nl_row_focus:
 * @row: a GtkListBoxRow
 * @direction: where the focus goes
 *
 * For #GtkWidgetClass.focus of a row that is not a stop itself, and hands the focus to an entry in
 * it. GtkListBoxRow takes the focus when Shift+Tab leaves what is in the row; such a row would give
 * it straight back, and nobody got out.
 *
 * Returns: whether the focus stays within @row
 */
gboolean
nl_row_focus (GtkWidget *row, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), direction);
}
