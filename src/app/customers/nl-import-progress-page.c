/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-progress-page.h"

#include <glib/gi18n-lib.h>

/**
 * NlImportProgressPage:
 *
 * How far an import is, and a way to stop it.
 */
struct _NlImportProgressPage {
  AdwNavigationPage parent_instance;
  AdwStatusPage *status;
  GtkProgressBar *bar;
  GtkLabel *count;
  GtkLabel *time_left;
  GtkWidget *cancel;
  NlOperation *operation;
};

G_DEFINE_FINAL_TYPE (NlImportProgressPage, nl_import_progress_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update (NlImportProgressPage *self)
{
  double fraction = nl_operation_get_fraction (self->operation);
  g_autofree char *progress = nl_operation_dup_progress_text (self->operation);
  g_autofree char *time_left = NULL;

  if (self->bar == NULL)
    return;
  gtk_progress_bar_set_fraction (self->bar, MAX (fraction, 0));
  gtk_label_set_label (self->count, progress != NULL ? progress : "");
  if (g_cancellable_is_cancelled (nl_operation_get_cancellable (self->operation)))
    time_left = g_strdup (_ ("Cancelling…"));
  else if (fraction >= 1)
    time_left = g_strdup (_ ("Finishing…"));
  else
    time_left = nl_operation_dup_time_left_text (self->operation);
  gtk_label_set_label (self->time_left, time_left != NULL ? time_left : "");
}

static void
cancel_clicked_cb (NlImportProgressPage *self)
{
  nl_operation_cancel (self->operation);
  gtk_widget_set_sensitive (self->cancel, FALSE);
  update (self);
}

static void
nl_import_progress_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_IMPORT_PROGRESS_PAGE);
  G_OBJECT_CLASS (nl_import_progress_page_parent_class)->dispose (object);
}

static void
nl_import_progress_page_finalize (GObject *object)
{
  g_clear_object (&NL_IMPORT_PROGRESS_PAGE (object)->operation);
  G_OBJECT_CLASS (nl_import_progress_page_parent_class)->finalize (object);
}

static void
nl_import_progress_page_class_init (NlImportProgressPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_import_progress_page_dispose;
  object_class->finalize = nl_import_progress_page_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-import-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlImportProgressPage, status);
  gtk_widget_class_bind_template_child (widget_class, NlImportProgressPage, bar);
  gtk_widget_class_bind_template_child (widget_class, NlImportProgressPage, count);
  gtk_widget_class_bind_template_child (widget_class, NlImportProgressPage, time_left);
  gtk_widget_class_bind_template_child (widget_class, NlImportProgressPage, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
nl_import_progress_page_init (NlImportProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_import_progress_page_set_operation:
 * @self: the page
 * @kind: what is imported
 * @operation: the import
 *
 * Shows how far an import is.
 */
void
nl_import_progress_page_set_operation (NlImportProgressPage *self,
                                       NlImportKind kind,
                                       NlOperation *operation)
{
  gboolean has_orders = kind == NL_IMPORT_KIND_ORDERS;

  g_return_if_fail (NL_IS_IMPORT_PROGRESS_PAGE (self));
  g_return_if_fail (NL_IS_OPERATION (operation));

  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_func (self->operation, update, self);
  g_set_object (&self->operation, operation);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 has_orders ? _ ("Importing Orders") : _ ("Importing Customers"));
  adw_status_page_set_title (self->status,
                             has_orders ? _ ("Importing Orders…") : _ ("Importing Customers…"));
  g_signal_connect_object (operation, "notify::fraction", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  update (self);
}
