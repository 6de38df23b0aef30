/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_SHOP_FORM (nl_shop_form_get_type ())
G_DECLARE_FINAL_TYPE (NlShopForm, nl_shop_form, NL, SHOP_FORM, AdwPreferencesPage)

void nl_shop_form_set_shop (NlShopForm *self, NlShop *shop, NlStore *store);
NlShop *nl_shop_form_dup_shop (NlShopForm *self);
gboolean nl_shop_form_is_changed (NlShopForm *self);
GtkWidget *nl_shop_form_get_row (NlShopForm *self, NlShopField field);
void nl_shop_form_set_error (NlShopForm *self, NlShopField field, const char *message);

G_END_DECLS
