/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* A shop: name, languages, currency and the voice of its brand. The fields: one line each, in the
 * order of the form and the columns. */
/* clang-format off */
#define NL_SHOP_FIELDS(F) \
  F (NAME, "name", TEXT, NL_FIELD_REQUIRED, N_ ("Name"), NULL, NULL) \
  F (URL, "url", TEXT, NL_FIELD_NONE, N_ ("Website"), NULL, NULL) \
  F (UNSUBSCRIBE_URL, "unsubscribe-url", TEXT, NL_FIELD_NONE, N_ ("Unsubscribe Link"), NULL, NULL) \
  F (PLATFORM, "platform", TEXT, NL_FIELD_REQUIRED, N_ ("Platform"), "other", platforms) \
  F (CURRENCY, "currency", TEXT, NL_FIELD_REQUIRED, N_ ("Currency"), "EUR", NULL) \
  F (TIMEZONE, "timezone", TEXT, NL_FIELD_REQUIRED, N_ ("Time Zone"), "UTC", NULL) \
  F (LANGUAGE, "language", TEXT, NL_FIELD_REQUIRED, N_ ("Default Language"), NULL, NULL) \
  F (FURTHER_LANGUAGES, "further-languages", STRV, NL_FIELD_REQUIRED, N_ ("Further Languages"), NULL, NULL) \
  F (TONE, "tone", TEXT, NL_FIELD_REQUIRED, N_ ("Tone"), "friendly", tones) \
  F (DOS, "dos", TEXT, NL_FIELD_NONE, N_ ("Do"), NULL, NULL) \
  F (DONTS, "donts", TEXT, NL_FIELD_NONE, N_ ("Don’t"), NULL, NULL) \
  F (BANNED_WORDS, "banned-words", STRV, NL_FIELD_REQUIRED, N_ ("Banned Words"), NULL, NULL) \
  F (EMOJI_POLICY, "emoji-policy", TEXT, NL_FIELD_REQUIRED, N_ ("Emoji"), "sparing", emoji_policies) \
  F (LOGO_IMAGE_ID, "logo-image-id", INT64, NL_FIELD_REFERENCE, N_ ("Logo"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_SHOP_##key,
  NL_SHOP_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_SHOP_N_FIELDS,
} NlShopField;

#define NL_TYPE_SHOP (nl_shop_get_type ())
G_DECLARE_FINAL_TYPE (NlShop, nl_shop, NL, SHOP, NlRecord)

G_END_DECLS
