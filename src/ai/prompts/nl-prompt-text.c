/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/prompts/nl-prompt-text.h"

#include <glib/gi18n-lib.h>

static const NlField fields[] = { NL_PROMPT_TEXT_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "prompts",
  .noun = N_ ("prompt"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlPromptText:
 *
 * A prompt that somebody changed.
 */
NL_DEFINE_RECORD (NlPromptText, nl_prompt_text, &description)
