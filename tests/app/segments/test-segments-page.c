/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-rfm-grid.h"
#include "app/segments/nl-query-completion.h"
#include "app/segments/nl-query-view.h"
#include "segments/nl-ready-segments.h"
#include "app/segments/nl-segment-editor.h"
#include "app/segments/nl-segment-message.h"
#include "app/segments/nl-segment-row.h"
#include "app/segments/nl-segments-page.h"
#include "app-test.h"
#include "segments/nl-segments.h"
#include "shops/nl-shops.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static void
add_three (Fixture *f)
{
  fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  fixture_add_customer (f, "Zoë", "Albers", "zoe@example.de");
  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
}

static NlSegment *
add_segment (Fixture *f, const char *name, const char *query)
{
  NlSegment *segment = g_object_new (NL_TYPE_SEGMENT, "name", name, "query", query, NULL);

  await (nl_segments_save (f->store, nl_workspace_get_shop (f->workspace), segment));
  return segment;
}

static GtkWidget *
show_segments (Fixture *f)
{
  GtkWidget *page = fixture_show_page (f, "segments");

  g_assert_nonnull (page);
  return page;
}

static void
show_view (GtkWidget *editor, const char *name)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (find_widget (editor, ADW_TYPE_VIEW_STACK)),
                                         name);
}

static NlSegmentEditor *
open_editor (Fixture *f)
{
  GtkWidget *page = show_segments (f);
  GtkWidget *editor;

  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new", NULL);
  editor = find_widget (page, NL_TYPE_SEGMENT_EDITOR);
  g_assert_nonnull (editor);
  show_view (editor, "query");
  gtk_widget_grab_focus (find_widget (editor, NL_TYPE_QUERY_VIEW));
  return NL_SEGMENT_EDITOR (editor);
}

static NlQueryView *
get_view (NlSegmentEditor *editor)
{
  return NL_QUERY_VIEW (find_widget (GTK_WIDGET (editor), NL_TYPE_QUERY_VIEW));
}

static void
type (NlSegmentEditor *editor, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_view (editor)));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
has_label (gpointer root, const char *text)
{
  return find_named (GTK_WIDGET (root), GTK_TYPE_LABEL, "label", text) != NULL;
}

static gboolean
has_customer (gpointer root, const char *name)
{
  return find_named (GTK_WIDGET (root), GTK_TYPE_INSCRIPTION, "text", name) != NULL;
}

static void
set_name (NlSegmentEditor *editor, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (editor), ADW_TYPE_ENTRY_ROW)),
                         name);
}

static guint
count_segments (Fixture *f)
{
  g_autoptr (GListModel) segments
      = await_object (nl_segments_list (f->store, nl_workspace_get_shop_id (f->workspace)));

  return g_list_model_get_n_items (segments);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  GtkWidget *page = show_segments (f);
  GtkWidget *row;

  wait_until (has_label (page, "No Segments Yet"));
  wait_until ((row = find_named (page, ADW_TYPE_ACTION_ROW, "title", "Have Not Bought Yet"))
              != NULL);
  add_three (f);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) != NULL);
  wait_until (has_label (find_widget (page, NL_TYPE_SEGMENT_EDITOR), "3"));
}

/* The ready segments say how many customers each would have. */
static void
test_ready_counts (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;

  add_three (f);
  page = show_segments (f);
  wait_until ((row = find_named (page, ADW_TYPE_ACTION_ROW, "title", "Have Not Bought Yet")) != NULL
              && has_label (row, "3"));
  fixture_add_customer (f, "Bo", "Berg", "bo@gmail.com");
  wait_until (
      has_label (find_named (page, ADW_TYPE_ACTION_ROW, "title", "Have Not Bought Yet"), "4"));
}

/* A saved segment counts again when its customers change, on any page. */
static void
test_saved_counts (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment = NULL;
  GtkWidget *page;
  GtkWidget *row;

  add_three (f);
  segment = add_segment (f, "Gmail", "customer_email_domain = 'gmail.com'");
  fixture_add_customer (f, "Bo", "Berg", "bo@gmail.com");
  page = show_segments (f);
  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL && has_label (row, "2"));
  fixture_add_customer (f, "Ida", "Berg", "ida@gmail.com");
  wait_until (has_label (find_widget (page, NL_TYPE_SEGMENT_ROW), "3"));
}

static gpointer
score (NlConnection *connection, gpointer data, GError **error)
{
  return nl_connection_exec (connection, "score",
                             "UPDATE customers SET rfm_recency = 5, rfm_frequency = 5,"
                             " rfm_monetary = 5, rfm_group = 'CHAMPIONS'",
                             error)
             ? g_object_new (G_TYPE_OBJECT, NULL)
             : NULL;
}

/* A cell leads to its group: to the saved segment when there is one. */
static void
test_rfm_grid (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *grid;
  NlSegmentEditor *editor;
  g_autoptr (NlSegment) segment = NULL;
  g_autoptr (GObject) done = NULL;
  g_autofree char *query = NULL;

  add_three (f);
  done = await_object (nl_store_write (f->store, score, NULL, NULL, G_TYPE_OBJECT, NULL));
  page = show_segments (f);
  wait_until ((grid = find_widget (page, NL_TYPE_RFM_GRID)) != NULL
              && gtk_widget_get_mapped (grid));
  gtk_widget_activate_action (nl_rfm_grid_get_cell (NL_RFM_GRID (grid), 5, 5), "cell.activate",
                              NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) != NULL);
  editor = NL_SEGMENT_EDITOR (find_widget (page, NL_TYPE_SEGMENT_EDITOR));
  query = nl_query_view_dup_query (get_view (editor));
  g_assert_cmpstr (query, ==, "rfm_group = 'CHAMPIONS'");
  g_assert_cmpint (nl_segment_editor_get_segment_id (editor), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.leave", NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) == NULL);

  segment = add_segment (f, "The Best", "rfm_group = 'CHAMPIONS'");
  gtk_widget_activate_action (nl_rfm_grid_get_cell (NL_RFM_GRID (grid), 5, 5), "cell.activate",
                              NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) != NULL);
  editor = NL_SEGMENT_EDITOR (find_widget (page, NL_TYPE_SEGMENT_EDITOR));
  g_assert_cmpint (nl_segment_editor_get_segment_id (editor), ==,
                   nl_record_get_id (NL_RECORD (segment)));
}

static void
test_ready_segments_are_right (Fixture *f, gconstpointer data)
{
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);
  guint n_unsuitable = 0;

  for (guint i = 0; i < n; i++) {
    g_autofree char *text
        = nl_ready_segment_dup_query (&ready[i], nl_workspace_get_shop (f->workspace), NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);

    g_assert_no_error (error);
    nl_segment_query_check (query, &error);
    g_assert_no_error (error);
    if (!nl_ready_segment_suits (&ready[i], NULL))
      n_unsuitable++;
  }
  /* Where most customers live, when there are none. */
  g_assert_cmpuint (n_unsuitable, ==, 1);
}

static void
test_live_count (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor;

  add_three (f);
  editor = open_editor (f);
  type (editor, "customer_email_domain = 'gmail.com'");
  wait_until (has_label (editor, "1") && has_label (editor, "customer, 33% of the shop"));
  wait_until (has_customer (editor, "Ana Silva") && !has_customer (editor, "Chloé Dupont"));

  /* What is imported meanwhile counts. */
  fixture_add_customer (f, "Bo", "Berg", "bo@gmail.com");
  wait_until (has_label (editor, "2") && has_customer (editor, "Bo Berg"));

  type (editor, " OR number_of_orders = 0");
  wait_until (has_label (editor, "4") && has_label (editor, "customers, 100% of the shop"));
}

static void
test_mistake (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor = open_editor (f);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_view (editor)));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "mistake");
  GtkTextIter iter;

  type (editor, "amount_spent > 10 AND number_of_ordrs > 1");
  wait_until (has_label (editor,
                         "Line 1, column 23: There is no attribute “number_of_ordrs”. Did you "
                         "mean “number_of_orders”?"));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 22);
  g_assert_true (gtk_text_iter_starts_tag (&iter, tag));
  gtk_text_iter_forward_to_tag_toggle (&iter, tag);
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 22 + 15);

  /* Nothing that is wrong is saved. */
  set_name (editor, "Wrong");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  g_assert_cmpuint (count_segments (f), ==, 0);

  /* The mark goes as soon as the text changes. */
  type (editor, " ");
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 23);
  g_assert_false (gtk_text_iter_has_tag (&iter, tag));
}

static void
test_missing_data (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor;

  add_three (f);
  editor = open_editor (f);
  type (editor, "shopify_email.opened MATCHES (count > 1)");
  wait_until (has_label (editor, "–") && find_widget (GTK_WIDGET (editor), GTK_TYPE_IMAGE) != NULL);
  g_assert_false (has_label (editor, "0"));
}

static void
test_completion (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor = open_editor (f);
  NlQueryView *view = get_view (editor);
  GtkWidget *completion = find_widget (GTK_WIDGET (view), NL_TYPE_QUERY_COMPLETION);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));
  const guint keys[][2] = { { GDK_KEY_space, GDK_CONTROL_MASK }, { GDK_KEY_Return, 0 } };
  g_autofree char *query = NULL;

  type (editor, "amount_s");
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++) {
    for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "completion") == 0)
        g_signal_emit_by_name (controller, "key-pressed", keys[k][0], 0, keys[k][1], &handled);
    }
    if (k == 0)
      g_assert_cmpuint (nl_query_completion_get_n_items (NL_QUERY_COMPLETION (completion)), ==, 1);
  }
  query = nl_query_view_dup_query (view);
  g_assert_cmpstr (g_strchomp (query), ==, "amount_spent");
}

static guint
count_offers (NlSegmentEditor *editor)
{
  return nl_query_completion_get_n_items (
      NL_QUERY_COMPLETION (find_widget (GTK_WIDGET (get_view (editor)), NL_TYPE_QUERY_COMPLETION)));
}

/* The shop's own values come by themselves, with how many customers have them. */
static void
test_values_of_the_shop (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor;
  NlQueryView *view;

  add_three (f);
  editor = open_editor (f);
  view = get_view (editor);
  wait_until (gtk_widget_has_focus (GTK_WIDGET (view)));
  type (editor, "customer_email_domain = ");
  wait_until (count_offers (editor) == 3);
  wait_until (has_label (view, "'gmail.com'") && has_label (view, "1 customer"));
  type (editor, "'gm");
  wait_until (count_offers (editor) == 1);
  type (editor, "ail.com'");
  g_assert_cmpuint (count_offers (editor), ==, 0);
}

static void
test_save_and_reopen (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor;
  GtkWidget *page;
  GtkWidget *row;
  gint64 id;
  g_autofree char *query = NULL;

  add_three (f);
  editor = open_editor (f);
  page = show_segments (f);
  type (editor, "number_of_orders = 0");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  g_assert_true (
      gtk_widget_has_css_class (find_widget (GTK_WIDGET (editor), ADW_TYPE_ENTRY_ROW), "error"));
  set_name (editor, "Prospects");
  g_assert_true (nl_segment_editor_is_dirty (editor));
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  wait_until (nl_segment_editor_get_segment_id (editor) != 0);
  g_assert_false (nl_segment_editor_is_dirty (editor));
  id = nl_segment_editor_get_segment_id (editor);
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.leave", NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) == NULL);

  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects") && has_label (row, "3"));
  gtk_widget_activate_action (row, "row.open", NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) != NULL);
  editor = NL_SEGMENT_EDITOR (find_widget (page, NL_TYPE_SEGMENT_EDITOR));
  g_assert_cmpint (nl_segment_editor_get_segment_id (editor), ==, id);
  query = nl_query_view_dup_query (get_view (editor));
  g_assert_cmpstr (query, ==, "number_of_orders = 0");
}

static void
test_nothing_is_lost (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor = open_editor (f);
  GtkWidget *page = show_segments (f);
  AdwDialog *dialog;

  type (editor, "number_of_orders = 0");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.leave", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_nonnull (find_widget (page, NL_TYPE_SEGMENT_EDITOR));
  g_signal_emit_by_name (dialog, "response", "discard");
  adw_dialog_force_close (dialog);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) == NULL);
  g_assert_cmpuint (count_segments (f), ==, 0);
}

static void
undo (Fixture *f)
{
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
}

static void
test_delete_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment = add_segment (f, "Prospects", "number_of_orders = 0");
  GtkWidget *page = show_segments (f);
  GtkWidget *row;

  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects"));
  gtk_widget_activate_action (row, "row.delete", NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_ROW) == NULL);
  wait_until (has_label (f->window, "Segment “Prospects” deleted"));
  undo (f);
  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects"));
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment = add_segment (f, "Prospects", "number_of_orders = 0");
  GtkWidget *page = show_segments (f);
  GtkWidget *row;

  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects"));
  gtk_widget_activate_action (row, "row.duplicate", NULL);
  wait_until (has_label (page, "Prospects (Copy)"));
  row = gtk_widget_get_ancestor (find_named (page, GTK_TYPE_LABEL, "label", "Prospects"),
                                 NL_TYPE_SEGMENT_ROW);
  gtk_widget_activate_action (row, "row.duplicate", NULL);
  wait_until (has_label (page, "Prospects (Copy 2)"));
}

static void
test_duplicate_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment = add_segment (f, "Prospects", "number_of_orders = 0");
  GtkWidget *page = show_segments (f);
  GtkWidget *row;

  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects"));
  gtk_widget_activate_action (row, "row.duplicate", NULL);
  wait_until (has_label (page, "Prospects (Copy)"));
  undo (f);
  wait_until (!has_label (page, "Prospects (Copy)"));
  g_assert_cmpuint (count_segments (f), ==, 1);
}

/* What is being saved needs no question. */
static void
test_leave_while_saving (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor = open_editor (f);

  type (editor, "number_of_orders = 0");
  set_name (editor, "Prospects");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.leave", NULL);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
  wait_until (find_widget (GTK_WIDGET (f->window), NL_TYPE_SEGMENT_EDITOR) == NULL);
  g_assert_cmpuint (count_segments (f), ==, 1);
}

/* Who edits the shop stays with the segment. */
static void
test_edited_shop (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor = open_editor (f);
  g_autoptr (NlRecord) shop = nl_record_copy (NL_RECORD (nl_workspace_get_shop (f->workspace)));

  nl_record_set_text (shop, NL_SHOP_NAME, "Renamed");
  await (nl_shops_save (f->store, NL_SHOP (shop)));
  wait_until (g_strcmp0 (nl_record_get_text (NL_RECORD (nl_workspace_get_shop (f->workspace)),
                                             NL_SHOP_NAME),
                         "Renamed")
              == 0);
  g_assert_true (find_widget (GTK_WIDGET (f->window), NL_TYPE_SEGMENT_EDITOR)
                 == GTK_WIDGET (editor));
}

static void
test_rename_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment = add_segment (f, "Prospects", "number_of_orders = 0");
  GtkWidget *page = show_segments (f);
  GtkWidget *row;
  AdwDialog *dialog;
  GtkWidget *entry;

  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects"));
  gtk_widget_activate_action (row, "row.rename", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  entry = find_widget (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);
  /* A name of nothing but spaces is none. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "rename"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " Newcomers ");
  g_signal_emit_by_name (dialog, "response", "rename");
  adw_dialog_force_close (dialog);
  wait_until (has_label (page, "Newcomers") && has_label (f->window, "Renamed to “Newcomers”"));
  undo (f);
  wait_until (has_label (page, "Prospects") && !has_label (page, "Newcomers"));
}

/* The open editor goes back too; what was new and is undone stays there, unsaved. */
static void
test_save_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment = add_segment (f, "Prospects", "number_of_orders = 0");
  GtkWidget *page = show_segments (f);
  NlSegmentEditor *editor;
  GtkWidget *row;
  g_autofree char *query = NULL;

  wait_until ((row = find_widget (page, NL_TYPE_SEGMENT_ROW)) != NULL
              && has_label (row, "Prospects"));
  gtk_widget_activate_action (row, "row.open", NULL);
  editor = NL_SEGMENT_EDITOR (find_widget (page, NL_TYPE_SEGMENT_EDITOR));
  nl_query_view_set_query (get_view (editor), "number_of_orders = 7");
  g_assert_true (nl_segment_editor_is_dirty (editor));
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  wait_until (!nl_segment_editor_is_dirty (editor) && has_label (f->window, "Segment saved"));
  undo (f);
  wait_until (find_named (GTK_WIDGET (editor), NL_TYPE_QUERY_VIEW, "query", "number_of_orders = 0")
              != NULL);
  g_assert_false (nl_segment_editor_is_dirty (editor));
}

static void
test_undo_of_a_new_segment (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor = open_editor (f);
  g_autofree char *query = NULL;

  type (editor, "number_of_orders = 0");
  set_name (editor, "Prospects");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  wait_until (nl_segment_editor_get_segment_id (editor) != 0);
  undo (f);
  wait_until (nl_segment_editor_get_segment_id (editor) == 0);
  g_assert_cmpuint (count_segments (f), ==, 0);
  g_assert_true (nl_segment_editor_is_dirty (editor));
  query = nl_query_view_dup_query (get_view (editor));
  g_assert_cmpstr (query, ==, "number_of_orders = 0");
}

/* More clauses than Shopify takes are right here, and said to be too many there. */
static void
test_shopify_hint (Fixture *f, gconstpointer data)
{
  NlSegmentEditor *editor;
  NlSegmentMessage *message;
  g_autoptr (GString) query = g_string_new ("number_of_orders > 0");

  add_three (f);
  editor = open_editor (f);
  message = NL_SEGMENT_MESSAGE (find_widget (GTK_WIDGET (editor), NL_TYPE_SEGMENT_MESSAGE));
  for (guint i = 1; i <= 10; i++)
    g_string_append_printf (query, " AND number_of_orders > %u", i);
  nl_query_view_set_query (get_view (editor), "number_of_orders > 0");
  wait_until (has_label (editor, "0") && nl_segment_message_get_text (message) == NULL);
  nl_query_view_set_query (get_view (editor), query->str);
  wait_until (nl_segment_message_get_text (message) != NULL);
  g_assert_nonnull (strstr (nl_segment_message_get_text (message), "Shopify"));
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/segments-page/empty", test_empty);
  add_test ("/segments-page/ready-counts", test_ready_counts);
  add_test ("/segments-page/saved-counts", test_saved_counts);
  add_test ("/segments-page/rfm-grid", test_rfm_grid);
  add_test ("/segments-page/ready-segments-are-right", test_ready_segments_are_right);
  add_test ("/segments-page/live-count", test_live_count);
  add_test ("/segments-page/mistake", test_mistake);
  add_test ("/segments-page/missing-data", test_missing_data);
  add_test ("/segments-page/completion", test_completion);
  add_test ("/segments-page/values-of-the-shop", test_values_of_the_shop);
  add_test ("/segments-page/save-and-reopen", test_save_and_reopen);
  add_test ("/segments-page/nothing-is-lost", test_nothing_is_lost);
  add_test ("/segments-page/delete-and-undo", test_delete_and_undo);
  add_test ("/segments-page/duplicate", test_duplicate);
  add_test ("/segments-page/duplicate-and-undo", test_duplicate_and_undo);
  add_test ("/segments-page/leave-while-saving", test_leave_while_saving);
  add_test ("/segments-page/edited-shop", test_edited_shop);
  add_test ("/segments-page/rename-and-undo", test_rename_and_undo);
  add_test ("/segments-page/save-and-undo", test_save_and_undo);
  add_test ("/segments-page/undo-of-a-new-segment", test_undo_of_a_new_segment);
  add_test ("/segments-page/shopify-hint", test_shopify_hint);
  return g_test_run ();
}
