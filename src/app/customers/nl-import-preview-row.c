/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-preview-row.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "base/nl-format.h"

/* A customer or an order of a file, as it would be stored. */

static void
add_fact (GString *line, const char *fact)
{
  if (fact == NULL || *fact == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, fact);
}

static void
add_column (GString *line, NlCustomer *customer, NlShop *shop, NlCustomerColumn column)
{
  g_autofree char *text = nl_customer_dup_column_text (customer, shop, column);

  add_fact (line, text);
}

static char *
dup_contact (NlCustomer *customer, const char *name)
{
  NlRecord *record = NL_RECORD (customer);
  static const guint fields[]
      = { NL_CUSTOMER_EMAIL, NL_CUSTOMER_PHONE, NL_CUSTOMER_COMPANY, NL_CUSTOMER_CITY };
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = nl_record_get_text (record, fields[i]);

    if (g_strcmp0 (text, name) != 0)
      add_fact (line, text);
  }
  return g_string_free_and_steal (line);
}

static char *
dup_numbers (NlCustomer *customer, NlShop *shop)
{
  GString *line = g_string_new (NULL);
  gint64 n_orders = nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_NUMBER_OF_ORDERS);
  g_autofree char *number = nl_number_format ((double) n_orders, 0, NULL);
  g_autofree char *orders
      = g_strdup_printf (ngettext ("%s order", "%s orders", (gulong) n_orders), number);

  add_column (line, customer, shop, NL_CUSTOMER_COLUMN_COUNTRY);
  add_fact (line, orders);
  add_column (line, customer, shop, NL_CUSTOMER_COLUMN_SPENT);
  add_column (line, customer, shop, NL_CUSTOMER_COLUMN_EMAIL_STATUS);
  add_column (line, customer, shop, NL_CUSTOMER_COLUMN_TAGS);
  return g_string_free_and_steal (line);
}

static GtkWidget *
row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  return row;
}

/**
 * nl_import_preview_row_new:
 * @customer: a customer who isn't stored yet
 * @shop: their shop
 *
 * Returns: (transfer floating): a row that says what would be stored
 */
GtkWidget *
nl_import_preview_row_new (NlCustomer *customer, NlShop *shop)
{
  g_autofree char *name = nl_customer_dup_column_text (customer, shop, NL_CUSTOMER_COLUMN_NAME);
  g_autofree char *contact = dup_contact (customer, name);
  g_autofree char *numbers = dup_numbers (customer, shop);
  g_autofree char *subtitle
      = *contact != '\0' ? g_strconcat (contact, "\n", numbers, NULL) : g_strdup (numbers);

  return row_new (name, subtitle);
}

/**
 * nl_import_preview_row_new_order:
 * @order: an order that isn't stored yet, and would be
 * @shop: its shop
 *
 * Returns: (transfer floating): a row that says what would be stored
 */
GtkWidget *
nl_import_preview_row_new_order (const NlOrderPreview *order, NlShop *shop)
{
  NlRecord *record = NL_RECORD (order->order);
  g_autofree char *date = nl_date_format (nl_record_get_int64 (record, NL_ORDER_ORDERED_AT),
                                          nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE),
                                          NULL, NL_DATE_MEDIUM);
  g_autofree char *total = nl_money_format (nl_record_get_int64 (record, NL_ORDER_TOTAL),
                                            nl_record_get_text (record, NL_ORDER_CURRENCY), NULL);
  g_autofree char *number = nl_number_format ((double) order->n_units, 0, NULL);
  g_autofree char *units
      = g_strdup_printf (ngettext ("%s item", "%s items", (gulong) order->n_units), number);
  g_autoptr (GString) facts = g_string_new (NULL);

  add_fact (facts, date);
  add_fact (facts, order->customer != NULL ? order->customer : _ ("Of nobody"));
  add_fact (facts, order->n_units > 0 ? units : NULL);
  add_fact (facts, total);
  return row_new (nl_record_get_text (record, NL_ORDER_NAME), facts->str);
}

/**
 * nl_import_preview_row_new_rejected:
 * @text: the row as the file has it
 * @reason: why it can't be stored
 *
 * Returns: (transfer floating): a row that says what is wrong
 */
GtkWidget *
nl_import_preview_row_new_rejected (const char *text, const GError *reason)
{
  g_autofree char *subtitle = g_strdup_printf (_ ("Will be left out: %s"), reason->message);
  GtkWidget *row = row_new (text, subtitle);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_widget_add_css_class (row, "rejected");
  return row;
}
