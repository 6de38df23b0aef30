/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "shops/nl-shop.h"

G_BEGIN_DECLS

#define NL_TYPE_OFFER_GROUP (nl_offer_group_get_type ())
G_DECLARE_FINAL_TYPE (NlOfferGroup, nl_offer_group, NL, OFFER_GROUP, AdwPreferencesGroup)

void nl_offer_group_set_shop (NlOfferGroup *self, NlShop *shop);
gboolean nl_offer_group_get_offer (NlOfferGroup *self, JsonNode **offer, GError **error);

G_END_DECLS
