/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "segments/nl-segment-query.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

/* The smallest group that may be named: what fewer share could point at a person. */
#define NL_SEGMENT_SMALLEST_GROUP 5

/* Whose numbers: an SQL condition on customers and its values. */
typedef struct {
  NlConnection *connection;
  const NlSegmentContext *context;
  const char *where;
  GArray *values; /* (element-type NlValue) */
} NlSegmentMembers;

/* One pass over customers. */
typedef struct {
  gint64 customers;
  gint64 spent;
  gint64 orders;
  gint64 with_none, with_one, with_more;
  gint64 with_first, without_first; /* of those who ordered: whether it is known when */
  gint64 with_last, without_last;
  gint64 is_new, is_dormant;
  gint64 with_email, email_subscribed;
  gint64 with_sms, sms_subscribed;
  GArray *ids;                                         /* (element-type gint64): in order */
  GArray *amounts;                                     /* (element-type gint64) */
  GArray *last_orders;                                 /* (element-type gint64) */
  GArray *first_orders;                                /* (element-type gint64) */
  GHashTable *countries, *cities, *languages, *groups; /* (element-type utf8 gint64) */
} NlSegmentCustomerTotals;

/* Lines of one title or category. */
typedef struct {
  gint64 quantity;
  gint64 orders;
  gint64 last_order; /* the id of the one that was counted last */
} NlSegmentLineTotals;

/* One pass over the orders of these customers. */
typedef struct {
  gint64 orders;
  gint64 discounted;
  gint64 hours[24];
  gint64 weekdays[7]; /* Monday first */
  gint64 months[12];
  GHashTable *products, *categories; /* (element-type utf8 NlSegmentLineTotals) */
} NlSegmentOrderTotals;

NlSegmentCustomerTotals *nl_segment_customer_totals_new (const NlSegmentMembers *members,
                                                         GError **error);
NlSegmentCustomerTotals *nl_segment_customer_totals_new_brief (const NlSegmentMembers *members,
                                                               GError **error);
void nl_segment_customer_totals_free (NlSegmentCustomerTotals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSegmentCustomerTotals, nl_segment_customer_totals_free)

NlSegmentOrderTotals *nl_segment_order_totals_new (const NlSegmentMembers *members,
                                                   GArray *ids,
                                                   gint64 n_customers,
                                                   GError **error);
void nl_segment_order_totals_free (NlSegmentOrderTotals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSegmentOrderTotals, nl_segment_order_totals_free)

NlStatement *nl_segment_members_prepare (const NlSegmentMembers *members,
                                         const char *purpose,
                                         const char *before,
                                         const char *after,
                                         GError **error);
JsonArray *nl_segment_members_get_tags (const NlSegmentMembers *members,
                                        gint64 n_members,
                                        GError **error);

void nl_segment_add (gint64 *sum, gint64 number);
double nl_segment_share (gint64 part, gint64 whole);
void nl_segment_set_share (JsonObject *object, const char *key, gint64 part, gint64 whole);

G_END_DECLS
