/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* A prompt that somebody changed. */
/* clang-format off */
#define NL_PROMPT_TEXT_FIELDS(F) \
  F (TASK, "task", TEXT, NL_FIELD_REQUIRED, NULL, NULL, NULL) \
  F (TEXT, "text", TEXT, NL_FIELD_REQUIRED, N_ ("Prompt"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_PROMPT_TEXT_##key,
  NL_PROMPT_TEXT_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_PROMPT_TEXT_N_FIELDS,
} NlPromptTextField;

#define NL_TYPE_PROMPT_TEXT (nl_prompt_text_get_type ())
G_DECLARE_FINAL_TYPE (NlPromptText, nl_prompt_text, NL, PROMPT_TEXT, NlRecord)

G_END_DECLS
