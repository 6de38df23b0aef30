/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-style.h"

#include "base/nl-money.h"
#include "customers/nl-import-amount.h"
#include "customers/nl-import-file.h"
#include "customers/nl-order-columns.h"

/* What a column holds, as far as it is written in several ways. */
typedef enum {
  COLUMN_OTHER,
  COLUMN_AMOUNT,
  COLUMN_DATE,
} ColumnStyle;

static ColumnStyle
get_style (NlImportMapping *mapping, guint column)
{
  static const ColumnStyle of_customers[NL_IMPORT_N_FIELDS] = {
    [NL_IMPORT_AMOUNT_SPENT] = COLUMN_AMOUNT,     [NL_IMPORT_CUSTOMER_ADDED] = COLUMN_DATE,
    [NL_IMPORT_FIRST_ORDER] = COLUMN_DATE,        [NL_IMPORT_LAST_ORDER] = COLUMN_DATE,
    [NL_IMPORT_EMAIL_CONSENT_DATE] = COLUMN_DATE, [NL_IMPORT_EMAIL_UNSUBSCRIBED] = COLUMN_DATE,
  };
  static const ColumnStyle of_orders[NL_ORDER_N_COLUMNS] = {
    [NL_ORDER_COLUMN_SUBTOTAL] = COLUMN_AMOUNT,   [NL_ORDER_COLUMN_SHIPPING] = COLUMN_AMOUNT,
    [NL_ORDER_COLUMN_TAX] = COLUMN_AMOUNT,        [NL_ORDER_COLUMN_DISCOUNT] = COLUMN_AMOUNT,
    [NL_ORDER_COLUMN_TOTAL] = COLUMN_AMOUNT,      [NL_ORDER_COLUMN_REFUNDED] = COLUMN_AMOUNT,
    [NL_ORDER_COLUMN_LINE_PRICE] = COLUMN_AMOUNT, [NL_ORDER_COLUMN_DATE] = COLUMN_DATE,
    [NL_ORDER_COLUMN_CANCELLED] = COLUMN_DATE,
  };
  guint field;

  if (column >= nl_import_mapping_get_n_columns (mapping))
    return COLUMN_OTHER;
  field = nl_import_mapping_get_field (mapping, column);
  return nl_import_mapping_get_kind (mapping) == NL_IMPORT_KIND_ORDERS ? of_orders[field]
                                                                       : of_customers[field];
}

/* Only an amount that can be read in one way has a vote. */
static void
vote_on_amount (NlImportVotes *votes, const char *text)
{
  char point = nl_import_amount_find_point (text);

  votes->points += point == '.';
  votes->commas += point == ',';
}

static void
vote_on_date (NlImportVotes *votes, const char *text)
{
  NlDateOrder order = nl_import_guess_date_order (text);

  votes->days_first += order == NL_DATE_ORDER_DAY_FIRST;
  votes->months_first += order == NL_DATE_ORDER_MONTH_FIRST;
}

static void
vote_on_row (NlImportVotes *votes, NlCsvReader *reader, NlImportMapping *mapping)
{
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);

  for (guint i = 0; i < n_fields; i++) {
    g_autofree char *text = NULL;

    if (get_style (mapping, i) == COLUMN_OTHER)
      continue;
    text = nl_csv_field_dup (&fields[i]);
    nl_import_style_vote (votes, mapping, i, text);
  }
}

/**
 * nl_import_style_vote:
 * @votes: votes so far; zeros at the beginning
 * @mapping: which column is what
 * @column: a column, from 0
 * @text: what it says in a row
 *
 * Counts a cell, when it can be read in one way only.
 */
void
nl_import_style_vote (NlImportVotes *votes,
                      NlImportMapping *mapping,
                      guint column,
                      const char *text)
{
  switch (get_style (mapping, column)) {
  case COLUMN_AMOUNT:
    vote_on_amount (votes, text);
    break;
  case COLUMN_DATE:
    vote_on_date (votes, text);
    break;
  case COLUMN_OTHER:
    break;
  }
}

/**
 * nl_import_style_decide:
 * @votes: the cells of the beginning of a file
 * @context: what rows will be read with; what it leaves open is filled in
 *
 * Without a date that decides, the day comes first except in a shop that sells in US dollars.
 */
void
nl_import_style_decide (const NlImportVotes *votes, NlImportContext *context)
{
  if (context->decimal_point == NL_DECIMAL_POINT_DETECT && votes->points != votes->commas)
    context->decimal_point = votes->points > votes->commas ? '.' : ',';
  context->has_mixed_amounts = votes->points > 0 && votes->commas > 0;
  if (context->date_order == NL_DATE_ORDER_DETECT)
    context->date_order = votes->months_first > votes->days_first
                                  || (votes->months_first == votes->days_first
                                      && g_strcmp0 (context->currency, "USD") == 0)
                              ? NL_DATE_ORDER_MONTH_FIRST
                              : NL_DATE_ORDER_DAY_FIRST;
}

/**
 * nl_import_style_find_consent:
 * @path: a file
 * @mapping: its columns
 *
 * Finds out by its name whether a file says who subscribed: Mailchimp exports an audience as a file
 * for each state, and says it by the file's name alone (Mailchimp, “View or export contacts”). Its
 * headers tell its files from others.
 *
 * Returns: (transfer none) (nullable): what everybody in the file consented to; %NULL when the file
 *   is not of that kind
 */
const char *
nl_import_style_find_consent (const char *path, NlImportMapping *mapping)
{
  static const struct {
    const char *prefix;
    const char *status;
  } files[] = { { "subscribed_", "SUBSCRIBED" },
                { "unsubscribed_", "UNSUBSCRIBED" },
                { "cleaned_", "INVALID" },
                { "nonsubscribed_", "NOT_SUBSCRIBED" } };
  g_autofree char *name = g_path_get_basename (path);
  gboolean is_mailchimp = FALSE;

  for (guint i = 0; i < nl_import_mapping_get_n_columns (mapping); i++)
    is_mailchimp |= g_str_equal (nl_import_mapping_get_header (mapping, i), "LEID");
  for (gsize i = 0; is_mailchimp && i < G_N_ELEMENTS (files); i++)
    if (g_str_has_prefix (name, files[i].prefix))
      return files[i].status;
  return NULL;
}

/**
 * nl_import_style_detect:
 * @path: a file
 * @csv: how to read it
 * @context: what rows will be read with; what it leaves open is filled in
 * @mapping: which column is what
 * @error: return location for %NL_CSV_ERROR
 *
 * Finds out by the beginning of a file which decimal separator its amounts have, or whether they
 * are written in both ways, and whether its dates begin with the day or with the month.
 *
 * Returns: whether the file could be read
 */
gboolean
nl_import_style_detect (const char *path,
                        const NlCsvOptions *csv,
                        NlImportContext *context,
                        NlImportMapping *mapping,
                        GError **error)
{
  g_autoptr (NlCsvReader) reader = NULL;
  NlImportVotes votes = { 0 };

  if (context->decimal_point != NL_DECIMAL_POINT_DETECT
      && context->date_order != NL_DATE_ORDER_DETECT)
    return TRUE;
  reader = nl_import_file_open (path, csv, error);
  if (reader == NULL)
    return FALSE;
  /* What is wrong with the file is told when it is imported. */
  for (guint i = 0; i < NL_IMPORT_STYLE_ROWS && nl_csv_reader_next (reader, NULL); i++)
    vote_on_row (&votes, reader, mapping);
  nl_import_style_decide (&votes, context);
  return TRUE;
}
