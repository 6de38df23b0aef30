/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-figure.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-segment-words.h"
#include "base/nl-format.h"
#include "base/nl-language.h"

typedef enum { COUNT, MONEY, DECIMAL, DAYS, SHARE } Unit;

static const struct {
  const char *title;
  Unit unit;
  const char *part;
  const char *key;
  const char *shop_key;
} figures[NL_N_FIGURES] = {
  [NL_FIGURE_CUSTOMERS] = { N_ ("Customers"), COUNT, "segment", "customers", "shop_customers" },
  [NL_FIGURE_AVERAGE_SPENT]
  = { N_ ("Spent, on Average"), MONEY, "money", "average_spent", "shop_average_spent" },
  [NL_FIGURE_AVERAGE_ORDER]
  = { N_ ("Average Order"), MONEY, "money", "average_order", "shop_average_order" },
  [NL_FIGURE_ORDERS]
  = { N_ ("Orders per Customer"), DECIMAL, "orders", "per_customer", "shop_per_customer" },
  [NL_FIGURE_RECENCY] = { N_ ("Since the Last Order"), DAYS, "recency", "median_days_since_last",
                          "shop_median_days_since_last" },
  [NL_FIGURE_REPEAT_SHARE]
  = { N_ ("Bought More Than Once"), SHARE, "orders", "repeat_share", "shop_repeat_share" },
  [NL_FIGURE_EMAIL_SHARE] = { N_ ("Get Email"), SHARE, "subscriptions", "email_share", NULL },
};

/* Reads a number that may be missing or null. */
static gboolean
get_number (JsonObject *statistics, const char *part, const char *key, double *number)
{
  JsonNode *node = json_object_get_member (statistics, part);
  JsonObject *object
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  node = object != NULL && key != NULL ? json_object_get_member (object, key) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  *number = json_node_get_double (node);
  return TRUE;
}

static const char *
get_currency (JsonObject *statistics)
{
  JsonNode *money = json_object_get_member (statistics, "money");

  return money != NULL && JSON_NODE_HOLDS_OBJECT (money)
             ? json_object_get_string_member_with_default (json_node_get_object (money), "currency",
                                                           "EUR")
             : "EUR";
}

static char *
format (Unit unit, double number, JsonObject *statistics)
{
  const char *language = nl_language_get_ui ();

  switch (unit) {
  case COUNT:
    return nl_segment_dup_count ((gint64) number);
  case MONEY:
    return nl_money_format ((gint64) number, get_currency (statistics), language);
  case DECIMAL:
    return nl_number_format (number, 1, language);
  case DAYS:
    return nl_segment_dup_duration ((gint64) number);
  case SHARE:
  default:
    return nl_percent_format (number, 0, language);
  }
}

/**
 * nl_figure_get_title:
 * @figure: a figure
 *
 * Returns: (transfer none): what it is, translated
 */
const char *
nl_figure_get_title (NlFigure figure)
{
  g_return_val_if_fail (figure < NL_N_FIGURES, NULL);

  return _ (figures[figure].title);
}

/**
 * nl_figure_get_number:
 * @figure: a figure
 * @statistics: from nl_segment_statistics_load()
 * @number: (out): minor units of money, days, shares of 1
 *
 * Returns: whether it is known
 */
gboolean
nl_figure_get_number (NlFigure figure, JsonObject *statistics, double *number)
{
  g_return_val_if_fail (figure < NL_N_FIGURES, FALSE);
  g_return_val_if_fail (statistics != NULL, FALSE);

  return get_number (statistics, figures[figure].part, figures[figure].key, number);
}

/**
 * nl_figure_dup_text:
 * @figure: a figure
 * @statistics: from nl_segment_statistics_load()
 *
 * Returns: (transfer full) (nullable): it, with its unit; %NULL when it is not known
 */
char *
nl_figure_dup_text (NlFigure figure, JsonObject *statistics)
{
  double number;

  return nl_figure_get_number (figure, statistics, &number)
             ? format (figures[figure].unit, number, statistics)
             : NULL;
}

/**
 * nl_figure_dup_shop_text:
 * @figure: a figure
 * @statistics: from nl_segment_statistics_load()
 *
 * Returns: (transfer full) (nullable): what the whole shop has; %NULL when it is not known
 */
char *
nl_figure_dup_shop_text (NlFigure figure, JsonObject *statistics)
{
  double number;

  g_return_val_if_fail (figure < NL_N_FIGURES, NULL);
  g_return_val_if_fail (statistics != NULL, NULL);

  return get_number (statistics, figures[figure].part, figures[figure].shop_key, &number)
             ? format (figures[figure].unit, number, statistics)
             : NULL;
}
