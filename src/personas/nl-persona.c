/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona.h"

#include <glib/gi18n-lib.h>

/* How the persona is drawn and spoken of: feminine, masculine, neither. */
static const char *const genders[] = { "f", "m", "n", NULL };

static const NlField fields[] = { NL_PERSONA_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "personas",
  .noun = N_ ("persona"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlPersona:
 *
 * Whom a campaign talks to: a person who stands for a segment.
 */
NL_DEFINE_RECORD (NlPersona, nl_persona, &description)
