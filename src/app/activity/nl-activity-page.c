/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/activity/nl-activity-page.h"

#include <glib/gi18n-lib.h>

#include "app/activity/nl-job-page.h"
#include "app/activity/nl-job-row.h"
#include "app/shell/nl-window.h"
#include "base/nl-future.h"
#include "jobs/nl-jobs.h"
#include "store/nl-rows-model.h"

/**
 * NlActivityPage:
 *
 * The jobs of the workspace, whichever shop they are for: first those that want a person, then
 * those under way, those that wait in their order, and what is done.
 */
struct _NlActivityPage {
  NlPage parent_instance;
  AdwNavigationView *views;
  GtkStack *stages;
  GtkListView *list;
  GtkWidget *clear;
  GtkWidget *retry_all;

  NlRowsModel *rows;
};

G_DEFINE_FINAL_TYPE (NlActivityPage, nl_activity_page, NL_TYPE_PAGE)

static NlStore *
get_store (NlActivityPage *self)
{
  return nl_workspace_get_store (nl_page_get_workspace (NL_PAGE (self)));
}

static void
open_job (NlActivityPage *self, gint64 id)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->views);

  if (NL_IS_JOB_PAGE (page) && nl_job_page_get_job_id (NL_JOB_PAGE (page)) == id)
    return;
  adw_navigation_view_pop_to_tag (self->views, "list");
  adw_navigation_view_push (self->views,
                            ADW_NAVIGATION_PAGE (
                                nl_job_page_new (nl_page_get_workspace (NL_PAGE (self)), id)));
}

static void
row_activated_cb (NlActivityPage *self, guint position)
{
  open_job (self, nl_rows_model_get_id (self->rows, position));
}

typedef struct {
  GWeakRef self;
  DexFuture *retried;
} Retrying;

static void
retrying_free (gpointer data)
{
  Retrying *retrying = data;

  g_weak_ref_clear (&retrying->self);
  dex_clear (&retrying->retried);
  g_free (retrying);
}

static DexFuture *
retry_fiber (gpointer data)
{
  Retrying *retrying = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = dex_await (g_steal_pointer (&retrying->retried), &error);
  g_autoptr (GtkWidget) self = g_weak_ref_get (&retrying->self);

  if (!is_done && self != NULL)
    nl_window_show_error (self, _ ("Could Not Retry the Jobs"), error);
  return dex_future_new_true ();
}

static void
retry_all_clicked_cb (NlActivityPage *self)
{
  Retrying *retrying = g_new0 (Retrying, 1);

  g_weak_ref_init (&retrying->self, self);
  retrying->retried = nl_jobs_retry_all (get_store (self));
  nl_fiber_start ("retry-jobs", retry_fiber, retrying, retrying_free);
}

static void
clear_clicked_cb (NlActivityPage *self)
{
  nl_window_await_undoable (GTK_WIDGET (self), nl_jobs_clear_finished (get_store (self)),
                            _ ("Finished jobs cleared"), _ ("Could Not Clear the Jobs"));
}

/* While it reads, what was there stays. */
static void
update_stage (NlActivityPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;

  gtk_widget_set_visible (self->retry_all, has_rows);
  if (has_rows || !nl_rows_model_get_loading (self->rows))
    gtk_stack_set_visible_child_name (self->stages, has_rows ? "list" : "empty");
  gtk_widget_set_visible (self->clear, has_rows);
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, nl_job_row_new ());
}

static void
describe (NlRow *row, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  g_autofree char *text
      = child != NULL ? nl_job_row_dup_description (NL_JOB_ROW (child)) : g_strdup ("");

  gtk_list_item_set_accessible_label (item, text);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NlActivityPage *self)
{
  NlShop *shop = nl_workspace_get_shop (nl_page_get_workspace (NL_PAGE (self)));
  NlRow *row = gtk_list_item_get_item (item);

  nl_job_row_set_row (NL_JOB_ROW (gtk_list_item_get_child (item)), row,
                      shop != NULL ? nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE)
                                   : NULL);
  g_signal_connect_object (row, "notify::record", G_CALLBACK (describe), item, G_CONNECT_AFTER);
  describe (row, NULL, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), describe, item);
  nl_job_row_set_row (NL_JOB_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
nl_activity_page_open_record (NlPage *page, gint64 id)
{
  open_job (NL_ACTIVITY_PAGE (page), id);
}

static void
nl_activity_page_constructed (GObject *object)
{
  NlActivityPage *self = NL_ACTIVITY_PAGE (object);
  g_autoptr (NlQuery) query = nl_jobs_query_new (NL_JOB_FILTER_ACTIVITY, 0, 0);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  G_OBJECT_CLASS (nl_activity_page_parent_class)->constructed (object);

  self->rows = nl_rows_model_new (get_store (self), query);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::loading", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  update_stage (self);
}

static void
nl_activity_page_dispose (GObject *object)
{
  NlActivityPage *self = NL_ACTIVITY_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_ACTIVITY_PAGE);
  G_OBJECT_CLASS (nl_activity_page_parent_class)->dispose (object);
}

static void
nl_activity_page_class_init (NlActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nl_activity_page_constructed;
  object_class->dispose = nl_activity_page_dispose;
  NL_PAGE_CLASS (klass)->open_record = nl_activity_page_open_record;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlActivityPage, views);
  gtk_widget_class_bind_template_child (widget_class, NlActivityPage, stages);
  gtk_widget_class_bind_template_child (widget_class, NlActivityPage, list);
  gtk_widget_class_bind_template_child (widget_class, NlActivityPage, clear);
  gtk_widget_class_bind_template_child (widget_class, NlActivityPage, retry_all);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_all_clicked_cb);
}

static void
nl_activity_page_init (NlActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
