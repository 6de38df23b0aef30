/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-completion.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_QUERY_VALUES (nl_query_values_get_type ())
G_DECLARE_FINAL_TYPE (NlQueryValues, nl_query_values, NL, QUERY_VALUES, GObject)

NlQueryValues *nl_query_values_new (NlStore *store, gint64 shop_id);
gboolean nl_query_values_offer (NlQueryValues *self, NlSegmentCompletions *completions);

typedef void (*NlQueryValueFunc) (const char *text,
                                  const char *name,
                                  const char *customers,
                                  gpointer data);
gboolean nl_query_values_list (NlQueryValues *self,
                               const NlSegmentAttribute *attribute,
                               NlQueryValueFunc func,
                               gpointer data);
char *nl_query_values_dup_name (NlQueryValues *self,
                                const NlSegmentAttribute *attribute,
                                const char *text);

G_END_DECLS
