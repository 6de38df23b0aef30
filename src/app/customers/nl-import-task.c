/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-task.h"

#include "customers/nl-customer-import.h"
#include "customers/nl-import-memory.h"
#include "customers/nl-order-import.h"
#include "segments/nl-segments.h"

/**
 * nl_import_task_clear:
 * @self: a task
 *
 * Frees what it holds.
 */
void
nl_import_task_clear (NlImportTask *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->shop);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->mapping, nl_import_mapping_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->rejects_path, g_free);
}

/**
 * nl_import_task_run:
 * @self: a task with all of it set
 *
 * Imports the file.
 *
 * Returns: (transfer full): a future of an #NlImportReport; rejects as nl_customers_import() and
 *   nl_orders_import()
 */
DexFuture *
nl_import_task_run (const NlImportTask *self)
{
  NlImportOptions options = { .path = self->path,
                              .csv = self->format,
                              .mapping = self->mapping,
                              .rejects_path = self->rejects_path,
                              .decimal_point = self->decimal_point,
                              .date_order = self->date_order };

  return (nl_import_mapping_get_kind (self->mapping) == NL_IMPORT_KIND_ORDERS
              ? nl_orders_import
              : nl_customers_import) (self->store, self->shop, &options, self->operation);
}

/**
 * nl_import_task_follow_up:
 * @self: a task that was run, on a fiber
 * @report: what came of it
 *
 * Remembers what the user said about the columns, and counts the segments again: who was imported
 * may belong to any. What fails here comes with the next import.
 */
void
nl_import_task_follow_up (const NlImportTask *self, const NlImportReport *report)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (nl_import_memory_keep (self->store, self->mapping, &self->format,
                                         self->decimal_point, self->date_order),
                  &error)) {
    if (!g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED))
      g_warning ("The columns could not be remembered: %s", error->message);
    g_clear_error (&error);
  }
  if (report->inserted + report->updated > 0
      && !dex_await (nl_segments_recount (self->store, self->shop), &error)
      && !g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED))
    g_warning ("The segments could not be counted: %s", error->message);
}
