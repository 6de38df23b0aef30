/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot.h"
#include "app/plots/nl-rfm-grid.h"
#include "shops/nl-shop-overview.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

void nl_overview_plot_sales (NlPlot *plot, NlShop *shop, const NlShopOverview *overview);
void nl_overview_plot_countries (NlPlot *plot, const NlShopOverview *overview);
void nl_overview_plot_rfm (NlRfmGrid *grid, const NlShopOverview *overview);
char *nl_overview_rfm_query (guint recency, guint fm);

G_END_DECLS
