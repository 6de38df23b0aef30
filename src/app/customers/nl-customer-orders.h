/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/customers/nl-folded-group.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_ORDERS (nl_customer_orders_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerOrders, nl_customer_orders, NL, CUSTOMER_ORDERS, NlFoldedGroup)

void nl_customer_orders_set_orders (NlCustomerOrders *self, NlShop *shop, GListModel *orders);

G_END_DECLS
