/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlUsageGroup:
 * @NL_USAGE_GROUP_NONE: everything in one sum
 * @NL_USAGE_GROUP_PROVIDER: by who answered
 * @NL_USAGE_GROUP_MODEL: by the model that answered
 * @NL_USAGE_GROUP_DAY: by the day, in UTC
 * @NL_USAGE_GROUP_KIND: by the kind of job
 * @NL_USAGE_GROUP_SHOP: by the shop it was for
 *
 * What is added up.
 */
typedef enum {
  NL_USAGE_GROUP_NONE,
  NL_USAGE_GROUP_PROVIDER,
  NL_USAGE_GROUP_MODEL,
  NL_USAGE_GROUP_DAY,
  NL_USAGE_GROUP_KIND,
  NL_USAGE_GROUP_SHOP,
} NlUsageGroup;

/**
 * NlUsageSum:
 * @key: whose it is: a provider's id, a model, a day, a kind or a shop's id; empty for
 *   %NL_USAGE_GROUP_NONE and for shops that are gone
 * @name: what people call it; as @key where it has no other name
 * @currency: ISO 4217 code, or empty when nothing had to be paid
 * @cost_micros: millionths of @currency: an estimate
 * @n_jobs: jobs
 * @n_unpriced: of these, the ones whose price nobody knows
 * @input_tokens: tokens read, cached ones included
 * @cached_tokens: of these, the ones read from a cache
 * @output_tokens: tokens written, reasoning included
 * @reasoning_tokens: of these, the ones nobody sees
 * @images: pictures made
 * @perhaps_billed: calls besides whose answer was lost: each may have been charged
 *
 * What was used of AI providers. There are several with the same @key where prices were in several
 * currencies.
 */
typedef struct {
  char *key;
  char *name;
  char currency[4];
  gint64 cost_micros;
  gint64 n_jobs;
  gint64 n_unpriced;
  gint64 input_tokens;
  gint64 cached_tokens;
  gint64 output_tokens;
  gint64 reasoning_tokens;
  gint64 images;
  gint64 perhaps_billed;
} NlUsageSum;

DexFuture *nl_usage_summarise (NlStore *store,
                               gint64 shop_id,
                               const char *from,
                               const char *to,
                               NlUsageGroup group) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
