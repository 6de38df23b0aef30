/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shop-facts.h"

static void
set_text (JsonObject *object, const char *member, NlShop *shop, guint field)
{
  const char *text = nl_record_get_text (NL_RECORD (shop), field);

  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

/**
 * nl_shop_add_facts:
 * @shop: a shop
 * @facts: the facts of a request to a provider
 *
 * Adds what every draft needs to know: the shop, and the voice of its brand. docs/offline.md lists
 * the members.
 */
void
nl_shop_add_facts (NlShop *shop, JsonObject *facts)
{
  JsonObject *about = json_object_new ();
  JsonObject *voice = json_object_new ();
  JsonArray *banned = json_array_new ();
  const char *const *words;

  g_return_if_fail (NL_IS_SHOP (shop));
  g_return_if_fail (facts != NULL);

  set_text (about, "name", shop, NL_SHOP_NAME);
  set_text (about, "url", shop, NL_SHOP_URL);
  set_text (about, "currency", shop, NL_SHOP_CURRENCY);
  set_text (about, "language", shop, NL_SHOP_LANGUAGE);
  json_object_set_object_member (facts, "shop", about);

  set_text (voice, "tone", shop, NL_SHOP_TONE);
  set_text (voice, "dos", shop, NL_SHOP_DOS);
  set_text (voice, "donts", shop, NL_SHOP_DONTS);
  set_text (voice, "emoji_policy", shop, NL_SHOP_EMOJI_POLICY);
  words = nl_record_get_strv (NL_RECORD (shop), NL_SHOP_BANNED_WORDS);
  for (; *words != NULL; words++)
    json_array_add_string_element (banned, *words);
  json_object_set_array_member (voice, "banned_words", banned);
  json_object_set_object_member (facts, "voice", voice);
}
