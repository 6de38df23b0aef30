/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "app/plots/nl-bar-plot.h"
#include "app/plots/nl-line-plot.h"
#include "app/plots/nl-plot-style.h"
#include "app/plots/nl-rank-plot.h"
#include "app/plots/nl-sparkline.h"
#include "plot-test.h"

static NlPlotSeries *
make_values (const double *values, guint n)
{
  NlPlotSeries *series = nl_plot_series_new ("Values");

  for (guint i = 0; i < n; i++)
    nl_plot_series_add (series, "x", NULL, values[i], NULL);
  return series;
}

/* From a phone's sidebar to a wide screen, everything is drawn and nothing complains. */
static void
test_sizes (void)
{
  static const int widths[] = { 200, 360, 900, 2000 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    SamplePlot plots[SAMPLE_MOST_PLOTS];
    guint n = sample_plots_make (plots);

    for (guint j = 0; j < n; j++) {
      g_auto (Picture) picture = { 0 };
      int least, best;
      GtkWidget *window;

      gtk_widget_measure (plots[j].widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, &best, NULL,
                          NULL);
      g_assert_cmpint (least, >, 0);
      g_assert_cmpint (least, <=, 200);
      g_assert_cmpint (best, >=, least);
      gtk_widget_measure (plots[j].widget, GTK_ORIENTATION_VERTICAL, widths[i], &least, &best, NULL,
                          NULL);
      g_assert_cmpint (least, >, 0);
      g_assert_cmpint (best, >=, least);
      window = plot_test_show (plots[j].widget, widths[i], MAX (best, 300));
      plot_test_render (plots[j].widget, &picture);
      plot_test_close (window);
    }
  }
}

/* Larger text makes room for itself. */
static void
test_large_text (void)
{
  GtkWidget *plot = nl_bar_plot_new ("Sales", "No orders yet");
  GtkWidget *window = plot_test_show (plot, 400, 400);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  double em = nl_plot_get_em (plot);
  int before, after;

  gtk_widget_measure (plot, GTK_ORIENTATION_VERTICAL, -1, NULL, &before, NULL, NULL);
  gtk_css_provider_load_from_string (provider, "plot { font-size: 200%; }");
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (plot),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  plot_test_settle (plot);
  g_assert_cmpfloat (nl_plot_get_em (plot), >, em * 1.8);
  gtk_widget_measure (plot, GTK_ORIENTATION_VERTICAL, -1, NULL, &after, NULL, NULL);
  g_assert_cmpfloat (after, >, before * 1.8);
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (plot),
                                                 GTK_STYLE_PROVIDER (provider));
  plot_test_close (window);
}

static void
test_bars_show_their_values (void)
{
  static const double values[] = { 0, 50, 100 };
  g_autoptr (NlPlotSeries) series = make_values (values, G_N_ELEMENTS (values));
  GtkWidget *plot = nl_bar_plot_new ("Sales", NULL);
  g_auto (Picture) picture = { 0 };
  GtkWidget *window;
  guint half, full;

  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  window = plot_test_show (plot, 400, 300);
  plot_test_render (plot, &picture);
  g_assert_cmpuint (plot_test_count_accent (&picture, 0, 150), ==, 0);
  half = plot_test_count_accent (&picture, 160, 270);
  full = plot_test_count_accent (&picture, 280, 400);
  g_assert_cmpuint (half, >, 1000);
  g_assert_cmpfloat_with_epsilon ((double) full / half, 2.0, 0.06);
  plot_test_close (window);
}

/* What grows to the right grows to the left where people read from there. */
static void
test_right_to_left (void)
{
  static const double values[] = { 100, 0, 0 };
  g_autoptr (NlPlotSeries) series = make_values (values, G_N_ELEMENTS (values));

  for (guint rtl = 0; rtl < 2; rtl++) {
    GtkWidget *plot = nl_bar_plot_new ("Sales", NULL);
    g_auto (Picture) picture = { 0 };
    GtkWidget *window;
    guint left, right;

    gtk_widget_set_direction (plot, rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
    nl_plot_set_series (NL_PLOT (plot), series, NULL);
    window = plot_test_show (plot, 400, 300);
    plot_test_render (plot, &picture);
    left = plot_test_count_accent (&picture, 0, 190);
    right = plot_test_count_accent (&picture, 210, 400);
    g_assert_cmpuint (rtl ? right : left, >, 1000);
    g_assert_cmpuint (rtl ? left : right, ==, 0);
    plot_test_close (window);
  }
}

static void
test_ranks_right_to_left (void)
{
  g_autoptr (NlPlotSeries) series = sample_series_countries ();
  guint counts[2][2];

  for (guint rtl = 0; rtl < 2; rtl++) {
    GtkWidget *plot = nl_rank_plot_new ("Customers by country", NULL);
    g_auto (Picture) picture = { 0 };
    GtkWidget *window;

    gtk_widget_set_direction (plot, rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
    nl_plot_set_series (NL_PLOT (plot), series, NULL);
    window = plot_test_show (plot, 600, 300);
    plot_test_render (plot, &picture);
    counts[rtl][0] = plot_test_count_accent (&picture, 0, 300);
    counts[rtl][1] = plot_test_count_accent (&picture, 300, 600);
    plot_test_close (window);
  }
  g_assert_cmpuint (counts[0][0], >, 1000);
  g_assert_cmpfloat_with_epsilon (counts[0][0], counts[1][1], 60);
  g_assert_cmpfloat_with_epsilon (counts[0][1], counts[1][0], 60);
}

static void
test_dark (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  SamplePlot plots[SAMPLE_MOST_PLOTS];
  guint n = sample_plots_make (plots);

  for (guint i = 0; i < n; i++) {
    g_auto (Picture) light = { 0 };
    g_auto (Picture) dark = { 0 };
    GtkWidget *window = plot_test_show (plots[i].widget, 400, 300);

    plot_test_render (plots[i].widget, &light);
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
    plot_test_render (plots[i].widget, &dark);
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
    g_assert_cmpint (memcmp (light.data, dark.data, (gsize) light.width * light.height * 4), !=, 0);
    plot_test_close (window);
  }
}

static void
test_selection_is_drawn (void)
{
  SamplePlot plots[SAMPLE_MOST_PLOTS];
  guint n = sample_plots_make (plots);

  for (guint i = 0; i < n; i++) {
    g_auto (Picture) before = { 0 };
    g_auto (Picture) after = { 0 };
    GtkWidget *window = plot_test_show (plots[i].widget, 400, 300);

    plot_test_render (plots[i].widget, &before);
    if (NL_IS_PLOT (plots[i].widget) && gtk_widget_get_focusable (plots[i].widget)
        && plot_test_press (plots[i].widget, GDK_KEY_End, 0)) {
      plot_test_render (plots[i].widget, &after);
      g_assert_cmpint (memcmp (before.data, after.data, (gsize) before.width * before.height * 4),
                       !=, 0);
    }
    plot_test_close (window);
  }
}

static void
test_odd_values (void)
{
  static const double sets[][4] = {
    { 0, 0, 0, 0 },
    { NAN, 5, NAN, NAN },
    { -1, -2, -3, -4 },
    { 1e-9, 1e12, -1e12, 0 },
    { INFINITY, 1, -INFINITY, NAN },
    { 1.7e308, -1.7e308, 1, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autoptr (NlPlotSeries) series = make_values (sets[i], G_N_ELEMENTS (sets[i]));
    g_autoptr (NlPlotSeries) shorter = make_values (sets[i], 2);
    GtkWidget *plots[] = {
      nl_bar_plot_new (NULL, NULL),
      nl_line_plot_new (NULL, NULL),
      nl_rank_plot_new (NULL, NULL),
      nl_sparkline_new (NULL),
    };

    for (guint j = 0; j < G_N_ELEMENTS (plots); j++) {
      g_auto (Picture) picture = { 0 };
      GtkWidget *window;

      nl_plot_set_series (NL_PLOT (plots[j]), series, j < 2 ? shorter : NULL);
      window = plot_test_show (plots[j], 300, 300);
      plot_test_press (plots[j], GDK_KEY_End, 0);
      plot_test_render (plots[j], &picture);
      plot_test_close (window);
    }
  }
}

static void
test_pixels (void)
{
  GtkWidget *plot = nl_bar_plot_new (NULL, "Nothing");
  GtkWidget *window = plot_test_show (plot, 300, 300);
  NlPlotStyle style;

  nl_plot_style_init (&style, plot);
  style.origin = GRAPHENE_POINT_INIT (0.5f, 0.25f);
  style.scale = 1.5;
  for (double x = 0; x < 5; x += 0.37) {
    double pixel = (nl_plot_style_snap_x (&style, x) + 0.5) * 1.5;

    g_assert_cmpfloat_with_epsilon (pixel, round (pixel), 1e-9);
  }
  g_assert_cmpfloat_with_epsilon (nl_plot_style_get_stroke (&style), 1 / 1.5, 1e-9);
  style.scale = 2;
  g_assert_cmpfloat (nl_plot_style_get_stroke (&style), ==, 1.0);
  style.scale = 1;
  g_assert_cmpfloat (nl_plot_style_get_stroke (&style), ==, 1.0);
  plot_test_close (window);
}

static void
test_high_contrast (void)
{
  g_autoptr (NlPlotSeries) series = NULL;
  g_auto (Picture) picture = { 0 };
  GtkWidget *plot, *window;
  NlPlotStyle style;

  if (!g_test_subprocess ()) {
    g_auto (GStrv) environment = g_get_environ ();

    environment = g_environ_setenv (environment, "ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
    g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 0,
                                      G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    return;
  }

  plot = nl_bar_plot_new ("Sales", NULL);
  series = sample_series_months ("Sales", 100);
  nl_plot_set_series (NL_PLOT (plot), series, series);
  window = plot_test_show (plot, 400, 300);
  nl_plot_style_init (&style, plot);
  g_assert_true (style.high_contrast);
  g_assert_cmpfloat (style.grid.alpha, >, 0.3);
  plot_test_render (plot, &picture);
  g_assert_cmpuint (plot_test_count_accent (&picture, 0, 400), >, 1000);
  plot_test_close (window);
}

int
main (int argc, char **argv)
{
  if (!plot_test_init (&argc, &argv)) {
    g_print ("1..0 # SKIP needs a display\n");
    return 0;
  }
  g_test_add_func ("/plots/drawing/sizes", test_sizes);
  g_test_add_func ("/plots/drawing/large-text", test_large_text);
  g_test_add_func ("/plots/drawing/bars-show-their-values", test_bars_show_their_values);
  g_test_add_func ("/plots/drawing/right-to-left", test_right_to_left);
  g_test_add_func ("/plots/drawing/ranks-right-to-left", test_ranks_right_to_left);
  g_test_add_func ("/plots/drawing/dark", test_dark);
  g_test_add_func ("/plots/drawing/selection-is-drawn", test_selection_is_drawn);
  g_test_add_func ("/plots/drawing/odd-values", test_odd_values);
  g_test_add_func ("/plots/drawing/pixels", test_pixels);
  g_test_add_func ("/plots/drawing/high-contrast", test_high_contrast);
  return g_test_run ();
}
