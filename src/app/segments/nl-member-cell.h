/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "customers/nl-customer.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

#define NL_TYPE_MEMBER_CELL (nl_member_cell_get_type ())
G_DECLARE_FINAL_TYPE (NlMemberCell, nl_member_cell, NL, MEMBER_CELL, GtkWidget)

GtkWidget *nl_member_cell_new (NlShop *shop);
void nl_member_cell_set_customer (NlMemberCell *self, NlCustomer *customer);

G_END_DECLS
