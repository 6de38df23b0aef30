/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-shop-names.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"

typedef struct {
  const char *code;
  const char *name;
} Name;

static char *
look_up (const Name *names, guint n_names, const char *code)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i].code, code))
      return g_strdup (_ (names[i].name));
  return g_strdup (code);
}

/**
 * nl_shop_name_platform:
 * @code: "shopify"
 *
 * Returns: (transfer full): what the platform is called
 */
char *
nl_shop_name_platform (const char *code)
{
  static const Name names[] = {
    { "shopify", "Shopify" },
    { "woocommerce", "WooCommerce" },
    { "prestashop", "PrestaShop" },
    { "other", N_ ("Other") },
  };

  return look_up (names, G_N_ELEMENTS (names), code);
}

/**
 * nl_shop_name_tone:
 * @code: "friendly"
 *
 * Returns: (transfer full): what the tone of voice is called
 */
char *
nl_shop_name_tone (const char *code)
{
  static const Name names[] = {
    { "friendly", N_ ("Friendly") },
    { "formal", N_ ("Formal") },
    { "playful", N_ ("Playful") },
    { "luxurious", N_ ("Luxurious") },
    { "matter-of-fact", N_ ("Matter-of-Fact") },
  };

  return look_up (names, G_N_ELEMENTS (names), code);
}

/**
 * nl_shop_name_emoji_policy:
 * @code: "sparing"
 *
 * Returns: (transfer full): how emoji are used
 */
char *
nl_shop_name_emoji_policy (const char *code)
{
  static const Name names[] = {
    { "none", N_ ("Never") },
    { "sparing", N_ ("Sparingly") },
    { "generous", N_ ("Generously") },
  };

  return look_up (names, G_N_ELEMENTS (names), code);
}

/**
 * nl_shop_name_currency:
 * @code: ISO 4217
 *
 * Returns: (transfer full): name and code, so that both are found by a search
 */
char *
nl_shop_name_currency (const char *code)
{
  g_autofree char *name = nl_currency_name (code, NULL);

  /* Translators: name and code of a currency: “Swiss Franc (CHF)”. */
  return g_strdup_printf (_ ("%s (%s)"), name, code);
}

/**
 * nl_shop_name_time_zone:
 * @code: IANA name
 *
 * Returns: (transfer full): the place without underscores
 */
char *
nl_shop_name_time_zone (const char *code)
{
  return g_str_equal (code, "Etc/UTC") ? g_strdup ("UTC")
                                       : g_strdelimit (g_strdup (code), "_", ' ');
}

/**
 * nl_shop_name_language:
 * @code: BCP 47
 *
 * Returns: (transfer full): its name in the language of the window
 */
char *
nl_shop_name_language (const char *code)
{
  return nl_language_name (code, NULL);
}

/**
 * nl_shop_guess_currency:
 *
 * Returns: (transfer full): the currency of the system's region, else the euro
 */
char *
nl_shop_guess_currency (void)
{
  g_autofree char *code = g_strndup (localeconv ()->int_curr_symbol, 3);
  const char *found = nl_currency_find (code);

  return g_strdup (found != NULL ? found : "EUR");
}

/**
 * nl_shop_guess_time_zone:
 *
 * Returns: (transfer full): the time zone this computer is in, else UTC
 */
char *
nl_shop_guess_time_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);
  gboolean is_listed = g_strv_contains (nl_time_zone_list (), name);

  return g_strdup (is_listed ? name : "Etc/UTC");
}

/**
 * nl_shop_guess_language:
 *
 * Returns: (transfer full) (nullable): the language of the window when texts can be written in it
 */
char *
nl_shop_guess_language (void)
{
  const char *ui = nl_language_get_ui ();
  g_autofree char *language = g_strndup (ui, strcspn (ui, "-"));

  if (!g_strv_contains (nl_language_list (), language))
    return NULL;
  return g_steal_pointer (&language);
}
