/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-brand-voice.h"
#include "ai/offline/nl-echo.h"
#include "ai/offline/nl-phrase-book.h"
#include "ai/offline/nl-sentences.h"

G_BEGIN_DECLS

/* Says what a book has for a key, given what is known: the same for the same seed. */
typedef struct _NlPhraseWriter NlPhraseWriter;

/* A finished text, and the figure in it when it speaks from the data. */
typedef struct {
  char *text;
  char *figure;
} NlLine;

/* What a part of a message or persona must keep. */
typedef struct {
  guint max;
  NlUnit unit;
  /* A title ends without a full stop. */
  gboolean title;
  /* Neither emoji nor typography: addresses, hashtags, SMS. */
  gboolean plain;
} NlLimit;

NlPhraseWriter *nl_phrase_writer_new (
    NlPhraseBook *book, const char *locale, NlSlots *slots, NlBrandVoice *voice, guint64 seed);
void nl_phrase_writer_free (NlPhraseWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlPhraseWriter, nl_phrase_writer_free)

void nl_phrase_writer_set_scopes (NlPhraseWriter *self, const char *const *scopes);
void nl_phrase_writer_set_gender (NlPhraseWriter *self, char gender);
void nl_phrase_writer_set_echo (NlPhraseWriter *self, NlEcho *echo);
void nl_phrase_writer_skip (NlPhraseWriter *self, guint steps);

NlLine *nl_phrase_writer_write (NlPhraseWriter *self, const char *key, const NlLimit *limit);
GPtrArray *nl_phrase_writer_write_list (NlPhraseWriter *self,
                                        const char *key,
                                        guint max_lines,
                                        guint max_figures,
                                        const NlLimit *limit);

void nl_line_free (NlLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlLine, nl_line_free)

G_END_DECLS
