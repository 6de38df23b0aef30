/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-style.h"

#include "base/nl-money.h"
#include "customers/nl-import-amount.h"
#include "customers/nl-import-file.h"

/* Rows that decide how amounts and dates are written. */
#define SAMPLE_ROWS 1000

typedef struct {
  guint points;
  guint commas;
  guint days_first;
  guint months_first;
} Votes;

/* Only an amount that can be read in one way has a vote. */
static void
vote_on_amount (Votes *votes, const char *text)
{
  char point = nl_import_amount_find_point (text);

  votes->points += point == '.';
  votes->commas += point == ',';
}

static void
vote_on_date (Votes *votes, const char *text)
{
  NlDateOrder order = nl_import_guess_date_order (text);

  votes->days_first += order == NL_DATE_ORDER_DAY_FIRST;
  votes->months_first += order == NL_DATE_ORDER_MONTH_FIRST;
}

static void
vote (Votes *votes, NlCsvReader *reader, NlImportKindFunc get_kind, gpointer data)
{
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);

  for (guint i = 0; i < MIN (n_fields, nl_csv_reader_get_n_columns (reader)); i++) {
    NlImportColumnKind kind = get_kind (i, data);
    g_autofree char *text = NULL;

    if (kind == NL_IMPORT_COLUMN_OTHER)
      continue;
    text = nl_csv_field_dup (&fields[i]);
    if (kind == NL_IMPORT_COLUMN_AMOUNT)
      vote_on_amount (votes, text);
    else
      vote_on_date (votes, text);
  }
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
 * @get_kind: says what a column holds
 * @data: passed to @get_kind
 * @error: return location for %NL_CSV_ERROR
 *
 * Finds out by the beginning of a file which decimal separator its amounts have, or whether they
 * are written in both ways, and whether its dates begin with the day or with the month. Without a
 * date that decides, the day comes first except in a shop that sells in US dollars.
 *
 * Returns: whether the file could be read
 */
gboolean
nl_import_style_detect (const char *path,
                        const NlCsvOptions *csv,
                        NlImportContext *context,
                        NlImportKindFunc get_kind,
                        gpointer data,
                        GError **error)
{
  g_autoptr (NlCsvReader) reader = NULL;
  Votes votes = { 0 };

  if (context->decimal_point != NL_DECIMAL_POINT_DETECT
      && context->date_order != NL_DATE_ORDER_DETECT)
    return TRUE;
  reader = nl_import_file_open (path, csv, error);
  if (reader == NULL)
    return FALSE;
  /* What is wrong with the file is told when it is imported. */
  for (guint i = 0; i < SAMPLE_ROWS && nl_csv_reader_next (reader, NULL); i++)
    vote (&votes, reader, get_kind, data);
  if (context->decimal_point == NL_DECIMAL_POINT_DETECT && votes.points != votes.commas)
    context->decimal_point = votes.points > votes.commas ? '.' : ',';
  context->has_mixed_amounts = votes.points > 0 && votes.commas > 0;
  if (context->date_order == NL_DATE_ORDER_DETECT)
    context->date_order = votes.months_first > votes.days_first
                                  || (votes.months_first == votes.days_first
                                      && g_strcmp0 (context->currency, "USD") == 0)
                              ? NL_DATE_ORDER_MONTH_FIRST
                              : NL_DATE_ORDER_DAY_FIRST;
  return TRUE;
}
