/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/nl-operation.h"
#include "customers/nl-import-kind.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_PROGRESS_PAGE (nl_import_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (
    NlImportProgressPage, nl_import_progress_page, NL, IMPORT_PROGRESS_PAGE, AdwNavigationPage)

void nl_import_progress_page_set_operation (NlImportProgressPage *self,
                                            NlImportKind kind,
                                            NlOperation *operation);

G_END_DECLS
