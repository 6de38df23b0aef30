/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "segments/nl-segment.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

JsonObject *nl_sample_data_load (const char *language);
NlShop *nl_sample_data_make_shop (JsonObject *data, const char *name);
GPtrArray *nl_sample_data_make_segments (JsonObject *data);

G_END_DECLS
