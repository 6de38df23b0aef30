/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <unicode/upluralrules.h>

#include "ai/offline/nl-brand-voice.h"
#include "ai/offline/nl-phrase-book.h"
#include "base/nl-random.h"

G_BEGIN_DECLS

/* What lies on a writer's desk: what may be said, what is known, and what was said already. */
typedef struct {
  NlPhraseBook *book;
  char *locale;
  NlSlots *slots;
  NlBrandVoice *voice;
  char gender;
  GStrv scopes;
  UPluralRules *plurals;
  /* Variants already said, so that nothing is said twice while there is something else to say. */
  GHashTable *used;
} NlDesk;

/* One text being put together. */
typedef struct {
  const NlDesk *desk;
  NlRandom random;
  GString *text;
  /* The first figure in the text. */
  char *figure;
  /* The variants in the text. */
  GPtrArray *said;
  guint depth;
  /* Leave out variants with a banned word. */
  gboolean strict;
  /* Let no phrase be preferred. */
  gboolean relaxed;
} NlDraft;

void nl_draft_init (NlDraft *self, const NlDesk *desk, guint64 seed, const char *stream);
void nl_draft_clear (NlDraft *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlDraft, nl_draft_clear)

gboolean nl_draft_say (NlDraft *self, const char *key);
gboolean nl_draft_say_phrase (NlDraft *self, NlPhrase *phrase, gboolean allow_used);
GPtrArray *nl_draft_rank (NlDraft *self, const char *key);

G_END_DECLS
