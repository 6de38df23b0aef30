/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-row.h"

G_BEGIN_DECLS

gboolean nl_import_style_detect (const char *path,
                                 const NlCsvOptions *csv,
                                 NlImportContext *context,
                                 GError **error);

G_END_DECLS
