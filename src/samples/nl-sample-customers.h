/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/nl-random.h"
#include "customers/nl-customer.h"

G_BEGIN_DECLS

/* How somebody buys, which decides when and what they order. */
typedef enum {
  NL_SAMPLE_PROSPECT,
  NL_SAMPLE_ONE_TIME,
  NL_SAMPLE_NEW,
  NL_SAMPLE_OCCASIONAL,
  NL_SAMPLE_LOYAL,
  NL_SAMPLE_DORMANT_SPENDER,
} NlSampleHabit;

NlCustomer *nl_sample_customer_new (
    JsonObject *data, NlRandom *random, guint number, gint64 shop_id, NlSampleHabit *habit);

G_END_DECLS
