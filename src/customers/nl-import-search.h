/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"
#include "store/nl-search-builder.h"

G_BEGIN_DECLS

NlSearchBuilder *nl_import_search_begin (NlConnection *connection, GError **error);
gboolean nl_import_search_add (NlSearchBuilder *builder,
                               gint64 id,
                               const NlImportRow *row,
                               GError **error);

G_END_DECLS
