/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-line-plot.h"
#include "app/segments/nl-comparison-page.h"
#include "app/segments/nl-overlap-plot.h"
#include "app/segments/nl-query-view.h"
#include "app/segments/nl-segment-editor.h"
#include "app/segments/nl-segment-members.h"
#include "app/segments/nl-segment-row.h"
#include "app/segments/nl-segment-sizes.h"
#include "app-test.h"
#include "base/nl-clock.h"
#include "segments/nl-segment-history.h"
#include "segments/nl-segments.h"

#include <math.h>

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static gint64
add_segment (Fixture *f, const char *name, const char *query)
{
  g_autoptr (NlSegment) segment
      = g_object_new (NL_TYPE_SEGMENT, "name", name, "query", query, NULL);

  await (nl_segments_save (f->store, nl_workspace_get_shop (f->workspace), segment));
  return nl_record_get_id (NL_RECORD (segment));
}

static void
add_three (Fixture *f)
{
  fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  fixture_add_customer (f, "Zoë", "Albers", "zoe@example.de");
  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
}

static GtkWidget *
find_segment_row (GtkWidget *root, const char *name)
{
  GtkWidget *label = find_named (root, GTK_TYPE_LABEL, "label", name);

  return label != NULL ? gtk_widget_get_ancestor (label, NL_TYPE_SEGMENT_ROW) : NULL;
}

static guint
count_segments (Fixture *f)
{
  g_autoptr (GListModel) segments
      = await_object (nl_segments_list (f->store, nl_workspace_get_shop_id (f->workspace)));

  return g_list_model_get_n_items (segments);
}

static gboolean
has_number (GtkWidget *page, const char *title, const char *number)
{
  GtkWidget *row = find_named (page, ADW_TYPE_ACTION_ROW, "title", title);

  return row != NULL && find_named (row, GTK_TYPE_LABEL, "label", number) != NULL;
}

static void
test_compare (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *comparison;
  GtkWidget *row;

  add_three (f);
  add_segment (f, "Everybody", "number_of_orders = 0");
  add_segment (f, "Gmail", "customer_email_domain = 'gmail.com'");
  page = fixture_show_page (f, "segments");
  wait_until ((row = find_segment_row (page, "Everybody")) != NULL);
  gtk_widget_activate_action (row, "row.compare", NULL);
  wait_until ((comparison = find_widget (page, NL_TYPE_COMPARISON_PAGE)) != NULL);
  wait_until (find_named (comparison, ADW_TYPE_ACTION_ROW, "title", "Only in “Gmail”") != NULL);
  wait_until (has_number (comparison, "Only in “Everybody”", "2"));
  wait_until (has_number (comparison, "In Both", "1"));
  wait_until (has_number (comparison, "Only in “Gmail”", "0"));

  /* Each part is a segment of its own. */
  adw_action_row_activate (ADW_ACTION_ROW (
      find_named (comparison, ADW_TYPE_ACTION_ROW, "title", "Only in “Everybody”")));
  wait_until (find_widget (page, NL_TYPE_SEGMENT_EDITOR) != NULL);
  wait_until (find_named (find_widget (page, NL_TYPE_SEGMENT_EDITOR), GTK_TYPE_LABEL, "label", "2")
              != NULL);
}

/* What happens elsewhere meanwhile is seen, and the choice stays. */
static void
test_compare_follows (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *comparison;
  GtkWidget *row;
  g_autoptr (NlRecord) segment = NULL;
  gint64 id;

  add_three (f);
  add_segment (f, "Everybody", "number_of_orders = 0");
  add_segment (f, "Buyers", "number_of_orders > 0");
  id = add_segment (f, "Gmail", "customer_email_domain = 'gmail.com'");
  page = fixture_show_page (f, "segments");
  wait_until ((row = find_segment_row (page, "Everybody")) != NULL);
  gtk_widget_activate_action (row, "row.compare", NULL);
  wait_until ((comparison = find_widget (page, NL_TYPE_COMPARISON_PAGE)) != NULL);
  wait_until (find_named (comparison, ADW_TYPE_ACTION_ROW, "title", "Only in “Buyers”") != NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (comparison, ADW_TYPE_COMBO_ROW)), 1);
  wait_until (has_number (comparison, "Only in “Gmail”", "0"));

  fixture_add_customer (f, "Bo", "Berg", "bo@gmail.com");
  wait_until (has_number (comparison, "In Both", "2"));
  segment = await_object (nl_store_find (f->store, NL_TYPE_SEGMENT, id));
  nl_record_set_text (segment, NL_SEGMENT_NAME, "Google Mail");
  await (nl_store_save (f->store, segment));
  wait_until (has_number (comparison, "Only in “Google Mail”", "0"));
}

static void
test_nothing_to_compare_with (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;

  add_segment (f, "Everybody", "number_of_orders = 0");
  page = fixture_show_page (f, "segments");
  wait_until ((row = find_segment_row (page, "Everybody")) != NULL);
  gtk_widget_activate_action (row, "row.compare", NULL);
  wait_until (find_named (page, GTK_TYPE_LABEL, "label", "Nothing to Compare With") != NULL
              && gtk_widget_get_mapped (
                  find_named (page, GTK_TYPE_LABEL, "label", "Nothing to Compare With")));
}

/* The areas are as large as the numbers, also that of both. */
static void
test_overlap (Fixture *f, gconstpointer data)
{
  double r = sqrt (100 / G_PI);

  g_assert_cmpfloat_with_epsilon (nl_overlap_plot_get_distance (100, 100, 0), 2 * r, 1e-6);
  g_assert_cmpfloat_with_epsilon (nl_overlap_plot_get_distance (100, 100, 100), 0, 1e-6);
  /* One within the other: its edge touches from inside at the most. */
  g_assert_cmpfloat (nl_overlap_plot_get_distance (100, 25, 25), <=, r / 2 + 1e-6);
  /* Two equal circles share half their area when their middles are 0.8079 radii apart. */
  g_assert_cmpfloat_with_epsilon (nl_overlap_plot_get_distance (100, 100, 50) / r, 0.8079, 1e-4);
  g_assert_cmpfloat (nl_overlap_plot_get_distance (0, 0, 0), ==, 0);
}

static void
test_snapshot (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;
  g_autoptr (GListModel) segments = NULL;

  add_three (f);
  add_segment (f, "Gmail", "customer_email_domain = 'gmail.com'");
  page = fixture_show_page (f, "segments");
  wait_until ((row = find_segment_row (page, "Gmail")) != NULL);
  gtk_widget_activate_action (row, "row.snapshot", NULL);
  wait_until (count_segments (f) == 2);
  /* Who comes later is not in it. */
  fixture_add_customer (f, "Bo", "Berg", "bo@gmail.com");
  await (nl_segments_recount (f->store, nl_workspace_get_shop (f->workspace)));
  segments = await_object (nl_segments_list (f->store, nl_workspace_get_shop_id (f->workspace)));
  g_assert_cmpuint (g_list_model_get_n_items (segments), ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (segments, i);
    gboolean is_snapshot
        = g_str_has_prefix (nl_record_get_text (segment, NL_SEGMENT_QUERY), "snapshot MATCHES");

    g_assert_true (g_str_has_prefix (nl_record_get_text (segment, NL_SEGMENT_NAME), "Gmail"));
    g_assert_cmpint (nl_record_get_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT), ==,
                     is_snapshot ? 1 : 2);
  }
}

static void
test_export (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  g_autofree char *path = g_build_filename (f->folder, "gmail.csv", NULL);
  g_autofree char *text = NULL;

  add_three (f);
  page = fixture_show_page (f, "segments");
  nl_segment_members_export_to (page, f->workspace, nl_workspace_get_shop (f->workspace),
                                "customer_email_domain = 'gmail.com'", path);
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label", "1 customer exported")
              != NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "ana@gmail.com"));
  g_assert_null (strstr (text, "zoe@example.de"));
}

typedef struct {
  gint64 segment_id;
  gint64 day;
} Yesterday;

static gpointer
add_yesterday (NlConnection *connection, gpointer data, GError **error)
{
  Yesterday *yesterday = data;

  return nl_segment_history_add (connection, yesterday->segment_id, yesterday->day, 7, error)
             ? g_object_new (G_TYPE_OBJECT, NULL)
             : NULL;
}

static void
test_sizes (Fixture *f, gconstpointer data)
{
  GtkWidget *sizes = g_object_ref_sink (g_object_new (NL_TYPE_SEGMENT_SIZES, NULL));
  Yesterday *yesterday = g_new0 (Yesterday, 1);
  g_autoptr (GObject) done = NULL;
  NlPlot *plot;
  g_autofree char *text = NULL;
  gint64 now = g_get_real_time ();
  gint64 id;

  /* Midnight does not come in between. */
  nl_clock_set_for_tests (now);
  add_three (f);
  id = add_segment (f, "Everybody", "number_of_orders = 0");
  nl_segment_sizes_set_segment (NL_SEGMENT_SIZES (sizes), f->store, 0);
  g_assert_false (gtk_widget_get_visible (sizes));
  nl_segment_sizes_set_segment (NL_SEGMENT_SIZES (sizes), f->store, id);
  g_assert_true (gtk_widget_get_visible (sizes));
  plot = NL_PLOT (find_widget (sizes, NL_TYPE_LINE_PLOT));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (plot)));

  yesterday->segment_id = id;
  yesterday->day = nl_segment_history_get_day (nl_workspace_get_shop (f->workspace), now) - 1;
  done = await_object (
      nl_store_write (f->store, add_yesterday, yesterday, g_free, G_TYPE_OBJECT, NULL));
  await (nl_segments_recount (f->store, nl_workspace_get_shop (f->workspace)));
  nl_segment_sizes_set_segment (NL_SEGMENT_SIZES (sizes), f->store, 0);
  nl_segment_sizes_set_segment (NL_SEGMENT_SIZES (sizes), f->store, id);
  wait_until (nl_plot_has_data (plot) && gtk_widget_get_visible (GTK_WIDGET (plot)));
  g_assert_cmpuint (nl_plot_series_get_n_points (nl_plot_get_series (plot)), ==, 2);
  g_assert_cmpfloat (nl_plot_series_get_value (nl_plot_get_series (plot), 0), ==, 7);
  g_object_unref (sizes);
  nl_clock_set_for_tests (0);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/segment-comparison/compare", test_compare);
  add_test ("/segment-comparison/compare-follows", test_compare_follows);
  add_test ("/segment-comparison/nothing-to-compare-with", test_nothing_to_compare_with);
  add_test ("/segment-comparison/overlap", test_overlap);
  add_test ("/segment-comparison/snapshot", test_snapshot);
  add_test ("/segment-comparison/export", test_export);
  add_test ("/segment-comparison/sizes", test_sizes);
  return g_test_run ();
}
