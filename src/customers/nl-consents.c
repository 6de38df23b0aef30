/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-consents.h"

#include "base/nl-clock.h"

/* Where NlCustomer keeps the state that holds now. */
static const struct {
  const char *channel;
  guint status;
  guint changed_at;
  guint source;
} current[] = {
  { "email", NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT,
    NL_CUSTOMER_EMAIL_SUBSCRIPTION_SOURCE },
  { "sms", NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS, NL_CUSTOMER_SMS_SUBSCRIPTION_CHANGED_AT,
    NL_CUSTOMER_SMS_SUBSCRIPTION_SOURCE },
};

/**
 * nl_consents_date:
 * @customer: a customer that is about to be saved
 * @source: where the news is from: %NL_CONSENT_SOURCE_MANUAL or %NL_CONSENT_SOURCE_IMPORT and a
 * name
 *
 * Says of each consent that was changed without a date and a source that it changed now, by
 * @source.
 */
void
nl_consents_date (NlCustomer *customer, const char *source)
{
  NlRecord *record = NL_RECORD (customer);

  for (gsize i = 0; i < G_N_ELEMENTS (current); i++) {
    if (!nl_record_is_field_dirty (record, current[i].status))
      continue;
    if (!nl_record_is_field_dirty (record, current[i].changed_at))
      nl_record_set_int64 (record, current[i].changed_at, nl_clock_now ());
    if (!nl_record_is_field_dirty (record, current[i].source))
      nl_record_set_text (record, current[i].source, source);
  }
}

static NlRecord *
dup_current (NlRecord *customer, gsize i)
{
  NlRecord *consent = g_object_new (NL_TYPE_CONSENT, "customer-id", nl_record_get_id (customer),
                                    "channel", current[i].channel, "status",
                                    nl_record_get_text (customer, current[i].status), "source",
                                    nl_record_get_text (customer, current[i].source), NULL);

  if (!nl_record_is_null (customer, current[i].changed_at))
    nl_record_set_int64 (consent, NL_CONSENT_CHANGED_AT,
                         nl_record_get_int64 (customer, current[i].changed_at));
  return consent;
}

static gboolean
has_channel (GPtrArray *history, const char *channel)
{
  for (guint i = 0; i < history->len; i++)
    if (g_str_equal (nl_record_get_text (history->pdata[i], NL_CONSENT_CHANNEL), channel))
      return TRUE;
  return FALSE;
}

/**
 * nl_consents_fetch:
 * @customer_id: a customer
 * @connection: any connection
 * @error: return location
 *
 * Returns: (transfer full) (element-type NlConsent): every state the customer's consents had, the
 *   newest first; one that never changed is there once
 */
GPtrArray *
nl_consents_fetch (gint64 customer_id, NlConnection *connection, GError **error)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CONSENT);
  g_autoptr (NlRecord) customer = nl_record_load (NL_TYPE_CUSTOMER, customer_id, connection, error);
  g_autoptr (GPtrArray) history = NULL;

  if (customer == NULL)
    return NULL;
  nl_query_where_int64 (query, NL_CONSENT_CUSTOMER_ID, customer_id);
  nl_query_order_by_sql (query, "id DESC");
  history = nl_query_fetch (query, connection, error);
  if (history == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (current); i++)
    if (!nl_record_is_null (customer, current[i].status)
        && !has_channel (history, current[i].channel))
      g_ptr_array_add (history, dup_current (customer, i));
  return g_steal_pointer (&history);
}

static gpointer
list (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) history = nl_consents_fetch (*(gint64 *) data, connection, error);
  GListStore *result = NULL;

  if (history != NULL) {
    result = g_list_store_new (NL_TYPE_CONSENT);
    g_list_store_splice (result, 0, 0, history->pdata, history->len);
  }
  return result;
}

/**
 * nl_consents_list:
 * @store: the workspace
 * @customer_id: a customer
 *
 * Returns: (transfer full): a future of a #GListStore of #NlConsent, as nl_consents_fetch() gives
 *   them
 */
DexFuture *
nl_consents_list (NlStore *store, gint64 customer_id)
{
  return nl_store_read (store, list, g_memdup2 (&customer_id, sizeof customer_id), g_free,
                        G_TYPE_LIST_STORE, NULL);
}
