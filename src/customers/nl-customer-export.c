/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-csv-writer.h"
#include "base/nl-money.h"
#include "customers/nl-customer.h"

/* Records in memory at a time. */
#define PAGE_SIZE 500

typedef struct {
  NlQuery *query;
  char *currency;
  char *path;
  NlOperation *operation;
  GCancellable *cancellable;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  nl_query_unref (self->query);
  g_free (self->currency);
  g_free (self->path);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* Shopify's customer export of today, so that the file comes back in here and there. */
static const struct {
  const char *header;
  guint field;
} columns[] = {
  { "Customer ID", NL_CUSTOMER_EXTERNAL_ID },
  { "First Name", NL_CUSTOMER_FIRST_NAME },
  { "Last Name", NL_CUSTOMER_LAST_NAME },
  { "Email", NL_CUSTOMER_EMAIL },
  { "Accepts Email Marketing", NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS },
  { "Default Address Company", NL_CUSTOMER_COMPANY },
  { "Default Address Address1", NL_CUSTOMER_ADDRESS1 },
  { "Default Address Address2", NL_CUSTOMER_ADDRESS2 },
  { "Default Address City", NL_CUSTOMER_CITY },
  { "Default Address Province Code", NL_CUSTOMER_PROVINCE_CODE },
  { "Default Address Country Code", NL_CUSTOMER_COUNTRY_CODE },
  { "Default Address Zip", NL_CUSTOMER_ZIP },
  { "Phone", NL_CUSTOMER_PHONE },
  { "Accepts SMS Marketing", NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS },
  { "Total Spent", NL_CUSTOMER_AMOUNT_SPENT },
  { "Total Orders", NL_CUSTOMER_NUMBER_OF_ORDERS },
  { "Note", NL_CUSTOMER_NOTE },
  { "Tax Exempt", NL_CUSTOMER_TAX_EXEMPT },
  { "Tags", NL_CUSTOMER_TAGS },
};

/* A consent nobody asked for is unknown, not denied. */
static char *
dup_consent (const char *status)
{
  if (status == NULL)
    return g_strdup ("");
  return g_strdup (g_str_equal (status, "SUBSCRIBED") ? "yes" : "no");
}

/* A tag with a comma is quoted, as Mailchimp does it: else it would come back in as two. */
static char *
join_tags (const char *const *tags)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; tags[i] != NULL; i++) {
    gboolean needs_quotes = strchr (tags[i], ',') != NULL && strchr (tags[i], '"') == NULL;

    g_string_append_printf (joined, needs_quotes ? "%s\"%s\"" : "%s%s", i > 0 ? ", " : "", tags[i]);
  }
  return g_string_free (joined, FALSE);
}

static char *
dup_cell (Export *self, NlRecord *customer, guint field)
{
  const char *text;

  switch (field) {
  case NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS:
  case NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS:
    return dup_consent (nl_record_get_text (customer, field));
  case NL_CUSTOMER_AMOUNT_SPENT:
    return nl_money_to_decimal (nl_record_get_int64 (customer, field), self->currency);
  case NL_CUSTOMER_NUMBER_OF_ORDERS:
    return g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_int64 (customer, field));
  case NL_CUSTOMER_TAX_EXEMPT:
    return g_strdup (nl_record_get_boolean (customer, field) ? "yes" : "no");
  case NL_CUSTOMER_TAGS:
    return join_tags (nl_record_get_strv (customer, field));
  default:
    text = nl_record_get_text (customer, field);
    return g_strdup (text != NULL ? text : "");
  }
}

static gboolean
write_customer (Export *self, NlCsvWriter *writer, NlRecord *customer, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autofree char *cell = dup_cell (self, customer, columns[i].field);

    nl_csv_writer_add (writer, cell, -1);
  }
  return nl_csv_writer_end_row (writer, self->cancellable, error);
}

static gboolean
write_customers (
    Export *self, NlCsvWriter *writer, GArray *ids, NlConnection *connection, GError **error)
{
  const gint64 *all = (const gint64 *) (void *) ids->data;

  for (guint i = 0; i < ids->len; i += PAGE_SIZE) {
    g_autoptr (GPtrArray) page
        = nl_query_fetch_by_ids (NL_TYPE_CUSTOMER, all + i, MIN (PAGE_SIZE, ids->len - i),
                                 connection, error);

    if (page == NULL)
      return FALSE;
    for (guint j = 0; j < page->len; j++)
      if (!write_customer (self, writer, page->pdata[j], error))
        return FALSE;
    if (self->operation != NULL)
      nl_operation_report (self->operation, i + page->len, ids->len);
  }
  return TRUE;
}

static gpointer
write_file (NlConnection *connection, gpointer data, GError **error)
{
  Export *self = data;
  g_autoptr (GArray) ids = nl_query_fetch_ids (self->query, connection, error);
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (NlCsvWriter) writer = NULL;
  gint64 count;

  if (ids == NULL)
    return NULL;
  /* GIO writes beside the file and renames when the stream is closed. */
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, self->cancellable, error);
  if (stream == NULL)
    return NULL;
  writer = nl_csv_writer_new (G_OUTPUT_STREAM (stream), ',', NL_CSV_WRITER_NO_FORMULAS);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    nl_csv_writer_add (writer, columns[i].header, -1);
  if (!nl_csv_writer_end_row (writer, self->cancellable, error)
      || !write_customers (self, writer, ids, connection, error)
      || !nl_csv_writer_close (writer, self->cancellable, error)) {
    g_autoptr (GCancellable) dropped = g_cancellable_new ();

    /* Closing with a cancelled cancellable leaves the file that was there before. */
    g_cancellable_cancel (dropped);
    g_output_stream_close (G_OUTPUT_STREAM (stream), dropped, NULL);
    return NULL;
  }
  count = ids->len;
  return g_memdup2 (&count, sizeof count);
}

static DexFuture *
export_fiber (gpointer data)
{
  gpointer *pair = data;
  g_autoptr (NlStore) store = pair[0];
  Export *self = pair[1];
  g_autoptr (NlOperation) operation
      = self->operation != NULL ? g_object_ref (self->operation) : NULL;
  g_autoptr (GError) error = NULL;
  gint64 count = dex_await_int64 (nl_store_read (store, write_file, self, export_free, G_TYPE_INT64,
                                                 self->cancellable),
                                  &error);

  if (operation != NULL)
    nl_operation_finish (operation, error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_for_int64 (count);
}

/**
 * nl_customers_export:
 * @store: the workspace
 * @shop: whose customers
 * @query: which of them, and in which order
 * @path: the CSV file; an existing one is replaced when all is written
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the export
 *
 * Writes customers as Shopify exports them today. Cells that a spreadsheet would calculate are made
 * harmless.
 *
 * Returns: (transfer full): a future of how many were written, as an int64
 */
DexFuture *
nl_customers_export (
    NlStore *store, NlShop *shop, NlQuery *query, const char *path, NlOperation *operation)
{
  Export *self;
  gpointer *pair;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (query != NULL && path != NULL);

  self = g_new0 (Export, 1);
  self->query = nl_query_ref (query);
  self->currency = g_strdup (nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY));
  self->path = g_strdup (path);
  if (operation != NULL) {
    self->operation = g_object_ref (operation);
    self->cancellable = g_object_ref (nl_operation_get_cancellable (operation));
  }
  pair = g_new0 (gpointer, 2);
  pair[0] = g_object_ref (store);
  pair[1] = self;
  return nl_fiber_spawn (export_fiber, pair, g_free);
}
