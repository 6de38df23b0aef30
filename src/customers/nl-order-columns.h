/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-mapping.h"

G_BEGIN_DECLS

/* What a column of an order file can be. */
typedef enum {
  NL_ORDER_COLUMN_IGNORE,
  NL_ORDER_COLUMN_NAME,
  NL_ORDER_COLUMN_ID,
  NL_ORDER_COLUMN_EMAIL,
  NL_ORDER_COLUMN_CUSTOMER_ID,
  NL_ORDER_COLUMN_CUSTOMER_NAME,
  NL_ORDER_COLUMN_DATE,
  NL_ORDER_COLUMN_CURRENCY,
  NL_ORDER_COLUMN_SUBTOTAL,
  NL_ORDER_COLUMN_SHIPPING,
  NL_ORDER_COLUMN_TAX,
  NL_ORDER_COLUMN_DISCOUNT,
  NL_ORDER_COLUMN_TOTAL,
  NL_ORDER_COLUMN_REFUNDED,
  NL_ORDER_COLUMN_STATUS,
  NL_ORDER_COLUMN_FULFILLMENT,
  NL_ORDER_COLUMN_CANCELLED,
  NL_ORDER_COLUMN_TAGS,
  NL_ORDER_COLUMN_LINE_QUANTITY,
  NL_ORDER_COLUMN_LINE_NAME,
  NL_ORDER_COLUMN_LINE_PRICE,
  NL_ORDER_COLUMN_LINE_SKU,
  NL_ORDER_COLUMN_LINE_PRODUCT,
  NL_ORDER_COLUMN_PRODUCTS,
  NL_ORDER_N_COLUMNS,
} NlOrderColumn;

const char *nl_order_column_get_id (NlOrderColumn column);
const char *nl_order_column_get_label (NlOrderColumn column);
void nl_order_columns_guess (NlImportMapping *file, guint *columns);
gboolean nl_order_columns_check (const guint *columns, guint n_columns, GError **error);

G_END_DECLS
