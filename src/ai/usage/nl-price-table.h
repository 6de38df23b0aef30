/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-result.h"
#include "ai/nl-provider-preset.h"

G_BEGIN_DECLS

#define NL_TYPE_PRICE_TABLE (nl_price_table_get_type ())
G_DECLARE_FINAL_TYPE (NlPriceTable, nl_price_table, NL, PRICE_TABLE, GObject)

/* More than any answer has: a number beyond it is a server's mistake. */
#define NL_PRICE_TABLE_MAX_TOKENS G_GINT64_CONSTANT (1000000000)

NlPriceTable *nl_price_table_get_builtin (void);
NlPriceTable *nl_price_table_new_from_bytes (GBytes *bytes, NlPriceTable *fallback, GError **error);
const char *nl_price_table_get_date (NlPriceTable *self);
gboolean nl_price_table_estimate (NlPriceTable *self,
                                  const NlProviderPreset *preset,
                                  const char *model,
                                  const NlAiUsage *usage,
                                  gint64 *cost_micros,
                                  const char **currency);

G_END_DECLS
