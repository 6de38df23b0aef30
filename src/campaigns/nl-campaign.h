/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* What is said to a persona, on several channels and in several languages. The fields: one line
 * each, in the order of the form and the columns. */
/* clang-format off */
#define NL_CAMPAIGN_FIELDS(F) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (PERSONA_ID, "persona-id", INT64, NL_FIELD_REFERENCE, N_ ("Persona"), NULL, NULL) \
  F (SEGMENT_ID, "segment-id", INT64, NL_FIELD_REFERENCE, N_ ("Segment"), NULL, NULL) \
  F (NAME, "name", TEXT, NL_FIELD_REQUIRED, N_ ("Name"), NULL, NULL) \
  F (TEMPLATE, "template", TEXT, NL_FIELD_REQUIRED, N_ ("Template"), NULL, NULL) \
  F (GOAL, "goal", TEXT, NL_FIELD_NONE, N_ ("Goal"), NULL, NULL) \
  F (CHANNELS, "channels", STRV, NL_FIELD_REQUIRED, N_ ("Channels"), NULL, NULL) \
  F (LANGUAGES, "languages", STRV, NL_FIELD_REQUIRED, N_ ("Languages"), NULL, NULL) \
  F (PRODUCTS, "products", JSON, NL_FIELD_REQUIRED, N_ ("Products"), "[]", NULL) \
  F (OFFER, "offer", JSON, NL_FIELD_NONE, N_ ("Offer"), NULL, NULL) \
  F (LANDING_URL, "landing-url", TEXT, NL_FIELD_NONE, N_ ("Link"), NULL, NULL) \
  F (STATUS, "status", TEXT, NL_FIELD_REQUIRED, N_ ("Status"), "draft", statuses) \
  F (SCHEDULED_AT, "scheduled-at", INT64, NL_FIELD_TIME, N_ ("Scheduled"), NULL, NULL) \
  F (SEED, "seed", INT64, NL_FIELD_REQUIRED, NULL, NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_CAMPAIGN_##key,
  NL_CAMPAIGN_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_CAMPAIGN_N_FIELDS,
} NlCampaignField;

#define NL_TYPE_CAMPAIGN (nl_campaign_get_type ())
G_DECLARE_FINAL_TYPE (NlCampaign, nl_campaign, NL, CAMPAIGN, NlRecord)

G_END_DECLS
