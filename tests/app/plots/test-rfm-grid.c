/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-rfm-grid.h"
#include "app/widgets/nl-tooltip.h"
#include "plot-test.h"

typedef struct {
  guint recency, fm, times;
} Activation;

static void
remember (NlRfmGrid *grid, guint recency, guint fm, Activation *activation)
{
  *activation = (Activation) { recency, fm, activation->times + 1 };
}

static void
test_accessible (void)
{
  GtkWidget *widget = g_object_ref_sink (sample_rfm_grid ());
  NlRfmGrid *grid = NL_RFM_GRID (widget);
  GtkWidget *best = nl_rfm_grid_get_cell (grid, 5, 5);

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (grid)), ==,
                   GTK_ACCESSIBLE_ROLE_GRID);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (best)), ==,
                   GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (grid, GTK_ACCESSIBLE_PROPERTY_LABEL, "Customers by RFM");
  gtk_test_accessible_assert_property (
      grid, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "Most customers: Champions, 1187, at recency 5, frequency and spending 5.");
  gtk_test_accessible_assert_property (
      best, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Champions: 1187 customers. Recency 5, frequency and spending 5.");
  gtk_test_accessible_assert_property (
      nl_rfm_grid_get_cell (grid, 1, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Dormant: 188 customers. Recency 1, frequency and spending 2.");
  g_assert_cmpstr (nl_tooltip_get (best), ==,
                   "Champions: 1187 customers. Recency 5, frequency and spending 5.");
  g_object_unref (widget);
}

static void
test_activation (void)
{
  GtkWidget *grid = g_object_ref_sink (sample_rfm_grid ());
  Activation activation = { 0 };

  g_signal_connect (grid, "activated", G_CALLBACK (remember), &activation);
  for (guint r = 1; r <= NL_RFM_SCORES; r++) {
    for (guint fm = 1; fm <= NL_RFM_SCORES; fm++) {
      GtkWidget *cell = nl_rfm_grid_get_cell (NL_RFM_GRID (grid), r, fm);

      g_assert_true (gtk_widget_activate_action (cell, "cell.activate", NULL));
      g_assert_cmpuint (activation.recency, ==, r);
      g_assert_cmpuint (activation.fm, ==, fm);
    }
  }
  g_assert_cmpuint (activation.times, ==, 25);
  g_object_unref (grid);
}

static void
assert_focus (GtkWidget *grid, guint recency, guint fm)
{
  g_assert_true (gtk_widget_get_focus_child (grid)
                 == nl_rfm_grid_get_cell (NL_RFM_GRID (grid), recency, fm));
}

static void
test_keyboard (void)
{
  GtkWidget *grid = sample_rfm_grid ();
  GtkWidget *window = plot_test_show (grid, 400, 300);

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  assert_focus (grid, 5, 5);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_LEFT));
  assert_focus (grid, 4, 5);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_DOWN));
  assert_focus (grid, 4, 4);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_RIGHT));
  assert_focus (grid, 5, 4);
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_UP));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_UP));
  assert_focus (grid, 5, 5);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_LEFT));

  /* Tab leaves at once, and comes back to the same cell. */
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_BACKWARD));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_TAB_BACKWARD));
  assert_focus (grid, 4, 5);
  plot_test_close (window);
}

static graphene_rect_t
get_bounds (GtkWidget *grid, guint recency, guint fm)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (nl_rfm_grid_get_cell (NL_RFM_GRID (grid), recency, fm),
                                            grid, &bounds));
  return bounds;
}

static void
test_places (void)
{
  for (guint rtl = 0; rtl < 2; rtl++) {
    GtkWidget *grid = sample_rfm_grid ();
    GtkWidget *window;
    graphene_rect_t worst, best, recent;

    gtk_widget_set_direction (grid, rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
    window = plot_test_show (grid, 403, 307);
    worst = get_bounds (grid, 1, 1);
    best = get_bounds (grid, 5, 5);
    recent = get_bounds (grid, 5, 1);
    g_assert_cmpfloat (best.origin.y, <, worst.origin.y);
    g_assert_cmpfloat (recent.origin.y, ==, worst.origin.y);
    g_assert_cmpfloat (recent.origin.x, ==, best.origin.x);
    if (rtl)
      g_assert_cmpfloat (best.origin.x, <, worst.origin.x);
    else
      g_assert_cmpfloat (best.origin.x, >, worst.origin.x);

    /* The arrows follow the screen, not the scores. */
    gtk_widget_grab_focus (nl_rfm_grid_get_cell (NL_RFM_GRID (grid), 3, 3));
    g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_RIGHT));
    assert_focus (grid, rtl ? 2 : 4, 3);
    plot_test_close (window);
  }
}

static void
test_empty (void)
{
  static const NlRfmCount zeros[NL_RFM_SCORES][NL_RFM_SCORES] = { 0 };
  GtkWidget *grid = nl_rfm_grid_new ("Customers by RFM", "No customers yet");
  GtkWidget *window = plot_test_show (grid, 300, 300);
  g_auto (Picture) picture = { 0 };

  g_assert_false (nl_rfm_grid_has_data (NL_RFM_GRID (grid)));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  gtk_test_accessible_assert_property (grid, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "No customers yet");
  plot_test_render (grid, &picture);
  nl_rfm_grid_set_counts (NL_RFM_GRID (grid), zeros);
  g_assert_false (nl_rfm_grid_has_data (NL_RFM_GRID (grid)));
  g_assert_false (gtk_widget_get_child_visible (nl_rfm_grid_get_cell (NL_RFM_GRID (grid), 1, 1)));
  nl_rfm_grid_set_counts (NL_RFM_GRID (grid), NULL);
  plot_test_close (window);
}

static void
test_depth (void)
{
  GtkWidget *grid = sample_rfm_grid ();
  GtkWidget *window = plot_test_show (grid, 400, 300);
  g_auto (Picture) picture = { 0 };
  graphene_rect_t best = get_bounds (grid, 5, 5);

  /* Only the largest cell has the whole accent colour. */
  plot_test_render (grid, &picture);
  g_assert_cmpuint (plot_test_count_accent (&picture, 0, (int) best.origin.x), ==, 0);
  g_assert_cmpuint (plot_test_count_accent (&picture, (int) best.origin.x, 400), >, 500);
  plot_test_close (window);
}

int
main (int argc, char **argv)
{
  if (!plot_test_init (&argc, &argv)) {
    g_print ("1..0 # SKIP needs a display\n");
    return 0;
  }
  g_test_add_func ("/rfm-grid/accessible", test_accessible);
  g_test_add_func ("/rfm-grid/activation", test_activation);
  g_test_add_func ("/rfm-grid/keyboard", test_keyboard);
  g_test_add_func ("/rfm-grid/places", test_places);
  g_test_add_func ("/rfm-grid/empty", test_empty);
  g_test_add_func ("/rfm-grid/depth", test_depth);
  return g_test_run ();
}
