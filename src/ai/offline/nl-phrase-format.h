/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-phrase-book.h"

G_BEGIN_DECLS

char *nl_phrase_format_slot (
    NlPhraseBook *book, const char *locale, NlSlots *slots, const NlSlot *slot, const char *filter);
gboolean nl_phrase_has_filter (NlPhraseBook *book, NlSlotType type, const char *filter);

G_END_DECLS
