/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-format.h"
#include "base/nl-html-page.h"
#include "base/nl-html.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-consents.h"
#include "customers/nl-customer-value.h"
#include "customers/nl-customers.h"
#include "customers/nl-order.h"
#include "customers/nl-person-report-private.h"
#include "shops/nl-shop.h"

typedef struct {
  GString *html;
  NlConnection *connection;
  NlRecord *customer;
  NlRecord *shop;
} Page;

static void
page_clear (Page *page)
{
  g_clear_object (&page->customer);
  g_clear_object (&page->shop);
  if (page->html != NULL)
    g_string_free (g_steal_pointer (&page->html), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static char *
dup_date (Page *page, gint64 time)
{
  return nl_date_format (time, nl_record_get_text (page->shop, NL_SHOP_TIMEZONE), NULL,
                         NL_DATE_MEDIUM_TIME);
}

static char *
dup_money (Page *page, gint64 amount)
{
  return nl_money_format (amount, nl_record_get_text (page->shop, NL_SHOP_CURRENCY), NULL);
}

/* %NULL when there is nothing to tell. */
static char *
dup_value (Page *page, guint i)
{
  const NlField *field = &nl_record_get_description (page->customer)->fields[i];
  const char *text;

  if (field->label == NULL
      || (field->type != NL_FIELD_TYPE_STRV && nl_record_is_null (page->customer, i)))
    return NULL;
  switch (field->type) {
  case NL_FIELD_TYPE_STRV:
    if (*nl_record_get_strv (page->customer, i) == NULL)
      return NULL;
    return g_strjoinv (", ", (char **) nl_record_get_strv (page->customer, i));
  case NL_FIELD_TYPE_BOOLEAN:
    return g_strdup (nl_record_get_boolean (page->customer, i) ? _ ("Yes") : _ ("No"));
  case NL_FIELD_TYPE_DOUBLE:
    return nl_number_format (nl_record_get_double (page->customer, i), 5, NULL);
  case NL_FIELD_TYPE_INT64:
    if ((field->flags & NL_FIELD_TIME) != 0)
      return dup_date (page, nl_record_get_int64 (page->customer, i));
    if ((field->flags & NL_FIELD_MONEY) != 0)
      return dup_money (page, nl_record_get_int64 (page->customer, i));
    return g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_int64 (page->customer, i));
  case NL_FIELD_TYPE_TEXT:
    text = nl_record_get_text (page->customer, i);
    if (i == NL_CUSTOMER_COUNTRY_CODE)
      return nl_country_name (text, NULL);
    if (i == NL_CUSTOMER_LANGUAGE)
      return nl_language_name (text, NULL);
    return g_strdup (field->choices != NULL ? nl_customer_get_value_label (text) : text);
  case NL_FIELD_TYPE_JSON:
  default:
    return NULL;
  }
}

static void
append_fields (Page *page)
{
  g_string_append (page->html, "<table>\n");
  for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++) {
    g_autofree char *value = dup_value (page, i);

    if (value == NULL || *value == '\0')
      continue;
    nl_html_append_format (page->html, "<tr><th>%s</th><td>",
                           _ (nl_record_get_description (page->customer)->fields[i].label));
    nl_html_append_lines (page->html, value);
    g_string_append (page->html, "</td></tr>\n");
  }
  g_string_append (page->html, "</table>\n");
}

/* A table with a row of cells for each row of a query on the customer; no table without rows. */
static gboolean
append_query (Page *page,
              const char *title,
              const char *sql,
              void (*append_cells) (Page *page, NlStatement *statement),
              GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (page->connection, "collect what is held about a person", sql, error);
  g_autoptr (GError) failure = NULL;
  gboolean is_first = TRUE;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, nl_record_get_id (page->customer));
  while (nl_statement_step (statement, &failure)) {
    if (is_first)
      nl_html_append_format (page->html, "<h2>%s</h2>\n<table>\n", title);
    is_first = FALSE;
    g_string_append (page->html, "<tr>");
    append_cells (page, statement);
    g_string_append (page->html, "</tr>\n");
  }
  if (!is_first)
    g_string_append (page->html, "</table>\n");
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL;
}

static void
append_address (Page *page, NlStatement *statement)
{
  g_string_append (page->html, "<td>");
  for (int i = 0; i < 8; i++) {
    const char *text = nl_statement_get_text (statement, i);

    if (text != NULL)
      nl_html_append_format (page->html, "%s<br>", text);
  }
  g_string_append (page->html, "</td>");
}

static void
append_order (Page *page, NlStatement *statement)
{
  g_autofree char *date = dup_date (page, nl_statement_get_int64 (statement, 1));
  const char *currency = nl_statement_get_text (statement, 2);
  g_autofree char *total = nl_money_format (nl_statement_get_int64 (statement, 3), currency, NULL);
  gint64 refunded = nl_statement_get_int64 (statement, 4);

  nl_html_append_format (page->html, "<td>%s<br>%s</td><td>", nl_statement_get_text (statement, 0),
                         date);
  nl_html_append_lines (page->html, nl_statement_is_null (statement, 5)
                                        ? ""
                                        : nl_statement_get_text (statement, 5));
  nl_html_append_format (page->html, "</td><td class=\"number\">%s", total);
  if (refunded != 0) {
    g_autofree char *amount = nl_money_format (refunded, currency, NULL);
    g_autofree char *text = g_strdup_printf (_ ("%s refunded"), amount);

    nl_html_append_format (page->html, "<br>%s", text);
  }
  g_string_append (page->html, "</td>");
}

static void
append_event (Page *page, NlStatement *statement)
{
  g_autofree char *date = dup_date (page, nl_statement_get_int64 (statement, 1));

  nl_html_append_format (page->html, "<td>%s</td><td>%s</td>", date,
                         nl_statement_get_text (statement, 0));
}

static void
append_credit (Page *page, NlStatement *statement)
{
  g_autofree char *balance = nl_money_format (nl_statement_get_int64 (statement, 1),
                                              nl_statement_get_text (statement, 0), NULL);

  nl_html_append_format (page->html, "<td class=\"number\">%s</td>", balance);
}

static void
append_snapshot (Page *page, NlStatement *statement)
{
  nl_html_append_format (page->html, "<td>%s</td>", nl_statement_get_text (statement, 0));
}

static gboolean
append_consents (Page *page, GError **error)
{
  g_autoptr (GPtrArray) consents
      = nl_consents_fetch (nl_record_get_id (page->customer), page->connection, error);

  if (consents == NULL)
    return FALSE;
  if (consents->len == 0)
    return TRUE;
  nl_html_append_format (page->html, "<h2>%s</h2>\n<table>\n", _ ("Consents"));
  for (guint i = 0; i < consents->len; i++) {
    NlRecord *consent = consents->pdata[i];
    gboolean is_email = g_strcmp0 (nl_record_get_text (consent, NL_CONSENT_CHANNEL), "email") == 0;
    g_autofree char *source
        = nl_consent_dup_source_text (nl_record_get_text (consent, NL_CONSENT_SOURCE));
    g_autofree char *date
        = nl_record_is_null (consent, NL_CONSENT_CHANGED_AT)
              ? NULL
              : dup_date (page, nl_record_get_int64 (consent, NL_CONSENT_CHANGED_AT));

    nl_html_append_format (page->html, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
                           is_email ? _ ("Email") : _ ("SMS"),
                           nl_customer_get_value_label (
                               nl_record_get_text (consent, NL_CONSENT_STATUS)),
                           source, date != NULL ? date : _ ("Date not known"));
  }
  g_string_append (page->html, "</table>\n");
  return TRUE;
}

static gboolean
append_tables (Page *page, GError **error)
{
  return append_query (
             page, _ ("Further Addresses"),
             "SELECT company, address1, address2, zip, city, province, country_code, phone"
             " FROM customer_addresses WHERE customer_id = ? ORDER BY id",
             append_address, error)
         && append_query (page, _ ("Orders"),
                          "SELECT coalesce (name, external_id, ''), ordered_at, currency, total,"
                          " refunded, (SELECT group_concat (quantity || ' × ' || title, char (10))"
                          "  FROM order_lines WHERE order_id = orders.id)"
                          " FROM orders WHERE customer_id = ? ORDER BY ordered_at DESC",
                          append_order, error)
         && append_consents (page, error)
         && append_query (page, _ ("Events"),
                          "SELECT kind, occurred_at FROM customer_events WHERE customer_id = ?"
                          " ORDER BY occurred_at DESC",
                          append_event, error)
         && append_query (page, _ ("Store Credit"),
                          "SELECT currency, balance FROM store_credit_accounts"
                          " WHERE customer_id = ?",
                          append_credit, error)
         && append_query (page, _ ("Snapshots"),
                          "SELECT s.name FROM segment_members AS m JOIN segments AS s"
                          " ON s.id = m.segment_id WHERE m.customer_id = ? ORDER BY s.name",
                          append_snapshot, error);
}

/**
 * nl_person_report_to_html:
 * @customer_id: a customer
 * @connection: any connection
 * @error: return location
 *
 * Tells a person in words what is held about them.
 *
 * Returns: (transfer full): an HTML document in the user's language
 */
char *
nl_person_report_to_html (gint64 customer_id, NlConnection *connection, GError **error)
{
  g_auto (Page) page = { .html = g_string_new (NULL), .connection = connection };
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *date = NULL;
  g_autofree char *made = NULL;

  page.customer = nl_record_load (NL_TYPE_CUSTOMER, customer_id, connection, error);
  if (page.customer == NULL)
    return NULL;
  page.shop
      = nl_record_load (NL_TYPE_SHOP, nl_record_get_int64 (page.customer, NL_CUSTOMER_SHOP_ID),
                        connection, error);
  if (page.shop == NULL)
    return NULL;
  name = nl_customer_dup_name (NL_CUSTOMER (page.customer));
  /* Translators: the title of a page for a customer who asked for their data; %s is their name */
  title = g_strdup_printf (_ ("Data About %s"), name);
  date = dup_date (&page, nl_clock_now ());
  /* Translators: a shop and a date */
  made = g_strdup_printf (_ ("Held by %s, as of %s"), nl_record_get_text (page.shop, NL_SHOP_NAME),
                          date);
  nl_html_start_page (page.html, title);
  nl_html_append_format (page.html, "<h1>%s</h1>\n<p class=\"dim\">%s</p>\n", title, made);
  append_fields (&page);
  if (!append_tables (&page, error))
    return NULL;
  nl_html_end_page (page.html);
  return g_string_free_and_steal (g_steal_pointer (&page.html));
}
