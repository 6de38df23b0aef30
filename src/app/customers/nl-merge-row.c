/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-merge-row.h"

/**
 * NlMergeRow:
 *
 * Two values of which one is kept, side by side; where there is no room, one below the other.
 */
struct _NlMergeRow {
  AdwPreferencesRow parent_instance;
  GtkWidget *values;
  GtkCheckButton *left;
  GtkCheckButton *right;
};

G_DEFINE_FINAL_TYPE (NlMergeRow, nl_merge_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
toggled_cb (NlMergeRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkCheckButton *
add_value (NlMergeRow *self, const char *title, const char *text)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->values), button);
  return GTK_CHECK_BUTTON (button);
}

static void
nl_merge_row_class_init (NlMergeRowClass *klass)
{
  /**
   * NlMergeRow::changed:
   * @self: a row
   *
   * The other value was chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_MERGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
nl_merge_row_init (NlMergeRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  /* The values take the focus, not the row around them. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-row");
}

/**
 * nl_merge_row_new:
 * @title: what it is
 * @left: the one value, which is chosen
 * @right: the other one
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
nl_merge_row_new (const char *title, const char *left, const char *right)
{
  NlMergeRow *self = g_object_new (NL_TYPE_MERGE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  self->values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->values), TRUE);
  self->left = add_value (self, title, left);
  self->right = add_value (self, title, right);
  gtk_check_button_set_group (self->right, self->left);
  gtk_check_button_set_active (self->left, TRUE);
  g_signal_connect_object (self->right, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->values);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

/**
 * nl_merge_row_get_right:
 * @self: a row
 *
 * Returns: whether the second value is kept
 */
gboolean
nl_merge_row_get_right (NlMergeRow *self)
{
  g_return_val_if_fail (NL_IS_MERGE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->right);
}

/**
 * nl_merge_row_set_right:
 * @self: a row
 * @right: whether to keep the second value
 *
 * Chooses a value.
 */
void
nl_merge_row_set_right (NlMergeRow *self, gboolean right)
{
  g_return_if_fail (NL_IS_MERGE_ROW (self));

  gtk_check_button_set_active (right ? self->right : self->left, TRUE);
}

/**
 * nl_merge_row_set_compact:
 * @self: a row
 * @compact: whether to put one value below the other
 *
 * Says how much room there is.
 */
void
nl_merge_row_set_compact (NlMergeRow *self, gboolean compact)
{
  g_return_if_fail (NL_IS_MERGE_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->values),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->values), !compact);
}
