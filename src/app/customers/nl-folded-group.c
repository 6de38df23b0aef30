/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-folded-group.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"

#define N_SHOWN 5

/**
 * NlFoldedGroup:
 *
 * A group of rows of which only the first ones show until somebody wants to see all.
 */
typedef struct {
  GPtrArray *rows;
  GtkWidget *more;
  gboolean is_unfolded;
} NlFoldedGroupPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (NlFoldedGroup, nl_folded_group, ADW_TYPE_PREFERENCES_GROUP)

/* The button is the last row, wherever rows were added. */
static void
update_more (NlFoldedGroup *self)
{
  NlFoldedGroupPrivate *priv = nl_folded_group_get_instance_private (self);
  g_autofree char *number = nl_number_format (priv->rows->len, 0, NULL);
  g_autofree char *title = g_strdup_printf (_ ("_Show All %s"), number);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (priv->more), title);
  gtk_widget_set_visible (priv->more, !priv->is_unfolded && priv->rows->len > N_SHOWN);
}

static void
activated_cb (NlFoldedGroup *self)
{
  NlFoldedGroupPrivate *priv = nl_folded_group_get_instance_private (self);

  priv->is_unfolded = TRUE;
  for (guint i = 0; i < priv->rows->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (priv->rows, i), TRUE);
  /* The button had the focus. */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);
  update_more (self);
}

static void
nl_folded_group_finalize (GObject *object)
{
  NlFoldedGroupPrivate *priv = nl_folded_group_get_instance_private (NL_FOLDED_GROUP (object));

  g_ptr_array_unref (priv->rows);
  g_object_unref (priv->more);
  G_OBJECT_CLASS (nl_folded_group_parent_class)->finalize (object);
}

static void
nl_folded_group_class_init (NlFoldedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_folded_group_finalize;
}

static void
nl_folded_group_init (NlFoldedGroup *self)
{
  NlFoldedGroupPrivate *priv = nl_folded_group_get_instance_private (self);

  priv->rows = g_ptr_array_new ();
  priv->more = g_object_ref_sink (adw_button_row_new ());
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (priv->more), TRUE);
  g_signal_connect_object (priv->more, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_folded_group_clear:
 * @self: a group
 *
 * Takes the rows of nl_folded_group_add() out. A group that was unfolded stays so.
 */
void
nl_folded_group_clear (NlFoldedGroup *self)
{
  NlFoldedGroupPrivate *priv = nl_folded_group_get_instance_private (self);

  g_return_if_fail (NL_IS_FOLDED_GROUP (self));

  if (gtk_widget_get_parent (priv->more) != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), priv->more);
  for (guint i = 0; i < priv->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (priv->rows, i));
  g_ptr_array_set_size (priv->rows, 0);
}

/**
 * nl_folded_group_add:
 * @self: a group
 * @row: (transfer floating): a row
 *
 * Adds a row, below the others.
 */
void
nl_folded_group_add (NlFoldedGroup *self, GtkWidget *row)
{
  NlFoldedGroupPrivate *priv = nl_folded_group_get_instance_private (self);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  g_return_if_fail (NL_IS_FOLDED_GROUP (self));
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  if (gtk_widget_get_parent (priv->more) != NULL)
    adw_preferences_group_remove (group, priv->more);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (row, priv->is_unfolded || priv->rows->len < N_SHOWN);
  g_ptr_array_add (priv->rows, row);
  adw_preferences_group_add (group, priv->more);
  update_more (self);
}
