/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ai/nl-ai-request.h"

G_BEGIN_DECLS

extern const char *const FIXTURE_FACTS[];
extern const char *const FIXTURE_CHANNELS[];

JsonObject *fixture_load_facts (const char *path);
JsonObject *fixture_get_facts (const char *name);
NlAiRequest *fixture_persona_request (const char *facts, const char *language, guint64 seed);
NlAiRequest *fixture_message_request (const char *facts,
                                      const char *language,
                                      guint64 seed,
                                      const char *template,
                                      const char *channel);
JsonObject *fixture_write (NlAiRequest *request);

G_END_DECLS
