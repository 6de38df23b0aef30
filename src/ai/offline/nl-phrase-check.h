/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-phrase-writer.h"

G_BEGIN_DECLS

char *nl_phrase_finish (const char *text,
                        NlPhraseBook *book,
                        NlBrandVoice *voice,
                        const NlLimit *limit);
gboolean nl_phrase_check (const char *text, NlBrandVoice *voice, const NlLimit *limit);
char *nl_phrase_mend (const char *text,
                      NlPhraseBook *book,
                      NlBrandVoice *voice,
                      const NlLimit *limit);

G_END_DECLS
