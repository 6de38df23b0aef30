/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "segments/nl-ready-segments.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_READY_LIST (nl_ready_list_get_type ())
G_DECLARE_FINAL_TYPE (NlReadyList, nl_ready_list, NL, READY_LIST, AdwBin)

void nl_ready_list_set_shop (NlReadyList *self,
                             NlStore *store,
                             NlShop *shop,
                             JsonObject *statistics);

G_END_DECLS
