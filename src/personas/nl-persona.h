/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* Whom a campaign talks to: a person who stands for a segment. The fields: one line each, in the
 * order of the form and the columns. */
/* clang-format off */
#define NL_PERSONA_FIELDS(F) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (SEGMENT_ID, "segment-id", INT64, NL_FIELD_REFERENCE, N_ ("Segment"), NULL, NULL) \
  F (LANGUAGE, "language", TEXT, NL_FIELD_REQUIRED, N_ ("Language"), NULL, NULL) \
  F (NAME, "name", TEXT, NL_FIELD_REQUIRED, N_ ("Name"), NULL, NULL) \
  F (TAGLINE, "tagline", TEXT, NL_FIELD_NONE, N_ ("Tagline"), NULL, NULL) \
  F (GENDER, "gender", TEXT, NL_FIELD_NONE, NULL, NULL, genders) \
  F (AGE_MIN, "age-min", INT64, NL_FIELD_NONE, N_ ("Youngest Age"), NULL, NULL) \
  F (AGE_MAX, "age-max", INT64, NL_FIELD_NONE, N_ ("Oldest Age"), NULL, NULL) \
  F (BIO, "bio", TEXT, NL_FIELD_NONE, N_ ("Biography"), NULL, NULL) \
  F (GOALS, "goals", JSON, NL_FIELD_REQUIRED, N_ ("Goals"), "[]", NULL) \
  F (FRUSTRATIONS, "frustrations", JSON, NL_FIELD_REQUIRED, N_ ("Frustrations"), "[]", NULL) \
  F (MOTIVATIONS, "motivations", JSON, NL_FIELD_REQUIRED, N_ ("Motivations"), "[]", NULL) \
  F (OBJECTIONS, "objections", JSON, NL_FIELD_REQUIRED, N_ ("Objections"), "[]", NULL) \
  F (CHANNELS, "channels", JSON, NL_FIELD_REQUIRED, N_ ("Channels"), "[]", NULL) \
  F (QUOTES, "quotes", JSON, NL_FIELD_REQUIRED, N_ ("Quotes"), "[]", NULL) \
  F (VOCABULARY, "vocabulary", JSON, NL_FIELD_REQUIRED, N_ ("Vocabulary"), "[]", NULL) \
  F (BEST_HOURS, "best-hours", JSON, NL_FIELD_REQUIRED, N_ ("Best Hours"), "[]", NULL) \
  F (FACTS, "facts", JSON, NL_FIELD_REQUIRED, N_ ("Facts"), "[]", NULL) \
  F (STATISTICS, "statistics", JSON, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, "{}", NULL) \
  F (SEED, "seed", INT64, NL_FIELD_REQUIRED, NULL, NULL, NULL) \
  F (AVATAR_IMAGE_ID, "avatar-image-id", INT64, NL_FIELD_REFERENCE, N_ ("Avatar"), NULL, NULL) \
  F (PROVIDER, "provider", TEXT, NL_FIELD_REQUIRED, N_ ("Provider"), "offline", NULL) \
  F (MODEL, "model", TEXT, NL_FIELD_NONE, N_ ("Model"), NULL, NULL) \
  F (DRAFT, "draft", BOOLEAN, NL_FIELD_REQUIRED, NULL, NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_PERSONA_##key,
  NL_PERSONA_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_PERSONA_N_FIELDS,
} NlPersonaField;

#define NL_TYPE_PERSONA (nl_persona_get_type ())
G_DECLARE_FINAL_TYPE (NlPersona, nl_persona, NL, PERSONA, NlRecord)

G_END_DECLS
