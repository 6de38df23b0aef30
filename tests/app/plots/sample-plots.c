/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-plots.h"

#include <math.h>

#include "app/plots/nl-bar-plot.h"
#include "app/plots/nl-line-plot.h"
#include "app/plots/nl-rank-plot.h"
#include "app/plots/nl-rfm-grid.h"
#include "app/plots/nl-sparkline.h"

static char *
format_euros (double value, gpointer data)
{
  return value < 0 ? g_strdup_printf ("−€%'.0f", -value) : g_strdup_printf ("€%'.0f", value);
}

NlPlotSeries *
sample_series_months (const char *name, double size)
{
  static const char *const months[][2] = {
    { "Jan", "January 2026" }, { "Feb", "February 2026" }, { "Mar", "March 2026" },
    { "Apr", "April 2026" },   { "May", "May 2026" },      { "Jun", "June 2026" },
    { "Jul", "July 2026" },    { "Aug", "August 2026" },   { "Sep", "September 2026" },
    { "Oct", "October 2026" }, { "Nov", "November 2026" }, { "Dec", "December 2026" },
  };
  static const double shape[]
      = { 0.52, 0.44, 0.61, 0.58, 0.7, 0.66, 0.49, 0.55, 0.78, 0.84, 1.0, 0.97 };
  NlPlotSeries *series = nl_plot_series_new (name);

  nl_plot_series_set_format (series, format_euros, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    nl_plot_series_add (series, months[i][0], months[i][1], shape[i] * size, NULL);
  return series;
}

NlPlotSeries *
sample_series_countries (void)
{
  static const struct {
    const char *label;
    int value;
  } countries[] = {
    { "France", 812 },        { "Germany", 421 },
    { "Belgium", 188 },       { "Italy", 97 },
    { "United Kingdom", 64 }, { "Netherlands", 31 },
    { "Spain", 12 },          { "Bosnia and Herzegovina", 1 },
  };
  NlPlotSeries *series = nl_plot_series_new ("Customers");

  nl_plot_series_set_whole (series, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    nl_plot_series_add (series, countries[i].label, NULL, countries[i].value, NULL);
  return series;
}

static NlPlotSeries *
make_daily (void)
{
  NlPlotSeries *series = nl_plot_series_new ("Customers");

  nl_plot_series_set_whole (series, TRUE);
  for (int i = 0; i < 90; i++) {
    g_autofree char *label = g_strdup_printf ("%d %s", i % 30 + 1,
                                              i < 30   ? "Sep"
                                              : i < 60 ? "Oct"
                                                       : "Nov");
    double value = i >= 40 && i < 45 ? NAN : 300 + i * 4 + round (60 * sin (i / 5.0));

    nl_plot_series_add (series, label, NULL, value, NULL);
  }
  return series;
}

static NlPlotSeries *
make_profit (void)
{
  static const double values[] = { -1200, 350, 1800, -400, 0, 3 };
  NlPlotSeries *series = nl_plot_series_new ("Profit");

  nl_plot_series_set_format (series, format_euros, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *label = g_strdup_printf ("Campaign number %u", i + 1);

    nl_plot_series_add (series, label, NULL, values[i], NULL);
  }
  return series;
}

static GtkWidget *
with_series (GtkWidget *plot, NlPlotSeries *series, NlPlotSeries *comparison)
{
  nl_plot_set_series (NL_PLOT (plot), series, comparison);
  g_object_unref (series);
  g_clear_object (&comparison);
  return plot;
}

static const char *
get_group (guint recency, guint fm)
{
  static const char *const groups[5][5] = {
    { "Dormant", "Dormant", "Almost lost", "At risk", "At risk" },
    { "Dormant", "Almost lost", "Almost lost", "At risk", "Previously loyal" },
    { "Needs attention", "Needs attention", "Needs attention", "Loyal", "Loyal" },
    { "Promising", "Active", "Active", "Loyal", "Loyal" },
    { "New", "Active", "Active", "Loyal", "Champions" },
  };

  return groups[recency - 1][fm - 1];
}

GtkWidget *
sample_rfm_grid (void)
{
  static const guint counts[5][5] = {
    { 412, 188, 41, 12, 3 },  { 201, 160, 77, 31, 9 },  { 96, 120, 143, 74, 20 },
    { 61, 83, 122, 131, 66 }, { 122, 44, 80, 0, 1187 },
  };
  NlRfmCount cells[NL_RFM_SCORES][NL_RFM_SCORES];
  GtkWidget *grid = nl_rfm_grid_new ("Customers by RFM", "No customers yet");
  g_autoptr (GStringChunk) texts = g_string_chunk_new (256);

  for (guint r = 0; r < NL_RFM_SCORES; r++) {
    for (guint fm = 0; fm < NL_RFM_SCORES; fm++) {
      g_autofree char *text = g_strdup_printf ("%u", counts[r][fm]);

      cells[r][fm] = (NlRfmCount) { counts[r][fm], g_string_chunk_insert (texts, text),
                                    get_group (r + 1, fm + 1) };
    }
  }
  nl_rfm_grid_set_counts (NL_RFM_GRID (grid), cells);
  return grid;
}

guint
sample_plots_make (SamplePlot *plots)
{
  guint n = 0;
  GtkWidget *score = nl_line_plot_new ("Score history", NULL);

  nl_line_plot_set_from_zero (NL_LINE_PLOT (score), FALSE);
  plots[n++] = (SamplePlot) {
    "Sales by Month",
    with_series (nl_bar_plot_new ("Sales by month", "No orders yet"),
                 sample_series_months ("Sales", 24318), NULL),
  };
  plots[n++] = (SamplePlot) {
    "This Year and Last Year",
    with_series (nl_bar_plot_new ("Sales by month", "No orders yet"),
                 sample_series_months ("This year", 24318),
                 sample_series_months ("Last year", 17000)),
  };
  plots[n++] = (SamplePlot) {
    "Customers by Country",
    with_series (nl_rank_plot_new ("Customers by country", "No customers yet"),
                 sample_series_countries (), NULL),
  };
  plots[n++] = (SamplePlot) {
    "Segment Size",
    with_series (nl_line_plot_new ("Segment size", "Not counted yet"), make_daily (), NULL),
  };
  plots[n++] = (SamplePlot) {
    "Score History",
    with_series (score, sample_series_months ("Score", 940), sample_series_months ("Average", 900)),
  };
  plots[n++] = (SamplePlot) {
    "Profit by Campaign",
    with_series (nl_bar_plot_new ("Profit by campaign", NULL), make_profit (), NULL),
  };
  plots[n++] = (SamplePlot) { "RFM", sample_rfm_grid () };
  plots[n++] = (SamplePlot) { "No Data", nl_bar_plot_new ("Sales by month", "No orders yet") };
  plots[n++] = (SamplePlot) {
    "Sparkline",
    with_series (nl_sparkline_new ("Sales"), sample_series_months ("Sales", 100), NULL),
  };
  gtk_widget_set_halign (plots[n - 1].widget, GTK_ALIGN_START);
  gtk_widget_set_valign (plots[n - 1].widget, GTK_ALIGN_CENTER);
  return n;
}
