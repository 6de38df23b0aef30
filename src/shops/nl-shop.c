/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shop.h"

#include <glib/gi18n-lib.h>

static const char *const platforms[] = { "shopify", "woocommerce", "prestashop", "other", NULL };
static const char *const tones[]
    = { "friendly", "formal", "playful", "luxurious", "matter-of-fact", NULL };
static const char *const emoji_policies[] = { "none", "sparing", "generous", NULL };

static const NlField fields[] = { NL_SHOP_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "shops",
  .noun = N_ ("shop"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlShop:
 *
 * A shop: name, languages, currency and the voice of its brand.
 */
NL_DEFINE_RECORD (NlShop, nl_shop, &description)
