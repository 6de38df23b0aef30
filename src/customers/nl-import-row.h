/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"
#include "customers/nl-import-mapping.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

#define NL_IMPORT_ROW_ERROR (nl_import_row_error_quark ())
GQuark nl_import_row_error_quark (void);

/**
 * NlImportRowError:
 * @NL_IMPORT_ROW_ERROR_COLUMNS: more or fewer fields than the header has
 * @NL_IMPORT_ROW_ERROR_EMPTY: nothing says who the customer is
 * @NL_IMPORT_ROW_ERROR_EMAIL: not an email address
 * @NL_IMPORT_ROW_ERROR_NUMBER: not a number, or not an amount of money
 * @NL_IMPORT_ROW_ERROR_DATE: not a date
 * @NL_IMPORT_ROW_ERROR_COUNTRY: not a country
 * @NL_IMPORT_ROW_ERROR_CHOICE: neither yes nor no
 * @NL_IMPORT_ROW_ERROR_AMBIGUOUS: belongs to two customers at once
 *
 * Why a row is not imported.
 */
typedef enum {
  NL_IMPORT_ROW_ERROR_COLUMNS,
  NL_IMPORT_ROW_ERROR_EMPTY,
  NL_IMPORT_ROW_ERROR_EMAIL,
  NL_IMPORT_ROW_ERROR_NUMBER,
  NL_IMPORT_ROW_ERROR_DATE,
  NL_IMPORT_ROW_ERROR_COUNTRY,
  NL_IMPORT_ROW_ERROR_CHOICE,
  NL_IMPORT_ROW_ERROR_AMBIGUOUS,
} NlImportRowError;

/* What rows are read with. */
typedef struct {
  gint64 shop_id;
  char *currency;
  GTimeZone *timezone;
} NlImportContext;

NlImportContext *nl_import_context_new (NlRecord *shop);
void nl_import_context_free (NlImportContext *self);

NlCustomer *nl_import_row_to_customer (const NlImportContext *context,
                                       NlImportMapping *mapping,
                                       const NlCsvField *fields,
                                       guint n_fields,
                                       GError **error);
gboolean nl_import_parse_time (const char *text, GTimeZone *timezone, gint64 *time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportContext, nl_import_context_free)

G_END_DECLS
