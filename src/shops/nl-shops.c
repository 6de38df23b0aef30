/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shops.h"

/**
 * nl_shops_list:
 * @store: the workspace
 *
 * Returns: (transfer full): a future of a #GListStore of every #NlShop, by name
 */
DexFuture *
nl_shops_list (NlStore *store)
{
  g_autoptr (NlQuery) query = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));

  query = nl_query_new (NL_TYPE_SHOP);
  nl_query_order_by (query, NL_SHOP_NAME, FALSE);
  return nl_store_list (store, query);
}
