/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-orders.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "app/plots/nl-bar-plot.h"
#include "base/nl-format.h"
#include "base/nl-money.h"
#include "customers/nl-order.h"

/* What a profile lists; who has more is no reader of lists. */
#define MAX_ROWS 100
#define MAX_MONTHS 24
#define PLOT_HEIGHT 140

/**
 * NlCustomerOrders:
 *
 * The orders of a customer: how much in each month, and each of them.
 */
struct _NlCustomerOrders {
  NlFoldedGroup parent_instance;
  GtkWidget *plot;
  GtkWidget *plot_row;
};

G_DEFINE_FINAL_TYPE (NlCustomerOrders, nl_customer_orders, NL_TYPE_FOLDED_GROUP)

/* The financial statuses of Shopify's order export. */
static const char *
get_status_label (const char *status)
{
  static const struct {
    const char *status;
    const char *label;
  } labels[] = {
    { "paid", N_ ("Paid") },
    { "pending", N_ ("Payment Pending") },
    { "authorized", N_ ("Authorized") },
    { "partially_paid", N_ ("Partially Paid") },
    { "partially_refunded", N_ ("Partially Refunded") },
    { "refunded", N_ ("Refunded") },
    { "voided", N_ ("Voided") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].status, status) == 0)
      return _ (labels[i].label);
  return status;
}

static GtkWidget *
create_row (NlShop *shop, NlRecord *order)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = nl_record_get_text (order, NL_ORDER_NAME);
  const char *status
      = nl_record_is_null (order, NL_ORDER_CANCELLED_AT)
            ? get_status_label (nl_record_get_text (order, NL_ORDER_FINANCIAL_STATUS))
            : _ ("Cancelled");
  g_autofree char *date
      = nl_customer_dup_date (shop, nl_record_get_int64 (order, NL_ORDER_ORDERED_AT));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", date, status);
  g_autofree char *total = nl_money_format (nl_record_get_int64 (order, NL_ORDER_TOTAL),
                                            nl_record_get_text (order, NL_ORDER_CURRENCY), NULL);
  GtkWidget *amount = gtk_label_new (total);

  if (name == NULL)
    name = nl_record_get_text (order, NL_ORDER_EXTERNAL_ID);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL ? name : _ ("Order"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (amount, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount);
  return row;
}

/* --- the plot --- */

static char *
format_money (double value, gpointer currency)
{
  return nl_money_format_whole ((gint64) (value * (double) nl_currency_get_scale (currency)),
                                currency, NULL);
}

/* Months since the year 0, in the shop's time zone. */
static int
find_month (NlRecord *order, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc
      = g_date_time_new_from_unix_utc_usec (nl_record_get_int64 (order, NL_ORDER_ORDERED_AT));
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_get_year (local) * 12 + g_date_time_get_month (local) - 1 : 0;
}

static void
add_month (NlPlotSeries *series, int month, gint64 amount, const char *currency)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 12, 0, 0);
  g_autofree char *label = NULL;
  g_autofree char *full = NULL;
  g_autofree char *text = nl_money_format (amount, currency, NULL);

  if (start == NULL)
    return;
  label = g_date_time_format (start, "%b");
  full = nl_date_format (g_date_time_to_unix_usec (start), "UTC", NULL, NL_DATE_MONTH);
  nl_plot_series_add (series, label, full,
                      (double) amount / (double) nl_currency_get_scale (currency), text);
}

/* The newest order's month and those before it, back to the first order. */
static void
show_plot (NlCustomerOrders *self, NlShop *shop, GListModel *orders)
{
  const char *currency = nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY);
  g_autoptr (GTimeZone) zone
      = g_time_zone_new_identifier (nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE));
  g_autoptr (NlPlotSeries) series = nl_plot_series_new (_ ("Orders"));
  gint64 amounts[MAX_MONTHS] = { 0 };
  int newest = 0;
  int n_months = 1;

  for (guint i = 0; zone != NULL && i < g_list_model_get_n_items (orders); i++) {
    g_autoptr (NlRecord) order = g_list_model_get_item (orders, i);
    int month = find_month (order, zone);

    newest = MAX (newest, month);
    if (newest - month >= MAX_MONTHS || !nl_record_is_null (order, NL_ORDER_CANCELLED_AT)
        || g_strcmp0 (nl_record_get_text (order, NL_ORDER_CURRENCY), currency) != 0)
      continue;
    amounts[newest - month] += nl_record_get_int64 (order, NL_ORDER_TOTAL)
                               - nl_record_get_int64 (order, NL_ORDER_REFUNDED);
    n_months = MAX (n_months, newest - month + 1);
  }
  gtk_widget_set_visible (self->plot_row, n_months > 1);
  if (n_months <= 1)
    return;
  nl_plot_series_set_format (series, format_money, g_strdup (currency), g_free);
  for (int i = n_months - 1; i >= 0; i--)
    add_month (series, newest - i, amounts[i], currency);
  nl_plot_set_series (NL_PLOT (self->plot), series, NULL);
}

static void
nl_customer_orders_class_init (NlCustomerOrdersClass *klass)
{}

static void
nl_customer_orders_init (NlCustomerOrders *self)
{
  self->plot = nl_bar_plot_new (_ ("Orders by Month"), NULL);
  gtk_widget_set_size_request (self->plot, -1, PLOT_HEIGHT);
  gtk_widget_set_margin_top (self->plot, 12);
  gtk_widget_set_margin_bottom (self->plot, 6);
  gtk_widget_set_margin_start (self->plot, 12);
  gtk_widget_set_margin_end (self->plot, 12);
  /* A row, because a group shows what is none of its rows below them. */
  self->plot_row = adw_preferences_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->plot_row), FALSE);
  gtk_widget_set_focusable (self->plot_row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->plot_row), self->plot);
  gtk_widget_set_visible (self->plot_row, FALSE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Orders"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->plot_row);
}

/**
 * nl_customer_orders_set_orders:
 * @self: the group
 * @shop: their shop
 * @orders: #NlOrder objects, the newest first
 *
 * Shows orders.
 */
void
nl_customer_orders_set_orders (NlCustomerOrders *self, NlShop *shop, GListModel *orders)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  guint n_orders = g_list_model_get_n_items (orders);
  g_autofree char *description = NULL;

  g_return_if_fail (NL_IS_CUSTOMER_ORDERS (self));

  nl_folded_group_clear (NL_FOLDED_GROUP (self));
  show_plot (self, shop, orders);
  for (guint i = 0; i < MIN (n_orders, MAX_ROWS); i++) {
    g_autoptr (NlRecord) order = g_list_model_get_item (orders, i);

    nl_folded_group_add (NL_FOLDED_GROUP (self), create_row (shop, order));
  }
  if (n_orders > MAX_ROWS)
    description = g_strdup_printf (_ ("The last %u of %u"), MAX_ROWS, n_orders);
  else if (n_orders == 0)
    description = g_strdup (_ ("The orders themselves have not been imported."));
  adw_preferences_group_set_description (group, description);
}
