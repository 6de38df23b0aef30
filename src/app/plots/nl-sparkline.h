/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot.h"

G_BEGIN_DECLS

#define NL_TYPE_SPARKLINE (nl_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (NlSparkline, nl_sparkline, NL, SPARKLINE, NlPlot)

GtkWidget *nl_sparkline_new (const char *title);

G_END_DECLS
