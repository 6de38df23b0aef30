/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"
#include "customers/nl-import-batch.h"
#include "customers/nl-import-date.h"
#include "customers/nl-import-mapping.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

#define NL_IMPORT_ROW_ERROR (nl_import_row_error_quark ())
GQuark nl_import_row_error_quark (void);

/**
 * NlImportRowError:
 * @NL_IMPORT_ROW_ERROR_COLUMNS: more or fewer fields than the header has
 * @NL_IMPORT_ROW_ERROR_EMPTY: nothing says who the customer is, or which order it is
 * @NL_IMPORT_ROW_ERROR_EMAIL: not an email address
 * @NL_IMPORT_ROW_ERROR_NUMBER: not a number, or not an amount of money
 * @NL_IMPORT_ROW_ERROR_DATE: not a date
 * @NL_IMPORT_ROW_ERROR_CHOICE: neither yes nor no
 * @NL_IMPORT_ROW_ERROR_AMBIGUOUS: belongs to two customers at once
 * @NL_IMPORT_ROW_ERROR_CURRENCY: not a currency
 *
 * Why a row is not imported.
 */
typedef enum {
  NL_IMPORT_ROW_ERROR_COLUMNS,
  NL_IMPORT_ROW_ERROR_EMPTY,
  NL_IMPORT_ROW_ERROR_EMAIL,
  NL_IMPORT_ROW_ERROR_NUMBER,
  NL_IMPORT_ROW_ERROR_DATE,
  NL_IMPORT_ROW_ERROR_CHOICE,
  NL_IMPORT_ROW_ERROR_AMBIGUOUS,
  NL_IMPORT_ROW_ERROR_CURRENCY,
} NlImportRowError;

/* What rows are read with. */
typedef struct {
  gint64 shop_id;
  char *currency;
  GTimeZone *timezone;
  char decimal_point;         /* NL_DECIMAL_POINT_DETECT: each amount for itself */
  gboolean has_mixed_amounts; /* 1,234.56 as well as 1.234,56 */
  NlDateOrder date_order;
  char *source;              /* of consents; NULL: nobody knows */
  const char *email_consent; /* of every row that says nothing else; NULL: none */
  NlImportMapping *mapping;
} NlImportContext;

/* A text ends with a NUL; then @value is its length. */
typedef struct {
  const char *text;
  gint64 value;
} NlImportCell;

/* A row of customers. The cells are those of the customer's fields; @set has a bit for each that
 * the row says something about. Tags are a JSON array. */
typedef struct {
  NlImportRawRow raw;
  gint64 hash; /* of what it says; never 0 */
  guint64 set;
  NlImportCell cells[NL_CUSTOMER_N_FIELDS];
} NlImportRow;

#define nl_import_row_has(row, field) (((row)->set >> (field) & 1) != 0)

NlImportContext *nl_import_context_new (NlRecord *shop);
NlImportContext *nl_import_context_copy (const NlImportContext *self);
void nl_import_context_free (NlImportContext *self);

void nl_import_row_warn (NlImportRawRow *row,
                         NlImportArena *arena,
                         const char *text,
                         const char *complaint);
gboolean nl_import_row_fail (GError **error,
                             NlImportRowError code,
                             const char *text,
                             const char *complaint);
const char *nl_import_cell_get (NlImportArena *arena, const NlCsvField *field);
const char *nl_import_id_get (NlImportArena *arena, const char *text);
gboolean nl_import_row_parse (NlImportRawRow *raw,
                              NlImportArena *arena,
                              gpointer context,
                              GError **error);
NlCustomer *nl_import_row_dup_customer (const NlImportRow *row, gint64 shop_id);
NlCustomer *nl_import_row_to_customer (const NlImportContext *context,
                                       NlImportMapping *mapping,
                                       const NlCsvField *fields,
                                       guint n_fields,
                                       GError **error);
void nl_import_row_copy (NlImportRow *into, const NlImportRow *row, NlImportArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportContext, nl_import_context_free)

G_END_DECLS
