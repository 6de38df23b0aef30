/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customers.h"

#include <glib/gi18n-lib.h>

#include "base/nl-email.h"
#include "customers/nl-consents.h"
#include "customers/nl-customer-keys.h"
#include "customers/nl-order.h"

/**
 * nl_customers_save:
 * @store: the workspace
 * @customer: a customer
 *
 * Adds or updates a customer, with what it is compared and filtered by. A consent that changed
 * changed by hand, now.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_customers_save (NlStore *store, NlCustomer *customer)
{
  const char *email;
  g_autofree char *normalised = NULL;

  dex_return_error_if_fail (NL_IS_CUSTOMER (customer));

  email = nl_record_get_text (NL_RECORD (customer), NL_CUSTOMER_EMAIL);
  normalised = email != NULL ? nl_email_normalise (email) : NULL;
  if (email != NULL && normalised == NULL)
    return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                                  _ ("“%s” is not an email address."), email);
  nl_customer_derive_keys (customer);
  nl_consents_date (customer, NL_CONSENT_SOURCE_MANUAL);
  return nl_store_save (store, NL_RECORD (customer));
}

/**
 * nl_customers_list_orders:
 * @store: the workspace
 * @customer_id: a customer
 *
 * Returns: (transfer full): a future of a #GListStore of their #NlOrder, the newest first
 */
DexFuture *
nl_customers_list_orders (NlStore *store, gint64 customer_id)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_ORDER);

  nl_query_where_int64 (query, NL_ORDER_CUSTOMER_ID, customer_id);
  nl_query_order_by (query, NL_ORDER_ORDERED_AT, TRUE);
  return nl_store_list (store, query);
}

/**
 * nl_customer_dup_name:
 * @self: a customer
 *
 * Returns: (transfer full): what to call them in a list: the name, else the company, the email, the
 *   phone, the id they have in the shop system, or a word that says that nothing is known
 */
char *
nl_customer_dup_name (NlCustomer *self)
{
  NlRecord *record = NL_RECORD (self);
  const char *first = nl_record_get_text (record, NL_CUSTOMER_FIRST_NAME);
  const char *last = nl_record_get_text (record, NL_CUSTOMER_LAST_NAME);
  static const guint instead[] = { NL_CUSTOMER_COMPANY, NL_CUSTOMER_EMAIL, NL_CUSTOMER_PHONE };

  if (first != NULL && last != NULL)
    return g_strdup_printf ("%s %s", first, last);
  if (first != NULL || last != NULL)
    return g_strdup (first != NULL ? first : last);
  for (gsize i = 0; i < G_N_ELEMENTS (instead); i++)
    if (!nl_record_is_null (record, instead[i]))
      return g_strdup (nl_record_get_text (record, instead[i]));
  if (!nl_record_is_null (record, NL_CUSTOMER_EXTERNAL_ID))
    /* Translators: %s is the number or code the shop system gave to somebody without a name. */
    return g_strdup_printf (_ ("Customer %s"),
                            nl_record_get_text (record, NL_CUSTOMER_EXTERNAL_ID));
  return g_strdup (_ ("Unnamed Customer"));
}
