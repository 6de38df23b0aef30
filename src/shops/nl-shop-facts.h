/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "shops/nl-shop.h"

G_BEGIN_DECLS

void nl_shop_add_facts (NlShop *shop, JsonObject *facts);

G_END_DECLS
