/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ai/offline/nl-slots.h"

G_BEGIN_DECLS

typedef enum { NL_EMOJI_NONE, NL_EMOJI_SPARING, NL_EMOJI_GENEROUS } NlEmojiPolicy;

/* How a shop wants to sound. */
typedef struct {
  const char *tone;
  NlEmojiPolicy emoji;
  /* Arrays of folded words, one for each banned word or phrase. */
  GPtrArray *banned;
  /* What the user typed, in the same order. */
  GPtrArray *banned_texts;
} NlBrandVoice;

NlBrandVoice *nl_brand_voice_new (JsonObject *facts);
void nl_brand_voice_free (NlBrandVoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlBrandVoice, nl_brand_voice_free)

void nl_brand_voice_fill_slots (NlBrandVoice *self, NlSlots *slots);
gboolean nl_brand_voice_is_calm (NlBrandVoice *self);
gboolean nl_brand_voice_bans (NlBrandVoice *self, const char *text);
char *nl_brand_voice_drop_sentences (NlBrandVoice *self, const char *text);
char *nl_brand_voice_drop_words (NlBrandVoice *self, const char *text, JsonObject *synonyms);

G_END_DECLS
