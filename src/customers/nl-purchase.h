/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_PURCHASE (nl_purchase_get_type ())
G_DECLARE_FINAL_TYPE (NlPurchase, nl_purchase, NL, PURCHASE, GObject)

const char *nl_purchase_get_title (NlPurchase *self);
gint64 nl_purchase_get_quantity (NlPurchase *self);
gint64 nl_purchase_get_amount (NlPurchase *self);
const char *nl_purchase_get_currency (NlPurchase *self);
gint64 nl_purchase_get_last_at (NlPurchase *self);

DexFuture *nl_purchases_list (NlStore *store, gint64 customer_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
