/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-import-preview.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_PREVIEW_GROUP (nl_import_preview_group_get_type ())
G_DECLARE_FINAL_TYPE (
    NlImportPreviewGroup, nl_import_preview_group, NL, IMPORT_PREVIEW_GROUP, AdwPreferencesGroup)

void nl_import_preview_group_update (NlImportPreviewGroup *self,
                                     NlImportPreview *preview,
                                     NlShop *shop);

G_END_DECLS
