/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-amount.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-money.h"

#define DIGITS "0123456789"
/* Minor units: nobody spends so much, and a sum over millions of them still fits. */
#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000)

/* From the first digit to the last: what stands around them is a currency or a sign. */
static char *
dup_digits (const char *text)
{
  const char *start = strpbrk (text, DIGITS);
  const char *end = start;

  for (const char *c = start; c != NULL && *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      end = c + 1;
  return start != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup ("");
}

/* With one separator and three digits behind it, as in 1.234, it may be either. */
static gboolean
is_ambiguous (const char *digits)
{
  const char *separator = strpbrk (digits, ".,");

  return separator != NULL && strpbrk (separator + 1, ".,") == NULL
         && strspn (separator + 1, DIGITS) == 3;
}

/**
 * nl_import_amount_find_point:
 * @text: an amount as a file writes it
 *
 * Finds the decimal separator of an amount that can be read in one way only: of two kinds it is the
 * last one; a kind that stands there twice groups thousands; a single separator is one unless
 * exactly three digits follow it.
 *
 * Returns: '.' or ','; %NL_DECIMAL_POINT_DETECT when the amount does not tell
 */
char
nl_import_amount_find_point (const char *text)
{
  g_autofree char *digits = dup_digits (text);
  const char *point = strrchr (digits, '.');
  const char *comma = strrchr (digits, ',');
  const char *last = point > comma ? point : comma;

  if (last == NULL || is_ambiguous (digits))
    return NL_DECIMAL_POINT_DETECT;
  if (strchr (digits, *last) == last)
    return *last;
  return *last == '.' ? ',' : '.';
}

/**
 * nl_import_amount_parse:
 * @text: an amount as a file writes it
 * @currency: ISO 4217 code of the currency it is in
 * @context: what rows are read with
 * @amount: (out): in minor units
 * @error: return location for %NL_IMPORT_ROW_ERROR_NUMBER
 *
 * Reads an amount. One that can be read in one way only is read so, whatever the rest of the file
 * looks like; another one as the rest of the file is written. In a file that is written in both
 * ways nobody knows what it means, and it is an error.
 *
 * Returns: whether it is an amount
 */
gboolean
nl_import_amount_parse (const char *text,
                        const char *currency,
                        const NlImportContext *context,
                        gint64 *amount,
                        GError **error)
{
  char point = nl_import_amount_find_point (text);

  if (point == NL_DECIMAL_POINT_DETECT && context->has_mixed_amounts) {
    g_autofree char *digits = dup_digits (text);

    if (is_ambiguous (digits))
      return nl_import_row_fail (
          error, NL_IMPORT_ROW_ERROR_NUMBER, text,
          _ ("may be thousands or decimals: the file has amounts like 1,234.56 and like 1.234,56. "
             "Write it with two decimals."));
  }
  if (point == NL_DECIMAL_POINT_DETECT)
    point = context->decimal_point;
  if (nl_money_parse (text, -1, currency, point, amount, NULL) && *amount <= MAX_AMOUNT
      && *amount >= -MAX_AMOUNT)
    return TRUE;
  return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_NUMBER, text,
                             _ ("is not an amount of money."));
}
