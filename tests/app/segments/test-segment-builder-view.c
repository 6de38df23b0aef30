/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-builder-view.h"
#include "app/segments/nl-condition-editor.h"
#include "app/segments/nl-condition-row.h"
#include "app/segments/nl-date-value.h"
#include "app/segments/nl-picker.h"
#include "app/segments/nl-query-view.h"
#include "app/segments/nl-segment-editor.h"
#include "app/widgets/nl-calendar.h"
#include "app-test.h"
#include "segments/nl-segments.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static void
show_view (GtkWidget *editor, const char *name)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (find_widget (editor, ADW_TYPE_VIEW_STACK)),
                                         name);
}

static GtkWidget *
open_builder (Fixture *f)
{
  GtkWidget *page = fixture_show_page (f, "segments");
  GtkWidget *editor;

  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new", NULL);
  editor = find_widget (page, NL_TYPE_SEGMENT_EDITOR);
  show_view (editor, "builder");
  wait_until (gtk_widget_get_mapped (find_widget (editor, NL_TYPE_BUILDER_VIEW)));
  return editor;
}

static char *
dup_query (GtkWidget *editor)
{
  return nl_query_view_dup_query (NL_QUERY_VIEW (find_widget (editor, NL_TYPE_QUERY_VIEW)));
}

#define assert_query(editor, expected)            \
  G_STMT_START                                    \
  {                                               \
    g_autofree char *query_ = dup_query (editor); \
    g_assert_cmpstr (query_, ==, expected);       \
  }                                               \
  G_STMT_END

static void
write_query (GtkWidget *editor, const char *query)
{
  nl_query_view_set_query (NL_QUERY_VIEW (find_widget (editor, NL_TYPE_QUERY_VIEW)), query);
}

static void
list_rows (GtkWidget *root, GPtrArray *rows)
{
  if (NL_IS_CONDITION_ROW (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_rows (child, rows);
}

static GtkWidget *
get_row (GtkWidget *editor, guint index)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  list_rows (editor, rows);
  return index < rows->len ? g_ptr_array_index (rows, index) : NULL;
}

/* Clicks one of the buttons for what most segments begin with. */
static void
begin_with (GtkWidget *editor, const char *label)
{
  GtkWidget *button = find_named (editor, GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_inside (Fixture *f, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return focus != NULL && widget != NULL
         && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
choose (GtkWidget *picker, const char *key)
{
  g_signal_emit_by_name (picker, "chosen", key);
}

/* The picker that adds conditions stands after all rows. */
static void
add (GtkWidget *editor, const char *name)
{
  choose (find_named (editor, NL_TYPE_PICKER, "name", "add-condition"), name);
}

static void
test_comes_first (Fixture *f, gconstpointer data)
{
  GtkWidget *page = fixture_show_page (f, "segments");
  GtkWidget *editor;

  g_settings_reset (nl_workspace_get_settings (f->workspace), "segment-view");
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new", NULL);
  editor = find_widget (page, NL_TYPE_SEGMENT_EDITOR);
  wait_until (gtk_widget_get_mapped (find_widget (editor, NL_TYPE_BUILDER_VIEW)));
  wait_until (is_inside (f, find_widget (editor, NL_TYPE_BUILDER_VIEW)));

  /* What was chosen last is remembered. */
  show_view (editor, "query");
  g_assert_true (
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (find_widget (editor, NL_TYPE_QUERY_VIEW)),
                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_widget_activate_action (editor, "editor.leave", NULL);
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) == NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new", NULL);
  editor = find_widget (page, NL_TYPE_SEGMENT_EDITOR);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (
                       ADW_VIEW_STACK (find_widget (editor, ADW_TYPE_VIEW_STACK))),
                   ==, "query");
  g_settings_reset (nl_workspace_get_settings (f->workspace), "segment-view");
}

static void
test_rows_make_the_text (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;

  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  editor = open_builder (f);
  begin_with (editor, "Number of Orders");
  assert_query (editor, "number_of_orders >= 1");
  wait_until (is_inside (f, get_row (editor, 0)));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_widget (editor, GTK_TYPE_SPIN_BUTTON)), 0);
  assert_query (editor, "number_of_orders >= 0");
  wait_until (find_named (editor, GTK_TYPE_LABEL, "label", "customer, 100% of the shop") != NULL);

  /* Every key counts, not only the last. */
  gtk_editable_set_text (GTK_EDITABLE (find_widget (editor, GTK_TYPE_SPIN_BUTTON)), "12");
  assert_query (editor, "number_of_orders >= 12");
  g_assert_true (nl_segment_editor_is_dirty (NL_SEGMENT_EDITOR (editor)));
}

static void
test_text_makes_the_rows (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = open_builder (f);
  GtkWidget *row;

  write_query (editor, "amount_spent BETWEEN 10 AND 20.5 AND rfm_group = 'LOYAL'");
  wait_until (get_row (editor, 1) != NULL && get_row (editor, 2) == NULL);
  row = get_row (editor, 0);
  g_assert_cmpstr (nl_segment_condition_get_name (
                       nl_condition_row_get_condition (NL_CONDITION_ROW (row))),
                   ==, "amount_spent");
  g_assert_cmpfloat (gtk_spin_button_get_value (
                         GTK_SPIN_BUTTON (find_widget (row, GTK_TYPE_SPIN_BUTTON))),
                     ==, 10);
  /* Nothing is written anew only for being looked at. */
  assert_query (editor, "amount_spent BETWEEN 10 AND 20.5 AND rfm_group = 'LOYAL'");

  write_query (editor, "");
  wait_until (get_row (editor, 0) == NULL);
}

/* Who looks at a segment changes nothing by a key. */
static void
test_opens_without_the_keyboard (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment
      = g_object_new (NL_TYPE_SEGMENT, "name", "Buyers", "query", "number_of_orders > 0", NULL);
  GtkWidget *page;
  GtkWidget *editor;

  g_settings_set_string (nl_workspace_get_settings (f->workspace), "segment-view", "builder");
  await (nl_segments_save (f->store, nl_workspace_get_shop (f->workspace), segment));
  page = fixture_show_page (f, "segments");
  nl_window_open_page (GTK_WIDGET (f->window), "segments", nl_record_get_id (NL_RECORD (segment)));
  wait_until ((editor = find_widget (page, NL_TYPE_SEGMENT_EDITOR)) != NULL
              && get_row (editor, 0) != NULL && gtk_widget_get_mapped (get_row (editor, 0)));
  g_assert_false (is_inside (f, get_row (editor, 0)));
  g_settings_reset (nl_workspace_get_settings (f->workspace), "segment-view");
}

static void
test_not_rows (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = open_builder (f);
  GtkWidget *button;

  write_query (editor, "anniversary('x') = today");
  wait_until (find_button (editor, "_Edit the Query") != NULL
              && gtk_widget_get_mapped (find_button (editor, "_Edit the Query")));
  assert_query (editor, "anniversary('x') = today");
  button = find_button (editor, "_Edit the Query");
  g_signal_emit_by_name (button, "clicked");
  wait_until (is_inside (f, find_widget (editor, NL_TYPE_QUERY_VIEW)));

  /* Once it can be shown, it is. */
  write_query (editor, "number_of_orders = 3");
  show_view (editor, "builder");
  wait_until (get_row (editor, 0) != NULL && gtk_widget_get_mapped (get_row (editor, 0)));
  g_settings_reset (nl_workspace_get_settings (f->workspace), "segment-view");
}

static void
test_add_move_and_remove (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = open_builder (f);

  begin_with (editor, "Number of Orders");
  add (editor, "rfm_group");
  assert_query (editor, "number_of_orders >= 1 AND rfm_group = 'CHAMPIONS'");
  wait_until (is_inside (f, get_row (editor, 1)));

  gtk_widget_activate_action (get_row (editor, 1), "condition.move-up", NULL);
  assert_query (editor, "rfm_group = 'CHAMPIONS' AND number_of_orders >= 1");
  /* The keyboard stays with what was moved. */
  g_assert_true (is_inside (f, get_row (editor, 0)));

  gtk_widget_activate_action (get_row (editor, 0), "condition.negate", NULL);
  assert_query (editor, "NOT rfm_group = 'CHAMPIONS' AND number_of_orders >= 1");
  gtk_widget_activate_action (get_row (editor, 0), "condition.remove", NULL);
  assert_query (editor, "number_of_orders >= 1");
  g_assert_true (is_inside (f, get_row (editor, 0)));
  gtk_widget_activate_action (get_row (editor, 0), "condition.remove", NULL);
  assert_query (editor, "");
  g_assert_null (get_row (editor, 0));
}

static void
test_groups (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = open_builder (f);
  GtkWidget *match;

  begin_with (editor, "Number of Orders");
  gtk_widget_activate_action (get_row (editor, 0), "condition.add-beside", NULL);
  add (editor, "email_subscription_status");
  assert_query (editor, "(number_of_orders >= 1 OR number_of_orders >= 1) AND "
                        "email_subscription_status = 'SUBSCRIBED'");
  match = find_named (editor, GTK_TYPE_DROP_DOWN, "name", "match");
  g_assert_true (gtk_widget_get_mapped (match));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (match), 1);
  assert_query (editor, "number_of_orders >= 1 AND number_of_orders >= 1 OR "
                        "email_subscription_status = 'SUBSCRIBED'");
}

static void
test_unfinished (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;
  GtkWidget *row;

  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  editor = open_builder (f);
  begin_with (editor, "Number of Orders");
  add (editor, "customer_email_domain");
  assert_query (editor, "number_of_orders >= 1");
  gtk_editable_set_text (GTK_EDITABLE (find_widget (editor, ADW_TYPE_ENTRY_ROW)), "Gmail");
  gtk_widget_grab_focus (find_widget (editor, ADW_TYPE_ENTRY_ROW));
  gtk_widget_activate_action (editor, "editor.save", NULL);
  row = get_row (editor, 1);
  g_assert_cmpint (nl_segment_editor_get_segment_id (NL_SEGMENT_EDITOR (editor)), ==, 0);
  g_assert_true (is_inside (f, row));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  choose (find_widget (find_widget (row, NL_TYPE_CONDITION_EDITOR), NL_TYPE_PICKER), "gmail.com");
  assert_query (editor, "number_of_orders >= 1 AND customer_email_domain = 'gmail.com'");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_widget_activate_action (editor, "editor.save", NULL);
  wait_until (nl_segment_editor_get_segment_id (NL_SEGMENT_EDITOR (editor)) != 0);
}

/* What the shop has is offered, with how many customers have it. */
static void
test_values_of_the_shop (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;
  GtkWidget *picker;
  GtkListBox *list;

  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  editor = open_builder (f);
  add (editor, "customer_email_domain");
  picker
      = find_widget (find_widget (get_row (editor, 0), NL_TYPE_CONDITION_EDITOR), NL_TYPE_PICKER);
  nl_picker_popup (NL_PICKER (picker));
  /* Who types before the values are there narrows them down all the same. */
  g_assert_null (find_named (picker, GTK_TYPE_LABEL, "label", "gmail.com"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (picker, GTK_TYPE_SEARCH_ENTRY)), "zzz");
  list = GTK_LIST_BOX (find_widget (picker, GTK_TYPE_LIST_BOX));
  wait_until (gtk_list_box_get_row_at_index (list, 1) != NULL);
  g_assert_null (find_named (picker, GTK_TYPE_LABEL, "label", "gmail.com"));
  gtk_editable_set_text (GTK_EDITABLE (find_widget (picker, GTK_TYPE_SEARCH_ENTRY)), "");
  wait_until (find_named (picker, GTK_TYPE_LABEL, "label", "gmail.com") != NULL
              && find_named (picker, GTK_TYPE_LABEL, "label", "1 customer") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (picker, GTK_TYPE_SEARCH_ENTRY)), "other.org");
  wait_until (find_named (picker, GTK_TYPE_LABEL, "label", "Use “other.org”") != NULL);
  g_signal_emit_by_name (find_widget (picker, GTK_TYPE_SEARCH_ENTRY), "activate");
  assert_query (editor, "customer_email_domain = 'other.org'");
}

static void
test_dates (Fixture *f, gconstpointer data)
{
  static const char *const dates[]
      = { "-30d", "-2w", "-12m", "-1y", "+7d", "today", "yesterday", "2026-05-30", "+3m" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_autoptr (NlDateValue) date = g_object_ref_sink (nl_date_value_new ("Last Order", dates[i]));
    g_autofree char *text = nl_date_value_dup_text (date);

    g_assert_cmpstr (text, ==, dates[i]);
  }
}

static void
test_functions (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = open_builder (f);
  GtkWidget *row;

  add (editor, "orders_placed");
  assert_query (editor, "orders_placed MATCHES ()");
  row = get_row (editor, 0);
  choose (find_named (row, NL_TYPE_PICKER, "name", "add-detail"), "count");
  assert_query (editor, "orders_placed MATCHES (count >= 1)");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (row, GTK_TYPE_DROP_DOWN)), 1);
  assert_query (editor, "orders_placed NOT MATCHES (count >= 1)");
  g_signal_emit_by_name (find_named (row, GTK_TYPE_BUTTON, "tooltip-text", "Remove Detail"),
                         "clicked");
  assert_query (editor, "orders_placed NOT MATCHES ()");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = open_builder (f);

  begin_with (editor, "Number of Orders");
  add (editor, "rfm_group");
  gtk_widget_activate_action (get_row (editor, 0), "condition.remove", NULL);
  assert_query (editor, "rfm_group = 'CHAMPIONS'");
  gtk_widget_activate_action (find_widget (editor, NL_TYPE_BUILDER_VIEW), "form.undo", NULL);
  assert_query (editor, "number_of_orders >= 1 AND rfm_group = 'CHAMPIONS'");
  g_assert_nonnull (get_row (editor, 1));

  /* The keyboard stays with the row it was in. */
  gtk_widget_grab_focus (get_row (editor, 1));
  gtk_widget_activate_action (get_row (editor, 1), "condition.negate", NULL);
  gtk_widget_activate_action (find_widget (editor, NL_TYPE_BUILDER_VIEW), "form.undo", NULL);
  assert_query (editor, "number_of_orders >= 1 AND rfm_group = 'CHAMPIONS'");
  g_assert_true (is_inside (f, get_row (editor, 1)));
}

/* A value with a comma stays one. */
static void
test_list (Fixture *f, gconstpointer data)
{
  static const char *const query
      = "products_purchased MATCHES (category IN ('Home, Garden', 'Say \"Tea\"', 'Toys'))";
  GtkWidget *editor = open_builder (f);
  GtkWidget *entry;

  write_query (editor, query);
  wait_until (get_row (editor, 0) != NULL);
  entry = find_widget (get_row (editor, 0), GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==,
                   "\"Home, Garden\", \"Say \"\"Tea\"\"\", Toys");
  gtk_editable_insert_text (
      GTK_EDITABLE (entry), ", Pets ,", -1,
      &(int) { (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (entry)), -1) });
  assert_query (editor, "products_purchased MATCHES (category IN ('Home, Garden', 'Say \"Tea\"', "
                        "'Toys', 'Pets'))");
}

static void
assert_date (NlDateValue *date, const char *expected)
{
  g_autofree char *text = nl_date_value_dup_text (date);

  g_assert_cmpstr (text, ==, expected);
}

static void
count_change (guint *n)
{
  ++*n;
}

/* Also before the keyboard goes elsewhere, as when Ctrl+S saves. */
static void
test_date_is_typed (Fixture *f, gconstpointer data)
{
  g_autoptr (NlDateValue) date = g_object_ref_sink (nl_date_value_new ("Last Order", "-30d"));
  guint n = 0;

  g_signal_connect_swapped (date, "changed", G_CALLBACK (count_change), &n);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (date), GTK_TYPE_SPIN_BUTTON)),
                         "90");
  g_assert_cmpuint (n, >, 0);
  assert_date (date, "-90d");
}

/* The same day of another month is another day, which the calendar itself does not say. */
static void
test_date_in_another_month (Fixture *f, gconstpointer data)
{
  g_autoptr (NlDateValue) date = g_object_ref_sink (nl_date_value_new ("Last Order", "2026-11-22"));
  GtkWidget *button = find_widget (GTK_WIDGET (date), GTK_TYPE_MENU_BUTTON);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_autoptr (GDateTime) december = g_date_time_new_local (2026, 12, 22, 12, 0, 0);
  g_autofree char *before = g_strdup (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)));
  guint n = 0;

  g_signal_connect_swapped (date, "changed", G_CALLBACK (count_change), &n);
  gtk_calendar_select_day (nl_calendar_popover_get_calendar (popover), december);
  g_assert_cmpuint (n, >, 0);
  assert_date (date, "2026-12-22");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), !=, before);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/segment-builder-view/comes-first", test_comes_first);
  add_test ("/segment-builder-view/rows-make-the-text", test_rows_make_the_text);
  add_test ("/segment-builder-view/text-makes-the-rows", test_text_makes_the_rows);
  add_test ("/segment-builder-view/opens-without-the-keyboard", test_opens_without_the_keyboard);
  add_test ("/segment-builder-view/not-rows", test_not_rows);
  add_test ("/segment-builder-view/add-move-and-remove", test_add_move_and_remove);
  add_test ("/segment-builder-view/groups", test_groups);
  add_test ("/segment-builder-view/unfinished", test_unfinished);
  add_test ("/segment-builder-view/values-of-the-shop", test_values_of_the_shop);
  add_test ("/segment-builder-view/list", test_list);
  add_test ("/segment-builder-view/dates", test_dates);
  add_test ("/segment-builder-view/date-is-typed", test_date_is_typed);
  add_test ("/segment-builder-view/date-in-another-month", test_date_in_another_month);
  add_test ("/segment-builder-view/functions", test_functions);
  add_test ("/segment-builder-view/undo", test_undo);
  return g_test_run ();
}
