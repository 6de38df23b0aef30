/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"

G_BEGIN_DECLS

char nl_import_amount_find_point (const char *text);
gboolean nl_import_amount_parse (const char *text,
                                 const char *currency,
                                 const NlImportContext *context,
                                 gint64 *amount,
                                 GError **error);

G_END_DECLS
