/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-address.h"

#include <glib/gi18n-lib.h>

static const NlField fields[] = { NL_CUSTOMER_ADDRESS_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "customer_addresses",
  .noun = N_ ("address"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlCustomerAddress:
 *
 * An address beside the one that stands with the customer: that of somebody who was merged with
 * them. Exports of shops have one for each customer.
 */
NL_DEFINE_RECORD (NlCustomerAddress, nl_customer_address, &description)

/**
 * nl_customer_addresses_list:
 * @store: the workspace
 * @customer_id: a customer
 *
 * Returns: (transfer full): a future of a #GListStore of their further addresses, the oldest first
 */
DexFuture *
nl_customer_addresses_list (NlStore *store, gint64 customer_id)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER_ADDRESS);

  nl_query_where_int64 (query, NL_CUSTOMER_ADDRESS_CUSTOMER_ID, customer_id);
  nl_query_order_by_sql (query, "id");
  return nl_store_list (store, query);
}
