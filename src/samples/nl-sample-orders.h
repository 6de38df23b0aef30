/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "samples/nl-sample-customers.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_sample_orders_add (JsonObject *data,
                               NlRandom *random,
                               NlCustomer *customer,
                               NlSampleHabit habit,
                               NlConnection *connection,
                               GError **error);

G_END_DECLS
