/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "base/nl-html.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "base/nl-text.h"
#include "base/nl-url.h"
#include "shops/nl-shops.h"

/* What fits the window and any subject line; nobody’s shop is called longer than that. */
#define MAX_NAME 120
#define MAX_VOICE 4000
#define MAX_BANNED_WORDS 500

static const char *
get_text (NlShop *self, NlShopField field)
{
  return nl_record_get_text (NL_RECORD (self), field);
}

static gboolean
fail (NlShopField *found, NlShopField field, GError **error, const char *message)
{
  if (found != NULL)
    *found = field;
  g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_name (NlShop *self, NlShopField *field, GError **error)
{
  const char *name = get_text (self, NL_SHOP_NAME);
  g_autofree char *trimmed = g_strstrip (g_strdup (name != NULL ? name : ""));

  if (trimmed[0] == '\0')
    return fail (field, NL_SHOP_NAME, error, _ ("Give the shop a name."));
  if (nl_text_length (trimmed) > MAX_NAME)
    return fail (field, NL_SHOP_NAME, error, _ ("The shop’s name is too long."));
  return TRUE;
}

static gboolean
check_url (NlShop *self, NlShopField *field, GError **error)
{
  const char *url = get_text (self, NL_SHOP_URL);
  g_autofree char *normalised = NULL;

  if (url == NULL)
    return TRUE;
  normalised = nl_url_check (url, error);
  if (normalised == NULL && field != NULL)
    *field = NL_SHOP_URL;
  return normalised != NULL;
}

/**
 * nl_shop_check_unsubscribe_url:
 * @url: an address where people unsubscribe
 * @error: return location for %NL_STORE_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the address, normalised; %NULL for one that is neither
 *   https:, http: nor mailto:
 */
char *
nl_shop_check_unsubscribe_url (const char *url, GError **error)
{
  char *checked;

  g_return_val_if_fail (url != NULL, NULL);

  checked = nl_html_check_link (url);
  if (checked == NULL)
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                 _ ("“%s” is no address for unsubscribing. It begins with “https://” or "
                    "“mailto:”."),
                 url);
  return checked;
}

static gboolean
check_unsubscribe_url (NlShop *self, NlShopField *field, GError **error)
{
  const char *url = get_text (self, NL_SHOP_UNSUBSCRIBE_URL);
  g_autofree char *checked = url != NULL ? nl_shop_check_unsubscribe_url (url, error) : NULL;

  if (url == NULL || checked != NULL)
    return TRUE;
  if (field != NULL)
    *field = NL_SHOP_UNSUBSCRIBE_URL;
  return FALSE;
}

static gboolean
check_place (NlShop *self, NlShopField *field, GError **error)
{
  if (nl_currency_find (get_text (self, NL_SHOP_CURRENCY)) == NULL)
    return fail (field, NL_SHOP_CURRENCY, error, _ ("Choose the currency the shop sells in."));
  if (!nl_time_zone_is_known (get_text (self, NL_SHOP_TIMEZONE)))
    return fail (field, NL_SHOP_TIMEZONE, error, _ ("Choose the shop’s time zone."));
  return TRUE;
}

static gboolean
check_languages (NlShop *self, NlShopField *field, GError **error)
{
  const char *const *further = nl_record_get_strv (NL_RECORD (self), NL_SHOP_FURTHER_LANGUAGES);
  g_autofree char *language = nl_language_canonicalise (get_text (self, NL_SHOP_LANGUAGE));

  if (language == NULL)
    return fail (field, NL_SHOP_LANGUAGE, error,
                 _ ("Choose a language. Personas and campaigns are written in it."));
  for (guint i = 0; further[i] != NULL; i++) {
    g_autofree char *tag = nl_language_canonicalise (further[i]);

    if (tag == NULL) {
      g_autofree char *message = g_strdup_printf (_ ("“%s” is not a language."), further[i]);

      return fail (field, NL_SHOP_FURTHER_LANGUAGES, error, message);
    }
  }
  return TRUE;
}

static gboolean
check_voice (NlShop *self, NlShopField *field, GError **error)
{
  const char *const *words = nl_record_get_strv (NL_RECORD (self), NL_SHOP_BANNED_WORDS);
  static const NlShopField texts[] = { NL_SHOP_DOS, NL_SHOP_DONTS };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *text = get_text (self, texts[i]);

    if (text != NULL && nl_text_length (text) > MAX_VOICE)
      return fail (field, texts[i], error, _ ("This text is too long. Keep to what matters most."));
  }
  if (g_strv_length ((char **) words) > MAX_BANNED_WORDS)
    return fail (field, NL_SHOP_BANNED_WORDS, error, _ ("There are too many banned words."));
  return TRUE;
}

/**
 * nl_shop_check:
 * @self: a shop, as it would be saved
 * @field: (out) (optional): which field is wrong
 * @error: return location for an error of the domain %NL_STORE_ERROR or %NL_URL_ERROR that says
 *   what to do about it
 *
 * Checks that a shop is complete: name, currency, time zone, and above all a language.
 *
 * Returns: whether it can be saved
 */
gboolean
nl_shop_check (NlShop *self, NlShopField *field, GError **error)
{
  g_return_val_if_fail (NL_IS_SHOP (self), FALSE);

  return check_name (self, field, error) && check_url (self, field, error)
         && check_unsubscribe_url (self, field, error) && check_place (self, field, error)
         && check_languages (self, field, error) && check_voice (self, field, error);
}

/**
 * nl_shop_dup_languages:
 * @self: a shop
 *
 * Returns: (transfer full): its languages as BCP 47 tags, the default one first, each once
 */
char **
nl_shop_dup_languages (NlShop *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *further;
  const char *language;

  g_return_val_if_fail (NL_IS_SHOP (self), NULL);

  language = get_text (self, NL_SHOP_LANGUAGE);
  further = nl_record_get_strv (NL_RECORD (self), NL_SHOP_FURTHER_LANGUAGES);
  for (guint i = 0; language != NULL; language = further[i++]) {
    g_autofree char *tag = nl_language_canonicalise (language);

    if (tag != NULL && g_hash_table_add (seen, g_strdup (tag)))
      g_strv_builder_add (builder, tag);
  }
  return g_strv_builder_end (builder);
}
