/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-mapping.h"

G_BEGIN_DECLS

const char *const *nl_import_preset_list (NlImportKind kind);
gboolean nl_import_preset_map (
    NlImportKind kind, const char *id, NlImportMapping *headers, guint *fields, GError **error);

NlImportKind nl_import_recognise (NlImportMapping *headers, const char **program);

G_END_DECLS
