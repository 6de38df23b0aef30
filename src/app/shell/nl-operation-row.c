/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-operation-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-tooltip.h"

/**
 * NlOperationRow:
 *
 * Something long that goes on: what it is, how far it is, and a button to stop it.
 */
struct _NlOperationRow {
  GtkBox parent_instance;
  GtkLabel *title;
  GtkLabel *progress;
  GtkProgressBar *bar;
  GtkWidget *cancel;
  NlOperation *operation;
};

G_DEFINE_FINAL_TYPE (NlOperationRow, nl_operation_row, GTK_TYPE_BOX)

static void
update (NlOperationRow *self)
{
  double fraction = nl_operation_get_fraction (self->operation);
  g_autofree char *text = nl_operation_dup_progress_text (self->operation);
  g_autofree char *left = nl_operation_dup_time_left_text (self->operation);

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  else
    gtk_progress_bar_pulse (self->bar);
  gtk_label_set_label (self->progress, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), text != NULL && *text != '\0');
  nl_tooltip_set (GTK_WIDGET (self), left);
}

static void
cancel_clicked_cb (NlOperationRow *self)
{
  gtk_widget_set_sensitive (self->cancel, FALSE);
  nl_operation_cancel (self->operation);
}

static void
nl_operation_row_dispose (GObject *object)
{
  NlOperationRow *self = NL_OPERATION_ROW (object);

  g_clear_object (&self->operation);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_OPERATION_ROW);
  G_OBJECT_CLASS (nl_operation_row_parent_class)->dispose (object);
}

static void
nl_operation_row_class_init (NlOperationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_operation_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-operation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlOperationRow, title);
  gtk_widget_class_bind_template_child (widget_class, NlOperationRow, progress);
  gtk_widget_class_bind_template_child (widget_class, NlOperationRow, bar);
  gtk_widget_class_bind_template_child (widget_class, NlOperationRow, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
nl_operation_row_init (NlOperationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
}

/**
 * nl_operation_row_new:
 * @operation: what goes on
 *
 * Returns: (transfer none): a widget that follows it
 */
GtkWidget *
nl_operation_row_new (NlOperation *operation)
{
  NlOperationRow *self;
  g_autofree char *cancel = NULL;

  g_return_val_if_fail (NL_IS_OPERATION (operation), NULL);

  self = g_object_new (NL_TYPE_OPERATION_ROW, NULL);
  self->operation = g_object_ref (operation);
  cancel = g_strdup_printf (_ ("Cancel “%s”"), nl_operation_get_title (operation));
  gtk_label_set_label (self->title, nl_operation_get_title (operation));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cancel, -1);
  g_signal_connect_object (operation, "notify::done", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "notify::progress-text", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
