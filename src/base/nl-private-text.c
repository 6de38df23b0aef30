/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-private-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ITU-T E.164: at most 15 digits with the country; shorter ones are prices and years. */
#define MIN_PHONE 8
#define MAX_PHONE 15
/* ISO/IEC 7812: a primary account number. */
#define MIN_CARD 13
#define MAX_CARD 19
/* ISO 13616: the shortest is Norway's, the longest allowed 34. */
#define MIN_IBAN 15
#define MAX_IBAN 34

/* In this order: what one found, the next does not look at. */
static const struct {
  NlPrivateKind kind;
  const char *pattern;
} PATTERNS[] = {
  { NL_PRIVATE_EMAIL, "[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+" },
  { NL_PRIVATE_IBAN, "\\b[A-Za-z]{2}\\d{2}(?:[ \\x{a0}]?[A-Za-z0-9]){11,30}\\b" },
  { NL_PRIVATE_CARD, "(?<![\\w.+])\\d(?:[ \\x{a0}-]?\\d){12,18}(?![\\w])" },
  { NL_PRIVATE_PHONE,
    /* Not a part of a longer run of digits. */
    "(?<![\\w.,])(?<!\\d[ -])(?:\\+|00)?\\(?\\d(?:[ \\x{a0}\\x{202f}.()/-]{0,2}\\d){7,14}+"
    "(?![\\w%]|[ \\x{a0}-]\\d)" },
};

static gpointer
compile (gpointer data)
{
  GRegex **patterns = g_new (GRegex *, G_N_ELEMENTS (PATTERNS));

  for (gsize i = 0; i < G_N_ELEMENTS (PATTERNS); i++)
    patterns[i] = g_regex_new (PATTERNS[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
  return patterns;
}

static char *
dup_alphanumeric (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (kept, g_ascii_toupper (*c));
  return g_string_free (kept, FALSE);
}

/* ISO 7064, MOD 97-10: country and check digits go to the end, letters count from 10. */
static gboolean
is_iban (const char *account)
{
  gsize length = strlen (account);
  guint rest = 0;

  if (length < MIN_IBAN || length > MAX_IBAN)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    char c = account[(i + 4) % length];

    rest = g_ascii_isdigit (c) ? (rest * 10 + (guint) (c - '0')) % 97
                               : (rest * 100 + (guint) (c - 'A' + 10)) % 97;
  }
  return rest == 1;
}

static gboolean
is_card (const char *digits)
{
  gsize length = strlen (digits);

  return length >= MIN_CARD && length <= MAX_CARD && nl_private_text_is_luhn (digits);
}

/* A run of digits alone is an article, an order or a price; a day is no number to call. */
static gboolean
is_phone (const char *text, const char *digits)
{
  gsize length = strlen (digits);

  if (length < MIN_PHONE || length > MAX_PHONE)
    return FALSE;
  if (g_regex_match_simple (
          "^(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})", text, 0, 0))
    return FALSE;
  return *text == '+' || *text == '0' || strcspn (text, " ()/-.") < strlen (text);
}

static gboolean
is_real (NlPrivateKind kind, const char *text)
{
  g_autofree char *kept = dup_alphanumeric (text);

  switch (kind) {
  case NL_PRIVATE_IBAN:
    return is_iban (kept);
  case NL_PRIVATE_CARD:
    return is_card (kept);
  case NL_PRIVATE_PHONE:
    return is_phone (text, kept);
  case NL_PRIVATE_EMAIL:
  default:
    return TRUE;
  }
}

static gboolean
is_taken (GArray *spans, gsize start, gsize end)
{
  for (guint i = 0; i < spans->len; i++) {
    const NlPrivateSpan *span = &g_array_index (spans, NlPrivateSpan, i);

    if (start < span->end && end > span->start)
      return TRUE;
  }
  return FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const NlPrivateSpan *one = a;
  const NlPrivateSpan *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

/**
 * nl_private_text_is_luhn:
 * @digits: digits only
 *
 * Returns: whether the last digit is the check digit of the others, as on payment cards (ISO/IEC
 *   7812-1, annex B)
 */
gboolean
nl_private_text_is_luhn (const char *digits)
{
  gsize length = strlen (digits);
  int sum = 0;

  for (gsize i = 0; i < length; i++) {
    int digit = digits[length - 1 - i] - '0';

    if (i % 2 == 1)
      digit = digit * 2 - (digit > 4 ? 9 : 0);
    sum += digit;
  }
  return sum % 10 == 0;
}

/**
 * nl_private_text_find:
 * @text: a text that somebody typed, UTF-8
 *
 * Looks for what belongs to a person: email addresses, telephone numbers, bank accounts and payment
 * cards. The last two are told by their check digits. Names have no pattern.
 *
 * Returns: (transfer full) (element-type NlPrivateSpan): the places, in order
 */
GArray *
nl_private_text_find (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (NlPrivateSpan));
  GRegex **patterns;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), spans);

  patterns = g_once (&once, compile, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (PATTERNS); i++) {
    g_autoptr (GMatchInfo) match = NULL;

    for (g_regex_match (patterns[i], text, 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL)) {
      g_autofree char *found = g_match_info_fetch (match, 0);
      NlPrivateSpan span = { .kind = PATTERNS[i].kind };
      int start;
      int end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      span.start = (gsize) start;
      span.end = (gsize) end;
      if (is_real (span.kind, found) && !is_taken (spans, span.start, span.end))
        g_array_append_val (spans, span);
    }
  }
  g_array_sort (spans, compare);
  return spans;
}

/**
 * nl_private_kind_get_name:
 * @kind: a kind
 *
 * Returns: what it is, for people
 */
const char *
nl_private_kind_get_name (NlPrivateKind kind)
{
  switch (kind) {
  case NL_PRIVATE_EMAIL:
    return _ ("an email address");
  case NL_PRIVATE_PHONE:
    return _ ("a telephone number");
  case NL_PRIVATE_IBAN:
    return _ ("a bank account");
  case NL_PRIVATE_CARD:
  default:
    return _ ("a payment card");
  }
}
