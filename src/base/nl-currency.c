/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-money.h"

#include <string.h>

/* The active currencies of ISO 4217 (list one, as of 2026), sorted, with the digits of their minor
 * unit behind the code where these are not two. */
static const char *const CODES[] = {
  "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD",
  "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF",
  "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN",
  "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
  "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES",
  "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
  "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
  "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP",
  "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
  "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT",
  "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES",
  "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", NULL,
};

static const char *const NO_DIGITS[] = {
  "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
  "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF", NULL,
};

static const char *const THREE_DIGITS[] = {
  "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL,
};

static int
compare_code (gconstpointer code, gconstpointer entry)
{
  return g_ascii_strcasecmp (code, *(const char *const *) entry);
}

/**
 * nl_currency_list:
 *
 * Returns: (transfer none): the codes of all active currencies, sorted, %NULL at the end
 */
const char *const *
nl_currency_list (void)
{
  return CODES;
}

/**
 * nl_currency_find:
 * @code: (nullable): a currency code in any case
 *
 * Returns: (nullable): the same code as a static string in upper case, or %NULL when it is no
 *   active currency of ISO 4217
 */
const char *
nl_currency_find (const char *code)
{
  const char *const *entry;

  if (code == NULL)
    return NULL;
  entry = bsearch (code, CODES, G_N_ELEMENTS (CODES) - 1, sizeof *CODES, compare_code);
  return entry != NULL ? *entry : NULL;
}

/**
 * nl_currency_get_digits:
 * @code: a currency code
 *
 * Returns: the decimal digits of its minor unit as ISO 4217 has it: 2 for EUR, 0 for JPY, 3 for
 *   KWD; -1 when there is no such currency
 */
int
nl_currency_get_digits (const char *code)
{
  const char *found = nl_currency_find (code);

  if (found == NULL)
    return -1;
  if (g_strv_contains (NO_DIGITS, found))
    return 0;
  return g_strv_contains (THREE_DIGITS, found) ? 3 : 2;
}

/**
 * nl_currency_get_scale:
 * @code: a currency code
 *
 * Returns: how many minor units make one of the currency: 100 for EUR, 1 for JPY; 0 when there is
 *   no such currency
 */
gint64
nl_currency_get_scale (const char *code)
{
  static const gint64 SCALES[] = { 0, 1, 10, 100, 1000 };

  return SCALES[nl_currency_get_digits (code) + 1];
}
