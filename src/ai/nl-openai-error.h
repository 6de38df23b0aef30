/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-error.h"
#include "ai/nl-provider-preset.h"

G_BEGIN_DECLS

/* Who was asked for what: what an error message says, and must not say. */
typedef struct {
  const NlProviderPreset *preset;
  const char *name;  /* of the provider, for people */
  const char *url;   /* that was asked */
  const char *model; /* or NULL */
  const char *key;   /* or NULL: never in a message */
  gboolean is_image;
} NlOpenaiAsked;

GError *nl_openai_error_new (const NlOpenaiAsked *asked,
                             const GError *error) G_GNUC_WARN_UNUSED_RESULT;
GError *nl_openai_error_new_in_answer (const NlOpenaiAsked *asked,
                                       JsonNode *answer) G_GNUC_WARN_UNUSED_RESULT;
char *nl_openai_error_dup_refused_field (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *nl_openai_tidy_message (const char *text, const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
