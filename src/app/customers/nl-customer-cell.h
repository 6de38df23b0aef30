/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/customers/nl-customer-text.h"
#include "store/nl-row.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_CELL (nl_customer_cell_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerCell, nl_customer_cell, NL, CUSTOMER_CELL, AdwBin)

GtkWidget *nl_customer_cell_new (NlCustomerColumn column);
GtkWidget *nl_customer_cell_new_card (void);
void nl_customer_cell_set_row (NlCustomerCell *self, NlRow *row, NlShop *shop);
NlRow *nl_customer_cell_get_row (NlCustomerCell *self);

void nl_customer_row_bind_name (NlRow *row, GObject *item);
void nl_customer_row_unbind_name (GObject *item);

G_END_DECLS
