/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-result.h"
#include "ai/usage/nl-price-table.h"
#include "jobs/nl-job.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

/* What a job used of an AI provider. The cost is null when nobody knows the price; it has no
 * currency when nothing had to be paid. The day is a UTC one, `YYYY-MM-DD`. */
/* clang-format off */
#define NL_USAGE_FIELDS(F) \
  F (JOB_ID, "job-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REFERENCE | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (PROVIDER, "provider", TEXT, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, N_ ("Provider"), NULL, NULL) \
  F (PROVIDER_NAME, "provider-name", TEXT, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (MODEL, "model", TEXT, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (KIND, "kind", TEXT, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, N_ ("Kind"), NULL, NULL) \
  F (DAY, "day", TEXT, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (INPUT_TOKENS, "input-tokens", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (CACHED_TOKENS, "cached-tokens", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (OUTPUT_TOKENS, "output-tokens", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (REASONING_TOKENS, "reasoning-tokens", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (IMAGES, "images", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (COST_MICROS, "cost-micros", INT64, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (CURRENCY, "currency", TEXT, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (PERHAPS_BILLED, "perhaps-billed", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, N_ ("Perhaps Billed"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_USAGE_##key,
  NL_USAGE_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_USAGE_N_FIELDS,
} NlUsageField;

#define NL_TYPE_USAGE (nl_usage_get_type ())
G_DECLARE_FINAL_TYPE (NlUsage, nl_usage, NL, USAGE, NlRecord)

gboolean nl_usage_write (
    NlJob *job, NlAiResult *result, NlPriceTable *prices, NlConnection *connection, GError **error);

G_END_DECLS
