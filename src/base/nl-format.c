/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-format.h"

#include "base/nl-language.h"
#include "base/nl-money.h"

#include <math.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>

/* Opening an ICU formatter takes a hundred times longer than using it. A formatter keeps state
 * while it formats, hence one lock for opening and using. */
#define MAX_CACHED 256
#define MAX_FORMATTED 512

static GMutex lock;
static GHashTable *number_formats;
static GHashTable *date_formats;

static void
locale_of (const char *language, char *locale, gsize size)
{
  UErrorCode status = U_ZERO_ERROR;

  uloc_forLanguageTag (language != NULL ? language : nl_language_get_ui (), locale, (int32_t) size,
                       NULL, &status);
  if (U_FAILURE (status))
    *locale = '\0';
}

static gpointer
lookup (GHashTable **cache, const char *key, GDestroyNotify destroy)
{
  if (*cache == NULL)
    *cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, destroy);
  return g_hash_table_lookup (*cache, key);
}

static void
remember (GHashTable *cache, const char *key, gpointer formatter)
{
  if (g_hash_table_size (cache) >= MAX_CACHED)
    g_hash_table_remove_all (cache);
  g_hash_table_insert (cache, g_strdup (key), formatter);
}

static void
close_number_format (gpointer format)
{
  unum_close (format);
}

static void
close_date_format (gpointer format)
{
  udat_close (format);
}

static UNumberFormat *
number_format (UNumberFormatStyle style, const char *currency, guint decimals, const char *language)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  char key[ULOC_FULLNAME_CAPACITY + 32];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format;

  locale_of (language, locale, sizeof locale);
  g_snprintf (key, sizeof key, "%s|%d|%s|%u", locale, style, currency, decimals);
  format = lookup (&number_formats, key, close_number_format);
  if (format != NULL)
    return format;
  format = unum_open (style, NULL, 0, locale, NULL, &status);
  if (U_FAILURE (status))
    return NULL;
  if (*currency != '\0') {
    UChar code[4] = { currency[0], currency[1], currency[2], 0 };

    unum_setTextAttribute (format, UNUM_CURRENCY_CODE, code, 3, &status);
  }
  unum_setAttribute (format, UNUM_MIN_FRACTION_DIGITS, (int32_t) decimals);
  unum_setAttribute (format, UNUM_MAX_FRACTION_DIGITS, (int32_t) decimals);
  unum_setAttribute (format, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
  remember (number_formats, key, format);
  return format;
}

static char *
money_format (gint64 amount, const char *currency, const char *language, guint decimals)
{
  g_autofree char *decimal = nl_money_to_decimal (amount, currency);
  UChar buffer[MAX_FORMATTED];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format;
  int32_t length = 0;

  g_mutex_lock (&lock);
  format = number_format (UNUM_CURRENCY, nl_currency_find (currency), decimals, language);
  if (format != NULL)
    length = unum_formatDecimal (format, decimal, -1, buffer, MAX_FORMATTED, NULL, &status);
  g_mutex_unlock (&lock);
  if (format == NULL || U_FAILURE (status))
    return g_strdup_printf ("%s %s", decimal, currency);
  return g_utf16_to_utf8 (buffer, length, NULL, NULL, NULL);
}

/**
 * nl_money_format:
 * @amount: in the currency's minor unit
 * @currency: ISO 4217 code
 * @language: (nullable): BCP 47 tag, or %NULL for the language of the user interface
 *
 * Writes an amount as the language does, with its no-break spaces: “1 234,50 €”, “€1,234.50”.
 *
 * Returns: (transfer full): the text
 */
char *
nl_money_format (gint64 amount, const char *currency, const char *language)
{
  int digits = nl_currency_get_digits (currency);

  g_return_val_if_fail (digits >= 0, NULL);

  return money_format (amount, currency, language, (guint) digits);
}

/**
 * nl_money_format_whole:
 * @amount: in the currency's minor unit
 * @currency: ISO 4217 code
 * @language: (nullable): BCP 47 tag, or %NULL for the language of the user interface
 *
 * Like nl_money_format(), rounded to whole units of the currency: for axes, averages and running
 * text.
 *
 * Returns: (transfer full): the text
 */
char *
nl_money_format_whole (gint64 amount, const char *currency, const char *language)
{
  g_return_val_if_fail (nl_currency_find (currency) != NULL, NULL);

  return money_format (amount, currency, language, 0);
}

static char *
format_double (UNumberFormatStyle style, double value, guint decimals, const char *language)
{
  UChar buffer[MAX_FORMATTED];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format;
  int32_t length = 0;

  if (!isfinite (value))
    return g_strdup ("–");
  g_mutex_lock (&lock);
  format = number_format (style, "", decimals, language);
  if (format != NULL)
    length = unum_formatDouble (format, value, buffer, MAX_FORMATTED, NULL, &status);
  g_mutex_unlock (&lock);
  if (format == NULL || U_FAILURE (status))
    return g_strdup_printf ("%.*f", (int) decimals, value);
  return g_utf16_to_utf8 (buffer, length, NULL, NULL, NULL);
}

/**
 * nl_number_format:
 * @value: a number
 * @decimals: how many digits to show behind the decimal separator
 * @language: (nullable): BCP 47 tag, or %NULL for the language of the user interface
 *
 * Returns: (transfer full): the number as the language writes it, “–” when it is not finite
 */
char *
nl_number_format (double value, guint decimals, const char *language)
{
  g_return_val_if_fail (decimals <= 20, NULL);

  return format_double (UNUM_DECIMAL, value, decimals, language);
}

/**
 * nl_percent_format:
 * @fraction: 0.61 for 61 %
 * @decimals: how many digits to show behind the decimal separator
 * @language: (nullable): BCP 47 tag, or %NULL for the language of the user interface
 *
 * Returns: (transfer full): the share as the language writes it, with the no-break space it puts
 *   before the sign; “–” when it is not finite
 */
char *
nl_percent_format (double fraction, guint decimals, const char *language)
{
  g_return_val_if_fail (decimals <= 20, NULL);

  return format_double (UNUM_PERCENT, fraction, decimals, language);
}

static UDateFormat *
open_skeleton (const char *skeleton, const char *locale, const UChar *zone)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar skeleton16[16];
  UChar pattern[128];
  UDateTimePatternGenerator *generator = udatpg_open (locale, &status);
  UDateFormat *format = NULL;
  int32_t n = 0;

  for (; skeleton[n] != '\0'; n++)
    skeleton16[n] = (UChar) skeleton[n];
  n = udatpg_getBestPattern (generator, skeleton16, n, pattern, G_N_ELEMENTS (pattern), &status);
  if (U_SUCCESS (status))
    format = udat_open (UDAT_PATTERN, UDAT_PATTERN, locale, zone, -1, pattern, n, &status);
  udatpg_close (generator);
  return U_SUCCESS (status) ? format : NULL;
}

static UDateFormat *
open_date_format (NlDateStyle style, const char *locale, const UChar *zone)
{
  static const struct {
    UDateFormatStyle date;
    UDateFormatStyle time;
    const char *skeleton;
  } STYLES[] = {
    [NL_DATE_SHORT] = { UDAT_NONE, UDAT_NONE, "yMMdd" },
    [NL_DATE_MEDIUM] = { UDAT_MEDIUM, UDAT_NONE, NULL },
    [NL_DATE_LONG] = { UDAT_LONG, UDAT_NONE, NULL },
    [NL_DATE_FULL] = { UDAT_FULL, UDAT_NONE, NULL },
    [NL_DATE_TIME] = { UDAT_NONE, UDAT_SHORT, NULL },
    [NL_DATE_MEDIUM_TIME] = { UDAT_MEDIUM, UDAT_SHORT, NULL },
    [NL_DATE_MONTH] = { UDAT_NONE, UDAT_NONE, "yMMMM" },
    [NL_DATE_MONTH_SHORT] = { UDAT_NONE, UDAT_NONE, "yMMM" },
    [NL_DATE_DAY_MONTH] = { UDAT_NONE, UDAT_NONE, "MMMMd" },
    [NL_DATE_WEEKDAY] = { UDAT_NONE, UDAT_NONE, "cccc" },
  };
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;

  if (STYLES[style].skeleton != NULL)
    return open_skeleton (STYLES[style].skeleton, locale, zone);
  format = udat_open (STYLES[style].time, STYLES[style].date, locale, zone, -1, NULL, 0, &status);
  return U_SUCCESS (status) ? format : NULL;
}

/**
 * nl_date_format:
 * @unix_us: microseconds since 1970 UTC
 * @time_zone: (nullable): IANA name of the zone to show it in, or %NULL for UTC
 * @language: (nullable): BCP 47 tag, or %NULL for the language of the user interface
 * @style: how long
 *
 * Returns: (transfer full): the date or time as the language writes it
 */
char *
nl_date_format (gint64 unix_us, const char *time_zone, const char *language, NlDateStyle style)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar buffer[MAX_FORMATTED];
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *key = NULL;
  UDateFormat *format;
  int32_t length = 0;

  g_return_val_if_fail (style <= NL_DATE_WEEKDAY, NULL);

  if (time_zone == NULL)
    time_zone = "Etc/UTC";
  locale_of (language, locale, sizeof locale);
  key = g_strdup_printf ("%s|%s|%d", locale, time_zone, style);
  g_mutex_lock (&lock);
  format = lookup (&date_formats, key, close_date_format);
  if (format == NULL) {
    g_autofree gunichar2 *zone = g_utf8_to_utf16 (time_zone, -1, NULL, NULL, NULL);

    format = zone != NULL ? open_date_format (style, locale, zone) : NULL;
    if (format != NULL)
      remember (date_formats, key, format);
  }
  if (format != NULL)
    length = udat_format (format, (double) unix_us / 1000, buffer, MAX_FORMATTED, NULL, &status);
  g_mutex_unlock (&lock);
  if (format == NULL || U_FAILURE (status))
    return g_strdup ("–");
  return g_utf16_to_utf8 (buffer, length, NULL, NULL, NULL);
}
