/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-insertion.h"

/* What a row may set, in the order of the INSERT. */
static const NlCustomerField inserted[] = {
  NL_CUSTOMER_EXTERNAL_ID,
  NL_CUSTOMER_EMAIL,
  NL_CUSTOMER_EMAIL_KEY,
  NL_CUSTOMER_EMAIL_DOMAIN,
  NL_CUSTOMER_PHONE,
  NL_CUSTOMER_PHONE_KEY,
  NL_CUSTOMER_FIRST_NAME,
  NL_CUSTOMER_LAST_NAME,
  NL_CUSTOMER_COMPANY,
  NL_CUSTOMER_ADDRESS1,
  NL_CUSTOMER_ADDRESS2,
  NL_CUSTOMER_CITY,
  NL_CUSTOMER_PROVINCE,
  NL_CUSTOMER_PROVINCE_CODE,
  NL_CUSTOMER_COUNTRY_CODE,
  NL_CUSTOMER_ZIP,
  NL_CUSTOMER_REGION_KEY,
  NL_CUSTOMER_CITY_KEY,
  NL_CUSTOMER_LANGUAGE,
  NL_CUSTOMER_NOTE,
  NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS,
  NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT,
  NL_CUSTOMER_EMAIL_SUBSCRIPTION_SOURCE,
  NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS,
  NL_CUSTOMER_SMS_SUBSCRIPTION_SOURCE,
  NL_CUSTOMER_FIRST_ORDER_AT,
  NL_CUSTOMER_LAST_ORDER_AT,
  NL_CUSTOMER_CUSTOMER_ADDED_AT,
  /* from here on never NULL */
  NL_CUSTOMER_TAGS,
  NL_CUSTOMER_TAX_EXEMPT,
  NL_CUSTOMER_AMOUNT_SPENT,
  NL_CUSTOMER_NUMBER_OF_ORDERS,
};
#define FIRST_REQUIRED (G_N_ELEMENTS (inserted) - 4)
#define N_LEADING 6

static const char insert_sql[]
    = "INSERT INTO customers (id, created_at, updated_at, shop_id, import_hash, rfm_group,"
      " external_id, email, email_key, email_domain, phone, phone_key, first_name, last_name,"
      " company, address1, address2, city, province, province_code, country_code, zip, region_key,"
      " city_key, language, note, email_subscription_status, email_subscription_changed_at,"
      " email_subscription_source, sms_subscription_status, sms_subscription_source, "
      "first_order_at, last_order_at, customer_added_at, tags, "
      "tax_exempt,"
      " amount_spent, number_of_orders) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
      " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/**
 * nl_import_insertion_prepare:
 * @connection: a writer
 * @error: return location
 *
 * Prepares to add a customer as a row of a file says it.
 *
 * Returns: (transfer full) (nullable): a statement for nl_import_insertion_bind()
 */
NlStatement *
nl_import_insertion_prepare (NlConnection *connection, GError **error)
{
  return nl_connection_prepare (connection, NL_IMPORT_INSERTION, insert_sql, error);
}

/**
 * nl_import_insertion_bind:
 * @statement: from nl_import_insertion_prepare()
 * @id: a new id
 * @shop_id: the shop the customer belongs to
 * @now: when the customer is stored, in microseconds since 1970 UTC
 * @row: what is known about the customer; outlives the run of @statement
 *
 * Fills @statement in, so that running it adds a customer.
 *
 * Returns: whether the customer can be scored: has ordered, and it is known when
 */
gboolean
nl_import_insertion_bind (
    NlStatement *statement, gint64 id, gint64 shop_id, gint64 now, const NlImportRow *row)
{
  gboolean has_orders = nl_import_row_has (row, NL_CUSTOMER_NUMBER_OF_ORDERS)
                        && row->cells[NL_CUSTOMER_NUMBER_OF_ORDERS].value > 0;

  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_int64 (statement, 2, now);
  nl_statement_bind_int64 (statement, 3, now);
  nl_statement_bind_int64 (statement, 4, shop_id);
  nl_statement_bind_int64 (statement, 5, row->hash);
  if (!has_orders)
    nl_statement_bind_text_length (statement, 6, "PROSPECTS", 9);
  for (guint i = 0; i < G_N_ELEMENTS (inserted); i++) {
    const NlImportCell *cell = &row->cells[inserted[i]];
    int parameter = (int) i + N_LEADING + 1;

    if (!nl_import_row_has (row, inserted[i]) && i < FIRST_REQUIRED)
      continue;
    if (cell->text != NULL)
      nl_statement_bind_text_length (statement, parameter, cell->text, (gsize) cell->value);
    else if (inserted[i] == NL_CUSTOMER_TAGS)
      nl_statement_bind_text_length (statement, parameter, "[]", 2);
    else
      nl_statement_bind_int64 (statement, parameter, cell->value);
  }
  return has_orders && nl_import_row_has (row, NL_CUSTOMER_LAST_ORDER_AT);
}
