/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-value.h"

#include <glib/gi18n-lib.h>

/* The values of Shopify’s customer attributes. */
static const struct {
  const char *value;
  const char *label;
  const char *context; /* where a word means something else elsewhere */
} values[] = {
  { "SUBSCRIBED", NC_ ("subscription status", "Subscribed"), "subscription status" },
  { "NOT_SUBSCRIBED", N_ ("Not Subscribed") },
  { "UNSUBSCRIBED", N_ ("Unsubscribed") },
  { "PENDING", N_ ("Pending") },
  { "INVALID", N_ ("Invalid") },
  { "REDACTED", N_ ("Erased") },
  { "DISABLED", N_ ("No Account") },
  { "INVITED", N_ ("Invited") },
  { "ENABLED", N_ ("Active Account") },
  { "DECLINED", N_ ("Declined") },
  { "ACTIVE", NC_ ("subscription status", "Active"), "subscription status" },
  { "PAUSED", N_ ("Paused") },
  { "CANCELLED", N_ ("Cancelled") },
  { "EXPIRED", N_ ("Expired") },
  { "FAILED", N_ ("Failed") },
  { "HIGH", N_ ("High") },
  { "MEDIUM", N_ ("Medium") },
  { "LOW", N_ ("Low") },
};

/**
 * nl_customer_get_value_label:
 * @value: (nullable): one of the values of a field with choices
 *
 * Returns: (transfer none) (nullable): its translated name; an unknown value is its own name
 */
const char *
nl_customer_get_value_label (const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_strcmp0 (values[i].value, value) == 0)
      return values[i].context != NULL
                 ? g_dpgettext2 (GETTEXT_PACKAGE, values[i].context, values[i].label)
                 : _ (values[i].label);
  return value;
}
