/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer.h"

#include <glib/gi18n-lib.h>

static const char *const email_statuses[]
    = { "SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "INVALID", NULL };
static const char *const sms_statuses[]
    = { "SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "REDACTED", NULL };
static const char *const account_statuses[]
    = { "DISABLED", "INVITED", "ENABLED", "DECLINED", NULL };
static const char *const product_subscription_statuses[]
    = { "ACTIVE", "PAUSED", "CANCELLED", "EXPIRED", "FAILED", NULL };
static const char *const spend_tiers[] = { "HIGH", "MEDIUM", "LOW", NULL };

static const NlField fields[] = { NL_CUSTOMER_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "customers",
  .noun = N_ ("customer"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlCustomer:
 *
 * A customer of one shop.
 */
NL_DEFINE_RECORD (NlCustomer, nl_customer, &description)
