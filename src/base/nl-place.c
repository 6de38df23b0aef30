/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-place.h"

#include "base/nl-language.h"
#include "base/nl-text.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>

#define MAX_NAME 256

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
sorted_strv (GPtrArray *strings)
{
  gsize last = 0;

  g_ptr_array_sort (strings, compare_strings);
  for (gsize i = 1; i < strings->len; i++) {
    if (g_str_equal (strings->pdata[last], strings->pdata[i]))
      g_free (strings->pdata[i]);
    else
      strings->pdata[++last] = strings->pdata[i];
  }
  g_ptr_array_set_free_func (strings, NULL);
  g_ptr_array_set_size (strings, (gint) MIN (last + 1, strings->len));
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (strings, FALSE);
}

static gpointer
list_countries (gpointer data)
{
  GPtrArray *countries = g_ptr_array_new ();

  for (const char *const *code = uloc_getISOCountries (); *code != NULL; code++)
    g_ptr_array_add (countries, g_strdup (*code));
  return sorted_strv (countries);
}

/**
 * nl_country_list:
 *
 * Returns: (transfer none): the ISO 3166 codes of two letters, sorted
 */
const char *const *
nl_country_list (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, list_countries, NULL);
}

/**
 * nl_country_name:
 * @code: ISO 3166 code of two letters
 * @language: (nullable): in which language to name it; %NULL for that of the user interface
 *
 * Returns: (transfer full): the country's name as in a list; the code when it has none
 */
char *
nl_country_name (const char *code, const char *language)
{
  UDisplayContext context = UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU;
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar name[MAX_NAME];
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *upper = NULL;
  ULocaleDisplayNames *names;
  int32_t length = 0;

  g_return_val_if_fail (code != NULL, NULL);

  upper = g_ascii_strup (code, -1);
  uloc_forLanguageTag (language != NULL ? language : nl_language_get_ui (), locale, sizeof locale,
                       NULL, &status);
  names = uldn_openForContext (locale, &context, 1, &status);
  if (U_SUCCESS (status) && strlen (upper) == 2)
    length = uldn_regionDisplayName (names, upper, name, MAX_NAME, &status);
  uldn_close (names);
  if (U_FAILURE (status) || length == 0)
    return g_steal_pointer (&upper);
  return g_utf16_to_utf8 (name, length, NULL, NULL, NULL);
}

static void
add_country (GHashTable *countries, const char *name, const char *code)
{
  char *folded = nl_text_fold (name);

  if (!g_hash_table_contains (countries, folded))
    g_hash_table_insert (countries, folded, (gpointer) code);
  else
    g_free (folded);
}

static gpointer
index_countries (gpointer data)
{
  /* What people write and no list of names has. */
  static const char *const others[][2]
      = { { "uk", "GB" },          { "england", "GB" }, { "great britain", "GB" },
          { "scotland", "GB" },    { "usa", "US" },     { "u.s.a.", "US" },
          { "holland", "NL" },     { "eire", "IE" },    { "rsa", "ZA" },
          { "south korea", "KR" }, { "russia", "RU" },  { "czech republic", "CZ" } };
  GHashTable *countries = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const *codes = nl_country_list ();
  const char *const *languages = nl_language_list ();

  for (guint i = 0; codes[i] != NULL; i++)
    add_country (countries, codes[i], codes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    add_country (countries, others[i][0], others[i][1]);
  for (guint i = 0; codes[i] != NULL; i++) {
    for (guint j = 0; languages[j] != NULL; j++) {
      g_autofree char *name = nl_country_name (codes[i], languages[j]);

      add_country (countries, name, codes[i]);
    }
  }
  return countries;
}

/**
 * nl_country_find:
 * @text: a country's code, or its name in English or a language of nl_language_list()
 *
 * Returns: (transfer none) (nullable): its ISO 3166 code of two letters
 */
const char *
nl_country_find (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *countries = g_once (&once, index_countries, NULL);
  g_autofree char *folded = nl_text_fold (text);

  return g_hash_table_lookup (countries, g_strstrip (folded));
}

static gpointer
list_time_zones (gpointer data)
{
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *zones;
  GPtrArray *names = g_ptr_array_new ();
  const UChar *zone;
  int32_t length;

  zones = ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
  while (U_SUCCESS (status) && (zone = uenum_unext (zones, &length, &status)) != NULL) {
    UErrorCode renaming = U_ZERO_ERROR;
    UChar iana[128];
    int32_t n = ucal_getIanaTimeZoneID (zone, length, iana, G_N_ELEMENTS (iana), &renaming);

    if (U_SUCCESS (renaming))
      g_ptr_array_add (names, g_utf16_to_utf8 (iana, n, NULL, NULL, NULL));
  }
  uenum_close (zones);
  g_ptr_array_add (names, g_strdup ("Etc/UTC"));
  return sorted_strv (names);
}

/**
 * nl_time_zone_list:
 *
 * Returns: (transfer none): the IANA names of the time zones people live in, and Etc/UTC, sorted
 */
const char *const *
nl_time_zone_list (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, list_time_zones, NULL);
}

static gboolean
system_knows (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (*name == '\0' || *name == '/' || strchr (name, ':') != NULL)
    return FALSE;
  zone = g_time_zone_new_identifier (name);
  return zone != NULL && !g_ascii_isdigit (*name) && *name != '+' && *name != '-';
}

/**
 * nl_time_zone_canonicalise:
 * @name: (nullable): the name of a time zone
 *
 * Knows older names as well, such as "Asia/Calcutta", which not every system has.
 *
 * Returns: (transfer full) (nullable): @name or the newer one, in which dates can be shown; %NULL
 *   when it is no time zone
 */
char *
nl_time_zone_canonicalise (const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *name16 = NULL;
  g_autofree char *newer = NULL;
  UChar iana[128];
  int32_t length;

  if (name == NULL)
    return NULL;
  name16 = g_utf8_to_utf16 (name, -1, NULL, NULL, NULL);
  if (name16 == NULL)
    return NULL;
  /* What only one of the two knows would be counted in one zone and shown in another: to GLib
   * “UTC+2” is two hours behind, as POSIX writes it, and to ICU it is no zone. */
  length = ucal_getIanaTimeZoneID (name16, -1, iana, G_N_ELEMENTS (iana), &status);
  if (U_FAILURE (status))
    return NULL;
  if (system_knows (name))
    return g_strdup (name);
  newer = g_utf16_to_utf8 (iana, length, NULL, NULL, NULL);
  return system_knows (newer) ? g_steal_pointer (&newer) : NULL;
}

/**
 * nl_time_zone_is_known:
 * @name: (nullable): the name of a time zone
 *
 * Returns: whether nl_time_zone_canonicalise() knows it
 */
gboolean
nl_time_zone_is_known (const char *name)
{
  g_autofree char *canonical = nl_time_zone_canonicalise (name);

  return canonical != NULL;
}
