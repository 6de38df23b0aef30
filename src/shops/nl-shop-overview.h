/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_SHOP_OVERVIEW_MONTHS 12
#define NL_SHOP_OVERVIEW_COUNTRIES 8
#define NL_SHOP_OVERVIEW_SCORES 5

typedef struct {
  gint64 starts_at; /* midnight of its first day in the shop's time zone, microseconds UTC */
  gint64 revenue;   /* minor units of the shop's currency */
  gint64 orders;
} NlShopMonth;

typedef struct {
  char code[3]; /* ISO 3166; empty for customers whose country is not known */
  gint64 customers;
} NlShopCountry;

/**
 * NlShopOverview:
 *
 * How a shop is doing. Money is in minor units of the shop's currency; orders in other currencies
 * count as orders, not as money, and cancelled ones not at all. When only customers were imported,
 * with what each has spent in how many orders, orders and averages are those, and nothing is dated.
 */
typedef struct {
  gint64 customers;
  gint64 buyers;    /* customers with an order */
  gint64 returning; /* customers with several */
  gint64 orders;
  gboolean is_dated;       /* whether there are orders with a date, for what follows */
  gint64 total_spent;      /* by all customers, ever */
  gint64 revenue;          /* of the last 30 days, without what was paid back */
  gint64 previous_revenue; /* of the 30 days before */
  gint64 average_order;    /* 0 when there are no orders */
  gint64 reachable;        /* customers with an email address */
  gint64 subscribed;       /* of these, who agreed to get email */
  gint64 segments;
  gint64 personas;
  gint64 campaigns;
  NlShopMonth months[NL_SHOP_OVERVIEW_MONTHS]; /* the last one holds today or the latest order */
  NlShopCountry countries[NL_SHOP_OVERVIEW_COUNTRIES]; /* largest first */
  guint n_countries;
  gint64 other_countries; /* customers of the countries that did not fit */
  gint64 rfm[NL_SHOP_OVERVIEW_SCORES][NL_SHOP_OVERVIEW_SCORES]; /* [recency - 1][frequency and
                                                                   monetary value - 1] */
} NlShopOverview;

#define NL_TYPE_SHOP_OVERVIEW (nl_shop_overview_get_type ())
GType nl_shop_overview_get_type (void);
NlShopOverview *nl_shop_overview_copy (const NlShopOverview *self);
void nl_shop_overview_free (NlShopOverview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlShopOverview, nl_shop_overview_free)

DexFuture *nl_shop_overview_load (NlStore *store,
                                  gint64 shop_id,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
