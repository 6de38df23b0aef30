/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* What a customer agreed to, when, and how it is known. The fields: one line each. */
/* clang-format off */
#define NL_CONSENT_FIELDS(F) \
  F (CUSTOMER_ID, "customer-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (CHANNEL, "channel", TEXT, NL_FIELD_REQUIRED, N_ ("Channel"), NULL, channels) \
  F (STATUS, "status", TEXT, NL_FIELD_NONE, N_ ("Status"), NULL, NULL) \
  F (SOURCE, "source", TEXT, NL_FIELD_NONE, N_ ("Source"), NULL, NULL) \
  F (CHANGED_AT, "changed-at", INT64, NL_FIELD_TIME, N_ ("Date"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_CONSENT_##key,
  NL_CONSENT_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_CONSENT_N_FIELDS,
} NlConsentField;

#define NL_TYPE_CONSENT (nl_consent_get_type ())
G_DECLARE_FINAL_TYPE (NlConsent, nl_consent, NL, CONSENT, NlRecord)

/* Sources: typed in by hand, or one of these before a colon and a name. */
#define NL_CONSENT_SOURCE_MANUAL "manual"
#define NL_CONSENT_SOURCE_IMPORT "import:"

char *nl_consent_dup_source_text (const char *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
