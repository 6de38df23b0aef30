/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-text.h"

#include <glib/gi18n-lib.h>

/* Beyond this, hearing every point helps nobody: the arrow keys still reach each. */
#define MOST_POINTS 60

static char *
dup_second_value (NlPlotSeries *comparison, guint index)
{
  if (comparison == NULL || index >= nl_plot_series_get_n_points (comparison))
    return NULL;
  return nl_plot_series_dup_value_text (comparison, index);
}

static const char *
get_name (NlPlotSeries *series)
{
  const char *name = nl_plot_series_get_name (series);

  return name != NULL ? name : "";
}

/**
 * nl_plot_text_point:
 * @series: a series
 * @comparison: (nullable): the series beside it
 * @index: which point
 *
 * Returns: (transfer full): the point as a person would read it aloud: “January 2026: €1,200”
 */
char *
nl_plot_text_point (NlPlotSeries *series, NlPlotSeries *comparison, guint index)
{
  const char *label = nl_plot_series_get_full_label (series, index);
  g_autofree char *value = nl_plot_series_dup_value_text (series, index);
  g_autofree char *second = dup_second_value (comparison, index);

  if (second == NULL)
    /* Translators: a point of a plot: its label, then its value. */
    return g_strdup_printf (_ ("%s: %s"), label, value);
  /* Translators: a point of two series: its label, then name and value of the first and of the
   * second: “January: this year €120, last year €90”. */
  return g_strdup_printf (_ ("%1$s: %2$s %3$s, %4$s %5$s"), label, get_name (series), value,
                          get_name (comparison), second);
}

/**
 * nl_plot_text_bubble:
 * @series: a series
 * @comparison: (nullable): the series beside it
 * @index: which point
 *
 * Returns: (transfer full): Pango markup of the point's label and value, each on its line
 */
char *
nl_plot_text_bubble (NlPlotSeries *series, NlPlotSeries *comparison, guint index)
{
  const char *label = nl_plot_series_get_full_label (series, index);
  g_autofree char *value = nl_plot_series_dup_value_text (series, index);
  g_autofree char *second = dup_second_value (comparison, index);

  if (second == NULL)
    return g_markup_printf_escaped ("<span font_features='tnum=1'><small>%s</small>\n<b>%s</b>"
                                    "</span>",
                                    label, value);
  return g_markup_printf_escaped ("<span font_features='tnum=1'><small>%s</small>\n"
                                  "%s  <b>%s</b>\n%s  <b>%s</b></span>",
                                  label, get_name (series), value, get_name (comparison), second);
}

/**
 * nl_plot_text_describe:
 * @series: a series
 * @comparison: (nullable): the series beside it
 *
 * Returns: (transfer full): everything that can be seen in a plot of the series, in words
 */
char *
nl_plot_text_describe (NlPlotSeries *series, NlPlotSeries *comparison)
{
  guint n = nl_plot_series_get_n_points (series);
  g_autoptr (GString) text = g_string_new (NULL);
  guint lowest, highest;

  if (n > MOST_POINTS) {
    g_autofree char *first = nl_plot_text_point (series, comparison, 0);
    g_autofree char *last = nl_plot_text_point (series, comparison, n - 1);

    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u value, from %s to %s.",
                                         "%u values, from %s to %s.", n),
                            n, first, last);
  } else {
    for (guint i = 0; i < n; i++) {
      g_autofree char *point = nl_plot_text_point (series, comparison, i);

      /* Translators: between the points of a plot that is read aloud. */
      g_string_append (text, i == 0 ? "" : _ ("; "));
      g_string_append (text, point);
    }
    g_string_append (text, n > 0 ? "." : "");
  }

  if (n > 1 && nl_plot_series_get_range (series, &lowest, &highest) && lowest != highest) {
    g_autofree char *high = nl_plot_series_dup_value_text (series, highest);
    g_autofree char *low = nl_plot_series_dup_value_text (series, lowest);

    g_string_append_c (text, ' ');
    /* Translators: after a plot's points: label and value of the highest, then of the lowest. */
    g_string_append_printf (text, _ ("Highest: %1$s, %2$s. Lowest: %3$s, %4$s."),
                            nl_plot_series_get_full_label (series, highest), high,
                            nl_plot_series_get_full_label (series, lowest), low);
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
