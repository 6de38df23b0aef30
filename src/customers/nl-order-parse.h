/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"
#include "customers/nl-order-columns.h"

G_BEGIN_DECLS

/* A row of an order file: the cells by what they are, NULL where there is nothing. */
typedef struct {
  NlImportRawRow raw;
  const char *cells[NL_ORDER_N_COLUMNS];
} NlOrderRow;

/* What the rows are read with. */
typedef struct {
  const guint *columns; /* of NlOrderColumn */
  guint n_columns;
  gboolean has_no_numbers; /* only who bought when */
} NlOrderLayout;

/* What the file is silent about is NULL or 0. */
typedef struct {
  const char *title;
  const char *sku;
  gint64 product_id;
  gint64 quantity; /* 1 when the file is silent */
  gint64 price;
  gboolean has_quantity;
  gboolean has_price;
} NlOrderLine;

/* An order as a file tells it. Amounts are in minor units of @currency. */
typedef struct {
  const char *key; /* what identifies it in the shop */
  const char *name;
  const char *email_key;
  const char *email;
  const char *customer_id;
  const char *customer_name;
  const char *known_currency; /* of the order that is stored already, or NULL */
  const char *currency;
  guint64 told; /* a bit for the #NlOrderColumn of each amount, and the currency, in the file */
  gint64 ordered_at;
  gint64 cancelled_at; /* 0: it stands */
  gint64 subtotal;
  gint64 shipping;
  gint64 tax;
  gint64 discount;
  gint64 total;
  gint64 refunded;
  const char *financial_status; /* NULL: the file is silent about it */
  const char *fulfillment_status;
  const char *tags;
  GArray *lines; /* of NlOrderLine */
} NlOrderData;

#define nl_order_data_tells(order, column) (((order)->told >> (column) & 1) != 0)

void nl_order_layout_init (NlOrderLayout *self, NlImportMapping *mapping);
const char *nl_order_row_get_key (const NlOrderRow *row);
gboolean nl_order_row_parse (NlImportRawRow *raw,
                             NlImportArena *arena,
                             gpointer layout,
                             GError **error);
gboolean nl_order_data_tells_currency (GArray *rows);
const char *nl_order_data_get_key (GArray *rows);
gboolean nl_order_data_parse (NlOrderData *self,
                              GArray *rows,
                              const NlImportContext *context,
                              NlImportArena *arena,
                              GError **error);

G_END_DECLS
