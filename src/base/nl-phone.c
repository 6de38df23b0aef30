/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-phone.h"

#include <string.h>

/* ITU-T E.164: at most 15 digits with the country's calling code. */
#define MAX_DIGITS 15
/* Fewer digits are an extension or a typing error. */
#define MIN_DIGITS 5
#define MIN_INTERNATIONAL 7
/* Where numbers have no fixed length, one that begins like the calling code and has so many digits
 * is taken for one that lost its plus. */
#define MIN_WITHOUT_PLUS 11

typedef struct {
  char country[3];
  const char *calling_code;
  const char *trunk_prefix;
  const char *exit_prefix;
  guint8 min_digits;
  guint8 max_digits;
} Plan;

/* Calling codes, trunk and exit prefixes, and the length of a number without either: the national
 * numbering plans as the ITU publishes them (ITU-T E.164, E.129). Sorted by country. */
static const Plan PLANS[] = {
  { "AE", "971", "0", "00", 8, 9 },   { "AR", "54", "0", "00", 10, 11 },
  { "AT", "43", "0", "00", 4, 13 },   { "AU", "61", "0", "0011", 9, 9 },
  { "BD", "880", "0", "00", 8, 10 },  { "BE", "32", "0", "00", 8, 9 },
  { "BG", "359", "0", "00", 7, 9 },   { "BR", "55", "0", "00", 10, 11 },
  { "CA", "1", "1", "011", 10, 10 },  { "CH", "41", "0", "00", 9, 9 },
  { "CI", "225", "", "00", 10, 10 },  { "CL", "56", "", "00", 9, 9 },
  { "CN", "86", "0", "00", 10, 11 },  { "CO", "57", "0", "00", 10, 10 },
  { "CY", "357", "", "00", 8, 8 },    { "CZ", "420", "", "00", 9, 9 },
  { "DE", "49", "0", "00", 6, 13 },   { "DK", "45", "", "00", 8, 8 },
  { "DZ", "213", "0", "00", 8, 9 },   { "EE", "372", "", "00", 7, 8 },
  { "EG", "20", "0", "00", 8, 10 },   { "ES", "34", "", "00", 9, 9 },
  { "FI", "358", "0", "00", 5, 12 },  { "FR", "33", "0", "00", 9, 9 },
  { "GB", "44", "0", "00", 9, 10 },   { "GP", "590", "0", "00", 9, 9 },
  { "GR", "30", "", "00", 10, 10 },   { "HK", "852", "", "001", 8, 8 },
  { "HR", "385", "0", "00", 8, 9 },   { "HU", "36", "06", "00", 8, 9 },
  { "ID", "62", "0", "001", 8, 12 },  { "IE", "353", "0", "00", 7, 9 },
  { "IL", "972", "0", "00", 8, 9 },   { "IN", "91", "0", "00", 10, 10 },
  { "IS", "354", "", "00", 7, 9 },    { "IT", "39", "", "00", 6, 11 },
  { "JP", "81", "0", "010", 9, 10 },  { "KE", "254", "0", "000", 9, 9 },
  { "KR", "82", "0", "001", 8, 10 },  { "LT", "370", "0", "00", 8, 8 },
  { "LU", "352", "", "00", 6, 9 },    { "LV", "371", "", "00", 8, 8 },
  { "MA", "212", "0", "00", 9, 9 },   { "MC", "377", "", "00", 8, 9 },
  { "MQ", "596", "0", "00", 9, 9 },   { "MT", "356", "", "00", 8, 8 },
  { "MX", "52", "", "00", 10, 10 },   { "MY", "60", "0", "00", 8, 10 },
  { "NG", "234", "0", "009", 8, 10 }, { "NL", "31", "0", "00", 9, 9 },
  { "NO", "47", "", "00", 8, 8 },     { "NZ", "64", "0", "00", 8, 10 },
  { "PE", "51", "0", "00", 8, 9 },    { "PH", "63", "0", "00", 8, 10 },
  { "PK", "92", "0", "00", 9, 10 },   { "PL", "48", "", "00", 9, 9 },
  { "PT", "351", "", "00", 9, 9 },    { "RE", "262", "0", "00", 9, 9 },
  { "RO", "40", "0", "00", 9, 9 },    { "RS", "381", "0", "00", 8, 9 },
  { "RU", "7", "8", "810", 10, 10 },  { "SA", "966", "0", "00", 8, 9 },
  { "SE", "46", "0", "00", 7, 10 },   { "SG", "65", "", "001", 8, 8 },
  { "SI", "386", "0", "00", 8, 8 },   { "SK", "421", "0", "00", 9, 9 },
  { "SN", "221", "", "00", 9, 9 },    { "TH", "66", "0", "001", 8, 9 },
  { "TN", "216", "", "00", 8, 8 },    { "TR", "90", "0", "00", 10, 10 },
  { "TW", "886", "0", "002", 8, 9 },  { "UA", "380", "0", "00", 9, 9 },
  { "US", "1", "1", "011", 10, 10 },  { "VN", "84", "0", "00", 9, 10 },
  { "ZA", "27", "0", "00", 9, 9 },
};

static int
compare_country (gconstpointer country, gconstpointer plan)
{
  return g_ascii_strcasecmp (country, ((const Plan *) plan)->country);
}

/* "6.12346E+08": a spreadsheet kept six digits of nine, which many numbers begin with. */
static gboolean
is_exponent (const char *text)
{
  return g_ascii_toupper (*text) == 'E' && text[1] == '+' && g_ascii_isdigit (text[2]);
}

/* The digits of @text up to the first letter behind a number ("ext. 12"). */
static char *
collect_digits (const char *text, gboolean *is_international)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  *is_international = FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if ((c == '+' || c == 0xff0b) && digits->len == 0)
      *is_international = TRUE;
    else if (g_str_has_prefix (text, "(0)") && *is_international)
      text += 2; /* "+44 (0)20…": dialled at home only. */
    else if (g_unichar_isdigit (c))
      g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (c)));
    else if (is_exponent (text))
      return g_strdup ("");
    else if ((g_unichar_isalpha (c) || c == '#' || c == ';' || c == ',') && digits->len > 0)
      break;
  }
  return g_string_free_and_steal (g_steal_pointer (&digits));
}

static gboolean
fits (const Plan *plan, const char *number)
{
  gsize length = strlen (number);

  return length >= plan->min_digits && length <= plan->max_digits;
}

static const char *
skip_prefix (const char *digits, const char *prefix)
{
  return *prefix != '\0' && g_str_has_prefix (digits, prefix) ? digits + strlen (prefix) : NULL;
}

/**
 * nl_phone_normalise:
 * @text: a telephone number as people write them
 * @country_code: (nullable): ISO 3166 code of the country it would be dialled from
 *
 * Brings a telephone number into the form that is compared: E.164 (“+33612345678”) when it says
 * its country or @country_code is one of those whose numbering plan is known here; otherwise only
 * its digits. Extensions are dropped.
 *
 * Returns: (transfer full) (nullable): the number, or %NULL when it is none
 */
char *
nl_phone_normalise (const char *text, const char *country_code)
{
  g_autofree char *valid = NULL;
  g_autofree char *digits = NULL;
  const Plan *plan = NULL;
  const char *rest;
  gboolean is_international;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  digits = collect_digits (text, &is_international);
  if (country_code != NULL)
    plan = bsearch (country_code, PLANS, G_N_ELEMENTS (PLANS), sizeof *PLANS, compare_country);
  rest = digits;
  if (!is_international) {
    const char *dialled = skip_prefix (digits, plan != NULL ? plan->exit_prefix : "00");

    if (dialled == NULL)
      dialled = skip_prefix (digits, "00");
    if (dialled != NULL && *dialled != '0' && strlen (dialled) >= MIN_INTERNATIONAL) {
      is_international = TRUE;
      rest = dialled;
    }
  }
  if (is_international) {
    gsize length = strlen (rest);

    return length >= MIN_INTERNATIONAL && length <= MAX_DIGITS && *rest != '0'
               ? g_strconcat ("+", rest, NULL)
               : NULL;
  }
  if (strlen (digits) < MIN_DIGITS || strlen (digits) > MAX_DIGITS + 2)
    return NULL;
  if (plan != NULL) {
    const char *national = skip_prefix (digits, plan->trunk_prefix);

    if (national != NULL && fits (plan, national))
      return g_strconcat ("+", plan->calling_code, national, NULL);
    /* Spreadsheets eat the plus, and the leading zero. */
    national = skip_prefix (digits, plan->calling_code);
    if (national != NULL && fits (plan, national)
        && (!fits (plan, digits) || strlen (digits) >= MIN_WITHOUT_PLUS))
      return g_strconcat ("+", digits, NULL);
    if (fits (plan, digits))
      return g_strconcat ("+", plan->calling_code, digits, NULL);
  }
  return g_steal_pointer (&digits);
}
