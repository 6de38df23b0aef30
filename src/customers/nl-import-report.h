/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_REPORT (nl_import_report_get_type ())

/* A file whose every row has something wrong needs no longer list to be mended. */
#define NL_IMPORT_REPORT_MAX_WARNINGS 100

/**
 * NlImportReport:
 * @rows: rows read, the header not counted
 * @inserted: customers that are new
 * @updated: customers about whom the file knew something new
 * @unchanged: customers about whom it didn't
 * @rejected: rows that were not imported
 * @rejects_path: (nullable): the CSV file with the rejected rows and why; %NULL without any
 * @first_rejection: (nullable): line and reason of the first of them
 * @n_warnings: cells that were left out of rows that were imported
 * @warnings: (element-type utf8): line and reason of the first %NL_IMPORT_REPORT_MAX_WARNINGS
 *
 * What an import did, or would do.
 */
typedef struct {
  guint64 rows;
  guint64 inserted;
  guint64 updated;
  guint64 unchanged;
  guint64 rejected;
  char *rejects_path;
  char *first_rejection;
  guint64 n_warnings;
  GPtrArray *warnings;
} NlImportReport;

GType nl_import_report_get_type (void);
NlImportReport *nl_import_report_new (void);
NlImportReport *nl_import_report_copy (const NlImportReport *self);
void nl_import_report_free (NlImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportReport, nl_import_report_free)

G_END_DECLS
