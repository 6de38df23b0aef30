/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define NL_TYPE_PRODUCTS_GROUP (nl_products_group_get_type ())
G_DECLARE_FINAL_TYPE (NlProductsGroup, nl_products_group, NL, PRODUCTS_GROUP, AdwPreferencesGroup)

void nl_products_group_set_currency (NlProductsGroup *self, const char *currency);
gboolean nl_products_group_get_products (NlProductsGroup *self,
                                         JsonNode **products,
                                         GError **error);

G_END_DECLS
