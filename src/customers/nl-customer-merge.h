/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"

G_BEGIN_DECLS

void nl_customer_add_tags (NlCustomer *self, NlCustomer *other);
void nl_customer_merge (NlCustomer *self, NlCustomer *incoming, gboolean has_orders);

G_END_DECLS
