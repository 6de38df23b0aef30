/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

/* What the statement is called in errors. */
#define NL_IMPORT_INSERTION "add a customer"

NlStatement *nl_import_insertion_prepare (NlConnection *connection, GError **error);
gboolean nl_import_insertion_bind (
    NlStatement *statement, gint64 id, gint64 shop_id, gint64 now, const NlImportRow *row);

G_END_DECLS
