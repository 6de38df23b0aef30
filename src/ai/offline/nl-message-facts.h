/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-brand-voice.h"

G_BEGIN_DECLS

gboolean nl_message_facts_fill (
    JsonObject *facts, const char *locale, NlBrandVoice *voice, NlSlots *slots, GError **error);

G_END_DECLS
