/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-redact.h"

#include <string.h>

#include "base/nl-private-text.h"

/* Longer texts are cut: what nobody reads must not be searched. */
#define MAX_TEXT (16 * 1024)
/* ITU-T E.164: a telephone number has at most 15 digits. */
#define MAX_PHONE 15
#define MIN_CARD 12
#define MAX_CARD 19

typedef struct {
  const char *pattern;
  const char *replacement;
} Rule;

#define SECRET_NAMES                                                                        \
  "authorization|proxy-authorization|x-shopify-access-token|x-[a-z-]*(?:key|token|secret)|" \
  "[a-z_-]*api[_-]?key|[a-z_-]*token|[a-z_-]*secret|[a-z_-]*password|passwd|passphrase"

/* In the order they are applied. Rather too much than too little: the reader of a log can do
 * without. */
static const Rule RULES[] = {
  /* A cookie's value runs to the end of the line. */
  { "(?i)\\b((?:set-)?cookie)\\s*:\\s*[^\\r\\n]+", "\\1: ‹secret›" },
  { "(?i)\\b(" SECRET_NAMES ")(\"?\\s*[:=]\\s*\"?)(?:(?:bearer|basic|digest|token)\\s+)?"
    "[^\\s\"',;&}\\]]+",
    "\\1\\2‹secret›" },
  { "(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{6,}", "\\1 ‹secret›" },
  /* Keys that say themselves what they are: of AI providers, Shopify, GitHub, Stripe, Google. */
  { "\\b(?:sk|rk|pk|xai|sess)-[A-Za-z0-9_-]{6,}", "‹secret›" },
  { "\\b(?:shp[a-z]{2}|gh[a-z]|github_pat|whsec|[srp]k_(?:live|test)|c[ks])_[A-Za-z0-9_]{6,}",
    "‹secret›" },
  { "\\bAIza[A-Za-z0-9_-]{20,}", "‹secret›" },
  { "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?", "‹secret›" },
  { "://[^\\s/@]+@", "://‹secret›@" },
  { "[^\\s@<>\"'(),;:=/\\[\\]{}|&?‹›]+(?:@|%40)[^\\s@<>\"'(),;:=/\\[\\]{}|&?%‹›]*"
    "[^\\s@<>\"'(),;:=/\\[\\]{}|&?%.‹›]",
    "‹email›" },
  /* ISO 13616: country, two check digits, up to 30 letters and digits in groups of four. */
  { "\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b", "‹iban›" },
};

/* Seven digits and more are somebody's number. */
#define DIGITS_PATTERN "(?<![\\w.])\\+?\\(?\\d(?:[ \\x{a0}\\x{202f}.()/-]{0,3}\\d){6,}"

typedef struct {
  GRegex *rules[G_N_ELEMENTS (RULES)];
  GRegex *digits;
} Patterns;

static gpointer
compile (gpointer data)
{
  Patterns *patterns = g_new (Patterns, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    patterns->rules[i] = g_regex_new (RULES[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
  patterns->digits = g_regex_new (DIGITS_PATTERN, G_REGEX_OPTIMIZE, 0, NULL);
  return patterns;
}

static gboolean
is_date (const char *text)
{
  static const char FORM[] = "0000-00-00 00";
  gsize length = strlen (text);

  if (length != 10 && length != 13)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (FORM[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != FORM[i])
      return FALSE;
  return TRUE;
}

/* Dates stay, and the ids of records: those have more digits in a row than any telephone number. */
static gboolean
replace_digits (const GMatchInfo *match, GString *into, gpointer data)
{
  g_autofree char *text = g_match_info_fetch (match, 0);
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  if (digits->len >= MIN_CARD && digits->len <= MAX_CARD && nl_private_text_is_luhn (digits->str))
    g_string_append (into, "‹card›");
  else if ((digits->len <= MAX_PHONE || digits->len < strlen (text)) && !is_date (text))
    g_string_append (into, "‹number›");
  else
    g_string_append (into, text);
  return FALSE;
}

/**
 * nl_redact_text:
 * @text: a text that will be kept, such as a log message
 *
 * Takes out what looks like a secret or like personal data: keys and tokens, values of headers
 * and parameters that carry such, email addresses, telephone, card and bank account numbers.
 * Names and postal addresses have no pattern; who logs a value that may hold one asks
 * nl_log_redact_value().
 *
 * Returns: (transfer full): the text without them, valid UTF-8, cut at 16 KiB
 */
char *
nl_redact_text (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  const Patterns *patterns;
  char *redacted;

  g_return_val_if_fail (text != NULL, NULL);

  patterns = g_once (&once, compile, NULL);
  redacted = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT));
  for (gsize i = 0; redacted != NULL && i <= G_N_ELEMENTS (RULES); i++) {
    char *next = i < G_N_ELEMENTS (RULES) ? g_regex_replace (patterns->rules[i], redacted, -1, 0,
                                                             RULES[i].replacement, 0, NULL)
                                          : g_regex_replace_eval (patterns->digits, redacted, -1, 0,
                                                                  0, replace_digits, NULL, NULL);

    g_free (redacted);
    redacted = next;
  }
  /* A text the patterns give up on is one nobody has looked at. */
  return redacted != NULL ? redacted : g_strdup ("‹not shown›");
}

/**
 * nl_redact_is_secret_name:
 * @name: the name of a field, header or setting
 *
 * Returns: whether its value is a secret, whatever it looks like
 */
gboolean
nl_redact_is_secret_name (const char *name)
{
  static const char *const PARTS[]
      = { "token",         "secret", "password",   "passwd", "passphrase",
          "authorization", "cookie", "credential", "apikey" };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL, TRUE);

  lower = g_strdelimit (g_ascii_strdown (name, -1), "_", '-');
  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (strstr (lower, PARTS[i]) != NULL)
      return TRUE;
  /* X-Api-Key, x-goog-api-key, PRIVATE_KEY: whatever key it is. */
  return g_str_equal (lower, "key") || g_str_has_suffix (lower, "-key");
}
