/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-keys.h"

#include "base/nl-email.h"
#include "base/nl-phone.h"

static char *
without_spaces (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("", words);
}

/**
 * nl_customer_derive_keys:
 * @self: a customer
 *
 * Computes what customers are compared and filtered by: the normalised email and phone, the email's
 * domain, and the region and city as Shopify's segments write them (`US-NY`, `US-NY-NewYorkCity`).
 * Whoever changes a customer calls it before saving.
 */
void
nl_customer_derive_keys (NlCustomer *self)
{
  NlRecord *record = NL_RECORD (self);
  const char *email = nl_record_get_text (record, NL_CUSTOMER_EMAIL);
  const char *phone = nl_record_get_text (record, NL_CUSTOMER_PHONE);
  const char *country = nl_record_get_text (record, NL_CUSTOMER_COUNTRY_CODE);
  const char *province = nl_record_get_text (record, NL_CUSTOMER_PROVINCE_CODE);
  const char *city = nl_record_get_text (record, NL_CUSTOMER_CITY);
  g_autofree char *email_key = email != NULL ? nl_email_normalise (email) : NULL;
  g_autofree char *phone_key = phone != NULL ? nl_phone_normalise (phone, country) : NULL;
  g_autofree char *region_key = NULL;
  g_autofree char *city_key = NULL;

  if (country != NULL && province != NULL)
    region_key = g_strdup_printf ("%s-%s", country, province);
  if (country != NULL && city != NULL) {
    g_autofree char *name = without_spaces (city);

    city_key = g_strdup_printf ("%s-%s-%s", country, province != NULL ? province : "", name);
  }
  nl_record_set_text (record, NL_CUSTOMER_EMAIL_KEY, email_key);
  nl_record_set_text (record, NL_CUSTOMER_EMAIL_DOMAIN,
                      email_key != NULL ? nl_email_domain (email_key) : NULL);
  nl_record_set_text (record, NL_CUSTOMER_PHONE_KEY, phone_key);
  nl_record_set_text (record, NL_CUSTOMER_REGION_KEY, region_key);
  nl_record_set_text (record, NL_CUSTOMER_CITY_KEY, city_key);
}
