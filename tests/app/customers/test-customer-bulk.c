/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-bar.h"
#include "app/customers/nl-customer-bulk.h"
#include "app/customers/nl-customer-cell.h"
#include "app/customers/nl-customer-list.h"
#include "app/customers/nl-tags-dialog.h"
#include "app-test.h"
#include "customers/nl-customers.h"
#include "segments/nl-segments.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static NlCustomerList *
show_three (Fixture *f)
{
  GtkWidget *list;

  fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  fixture_add_customer (f, "Zoë", "Albers", "zoe@example.de");
  fixture_add_customer (f, "Ana", "Silva", NULL);
  list = find_widget (fixture_show_page (f, "customers"), NL_TYPE_CUSTOMER_LIST);
  /* Rows come in steps. */
  wait_until (g_list_model_get_n_items (
                  G_LIST_MODEL (nl_customer_list_get_selection (NL_CUSTOMER_LIST (list))))
              == 3);
  return NL_CUSTOMER_LIST (list);
}

static void
select_two (NlCustomerList *list)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (nl_customer_list_get_selection (list));

  gtk_selection_model_select_item (selection, 0, FALSE);
  gtk_selection_model_select_item (selection, 1, FALSE);
}

/* After the toast that says @text, which may come later than what it tells about. */
static void
undo (Fixture *f, const char *text)
{
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label", text) != NULL);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
}

static gint64
count_where (Fixture *f, const char *condition)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (DexFuture) count = NULL;

  nl_query_where_sql (query, condition, NULL);
  count = nl_store_count (f->store, query);
  await (dex_ref (count));
  return g_value_get_int64 (dex_future_get_value (count, NULL));
}

static gboolean
is_enabled (GtkWidget *widget, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, widget);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return enabled;
}

/* The bar is there for several customers, not for the one the cursor is on. */
static void
test_bar (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_three (f);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (nl_customer_list_get_selection (list));
  GtkActionBar *bar;

  g_assert_null (find_widget (GTK_WIDGET (list), GTK_TYPE_ACTION_BAR));
  g_assert_false (is_enabled (GTK_WIDGET (list), "customers.tag"));
  gtk_selection_model_select_item (selection, 0, TRUE);
  bar = GTK_ACTION_BAR (find_widget (GTK_WIDGET (list), GTK_TYPE_ACTION_BAR));
  g_assert_false (gtk_action_bar_get_revealed (bar));
  g_assert_true (is_enabled (GTK_WIDGET (list), "customers.tag"));
  gtk_selection_model_select_all (selection);
  g_assert_true (gtk_action_bar_get_revealed (bar));
  g_assert_nonnull (find_named (GTK_WIDGET (list), GTK_TYPE_LABEL, "label", "3 selected"));
  gtk_widget_activate_action (GTK_WIDGET (list), "customers.unselect", NULL);
  g_assert_false (gtk_action_bar_get_revealed (bar));
}

static NlTagsDialog *
open_tags (Fixture *f, NlCustomerList *list)
{
  GtkWidget *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (list), "customers.tag", NULL));
  wait_until ((dialog = find_widget (GTK_WIDGET (f->window), NL_TYPE_TAGS_DIALOG)) != NULL);
  return NL_TAGS_DIALOG (dialog);
}

/* Of the customer in that row. */
static GtkWidget *
find_cell (GtkWidget *widget, NlCustomerList *list, guint position)
{
  NlRowsSelection *selection = nl_customer_list_get_selection (list);

  if (NL_IS_CUSTOMER_CELL (widget) && gtk_widget_get_mapped (widget)) {
    NlRow *row = nl_customer_cell_get_row (NL_CUSTOMER_CELL (widget));

    return row != NULL && nl_row_get_id (row) == nl_rows_selection_get_id (selection, position)
               ? widget
               : NULL;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_cell (child, list, position);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Where that cell is, once it has its place on the screen. */
static gboolean
find_middle (GtkWidget *cell, NlCustomerList *list, double *x, double *y)
{
  graphene_rect_t bounds;
  GtkWidget *picked;

  if (!gtk_widget_compute_bounds (cell, GTK_WIDGET (list), &bounds))
    return FALSE;
  *x = bounds.origin.x + bounds.size.width / 2;
  *y = bounds.origin.y + bounds.size.height / 2;
  picked = gtk_widget_pick (GTK_WIDGET (list), *x, *y, GTK_PICK_DEFAULT);
  return picked != NULL && (picked == cell || gtk_widget_is_ancestor (picked, cell));
}

static void
touch (NlCustomerList *list, GType gesture_type, guint row)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (list));
  GtkWidget *cell;
  double x, y;

  wait_until ((cell = find_cell (GTK_WIDGET (list), list, row)) != NULL
              && find_middle (cell, list, &x, &y));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (G_OBJECT_TYPE (controller) != gesture_type
        || !gtk_gesture_single_get_touch_only (GTK_GESTURE_SINGLE (controller)))
      continue;
    if (gesture_type == GTK_TYPE_GESTURE_LONG_PRESS)
      g_signal_emit_by_name (controller, "pressed", x, y);
    else
      g_signal_emit_by_name (controller, "released", 1, x, y);
  }
}

/* A long press selects one, taps add others and leave them out. */
static void
test_touch (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_three (f);
  NlRowsSelection *selection = nl_customer_list_get_selection (list);

  touch (list, GTK_TYPE_GESTURE_CLICK, 0);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (selection), ==, 0);
  touch (list, GTK_TYPE_GESTURE_LONG_PRESS, 1);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (selection), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 1));
  g_assert_true (gtk_action_bar_get_revealed (
      GTK_ACTION_BAR (find_widget (GTK_WIDGET (list), GTK_TYPE_ACTION_BAR))));
  touch (list, GTK_TYPE_GESTURE_CLICK, 0);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (selection), ==, 2);
  touch (list, GTK_TYPE_GESTURE_CLICK, 1);
  touch (list, GTK_TYPE_GESTURE_CLICK, 0);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (selection), ==, 0);
  /* Now a tap is a tap again. */
  touch (list, GTK_TYPE_GESTURE_CLICK, 0);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (selection), ==, 0);
}

static void
test_tags (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_three (f);
  GtkWidget *dialog;
  GtkWidget *entry;

  select_two (list);
  dialog = GTK_WIDGET (open_tags (f, list));
  g_assert_nonnull (find_named (dialog, ADW_TYPE_WINDOW_TITLE, "subtitle", "2 customers"));
  entry = find_widget (dialog, ADW_TYPE_ENTRY_ROW);
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "_Add")));
  gtk_editable_set_text (GTK_EDITABLE (entry), " vip , Été");
  g_signal_emit_by_name (find_button (dialog, "_Add"), "clicked");
  wait_until (count_where (f, "tags = '[\"vip\",\"Été\"]'") == 2);

  /* What the shop has is offered, also without its accents. */
  wait_until (find_widget (GTK_WIDGET (f->window), NL_TYPE_TAGS_DIALOG) == NULL);
  dialog = GTK_WIDGET (open_tags (f, list));
  wait_until (find_button (dialog, "vip") != NULL);
  entry = find_widget (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ete");
  g_assert_null (find_button (dialog, "vip"));
  g_signal_emit_by_name (find_button (dialog, "Été"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Été, ");
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (find_widget (dialog, ADW_TYPE_TOGGLE_GROUP)),
                                    "remove");
  g_signal_emit_by_name (find_button (dialog, "_Remove"), "clicked");
  wait_until (count_where (f, "tags = '[\"vip\"]'") == 2);
  undo (f, "“Été” removed from 2 customers");
  wait_until (count_where (f, "tags = '[\"vip\",\"Été\"]'") == 2);
}

static void
test_consent (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_three (f);

  select_two (list);
  gtk_widget_activate_action (GTK_WIDGET (list), "customers.consent", "s", "sms UNSUBSCRIBED");
  wait_until (count_where (f, "sms_subscription_status = 'UNSUBSCRIBED'") == 2);
  g_assert_cmpint (count_where (f, "email_subscription_status IS NOT NULL"), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (list), "customers.consent", "s", "email SUBSCRIBED");
  wait_until (count_where (f, "email_subscription_status = 'SUBSCRIBED'") == 2);
  undo (f, "2 customers subscribed to emails");
  wait_until (count_where (f, "email_subscription_status = 'SUBSCRIBED'") == 0);
}

static guint
count_segments (Fixture *f)
{
  g_autoptr (GListModel) segments
      = await_object (nl_segments_list (f->store, nl_workspace_get_shop_id (f->workspace)));

  return g_list_model_get_n_items (segments);
}

static void
test_snapshot (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_three (f);
  GtkWidget *dialog;
  g_autoptr (GListModel) segments = NULL;
  g_autoptr (NlRecord) segment = NULL;

  select_two (list);
  gtk_widget_activate_action (GTK_WIDGET (list), "customers.snapshot", NULL);
  wait_until ((dialog = find_widget (GTK_WIDGET (f->window), ADW_TYPE_ALERT_DIALOG)) != NULL);
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "save"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW)), "Fair");
  g_signal_emit_by_name (find_button (dialog, "_Save"), "clicked");
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label", "Segment “Fair” saved")
              != NULL);
  segments = await_object (nl_segments_list (f->store, nl_workspace_get_shop_id (f->workspace)));
  g_assert_cmpuint (g_list_model_get_n_items (segments), ==, 1);
  segment = g_list_model_get_item (segments, 0);
  g_assert_cmpstr (nl_record_get_text (segment, NL_SEGMENT_NAME), ==, "Fair");
  g_assert_cmpint (nl_record_get_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT), ==, 2);

  undo (f, "Segment “Fair” saved");
  wait_until (count_segments (f) == 0);
}

static void
test_export (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_three (f);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *path = g_build_filename (f->folder, "customers.csv", NULL);
  g_autofree char *text = NULL;

  select_two (list);
  ids = nl_rows_selection_dup_ids (nl_customer_list_get_selection (list));
  nl_customer_bulk_export (GTK_WIDGET (list), f->workspace, ids, path);
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label", "2 customers exported")
              != NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "zoe@example.de"));
  g_assert_nonnull (strstr (text, "chloe@example.fr"));
  g_assert_null (strstr (text, "Silva"));
}

static void
test_erase (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;
  NlRowsSelection *selection;
  GtkWidget *dialog;
  g_autofree char *backup = NULL;

  list = show_three (f);
  backup = fixture_write_file (f, "workspace.db.before-schema-3", "");
  selection = nl_customer_list_get_selection (list);
  /* Nobody is selected: nothing happens. */
  gtk_widget_activate_action (GTK_WIDGET (list), "customers.erase", NULL);
  select_two (list);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (list), "customers.erase", NULL));
  wait_until ((dialog = find_widget (GTK_WIDGET (f->window), ADW_TYPE_ALERT_DIALOG)) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==,
                   "Erase 2 Customers?");
  wait_until (find_named (dialog, ADW_TYPE_ACTION_ROW, "title", "workspace.db.before-schema-3")
              != NULL);
  g_signal_emit_by_name (find_button (dialog, "_Cancel"), "clicked");
  wait_until (find_widget (GTK_WIDGET (f->window), ADW_TYPE_ALERT_DIALOG) == NULL);
  g_assert_cmpint (fixture_count (f), ==, 3);

  gtk_widget_activate_action (GTK_WIDGET (list), "customers.erase", NULL);
  wait_until ((dialog = find_widget (GTK_WIDGET (f->window), ADW_TYPE_ALERT_DIALOG)) != NULL);
  g_signal_emit_by_name (find_button (dialog, "_Erase"), "clicked");
  wait_until (nl_customer_list_get_n_items (list) == 1);
  g_assert_cmpint (fixture_count (f), ==, 1);
  wait_until (nl_rows_selection_get_n_selected (selection) == 0);
  undo (f, "2 customers erased");
  wait_until (nl_customer_list_get_n_items (list) == 3);
  g_assert_cmpint (fixture_count (f), ==, 3);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/customer-bulk/bar", test_bar);
  add_test ("/customer-bulk/touch", test_touch);
  add_test ("/customer-bulk/tags", test_tags);
  add_test ("/customer-bulk/consent", test_consent);
  add_test ("/customer-bulk/snapshot", test_snapshot);
  add_test ("/customer-bulk/export", test_export);
  add_test ("/customer-bulk/erase", test_erase);
  return g_test_run ();
}
