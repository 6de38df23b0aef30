/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

/* Two shops of random customers, as plain data and in a database. */

#define SAMPLE_SHOP 1
#define SAMPLE_MAX_ROWS 6
/* Who has an id that can be divided by 2 is in the first snapshot, by 3 in the second, and so on.
 */
#define SAMPLE_SNAPSHOTS 3
#define SAMPLE_CUSTOMERS 90

typedef struct {
  gint64 product_id; /* 0: none */
  const char *tags[2];
  const char *category;
  gint64 quantity;
} SampleLine;

typedef struct {
  gint64 date;
  gint64 total;
  gboolean is_cancelled;
  gint64 location_id;
  gint64 app_id;
  guint n_lines;
  SampleLine lines[3];
} SampleOrder;

typedef struct {
  const char *kind;
  gint64 object_id;
  gint64 date;
} SampleEvent;

typedef struct {
  const char *currency;
  gint64 balance;
  gint64 next_expiry;
  gint64 last_credit;
} SampleCredit;

typedef struct {
  const char *country;
  const char *region;
  const char *city;
} SamplePlace;

typedef struct {
  gint64 id;
  gint64 shop_id;
  gint64 amount_spent;
  gint64 number_of_orders;
  gint64 first_order, last_order, added, abandoned; /* 0: never */
  const char *email, *sms, *account, *product, *tier, *rfm;
  const char *domain, *language;
  gint64 app_id;
  const char *tags[3];
  gint64 companies[2];
  gboolean has_coordinates;
  double latitude, longitude;
  SamplePlace places[2]; /* the first is the default address */
  guint n_orders, n_events, n_credits;
  SampleOrder orders[SAMPLE_MAX_ROWS];
  SampleEvent events[SAMPLE_MAX_ROWS];
  SampleCredit credits[2];
} SampleCustomer;

typedef struct {
  GRand *random;
  GTimeZone *time_zone;
  gint64 now;
  SampleCustomer customers[SAMPLE_CUSTOMERS];
} Sample;

extern const char *const sample_tags[];
extern const char *const sample_product_tags[];
extern const char *const sample_categories[];
extern const char *const sample_domains[];
extern const char *const sample_languages[];
extern const char *const sample_currencies[];
extern const SamplePlace sample_places[];

Sample *sample_new (guint32 seed);
void sample_free (Sample *self);
NlConnection *sample_open_database (Sample *self, const char *folder);
guint sample_pick (Sample *self, guint n);
const char *sample_pick_text (Sample *self, const char *const *texts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)
