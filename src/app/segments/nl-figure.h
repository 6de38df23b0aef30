/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * NlFigure:
 * @NL_FIGURE_CUSTOMERS: how many they are
 * @NL_FIGURE_AVERAGE_SPENT: what a customer has spent
 * @NL_FIGURE_AVERAGE_ORDER: the total of an order
 * @NL_FIGURE_ORDERS: how many orders a customer has placed
 * @NL_FIGURE_RECENCY: days since the last order
 * @NL_FIGURE_REPEAT_SHARE: who bought more than once
 * @NL_FIGURE_EMAIL_SHARE: who agreed to get email
 *
 * A number that statistics hold.
 */
typedef enum {
  NL_FIGURE_CUSTOMERS,
  NL_FIGURE_AVERAGE_SPENT,
  NL_FIGURE_AVERAGE_ORDER,
  NL_FIGURE_ORDERS,
  NL_FIGURE_RECENCY,
  NL_FIGURE_REPEAT_SHARE,
  NL_FIGURE_EMAIL_SHARE,
  NL_N_FIGURES,
} NlFigure;

const char *nl_figure_get_title (NlFigure figure);
gboolean nl_figure_get_number (NlFigure figure, JsonObject *statistics, double *number);
char *nl_figure_dup_text (NlFigure figure, JsonObject *statistics);
char *nl_figure_dup_shop_text (NlFigure figure, JsonObject *statistics);

G_END_DECLS
