/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlPersonReportFormat:
 * @NL_PERSON_REPORT_JSON: for programs: every value as it is stored
 * @NL_PERSON_REPORT_HTML: for people: a page to read or to print
 *
 * The forms in which a person gets what is held about them (GDPR, articles 15 and 20).
 */
typedef enum {
  NL_PERSON_REPORT_JSON,
  NL_PERSON_REPORT_HTML,
} NlPersonReportFormat;

DexFuture *nl_person_report_write (NlStore *store,
                                   gint64 customer_id,
                                   NlPersonReportFormat format,
                                   const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
