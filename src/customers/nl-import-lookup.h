/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_import_lookup_find (
    NlConnection *connection, gint64 shop_id, const NlImportRow *row, gint64 *id, GError **error);
gboolean nl_import_lookup_has_orders (NlConnection *connection,
                                      gint64 id,
                                      gboolean *has_orders,
                                      GError **error);
gboolean nl_import_lookup_is_known (NlConnection *connection,
                                    gint64 id,
                                    const NlImportRow *row,
                                    gboolean *is_known,
                                    GError **error);
gboolean nl_import_lookup_remember (
    NlConnection *connection, gint64 id, const NlImportRow *row, gboolean is_first, GError **error);

G_END_DECLS
