/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-report.h"
#include "customers/nl-order-bulk.h"
#include "customers/nl-order-parse.h"
#include "customers/nl-order.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_order_writer_find_currency (NlConnection *connection,
                                        gint64 shop_id,
                                        const char *key,
                                        const char **currency,
                                        GError **error);
NlOrder *nl_order_writer_dup_order (const NlOrderData *order, gint64 shop_id, gint64 customer_id);
gboolean nl_order_writer_store (NlConnection *connection,
                                NlOrderBulk *bulk,
                                const NlImportContext *context,
                                const NlOrderData *order,
                                NlImportReport *report,
                                GError **error);

G_END_DECLS
