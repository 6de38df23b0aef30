/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-order-parse.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_order_lines_add (NlConnection *connection,
                             gint64 order_id,
                             const NlOrderData *order,
                             GError **error);
gboolean nl_order_lines_update (NlConnection *connection,
                                gint64 order_id,
                                const NlOrderData *order,
                                gboolean *changed,
                                GError **error);

G_END_DECLS
