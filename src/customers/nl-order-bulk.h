/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

typedef struct _NlOrderBulk NlOrderBulk;

NlOrderBulk *nl_order_bulk_new (NlConnection *connection);
void nl_order_bulk_free (NlOrderBulk *self);
gboolean nl_order_bulk_begin (NlOrderBulk *self, guint64 expected_rows, GError **error);
gboolean nl_order_bulk_knows_customers (NlOrderBulk *self);
gboolean nl_order_bulk_has_ids (NlOrderBulk *self, gint64 shop_id, gboolean *has, GError **error);
gboolean nl_order_bulk_find_lines (NlOrderBulk *self, GError **error);
gboolean nl_order_bulk_begin_sums (NlOrderBulk *self, GError **error);
gboolean nl_order_bulk_end (NlOrderBulk *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlOrderBulk, nl_order_bulk_free)

G_END_DECLS
