/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-import-preview.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_MAPPING_PAGE (nl_import_mapping_page_get_type ())
G_DECLARE_FINAL_TYPE (
    NlImportMappingPage, nl_import_mapping_page, NL, IMPORT_MAPPING_PAGE, AdwNavigationPage)

void nl_import_mapping_page_set_preview (NlImportMappingPage *self,
                                         NlImportPreview *preview,
                                         NlShop *shop,
                                         const char *file_name);
void nl_import_mapping_page_get_format (NlImportMappingPage *self, NlCsvOptions *format);
void nl_import_mapping_page_get_style (NlImportMappingPage *self,
                                       char *decimal_point,
                                       NlDateOrder *date_order);
void nl_import_mapping_page_set_message (NlImportMappingPage *self, const char *message);
void nl_import_mapping_page_ask_for_rejects (NlImportMappingPage *self, const char *message);

G_END_DECLS
