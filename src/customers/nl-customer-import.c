/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-import.h"

#include <glib/gi18n-lib.h>

#include "customers/nl-consent.h"
#include "customers/nl-import-session.h"
#include "customers/nl-import-style.h"
#include "customers/nl-import-writer.h"

typedef struct {
  NlImportSession session;
  NlImportMapping *mapping;
  NlImportWriter *writer;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  nl_import_session_clear (&self->session);
  nl_import_mapping_unref (self->mapping);
  g_free (self);
}

static gboolean
reject_row (Import *self, const NlImportRawRow *row, const GError *reason, GError **error)
{
  self->session.report->rejected++;
  return nl_import_session_reject (&self->session, row, reason, error);
}

static gboolean
store_row (Import *self, const NlImportRow *row, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (row->raw.rejection != NULL)
    return reject_row (self, &row->raw, row->raw.rejection, error);
  if (nl_import_writer_add (self->writer, row, &failure))
    return TRUE;
  if (failure->domain == NL_IMPORT_ROW_ERROR)
    return reject_row (self, &row->raw, failure, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
store_late_rows (Import *self, GError **error)
{
  for (const NlImportRow *row = nl_import_writer_next_late (self->writer); row != NULL;
       row = nl_import_writer_next_late (self->writer))
    if (!store_row (self, row, error))
      return FALSE;
  return TRUE;
}

static gboolean
store_batch (Import *self, NlImportBatch *batch, GError **error)
{
  for (guint i = 0; i < batch->n_rows; i++) {
    const NlImportRawRow *row = nl_import_batch_get_row (batch, i);

    nl_import_session_count (&self->session, row);
    if (!store_row (self, (const NlImportRow *) (gconstpointer) row, error)
        || !store_late_rows (self, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
import_rows (Import *self, GError **error)
{
  NlImportSession *session = &self->session;
  gboolean has_begun = FALSE;
  g_autoptr (GError) failure = NULL;
  NlImportBatch *batch;

  while ((batch = nl_import_reader_next (session->reader, &failure)) != NULL) {
    gboolean done;

    done = has_begun
           || nl_import_writer_begin (
               self->writer, nl_import_session_estimate (session, batch->n_rows, batch->position),
               error);
    has_begun = TRUE;
    done = done && store_batch (self, batch, error)
           && nl_import_session_tell (session, batch->position, error);
    nl_import_reader_release (session->reader, batch);
    if (!done)
      return FALSE;
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
import_file (Import *self, NlConnection *connection, GError **error)
{
  NlImportSession *session = &self->session;
  g_autoptr (NlImportWriter) writer
      = nl_import_writer_new (connection, session->context->shop_id, session->report);

  self->writer = writer;
  if (!nl_import_session_open (session, sizeof (NlImportRow), nl_import_row_parse, session->context,
                               error)
      || !import_rows (self, error))
    return FALSE;
  if (session->operation != NULL)
    /* Translators: what an import does when all rows were read. */
    nl_operation_set_detail (session->operation, _ ("Making customers searchable"));
  return nl_import_writer_settle (writer, error) && store_late_rows (self, error)
         && (session->dry_run || nl_import_writer_end (writer, error));
}

static gpointer
import_in_transaction (NlConnection *connection, gpointer data, GError **error)
{
  Import *self = data;
  NlImportSession *session = &self->session;

  nl_import_session_begin (session, self->mapping);
  session->context->mapping = nl_import_mapping_ref (self->mapping);
  session->context->email_consent = nl_import_style_find_consent (session->path, self->mapping);
  if (!nl_import_style_detect (session->path, &session->csv, session->context, self->mapping, error)
      || !import_file (self, connection, error))
    return NULL;
  return nl_import_session_end (session, error);
}

/**
 * nl_customers_import:
 * @store: the workspace
 * @shop: the shop the customers belong to
 * @options: what to import; copied
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the import
 *
 * Imports a customer file in one transaction: all of it is stored, or nothing. A row is found again
 * by its normalised email, else by its customer ID, else, without either, by its phone; a row that
 * says what it said the last time is no news. Rows that make no sense go to a file of their own
 * with line and reason.
 *
 * Returns: (transfer full): a future of an #NlImportReport; rejects with %NL_CSV_ERROR,
 *   %NL_IMPORT_ERROR, %NL_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
DexFuture *
nl_customers_import (NlStore *store,
                     NlShop *shop,
                     const NlImportOptions *options,
                     NlOperation *operation)
{
  Import *self;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (options->path != NULL && options->mapping != NULL);
  dex_return_error_if_fail (nl_import_mapping_get_kind (options->mapping)
                            == NL_IMPORT_KIND_CUSTOMERS);

  if (!nl_import_mapping_check (options->mapping, &error)) {
    if (operation != NULL)
      nl_operation_finish (operation, error);
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  self = g_new0 (Import, 1);
  nl_import_session_init (&self->session, shop, options, operation);
  self->mapping = nl_import_mapping_ref (options->mapping);
  name = g_path_get_basename (options->path);
  self->session.context->source = g_strconcat (NL_CONSENT_SOURCE_IMPORT, name, NULL);
  return nl_import_session_run (&self->session, store, import_in_transaction, import_free);
}
