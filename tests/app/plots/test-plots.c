/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/plots/nl-bar-plot.h"
#include "app/plots/nl-line-plot.h"
#include "app/plots/nl-plot-labels.h"
#include "app/plots/nl-rank-plot.h"
#include "app/plots/nl-sparkline.h"
#include "plot-test.h"

static NlPlotSeries *
make_quarters (const char *name, double scale)
{
  NlPlotSeries *series = nl_plot_series_new (name);

  nl_plot_series_add (series, "Q1", "First quarter", 2 * scale, NULL);
  nl_plot_series_add (series, "Q2", "Second quarter", 4 * scale, "four");
  nl_plot_series_add (series, "Q3", "Third quarter", 1 * scale, NULL);
  return series;
}

static void
test_text_alternative (void)
{
  GtkWidget *plot = g_object_ref_sink (nl_bar_plot_new ("Sales by quarter", "No orders yet"));
  g_autoptr (NlPlotSeries) series = make_quarters ("This year", 1);
  g_autoptr (NlPlotSeries) before = make_quarters ("last year", 10);

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (plot)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sales by quarter");
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No orders yet");

  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "First quarter: 2; Second quarter: four; Third quarter: 1. "
                                       "Highest: Second quarter, four. Lowest: Third quarter, 1.");

  nl_plot_set_series (NL_PLOT (plot), series, before);
  gtk_test_accessible_assert_property (
      plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "First quarter: This year 2, last year 20; Second quarter: This year four, last year four; "
      "Third quarter: This year 1, last year 10. "
      "Highest: Second quarter, four. Lowest: Third quarter, 1.");

  nl_plot_set_title (NL_PLOT (plot), "Sales");
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sales");
  nl_plot_set_series (NL_PLOT (plot), NULL, NULL);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No orders yet");
  g_object_unref (plot);
}

static void
test_text_of_many_points (void)
{
  GtkWidget *plot = g_object_ref_sink (nl_line_plot_new ("Size", NULL));
  g_autoptr (NlPlotSeries) series = nl_plot_series_new (NULL);
  g_autofree char *description = NULL;

  for (int i = 0; i < 365; i++) {
    g_autofree char *label = g_strdup_printf ("day %d", i + 1);

    nl_plot_series_add (series, label, NULL, i == 100 ? 999 : i, NULL);
  }
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  description = nl_plot_dup_description (NL_PLOT (plot));
  g_assert_cmpstr (description, ==,
                   "365 values, from day 1: 0 to day 365: 364. "
                   "Highest: day 101, 999. Lowest: day 1, 0.");
  g_object_unref (plot);
}

static void
test_no_data (void)
{
  GtkWidget *plot = g_object_ref_sink (nl_bar_plot_new ("Sales", "No orders yet"));
  g_autoptr (NlPlotSeries) nothing = nl_plot_series_new (NULL);

  g_assert_false (nl_plot_has_data (NL_PLOT (plot)));
  nl_plot_series_add (nothing, "Q1", NULL, NAN, NULL);
  nl_plot_set_series (NL_PLOT (plot), nothing, NULL);
  g_assert_false (nl_plot_has_data (NL_PLOT (plot)));
  g_assert_false (plot_test_press (plot, GDK_KEY_Right, 0));
  plot_test_point (plot, 5, 5);
  g_assert_cmpuint (nl_plot_get_selected (NL_PLOT (plot)), ==, NL_PLOT_NONE);
  g_object_unref (plot);
}

static void
assert_walk (GtkWidget *plot, guint next, guint previous)
{
  static const guint there[] = { 0, 1, 2, 2 }, back[] = { 1, 0, 0 };
  NlPlot *self = NL_PLOT (plot);

  nl_plot_set_series (self, nl_plot_get_series (self), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (there); i++) {
    g_assert_true (plot_test_press (plot, next, 0));
    g_assert_cmpuint (nl_plot_get_selected (self), ==, there[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (back); i++) {
    g_assert_true (plot_test_press (plot, previous, 0));
    g_assert_cmpuint (nl_plot_get_selected (self), ==, back[i]);
  }
  g_assert_true (plot_test_press (plot, GDK_KEY_End, 0));
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 2);
  g_assert_true (plot_test_press (plot, GDK_KEY_KP_Home, 0));
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 0);
}

static void
test_keyboard (void)
{
  g_autoptr (NlPlotSeries) series = make_quarters (NULL, 1);
  GtkWidget *bars = g_object_ref_sink (nl_bar_plot_new (NULL, NULL));
  GtkWidget *ranks = g_object_ref_sink (nl_rank_plot_new (NULL, NULL));

  nl_plot_set_series (NL_PLOT (bars), series, NULL);
  nl_plot_set_series (NL_PLOT (ranks), series, NULL);

  assert_walk (bars, GDK_KEY_Right, GDK_KEY_Left);
  assert_walk (bars, GDK_KEY_KP_Right, GDK_KEY_KP_Left);
  assert_walk (ranks, GDK_KEY_Down, GDK_KEY_Up);
  gtk_widget_set_direction (bars, GTK_TEXT_DIR_RTL);
  assert_walk (bars, GDK_KEY_Left, GDK_KEY_Right);

  /* What is not the plot's goes on to the window. */
  g_assert_false (plot_test_press (bars, GDK_KEY_Down, 0));
  g_assert_false (plot_test_press (ranks, GDK_KEY_Right, 0));
  g_assert_false (plot_test_press (bars, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_false (plot_test_press (bars, GDK_KEY_Tab, 0));
  g_object_unref (bars);
  g_object_unref (ranks);
}

static void
remember (NlPlot *plot, guint index, guint *activated)
{
  *activated = index;
}

static void
test_activation (void)
{
  g_autoptr (NlPlotSeries) series = make_quarters (NULL, 1);
  GtkWidget *plot = g_object_ref_sink (nl_rank_plot_new (NULL, NULL));
  guint activated = 99;

  g_signal_connect (plot, "item-activated", G_CALLBACK (remember), &activated);
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  plot_test_press (plot, GDK_KEY_End, 0);
  g_assert_false (plot_test_press (plot, GDK_KEY_Return, 0));
  g_assert_cmpuint (activated, ==, 99);

  g_object_set (plot, "activatable", TRUE, NULL);
  g_assert_true (plot_test_press (plot, GDK_KEY_Return, 0));
  g_assert_cmpuint (activated, ==, 2);
  plot_test_press (plot, GDK_KEY_Home, 0);
  g_assert_true (plot_test_press (plot, GDK_KEY_space, 0));
  g_assert_cmpuint (activated, ==, 0);

  /* New data, nothing chosen in it. */
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  g_assert_false (plot_test_press (plot, GDK_KEY_Return, 0));
  g_object_unref (plot);
}

static void
count_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_pointer (void)
{
  g_autoptr (NlPlotSeries) series = make_quarters (NULL, 1);
  GtkWidget *plot = nl_bar_plot_new ("Sales", NULL);
  NlPlot *self = NL_PLOT (plot);
  GtkWidget *window;
  guint count = 0;

  nl_plot_set_series (self, series, NULL);
  window = plot_test_show (plot, 400, 200);
  g_signal_connect (plot, "notify::selected", G_CALLBACK (count_notify), &count);

  plot_test_point (plot, 395, 20);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 2);
  plot_test_point (plot, 390, 40);
  g_assert_cmpuint (count, ==, 1);
  plot_test_point (plot, 1, 20);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, NL_PLOT_NONE);
  plot_test_point (plot, 60, 20);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 0);

  /* The keys take over from a resting pointer, and keep their place when it goes. */
  plot_test_press (plot, GDK_KEY_End, 0);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 2);
  plot_test_point (plot, 60, 20);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 0);
  plot_test_point (plot, -1, -1);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 2);

  gtk_widget_set_direction (plot, GTK_TEXT_DIR_RTL);
  plot_test_point (plot, 5, 20);
  g_assert_cmpuint (nl_plot_get_selected (self), ==, 2);
  plot_test_close (window);
}

static void
test_pointer_on_ranks (void)
{
  g_autoptr (NlPlotSeries) series = sample_series_countries ();
  GtkWidget *plot = nl_rank_plot_new ("Customers by country", NULL);
  GtkWidget *window;

  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  window = plot_test_show (plot, 300, 300);
  plot_test_point (plot, 5, 5);
  g_assert_cmpuint (nl_plot_get_selected (NL_PLOT (plot)), ==, 0);
  plot_test_point (plot, 295, 295);
  g_assert_cmpuint (nl_plot_get_selected (NL_PLOT (plot)), ==, 7);
  plot_test_close (window);
}

static void
test_focus (void)
{
  g_autoptr (NlPlotSeries) series = make_quarters (NULL, 1);
  GtkWidget *plot = nl_bar_plot_new ("Sales", "No orders yet");
  GtkWidget *window = plot_test_show (plot, 300, 300);

  /* An empty plot has nothing to tell that its description does not. */
  g_assert_false (gtk_widget_grab_focus (plot));
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  g_assert_true (gtk_widget_grab_focus (plot));
  plot_test_press (plot, GDK_KEY_Right, 0);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_cmpuint (nl_plot_get_selected (NL_PLOT (plot)), ==, NL_PLOT_NONE);
  plot_test_close (window);
}

static void
test_growth (void)
{
  g_autoptr (NlPlotSeries) series = make_quarters (NULL, 1);
  GtkWidget *plot, *window;

  plot = nl_bar_plot_new ("Sales", NULL);
  window = plot_test_show (plot, 300, 300);
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  g_assert_cmpfloat (nl_plot_get_growth (NL_PLOT (plot)), ==, 1.0);
  plot_test_close (window);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  plot = nl_bar_plot_new ("Sales", NULL);
  window = plot_test_show (plot, 300, 300);
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  g_assert_cmpfloat (nl_plot_get_growth (NL_PLOT (plot)), <, 1.0);
  while (nl_plot_get_growth (NL_PLOT (plot)) < 1.0)
    g_main_context_iteration (NULL, TRUE);
  nl_plot_set_series (NL_PLOT (plot), series, NULL);
  g_assert_cmpfloat (nl_plot_get_growth (NL_PLOT (plot)), ==, 1.0);
  plot_test_close (window);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
test_label_steps (void)
{
  g_assert_cmpuint (nl_plot_labels_get_step (20, 30, 6, 12), ==, 1);
  g_assert_cmpuint (nl_plot_labels_get_step (30, 30, 6, 12), ==, 2);
  g_assert_cmpuint (nl_plot_labels_get_step (50, 12, 6, 24), ==, 6);
  g_assert_cmpuint (nl_plot_labels_get_step (50, 5, 6, 90), ==, 12);
  g_assert_cmpuint (nl_plot_labels_get_step (50, 0.1, 6, 5000), ==, 960);
  g_assert_cmpuint (nl_plot_labels_get_step (5000, 10, 6, 90), ==, 120);
}

int
main (int argc, char **argv)
{
  if (!plot_test_init (&argc, &argv)) {
    g_print ("1..0 # SKIP needs a display\n");
    return 0;
  }
  g_test_add_func ("/plots/text-alternative", test_text_alternative);
  g_test_add_func ("/plots/text-of-many-points", test_text_of_many_points);
  g_test_add_func ("/plots/no-data", test_no_data);
  g_test_add_func ("/plots/keyboard", test_keyboard);
  g_test_add_func ("/plots/activation", test_activation);
  g_test_add_func ("/plots/pointer", test_pointer);
  g_test_add_func ("/plots/pointer-on-ranks", test_pointer_on_ranks);
  g_test_add_func ("/plots/focus", test_focus);
  g_test_add_func ("/plots/growth", test_growth);
  g_test_add_func ("/plots/label-steps", test_label_steps);
  return g_test_run ();
}
