/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-import-kind.h"
#include "customers/nl-import-report.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_REPORT_PAGE (nl_import_report_page_get_type ())
G_DECLARE_FINAL_TYPE (
    NlImportReportPage, nl_import_report_page, NL, IMPORT_REPORT_PAGE, AdwNavigationPage)

void nl_import_report_page_set_report (NlImportReportPage *self,
                                       NlImportKind kind,
                                       const NlImportReport *report);
char *nl_import_report_dup_title (NlImportKind kind, const NlImportReport *report);

G_END_DECLS
