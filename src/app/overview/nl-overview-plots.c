/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/overview/nl-overview-plots.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "customers/nl-rfm.h"

/* From the numbers of a shop to what its plots show. */

static char *
format_money (double value, gpointer data)
{
  const char *currency = data;

  return nl_money_format_whole ((gint64) (value * (double) nl_currency_get_scale (currency)),
                                currency, NULL);
}

/**
 * nl_overview_plot_sales:
 * @plot: a plot over time
 * @shop: whose currency and time zone to use
 * @overview: the numbers
 *
 * Shows what was sold, month by month.
 */
void
nl_overview_plot_sales (NlPlot *plot, NlShop *shop, const NlShopOverview *overview)
{
  const char *currency = nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY);
  const char *zone_name = nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (NlPlotSeries) series = NULL;

  if (overview->orders > 0 && zone != NULL) {
    series = nl_plot_series_new (_ ("Sales"));
    nl_plot_series_set_format (series, format_money, g_strdup (currency), g_free);
    for (guint i = 0; i < NL_SHOP_OVERVIEW_MONTHS; i++) {
      const NlShopMonth *month = &overview->months[i];
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (month->starts_at);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
      g_autofree char *label = g_date_time_format (local, "%b");
      g_autofree char *full = nl_date_format (month->starts_at, zone_name, NULL, NL_DATE_MONTH);
      g_autofree char *text = nl_money_format (month->revenue, currency, NULL);

      nl_plot_series_add (series, label, full,
                          (double) month->revenue / (double) nl_currency_get_scale (currency),
                          text);
    }
  }
  nl_plot_set_series (plot, series, NULL);
}

/**
 * nl_overview_plot_countries:
 * @plot: a plot of ranks
 * @overview: the numbers
 *
 * Shows where the customers live.
 */
void
nl_overview_plot_countries (NlPlot *plot, const NlShopOverview *overview)
{
  g_autoptr (NlPlotSeries) series = NULL;

  if (overview->n_countries > 0) {
    series = nl_plot_series_new (_ ("Customers"));
    nl_plot_series_set_whole (series, TRUE);
    for (guint i = 0; i < overview->n_countries; i++) {
      const NlShopCountry *country = &overview->countries[i];
      g_autofree char *name = country->code[0] != '\0' ? nl_country_name (country->code, NULL)
                                                       : g_strdup (_ ("Not known"));
      g_autofree char *count = nl_number_format ((double) country->customers, 0, NULL);

      nl_plot_series_add (series, name, NULL, (double) country->customers, count);
    }
    if (overview->other_countries > 0) {
      g_autofree char *count = nl_number_format ((double) overview->other_countries, 0, NULL);

      nl_plot_series_add (series, _ ("Other countries"), NULL, (double) overview->other_countries,
                          count);
    }
  }
  nl_plot_set_series (plot, series, NULL);
}

/**
 * nl_overview_plot_rfm:
 * @grid: the grid
 * @overview: the numbers
 *
 * Shows how many customers have each pair of scores.
 */
void
nl_overview_plot_rfm (NlRfmGrid *grid, const NlShopOverview *overview)
{
  NlRfmCount counts[NL_RFM_SCORES][NL_RFM_SCORES];
  g_autoptr (GStringChunk) texts = g_string_chunk_new (256);

  G_STATIC_ASSERT (NL_RFM_SCORES == NL_SHOP_OVERVIEW_SCORES);
  for (guint r = 0; r < NL_RFM_SCORES; r++) {
    for (guint fm = 0; fm < NL_RFM_SCORES; fm++) {
      g_autofree char *text = nl_number_format ((double) overview->rfm[r][fm], 0, NULL);

      counts[r][fm].count = (guint64) overview->rfm[r][fm];
      counts[r][fm].count_text = g_string_chunk_insert (texts, text);
      counts[r][fm].group = nl_rfm_get_group_name (nl_rfm_get_group (r + 1, fm + 1, fm + 1));
    }
  }
  nl_rfm_grid_set_counts (grid, counts);
}

/**
 * nl_overview_rfm_query:
 * @recency: 1 to 5
 * @fm: 1 to 5
 *
 * Returns: (transfer full): the segment query of the group that these scores belong to
 */
char *
nl_overview_rfm_query (guint recency, guint fm)
{
  return g_strdup_printf ("rfm_group = '%s'", nl_rfm_get_group (recency, fm, fm));
}
