/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"

G_BEGIN_DECLS

void nl_customer_derive_keys (NlCustomer *self);

G_END_DECLS
