/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (nl-money-error-quark, nl_money_error)

/* A number of 64 bits has 19 digits; the rest is signs, separators and a currency. */
#define MAX_TEXT 64

/* “US$”, “EUR”, “Fr.”, “zł”: more letters are words. */
#define MAX_LETTERS 4

/* What is left of an amount's text when its currency and separators are gone. */
typedef struct {
  char digits[MAX_TEXT + 1];
  guint n_digits;
  guint n_decimals;
  guint n_letters;
  gboolean has_decimals;
  gboolean is_negative;
} Number;

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013 || c == 0xfe63 || c == 0xff0d;
}

static gboolean
is_blank_or_apostrophe (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == 0x2009 || c == '\''
         || c == 0x2019 || c == 0x066c;
}

static gboolean
is_currency_part (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL || g_unichar_isalpha (c);
}

/* The decimal separator of @text when nobody says: the last of two kinds; a dot alone; a comma
 * alone unless it is followed by exactly three digits, which is how English groups thousands. */
static char
detect_decimal_point (const char *text, gsize length, int currency_digits)
{
  const char *last_dot = memrchr (text, '.', length);
  const char *last_comma = memrchr (text, ',', length);
  const char *last = last_dot > last_comma ? last_dot : last_comma;
  gsize behind = 0;
  char other = last == last_dot ? ',' : '.';

  if (last == NULL)
    return '.';
  if (memchr (text, *last, last - text) != NULL)
    return other;
  while (last + 1 + behind < text + length && g_ascii_isdigit (last[1 + behind]))
    behind++;
  if (last_dot != NULL && last_comma != NULL)
    return *last;
  if (behind == 3 && currency_digits != 3 && (*last == ',' || currency_digits == 0))
    return other;
  return *last;
}

static gboolean
read_number (const char *text, gsize length, char decimal_point, Number *number)
{
  const char *end = text + length;
  gboolean is_closed = FALSE;
  int depth = 0;

  for (; text < end; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);
    gunichar next = text + 1 < end ? (gunichar) (guchar) text[1] : 0;

    if (c < 0x80 && g_ascii_isdigit ((char) c)) {
      if (is_closed || number->n_digits == MAX_TEXT)
        return FALSE;
      number->digits[number->n_digits++] = (char) c;
      number->n_decimals += number->has_decimals;
    } else if (c == (gunichar) decimal_point && !number->has_decimals
               && (number->n_digits > 0 || g_ascii_isdigit ((char) next)))
      number->has_decimals = TRUE;
    else if (c == '.' || c == ',') {
      /* "Fr." and "kr." end with a dot that is no decimal point. */
      if (number->has_decimals && number->n_digits > 0 && !is_closed)
        return FALSE;
    } else if (is_minus (c) && !number->is_negative)
      number->is_negative = TRUE;
    else if (c == '(' && depth == 0 && number->n_digits == 0)
      depth = 1, number->is_negative = TRUE;
    else if (c == ')' && depth == 1)
      depth = 2;
    else if (is_currency_part (c)) {
      number->n_letters++;
      is_closed = number->n_digits > 0;
    } else if (!is_blank_or_apostrophe (c) && c != '+')
      return FALSE;
  }
  return number->n_digits > 0 && number->n_letters <= MAX_LETTERS && depth != 1;
}

static gboolean
to_minor_units (const Number *number, int currency_digits, gint64 *amount)
{
  gint64 value = 0;
  guint whole = number->n_digits - number->n_decimals;

  for (guint i = 0; i < whole + (guint) currency_digits; i++) {
    int digit = i < number->n_digits ? number->digits[i] - '0' : 0;

    if (__builtin_mul_overflow (value, (gint64) 10, &value)
        || __builtin_add_overflow (value, (gint64) digit, &value))
      return FALSE;
  }
  if (number->n_decimals > (guint) currency_digits && number->digits[whole + currency_digits] >= '5'
      && __builtin_add_overflow (value, (gint64) 1, &value))
    return FALSE;
  *amount = number->is_negative ? -value : value;
  return TRUE;
}

/**
 * nl_money_parse:
 * @text: an amount as a file or a person writes it: "7790.44", "1.234,50 €", "(12.00)", "CHF 1'200"
 * @length: its bytes, or -1 when it ends with a NUL
 * @currency: ISO 4217 code of the currency the amount is in
 * @decimal_point: '.' or ',' when that is known, else %NL_DECIMAL_POINT_DETECT
 * @amount: (out): the amount in the currency's minor unit
 * @error: return location for an error of the domain %NL_MONEY_ERROR
 *
 * Reads an amount without asking the locale. Decimals beyond the minor unit are rounded half away
 * from zero. A currency sign or code in the text is skipped, not checked.
 *
 * Returns: whether it is an amount
 */
gboolean
nl_money_parse (const char *text,
                gssize length,
                const char *currency,
                char decimal_point,
                gint64 *amount,
                GError **error)
{
  int digits = nl_currency_get_digits (currency);
  Number number = { .n_digits = 0 };

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (amount != NULL, FALSE);

  if (digits < 0) {
    g_set_error (error, NL_MONEY_ERROR, NL_MONEY_ERROR_CURRENCY,
                 _ ("“%s” is not a currency code, such as EUR or USD."),
                 currency != NULL ? currency : "");
    return FALSE;
  }
  if (length < 0)
    length = (gssize) strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  if (length == 0) {
    g_set_error_literal (error, NL_MONEY_ERROR, NL_MONEY_ERROR_EMPTY, _ ("The amount is empty."));
    return FALSE;
  }
  if (decimal_point == NL_DECIMAL_POINT_DETECT)
    decimal_point = detect_decimal_point (text, length, digits);
  if (length > MAX_TEXT || !g_utf8_validate (text, length, NULL)
      || !read_number (text, length, decimal_point, &number)) {
    g_autofree char *shown = g_utf8_make_valid (text, MIN (length, MAX_TEXT));

    g_set_error (error, NL_MONEY_ERROR, NL_MONEY_ERROR_MALFORMED,
                 _ ("“%s” is not an amount of money."), shown);
    return FALSE;
  }
  if (!to_minor_units (&number, digits, amount)) {
    g_autofree char *shown = g_strndup (text, length);

    g_set_error (error, NL_MONEY_ERROR, NL_MONEY_ERROR_OVERFLOW,
                 _ ("The amount “%s” is too large."), shown);
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_money_to_decimal:
 * @amount: in minor units
 * @currency: ISO 4217 code
 *
 * The inverse of nl_money_parse(), for files: digits and a dot, nothing else.
 *
 * Returns: (transfer full): such as "7790.44"
 */
char *
nl_money_to_decimal (gint64 amount, const char *currency)
{
  int digits = nl_currency_get_digits (currency);
  guint64 scale = (guint64) nl_currency_get_scale (currency);
  guint64 magnitude = amount < 0 ? -(guint64) amount : (guint64) amount;

  g_return_val_if_fail (digits >= 0, NULL);

  if (digits == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, amount);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, amount < 0 ? "-" : "",
                          magnitude / scale, digits, magnitude % scale);
}
