/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ai/offline/nl-template.h"

G_BEGIN_DECLS

/* Everything the engine can say in one language: data/phrases/LANGUAGE/, read once. */
typedef struct _NlPhraseBook NlPhraseBook;

/* One phrase with its variants parsed. */
typedef struct {
  /* What the variants have in common, as written. */
  char *topic;
  NlCondition *condition;
  int priority;
  guint weight;
  /* The same, twice: as written and as arrays of #NlNode. */
  GPtrArray *texts;
  GPtrArray *templates;
  /* Whether the first variant shows a figure, so that the statement is from the data. */
  gboolean figure;
} NlPhrase;

NlPhraseBook *nl_phrase_book_get (const char *language, GError **error);
NlPhraseBook *nl_phrase_book_load (const char *language, GError **error);
NlPhraseBook *nl_phrase_book_new (const char *language, JsonObject *files, GError **error);
void nl_phrase_book_free (NlPhraseBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlPhraseBook, nl_phrase_book_free)

const char *const *nl_phrase_book_list_languages (void);
const char *nl_phrase_book_get_language (NlPhraseBook *self);
const char *nl_phrase_book_choose_locale (NlPhraseBook *self, const char *language);
GPtrArray *nl_phrase_book_lookup (NlPhraseBook *self, const char *key);
GPtrArray *nl_phrase_book_get_word (NlPhraseBook *self, const char *word);
JsonObject *nl_phrase_book_get_conventions (NlPhraseBook *self);
char **nl_phrase_book_list_keys (NlPhraseBook *self);

JsonNode *nl_phrase_load_json (const char *name, GError **error);

G_END_DECLS
