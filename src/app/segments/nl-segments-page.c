/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segments-page.h"

#include <glib/gi18n-lib.h>

#include "app/overview/nl-overview-plots.h"
#include "app/segments/nl-comparison-page.h"
#include "app/segments/nl-ready-list.h"
#include "app/segments/nl-segment-actions.h"
#include "app/segments/nl-segment-editor.h"
#include "app/segments/nl-segment-members.h"
#include "app/segments/nl-segment-row.h"
#include "app/shell/nl-window.h"
#include "base/nl-clock.h"
#include "customers/nl-customer.h"
#include "customers/nl-rfm.h"
#include "segments/nl-segment-history.h"
#include "segments/nl-segment-statistics.h"
#include "segments/nl-segment.h"
#include "segments/nl-segments.h"
#include "shops/nl-shop-overview.h"

#define RELOAD_MILLISECONDS 300

/**
 * NlSegmentsPage:
 *
 * The saved segments of the shop, ready-made ones to begin with, and the editor of either.
 */
struct _NlSegmentsPage {
  NlRecordsPage parent_instance;
  GtkWidget *empty;
  GtkListBox *list;
  GtkWidget *scores;
  NlRfmGrid *rfm;
  NlReadyList *ready;

  gint64 total;
  guint serial;
  guint reload_id;
  gint64 counted_day; /* on which the segments were counted last */
  gboolean is_stale;  /* their customers changed since */
  gboolean is_counting;
};

G_DEFINE_FINAL_TYPE (NlSegmentsPage, nl_segments_page, NL_TYPE_RECORDS_PAGE)

static NlWorkspace *
get_workspace (NlSegmentsPage *self)
{
  return nl_page_get_workspace (NL_PAGE (self));
}

static AdwNavigationView *
get_views (NlSegmentsPage *self)
{
  return nl_records_page_get_views (NL_RECORDS_PAGE (self));
}

static NlSegmentEditor *
get_editor (NlSegmentsPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (get_views (self));

  while (page != NULL && !NL_IS_SEGMENT_EDITOR (page))
    page = adw_navigation_view_get_previous_page (get_views (self), page);
  return page != NULL ? NL_SEGMENT_EDITOR (page) : NULL;
}

/* Goes to the editor, unless another one waits for an answer about its changes. */
static NlSegmentEditor *
open_editor (NlSegmentsPage *self, NlSegment *segment)
{
  NlSegmentEditor *editor = get_editor (self);

  if (nl_workspace_get_shop (get_workspace (self)) == NULL)
    return NULL;
  if (editor != NULL && nl_segment_editor_is_dirty (editor)) {
    adw_navigation_view_pop_to_page (get_views (self), ADW_NAVIGATION_PAGE (editor));
    nl_segment_editor_leave (editor, FALSE);
    return NULL;
  }
  adw_navigation_view_pop_to_tag (get_views (self), "list");
  editor = nl_segment_editor_new (get_workspace (self), segment);
  adw_navigation_view_push (get_views (self), ADW_NAVIGATION_PAGE (editor));
  return editor;
}

static void
use_query (NlSegmentsPage *self, const char *action, const char *name, const char *query)
{
  NlWorkspace *workspace = get_workspace (self);
  NlShop *shop = nl_workspace_get_shop (workspace);

  if (g_str_equal (action, "compare"))
    adw_navigation_view_push (get_views (self),
                              nl_comparison_page_new (workspace, shop, name, query));
  else if (g_str_equal (action, "snapshot"))
    nl_segment_members_take_snapshot (GTK_WIDGET (self), workspace, shop, name, query);
  else if (g_str_equal (action, "export"))
    nl_segment_members_export (GTK_WIDGET (self), workspace, shop, name, query);
}

static void
row_action_cb (NlSegmentsPage *self, const char *name, NlRecordRow *row)
{
  NlSegment *segment = NL_SEGMENT (nl_record_row_get_record (row));
  GtkWidget *widget = GTK_WIDGET (self);

  if (segment == NULL)
    return;
  if (g_str_equal (name, "open"))
    open_editor (self, segment);
  else if (g_str_equal (name, "rename"))
    nl_segment_rename (widget, get_workspace (self), segment);
  else if (g_str_equal (name, "duplicate"))
    nl_segment_duplicate (widget, get_workspace (self), segment);
  else if (g_str_equal (name, "delete"))
    nl_segment_delete (widget, get_workspace (self), segment);
  else if (g_str_equal (name, "create-persona"))
    gtk_widget_activate_action (widget, "win.new-persona", "x",
                                nl_record_get_id (NL_RECORD (segment)));
  else
    use_query (self, name, nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_NAME),
               nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_QUERY));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  NlSegmentsPage *self = data;
  GtkWidget *row = nl_segment_row_new (item);

  nl_segment_row_set_total (NL_SEGMENT_ROW (row), self->total);
  g_signal_connect_object (row, "action", G_CALLBACK (row_action_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
row_activated_cb (NlSegmentsPage *self, NlRecordRow *row)
{
  row_action_cb (self, "open", row);
}

static void
ready_chosen_cb (NlSegmentsPage *self, const char *name, const char *query)
{
  NlSegmentEditor *editor = open_editor (self, NULL);

  if (editor != NULL)
    nl_segment_editor_suggest (editor, name, query);
}

static void
nl_segments_page_update_stage (NlRecordsPage *page)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (page);
  gboolean has_rows = nl_records_page_has_rows (page);
  gboolean is_searching = nl_records_page_is_searching (page);

  NL_RECORDS_PAGE_CLASS (nl_segments_page_parent_class)->update_stage (page);
  gtk_widget_set_visible (GTK_WIDGET (self->list), has_rows);
  gtk_widget_set_visible (self->empty, !has_rows && !is_searching);
  gtk_widget_set_visible (GTK_WIDGET (self->ready), !is_searching);
  gtk_widget_set_visible (self->scores, !is_searching && nl_rfm_grid_has_data (self->rfm));
}

static void
nl_segments_page_sort (NlQuery *query)
{
  nl_query_order_by (query, NL_SEGMENT_NAME, FALSE);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  guint serial;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static void
take_total (NlSegmentsPage *self, gint64 total)
{
  GtkListBoxRow *row;

  self->total = total;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    nl_segment_row_set_total (NL_SEGMENT_ROW (row), total);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (NlQuery) customers = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (JsonObject) statistics = NULL;
  g_autoptr (NlShopOverview) overview = NULL;
  g_autoptr (NlSegmentsPage) self = NULL;
  gint64 total;

  nl_query_where_int64 (customers, NL_CUSTOMER_SHOP_ID, loading->shop_id);
  total = dex_await_int64 (nl_store_count (loading->store, customers), NULL);
  statistics = dex_await_boxed (
      nl_segment_statistics_load (loading->store, loading->shop_id, NULL, NULL, NULL), NULL);
  overview = dex_await_boxed (nl_shop_overview_load (loading->store, loading->shop_id, NULL), NULL);
  self = g_weak_ref_get (&loading->self);
  if (self == NULL || self->serial != loading->serial)
    return dex_future_new_true ();
  take_total (self, total);
  nl_ready_list_set_shop (self->ready, loading->store, nl_workspace_get_shop (get_workspace (self)),
                          statistics);
  if (overview != NULL)
    nl_overview_plot_rfm (self->rfm, overview);
  nl_segments_page_update_stage (NL_RECORDS_PAGE (self));
  return dex_future_new_true ();
}

static void recount (NlSegmentsPage *self);

/* Learns about the shop: how many customers, where, how much they spend. */
static void
nl_segments_page_load (NlRecordsPage *page)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (page);
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  loading->shop_id = nl_workspace_get_shop_id (get_workspace (self));
  loading->serial = ++self->serial;
  nl_fiber_start ("segments", load_fiber, loading, loading_free);
  recount (self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  NlShop *shop;
} Recount;

static void
recount_free (gpointer data)
{
  Recount *recount = data;

  g_weak_ref_clear (&recount->self);
  g_object_unref (recount->store);
  g_object_unref (recount->shop);
  g_free (recount);
}

static DexFuture *
recount_fiber (gpointer data)
{
  Recount *work = data;
  g_autoptr (NlSegmentsPage) self = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (nl_segments_recount (work->store, work->shop), &error)
      && !g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED))
    g_warning ("The segments could not be counted: %s", error->message);
  self = g_weak_ref_get (&work->self);
  if (self == NULL)
    return dex_future_new_true ();
  self->is_counting = FALSE;
  recount (self);
  return dex_future_new_true ();
}

/* As soon as somebody sees them: customers come and go, and “30 days ago” is another day each day.
 */
static void
recount (NlSegmentsPage *self)
{
  NlShop *shop = nl_workspace_get_shop (get_workspace (self));
  gint64 today = shop != NULL ? nl_segment_history_get_day (shop, nl_clock_now ()) : 0;
  Recount *work;

  if (shop == NULL || self->is_counting || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || (!self->is_stale && self->counted_day == today))
    return;
  self->is_stale = FALSE;
  self->is_counting = TRUE;
  self->counted_day = today;
  work = g_new0 (Recount, 1);
  g_weak_ref_init (&work->self, self);
  work->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  work->shop = g_object_ref (shop);
  nl_fiber_start ("recount-segments", recount_fiber, work, recount_free);
}

static void
nl_segments_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nl_segments_page_parent_class)->map (widget);
  recount (NL_SEGMENTS_PAGE (widget));
}

static gboolean
reload_cb (gpointer data)
{
  NlSegmentsPage *self = data;

  self->reload_id = 0;
  nl_segments_page_load (NL_RECORDS_PAGE (self));
  recount (self);
  return G_SOURCE_REMOVE;
}

/* Many changes come at once. */
static void
store_changed_cb (NlSegmentsPage *self, NlChanges *changes)
{
  if (!nl_changes_touches (changes, "customers") && !nl_changes_touches (changes, "orders"))
    return;
  self->is_stale = TRUE;
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_cb, self);
}

static void
nl_segments_page_leave (NlRecordsPage *page)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (page);
  NlSegmentEditor *editor = get_editor (self);

  self->is_stale = TRUE;
  if (editor == NULL) {
    NL_RECORDS_PAGE_CLASS (nl_segments_page_parent_class)->leave (page);
    return;
  }
  adw_navigation_view_pop_to_page (get_views (self), ADW_NAVIGATION_PAGE (editor));
  nl_segment_editor_leave (editor, TRUE);
}

static void
nl_segments_page_open (NlRecordsPage *page, NlRecord *segment)
{
  open_editor (NL_SEGMENTS_PAGE (page), NL_SEGMENT (segment));
}

static void
new_clicked_cb (NlSegmentsPage *self)
{
  open_editor (self, NULL);
}

static void
nl_segments_page_create_new (NlPage *page)
{
  open_editor (NL_SEGMENTS_PAGE (page), NULL);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  char *query;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_weak_ref_clear (&asking->self);
  g_object_unref (asking->store);
  g_free (asking->query);
  g_free (asking);
}

/* What a segment of an RFM group is called; others have no name of themselves. */
static const char *
get_query_name (const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query, "'", -1);

  return g_str_has_prefix (query, "rfm_group = '") && g_strv_length (parts) == 3
                 && *parts[2] == '\0'
             ? nl_rfm_get_group_name (parts[1])
             : NULL;
}

static DexFuture *
open_query_fiber (gpointer data)
{
  Asking *asking = data;
  g_autoptr (GListModel) segments
      = dex_await_object (nl_segments_list (asking->store, asking->shop_id), NULL);
  g_autoptr (NlSegmentsPage) self = g_weak_ref_get (&asking->self);
  NlSegmentEditor *editor;

  if (self == NULL)
    return dex_future_new_true ();
  for (guint i = 0; segments != NULL && i < g_list_model_get_n_items (segments); i++) {
    g_autoptr (NlSegment) segment = g_list_model_get_item (segments, i);

    if (g_strcmp0 (nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_QUERY), asking->query)
        == 0) {
      open_editor (self, segment);
      return dex_future_new_true ();
    }
  }
  editor = open_editor (self, NULL);
  if (editor != NULL)
    nl_segment_editor_suggest (editor, get_query_name (asking->query), asking->query);
  return dex_future_new_true ();
}

/* Opens the segment that asks for this, if there is one. */
static void
nl_segments_page_open_query (NlPage *page, const char *query)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (page);
  Asking *asking = g_new0 (Asking, 1);

  g_weak_ref_init (&asking->self, self);
  asking->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  asking->shop_id = nl_workspace_get_shop_id (get_workspace (self));
  asking->query = g_strdup (query);
  nl_fiber_start ("open-query", open_query_fiber, asking, asking_free);
}

static void
rfm_activated_cb (NlSegmentsPage *self, guint recency, guint fm)
{
  g_autofree char *query = nl_overview_rfm_query (recency, fm);

  nl_segments_page_open_query (NL_PAGE (self), query);
}

static void
nl_segments_page_open_record (NlPage *page, gint64 id)
{
  NlSegmentEditor *editor = get_editor (NL_SEGMENTS_PAGE (page));

  if (editor == NULL || nl_segment_editor_get_segment_id (editor) != id)
    NL_PAGE_CLASS (nl_segments_page_parent_class)->open_record (page, id);
}

static void
nl_segments_page_constructed (GObject *object)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (object);

  G_OBJECT_CLASS (nl_segments_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->list, nl_records_page_get_shown (NL_RECORDS_PAGE (self)),
                           create_row, self, NULL);
  g_signal_connect_object (nl_workspace_get_store (get_workspace (self)), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
nl_segments_page_dispose (GObject *object)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENTS_PAGE);
  G_OBJECT_CLASS (nl_segments_page_parent_class)->dispose (object);
}

static void
nl_segments_page_class_init (NlSegmentsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);
  NlRecordsPageClass *records_class = NL_RECORDS_PAGE_CLASS (klass);

  object_class->constructed = nl_segments_page_constructed;
  object_class->dispose = nl_segments_page_dispose;
  widget_class->map = nl_segments_page_map;
  page_class->create_new = nl_segments_page_create_new;
  page_class->open_record = nl_segments_page_open_record;
  page_class->open_query = nl_segments_page_open_query;
  records_class->record_type = NL_TYPE_SEGMENT;
  records_class->shop_field = NL_SEGMENT_SHOP_ID;
  records_class->searched = "name || ' ' || query";
  records_class->sort = nl_segments_page_sort;
  records_class->open = nl_segments_page_open;
  records_class->open_failed = N_ ("Could Not Open Segment");
  records_class->leave = nl_segments_page_leave;
  records_class->update_stage = nl_segments_page_update_stage;
  records_class->load = nl_segments_page_load;

  g_type_ensure (NL_TYPE_READY_LIST);
  g_type_ensure (NL_TYPE_RFM_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, list);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, ready);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, scores);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, rfm);
  gtk_widget_class_bind_template_callback (widget_class, ready_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, rfm_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
nl_segments_page_init (NlSegmentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
