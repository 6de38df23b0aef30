/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-report.h"

G_DEFINE_BOXED_TYPE (NlImportReport, nl_import_report, nl_import_report_copy, nl_import_report_free)

/**
 * nl_import_report_new:
 *
 * Returns: (transfer full): a report of nothing
 */
NlImportReport *
nl_import_report_new (void)
{
  NlImportReport *self = g_new0 (NlImportReport, 1);

  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * nl_import_report_copy:
 * @self: a report
 *
 * Returns: (transfer full): a copy
 */
NlImportReport *
nl_import_report_copy (const NlImportReport *self)
{
  NlImportReport *copy = g_memdup2 (self, sizeof *self);

  copy->rejects_path = g_strdup (self->rejects_path);
  copy->first_rejection = g_strdup (self->first_rejection);
  g_ptr_array_ref (copy->warnings);
  return copy;
}

/**
 * nl_import_report_free:
 * @self: (transfer full): a report
 *
 * Frees @self.
 */
void
nl_import_report_free (NlImportReport *self)
{
  g_free (self->rejects_path);
  g_free (self->first_rejection);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}
