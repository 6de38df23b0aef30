/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segments-page.h"

#include <glib/gi18n-lib.h>

#include "segments/nl-ready-segments.h"
#include "app/segments/nl-comparison-page.h"
#include "app/segments/nl-segment-actions.h"
#include "app/segments/nl-segment-editor.h"
#include "app/segments/nl-segment-members.h"
#include "app/segments/nl-segment-row.h"
#include "app/shell/nl-window.h"
#include "base/nl-text.h"
#include "customers/nl-customer.h"
#include "segments/nl-segment-statistics.h"
#include "segments/nl-segment.h"
#include "store/nl-rows-model.h"

/**
 * NlSegmentsPage:
 *
 * The saved segments of the shop, ready-made ones to begin with, and the editor of either.
 */
struct _NlSegmentsPage {
  NlPage parent_instance;
  AdwNavigationView *views;
  GtkWidget *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkWidget *empty;
  GtkWidget *nothing;
  GtkListBox *list;
  AdwPreferencesGroup *ready;

  NlRowsModel *rows;
  JsonObject *statistics; /* of the whole shop */
  GPtrArray *ready_rows;
  gint64 total;
  guint serial;
};

G_DEFINE_FINAL_TYPE (NlSegmentsPage, nl_segments_page, NL_TYPE_PAGE)

#define READY_KEY "nl-ready-segment"

static NlWorkspace *
get_workspace (NlSegmentsPage *self)
{
  return nl_page_get_workspace (NL_PAGE (self));
}

static NlSegmentEditor *
get_editor (NlSegmentsPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->views);

  while (page != NULL && !NL_IS_SEGMENT_EDITOR (page))
    page = adw_navigation_view_get_previous_page (self->views, page);
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
    adw_navigation_view_pop_to_page (self->views, ADW_NAVIGATION_PAGE (editor));
    nl_segment_editor_leave (editor, FALSE);
    return NULL;
  }
  adw_navigation_view_pop_to_tag (self->views, "list");
  editor = nl_segment_editor_new (get_workspace (self), segment);
  adw_navigation_view_push (self->views, ADW_NAVIGATION_PAGE (editor));
  return editor;
}

static void
use_query (NlSegmentsPage *self, const char *action, const char *name, const char *query)
{
  NlWorkspace *workspace = get_workspace (self);
  NlShop *shop = nl_workspace_get_shop (workspace);

  if (g_str_equal (action, "compare"))
    adw_navigation_view_push (self->views, nl_comparison_page_new (workspace, shop, name, query));
  else if (g_str_equal (action, "snapshot"))
    nl_segment_members_take_snapshot (GTK_WIDGET (self), workspace, shop, name, query);
  else if (g_str_equal (action, "export"))
    nl_segment_members_export (GTK_WIDGET (self), workspace, shop, name, query);
}

static void
row_action_cb (NlSegmentsPage *self, const char *name, NlSegmentRow *row)
{
  NlSegment *segment = nl_segment_row_get_segment (row);
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
row_activated_cb (NlSegmentsPage *self, GtkListBoxRow *row)
{
  NlSegment *segment = nl_segment_row_get_segment (NL_SEGMENT_ROW (row));

  if (segment != NULL)
    open_editor (self, segment);
}

static void
ready_activated_cb (NlSegmentsPage *self, AdwActionRow *row)
{
  const NlReadySegment *ready = g_object_get_data (G_OBJECT (row), READY_KEY);
  NlShop *shop = nl_workspace_get_shop (get_workspace (self));
  NlSegmentEditor *editor = open_editor (self, NULL);
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;

  if (editor == NULL)
    return;
  name = nl_ready_segment_dup_name (ready, self->statistics);
  query = nl_ready_segment_dup_query (ready, shop, self->statistics);
  nl_segment_editor_suggest (editor, name, query);
}

static void
add_ready (NlSegmentsPage *self)
{
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);

  for (guint i = 0; i < n; i++) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (ready[i].description));
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("list-add-symbolic"));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    g_object_set_data (G_OBJECT (row), READY_KEY, (gpointer) &ready[i]);
    g_signal_connect_object (row, "activated", G_CALLBACK (ready_activated_cb), self,
                             G_CONNECT_SWAPPED);
    adw_preferences_group_add (self->ready, row);
    g_ptr_array_add (self->ready_rows, row);
  }
}

/* Names them after what is known about the shop. */
static void
update_ready (NlSegmentsPage *self)
{
  for (guint i = 0; i < self->ready_rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->ready_rows, i);
    const NlReadySegment *ready = g_object_get_data (G_OBJECT (row), READY_KEY);
    g_autofree char *name = nl_ready_segment_dup_name (ready, self->statistics);

    gtk_widget_set_visible (row, nl_ready_segment_suits (ready, self->statistics));
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  }
}

static gboolean
is_searching (NlSegmentsPage *self)
{
  return *gtk_editable_get_text (self->search_entry) != '\0';
}

static void
update_stage (NlSegmentsPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;
  gboolean is_known = has_rows || !nl_rows_model_get_loading (self->rows);

  gtk_widget_set_visible (GTK_WIDGET (self->list), has_rows);
  gtk_widget_set_visible (self->empty, is_known && !has_rows && !is_searching (self));
  gtk_widget_set_visible (self->nothing, is_known && !has_rows && is_searching (self));
  gtk_widget_set_visible (GTK_WIDGET (self->ready), is_known && !is_searching (self));
}

static void
update_query (NlSegmentsPage *self)
{
  gint64 shop_id = nl_workspace_get_shop_id (get_workspace (self));
  g_autofree char *folded = nl_text_fold (gtk_editable_get_text (self->search_entry));
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_SEGMENT);

  nl_query_where_int64 (query, NL_SEGMENT_SHOP_ID, shop_id);
  nl_query_order_by (query, NL_SEGMENT_NAME, FALSE);
  if (*folded != '\0') {
    g_autoptr (GArray) values = nl_value_array_new ();
    NlValue value = nl_value_text (folded);

    g_array_append_val (values, value);
    nl_query_where_sql (query, "instr (nl_fold (name || ' ' || query), ?) > 0", values);
  }
  nl_rows_model_set_query (self->rows, query);
}

static void
search_changed_cb (NlSegmentsPage *self)
{
  update_query (self);
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
  g_autoptr (NlSegmentsPage) self = NULL;
  gint64 total;

  nl_query_where_int64 (customers, NL_CUSTOMER_SHOP_ID, loading->shop_id);
  total = dex_await_int64 (nl_store_count (loading->store, customers), NULL);
  statistics = dex_await_boxed (
      nl_segment_statistics_load (loading->store, loading->shop_id, NULL, NULL, NULL), NULL);
  self = g_weak_ref_get (&loading->self);
  if (self == NULL || self->serial != loading->serial)
    return dex_future_new_true ();
  take_total (self, total);
  g_clear_pointer (&self->statistics, json_object_unref);
  self->statistics = g_steal_pointer (&statistics);
  update_ready (self);
  return dex_future_new_true ();
}

/* Learns about the shop: how many customers, where, how much they spend. */
static void
load (NlSegmentsPage *self)
{
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  loading->shop_id = nl_workspace_get_shop_id (get_workspace (self));
  loading->serial = ++self->serial;
  nl_fiber_start ("segments", load_fiber, loading, loading_free);
}

static void
store_changed_cb (NlSegmentsPage *self, NlChanges *changes)
{
  if (nl_changes_moves_rows (changes, "customers"))
    load (self);
}

static void
shop_changed_cb (NlSegmentsPage *self)
{
  NlSegmentEditor *editor = get_editor (self);

  if (editor != NULL) {
    adw_navigation_view_pop_to_page (self->views, ADW_NAVIGATION_PAGE (editor));
    nl_segment_editor_leave (editor, TRUE);
  }
  gtk_editable_set_text (self->search_entry, "");
  update_query (self);
  load (self);
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

static void
nl_segments_page_start_search (NlPage *page)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (page);

  if (get_editor (self) != NULL)
    return;
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
nl_segments_page_open_query (NlPage *page, const char *query)
{
  NlSegmentEditor *editor = open_editor (NL_SEGMENTS_PAGE (page), NULL);

  if (editor != NULL)
    nl_segment_editor_suggest (editor, NULL, query);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 id;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_weak_ref_clear (&opening->self);
  g_object_unref (opening->store);
  g_free (opening);
}

static DexFuture *
open_fiber (gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegment) segment
      = dex_await_object (nl_store_find (opening->store, NL_TYPE_SEGMENT, opening->id), &error);
  g_autoptr (NlSegmentsPage) self = g_weak_ref_get (&opening->self);

  if (self == NULL)
    return dex_future_new_true ();
  if (segment != NULL)
    open_editor (self, segment);
  else
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Open Segment"), error);
  return dex_future_new_true ();
}

static void
nl_segments_page_open_record (NlPage *page, gint64 id)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (page);
  NlSegmentEditor *editor = get_editor (self);
  Opening *opening;

  if (editor != NULL && nl_segment_editor_get_segment_id (editor) == id)
    return;
  opening = g_new0 (Opening, 1);
  g_weak_ref_init (&opening->self, self);
  opening->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  opening->id = id;
  nl_fiber_start ("open-segment", open_fiber, opening, opening_free);
}

static void
nl_segments_page_constructed (GObject *object)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (object);
  NlWorkspace *workspace = get_workspace (self);
  NlStore *store = nl_workspace_get_store (workspace);

  G_OBJECT_CLASS (nl_segments_page_parent_class)->constructed (object);

  self->rows = nl_rows_model_new (store, NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->rows), create_row, self, NULL);
  g_signal_connect_object (self->rows, "notify::n-items", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::loading", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_ready (self);
  update_ready (self);
  update_query (self);
  update_stage (self);
  load (self);
}

static void
nl_segments_page_dispose (GObject *object)
{
  NlSegmentsPage *self = NL_SEGMENTS_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  /* The bin lets go of its child before the template does, which would do it behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENTS_PAGE);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->statistics, json_object_unref);
  g_clear_pointer (&self->ready_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_segments_page_parent_class)->dispose (object);
}

static void
nl_segments_page_class_init (NlSegmentsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);

  object_class->constructed = nl_segments_page_constructed;
  object_class->dispose = nl_segments_page_dispose;
  page_class->start_search = nl_segments_page_start_search;
  page_class->create_new = nl_segments_page_create_new;
  page_class->open_record = nl_segments_page_open_record;
  page_class->open_query = nl_segments_page_open_query;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, views);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, list);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentsPage, ready);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
nl_segments_page_init (NlSegmentsPage *self)
{
  self->ready_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}
