/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-customer.h"
#include "customers/nl-order-preview.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

GtkWidget *nl_import_preview_row_new (NlCustomer *customer, NlShop *shop);
GtkWidget *nl_import_preview_row_new_order (const NlOrderPreview *order, NlShop *shop);
GtkWidget *nl_import_preview_row_new_rejected (const char *text, const GError *reason);

G_END_DECLS
