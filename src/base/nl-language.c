/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-language.h"

#include "base/nl-money.h"

#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>

#define MAX_NAME 256

/* The languages NinjaLead writes without any provider: every feature has its phrases in them. */
static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl", NULL };

/**
 * nl_language_list:
 *
 * Returns: (transfer none): the tags of the languages the offline provider writes
 */
const char *const *
nl_language_list (void)
{
  return LANGUAGES;
}

static gpointer
find_ui_language (gpointer data)
{
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i] != NULL; i++) {
    g_autofree char *tag = g_strdelimit (g_strndup (names[i], strcspn (names[i], ".@")), "_", '-');
    char *canonical = nl_language_canonicalise (tag);

    if (canonical != NULL)
      return canonical;
  }
  return g_strdup ("en");
}

/**
 * nl_language_get_ui:
 *
 * Returns: the language of the user interface, as a BCP 47 tag; what every function that takes a
 *   nullable language means by %NULL
 */
const char *
nl_language_get_ui (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, find_ui_language, NULL);
}

static gboolean
is_known_language (const char *locale)
{
  char language[ULOC_LANG_CAPACITY];
  UChar name[MAX_NAME];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = uloc_getLanguage (locale, language, sizeof language, &status);

  if (U_FAILURE (status) || length < 2)
    return FALSE;
  /* ICU names a language it does not know by its code, with a warning. */
  uloc_getDisplayLanguage (language, "en", name, MAX_NAME, &status);
  return U_SUCCESS (status) && status != U_USING_DEFAULT_WARNING;
}

/**
 * nl_language_canonicalise:
 * @tag: (nullable): a language tag as somebody typed it or a file says: "fr", "pt_br", "EN-gb"
 *
 * Checks that a tag is well-formed (BCP 47) and names a language, and writes it the canonical way.
 *
 * Returns: (transfer full) (nullable): such as "pt-BR", or %NULL when it is no language
 */
char *
nl_language_canonicalise (const char *tag)
{
  g_autofree char *hyphens = NULL;
  char locale[ULOC_FULLNAME_CAPACITY];
  char canonical[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;

  if (tag == NULL || strlen (tag) >= ULOC_FULLNAME_CAPACITY)
    return NULL;
  hyphens = g_strdelimit (g_strdup (tag), "_", '-');
  uloc_forLanguageTag (hyphens, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE (status) || parsed != (int32_t) strlen (hyphens) || !is_known_language (locale))
    return NULL;
  uloc_toLanguageTag (locale, canonical, sizeof canonical, TRUE, &status);
  return U_SUCCESS (status) && strlen (canonical) > 0 ? g_strdup (canonical) : NULL;
}

static ULocaleDisplayNames *
open_names (const char *language)
{
  /* Capitals as for a list or a menu. */
  UDisplayContext contexts[]
      = { UDISPCTX_DIALECT_NAMES, UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU };
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names;

  uloc_forLanguageTag (language != NULL ? language : nl_language_get_ui (), locale, sizeof locale,
                       NULL, &status);
  names = uldn_openForContext (locale, contexts, G_N_ELEMENTS (contexts), &status);
  return U_SUCCESS (status) ? names : NULL;
}

/**
 * nl_language_name:
 * @tag: BCP 47 tag of a language
 * @language: (nullable): in which language to name it; %NULL for that of the user interface
 *
 * Returns: (transfer full): its name as in a list, such as “Français (Canada)”; the tag when it
 *   has none
 */
char *
nl_language_name (const char *tag, const char *language)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar name[MAX_NAME];
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names;
  int32_t length = 0;

  g_return_val_if_fail (tag != NULL, NULL);

  names = open_names (language);
  uloc_forLanguageTag (tag, locale, sizeof locale, NULL, &status);
  if (names != NULL)
    length = uldn_localeDisplayName (names, locale, name, MAX_NAME, &status);
  uldn_close (names);
  if (U_FAILURE (status) || length == 0)
    return g_strdup (tag);
  return g_utf16_to_utf8 (name, length, NULL, NULL, NULL);
}

/**
 * nl_language_is_rtl:
 * @tag: BCP 47 tag of a language
 *
 * Returns: whether it is written from right to left
 */
gboolean
nl_language_is_rtl (const char *tag)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  g_return_val_if_fail (tag != NULL, FALSE);

  uloc_forLanguageTag (tag, locale, sizeof locale, NULL, &status);
  return U_SUCCESS (status) && uloc_isRightToLeft (locale);
}

/**
 * nl_currency_name:
 * @code: ISO 4217 code
 * @language: (nullable): in which language to name it; %NULL for that of the user interface
 *
 * Returns: (transfer full): the currency's name, such as “Swiss Franc”; the code when it has none
 */
char *
nl_currency_name (const char *code, const char *language)
{
  const char *found = nl_currency_find (code);
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  const UChar *name;
  int32_t length;
  UChar code16[4] = { 0 };

  g_return_val_if_fail (found != NULL, g_strdup (code));

  for (int i = 0; i < 3; i++)
    code16[i] = (UChar) found[i];
  uloc_forLanguageTag (language != NULL ? language : nl_language_get_ui (), locale, sizeof locale,
                       NULL, &status);
  name = ucurr_getName (code16, locale, UCURR_LONG_NAME, NULL, &length, &status);
  return U_SUCCESS (status) ? g_utf16_to_utf8 (name, length, NULL, NULL, NULL) : g_strdup (found);
}
