/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"
#include "ai/nl-provider-preset.h"

G_BEGIN_DECLS

/* What was learned of a server: fields it refuses, and the way it gives JSON. */
typedef struct {
  GHashTable *refused;
  guint structured; /* index into the preset's ways */
} NlOpenaiHabits;

/* A request for text or JSON, on its way. */
typedef struct {
  const NlProviderPreset *preset;
  const NlOpenaiHabits *habits;
  NlAiRequest *request;
  const char *model;
  gboolean stream;
  gboolean structured;
  const char *answer;    /* one that does not do, to be repaired; or NULL */
  const char *complaint; /* what is wrong with it */
} NlOpenaiChat;

void nl_openai_habits_init (NlOpenaiHabits *self);
void nl_openai_habits_clear (NlOpenaiHabits *self);
gboolean nl_openai_habits_learn (NlOpenaiHabits *self,
                                 const NlProviderPreset *preset,
                                 const char *field);

GBytes *nl_openai_body_chat (const NlOpenaiChat *chat);
GBytes *nl_openai_body_image (const NlProviderPreset *preset,
                              const NlOpenaiHabits *habits,
                              NlAiRequest *request,
                              const char *model);

G_END_DECLS
