/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-keys.h"

#include <string.h>

#include "base/nl-email.h"
#include "base/nl-phone.h"

static char *
without_spaces (const char *text)
{
  char *result = g_malloc (strlen (text) + 1);
  char *end = result;

  for (; *text != '\0'; text++)
    if (*text != ' ')
      *end++ = *text;
  *end = '\0';
  return result;
}

/**
 * nl_customer_keys_compute:
 * @self: keys that were cleared
 * @phone: (nullable): a telephone number
 * @country: (nullable): ISO 3166 code of the country
 * @province: (nullable): code of the province
 * @city: (nullable): name of the city
 *
 * Computes the normalised phone, and the region and city as Shopify's segments write them (`US-NY`,
 * `US-NY-NewYorkCity`).
 */
void
nl_customer_keys_compute (NlCustomerKeys *self,
                          const char *phone,
                          const char *country,
                          const char *province,
                          const char *city)
{
  self->phone = phone != NULL ? nl_phone_normalise (phone, country) : NULL;
  if (country != NULL && province != NULL)
    self->region = g_strconcat (country, "-", province, NULL);
  if (country != NULL && city != NULL) {
    g_autofree char *name = without_spaces (city);

    self->city = g_strconcat (country, "-", province != NULL ? province : "", "-", name, NULL);
  }
}

/**
 * nl_customer_keys_clear:
 * @self: keys
 *
 * Frees what they hold.
 */
void
nl_customer_keys_clear (NlCustomerKeys *self)
{
  g_free (self->phone);
  g_free (self->region);
  g_free (self->city);
  *self = (NlCustomerKeys) { 0 };
}

/**
 * nl_customer_derive_keys:
 * @self: a customer
 *
 * Computes what customers are compared and filtered by: the normalised email and phone, the email's
 * domain, and the region and city. Whoever changes a customer calls it before saving.
 */
void
nl_customer_derive_keys (NlCustomer *self)
{
  NlRecord *record = NL_RECORD (self);
  const char *email = nl_record_get_text (record, NL_CUSTOMER_EMAIL);
  g_autofree char *email_key = email != NULL ? nl_email_normalise (email) : NULL;
  g_auto (NlCustomerKeys) keys = { 0 };

  nl_customer_keys_compute (&keys, nl_record_get_text (record, NL_CUSTOMER_PHONE),
                            nl_record_get_text (record, NL_CUSTOMER_COUNTRY_CODE),
                            nl_record_get_text (record, NL_CUSTOMER_PROVINCE_CODE),
                            nl_record_get_text (record, NL_CUSTOMER_CITY));
  nl_record_set_text (record, NL_CUSTOMER_EMAIL_KEY, email_key);
  nl_record_set_text (record, NL_CUSTOMER_EMAIL_DOMAIN,
                      email_key != NULL ? nl_email_domain (email_key) : NULL);
  nl_record_set_text (record, NL_CUSTOMER_PHONE_KEY, keys.phone);
  nl_record_set_text (record, NL_CUSTOMER_REGION_KEY, keys.region);
  nl_record_set_text (record, NL_CUSTOMER_CITY_KEY, keys.city);
}
