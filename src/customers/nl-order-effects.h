/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-order.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_order_effects_begin (NlConnection *connection, GError **error);
gboolean nl_order_effects_add (NlConnection *connection,
                               NlOrder *order,
                               const char *currency,
                               gboolean is_first,
                               GError **error);
gboolean nl_order_effects_recount (NlConnection *connection, gint64 customer_id, GError **error);
gboolean nl_order_effects_apply (
    NlConnection *connection, gint64 shop_id, const char *currency, gint64 now, GError **error);

G_END_DECLS
