/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* One text of a campaign: for one channel, in one language, as one variant. The fields: one line
 * each, in the order of the form and the columns. */
/* clang-format off */
#define NL_MESSAGE_FIELDS(F) \
  F (CAMPAIGN_ID, "campaign-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (CHANNEL, "channel", TEXT, NL_FIELD_REQUIRED, N_ ("Channel"), NULL, NULL) \
  F (LANGUAGE, "language", TEXT, NL_FIELD_REQUIRED, N_ ("Language"), NULL, NULL) \
  F (VARIANT, "variant", TEXT, NL_FIELD_REQUIRED, N_ ("Variant"), "A", NULL) \
  F (PARTS, "parts", JSON, NL_FIELD_REQUIRED, N_ ("Texts"), "{}", NULL) \
  F (PROVIDER, "provider", TEXT, NL_FIELD_REQUIRED, N_ ("Provider"), "offline", NULL) \
  F (MODEL, "model", TEXT, NL_FIELD_NONE, N_ ("Model"), NULL, NULL) \
  F (DRAFT, "draft", BOOLEAN, NL_FIELD_REQUIRED, NULL, NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_MESSAGE_##key,
  NL_MESSAGE_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_MESSAGE_N_FIELDS,
} NlMessageField;

#define NL_TYPE_MESSAGE (nl_message_get_type ())
G_DECLARE_FINAL_TYPE (NlMessage, nl_message, NL, MESSAGE, NlRecord)

G_END_DECLS
