/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-import-preview.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_FORMAT_GROUP (nl_import_format_group_get_type ())
G_DECLARE_FINAL_TYPE (
    NlImportFormatGroup, nl_import_format_group, NL, IMPORT_FORMAT_GROUP, AdwPreferencesGroup)

void nl_import_format_group_set_preview (NlImportFormatGroup *self,
                                         NlImportPreview *preview,
                                         const char *file_name);
void nl_import_format_group_update (NlImportFormatGroup *self);
void nl_import_format_group_show_style (NlImportFormatGroup *self);
void nl_import_format_group_get_format (NlImportFormatGroup *self, NlCsvOptions *format);
void nl_import_format_group_get_style (NlImportFormatGroup *self,
                                       char *decimal_point,
                                       NlDateOrder *date_order);

G_END_DECLS
