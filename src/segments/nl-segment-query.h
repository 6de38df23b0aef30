/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "segments/nl-segment-error.h"
#include "segments/nl-segment-sql.h"
#include "segments/nl-segment-vocabulary.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_QUERY (nl_segment_query_get_type ())

typedef struct _NlSegmentQuery NlSegmentQuery;

typedef enum {
  NL_SEGMENT_HINT_SHOPIFY_CLAUSES, /* more clauses than Shopify takes */
  NL_SEGMENT_HINT_SHOPIFY_LIST,    /* a longer list than Shopify takes */
  NL_SEGMENT_HINT_SHOPIFY_NAME,    /* a function that Shopify does not have */
} NlSegmentHintKind;

/* Something to know about a query that is right. */
typedef struct {
  NlSegmentHintKind kind;
  NlSegmentSpan span;
  const char *message;
} NlSegmentHint;

/* What the meaning of a query depends on. */
typedef struct {
  gint64 shop_id;
  GTimeZone *time_zone; /* the shop's */
  gint64 now;           /* microseconds since 1970 UTC */
  guint minor_digits;   /* of the shop's currency: 2 for EUR, 0 for JPY */
} NlSegmentContext;

GType nl_segment_query_get_type (void);

NlSegmentQuery *nl_segment_query_parse (const char *text, GError **error);
NlSegmentQuery *nl_segment_query_ref (NlSegmentQuery *self);
void nl_segment_query_unref (NlSegmentQuery *self);

const char *nl_segment_query_get_text (NlSegmentQuery *self);
char *nl_segment_query_to_string (NlSegmentQuery *self);

gboolean nl_segment_query_check (NlSegmentQuery *self, GError **error);
const NlSegmentHint *nl_segment_query_get_hints (NlSegmentQuery *self, guint *n_hints);
NlSegmentData nl_segment_query_get_data (NlSegmentQuery *self);

NlSegmentSql *nl_segment_query_compile (NlSegmentQuery *self,
                                        const NlSegmentContext *context,
                                        GError **error);
NlSegmentSql *nl_segment_query_compile_count (NlSegmentQuery *self,
                                              const NlSegmentContext *context,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSegmentQuery, nl_segment_query_unref)

G_END_DECLS
