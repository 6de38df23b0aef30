/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-timeline.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "customers/nl-consents.h"
#include "customers/nl-customer-value.h"

static void
add (GListStore *timeline,
     NlTimelineKind kind,
     gint64 occurred_at,
     const char *title,
     const char *detail)
{
  g_autoptr (NlTimelineEntry) entry = nl_timeline_entry_new (kind, occurred_at, title, detail);

  g_list_store_append (timeline, entry);
}

/* “2 items · €45.00 · €5.00 refunded” */
static char *
dup_order_detail (NlStatement *order)
{
  const char *currency = nl_statement_get_text (order, 3);
  gint64 n_items = nl_statement_get_int64 (order, 6);
  gint64 refunded = nl_statement_get_int64 (order, 5);
  g_autofree char *total = nl_money_format (nl_statement_get_int64 (order, 4), currency, NULL);
  g_autoptr (GString) detail = g_string_new (NULL);

  if (n_items > 0) {
    g_autofree char *number = nl_number_format ((double) n_items, 0, NULL);

    g_string_append_printf (detail, ngettext ("%s item", "%s items", (gulong) n_items), number);
    g_string_append (detail, " · ");
  }
  g_string_append (detail, total);
  if (refunded != 0) {
    g_autofree char *amount = nl_money_format (refunded, currency, NULL);

    g_string_append (detail, " · ");
    g_string_append_printf (detail, _ ("%s refunded"), amount);
  }
  return g_string_free_and_steal (g_steal_pointer (&detail));
}

static gboolean
add_orders (GListStore *timeline, gint64 customer_id, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) orders = nl_connection_prepare (
      connection, "list what happened",
      "SELECT coalesce (name, external_id), ordered_at, cancelled_at, currency, total, refunded,"
      " (SELECT sum (quantity) FROM order_lines WHERE order_id = orders.id)"
      " FROM orders WHERE customer_id = ? ORDER BY ordered_at DESC",
      error);
  g_autoptr (GError) failure = NULL;

  if (orders == NULL)
    return FALSE;
  nl_statement_bind_int64 (orders, 1, customer_id);
  while (nl_statement_step (orders, &failure)) {
    const char *name = nl_statement_get_text (orders, 0);
    g_autofree char *title
        = name != NULL ? g_strdup_printf (_ ("Order %s"), name) : g_strdup (_ ("Order"));
    g_autofree char *detail = dup_order_detail (orders);

    add (timeline, NL_TIMELINE_ORDER, nl_statement_get_int64 (orders, 1), title, detail);
    if (!nl_statement_is_null (orders, 2)) {
      g_autofree char *cancelled = name != NULL ? g_strdup_printf (_ ("Order %s Cancelled"), name)
                                                : g_strdup (_ ("Order Cancelled"));

      add (timeline, NL_TIMELINE_CANCELLED, nl_statement_get_int64 (orders, 2), cancelled, NULL);
    }
  }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL;
}

static gboolean
add_consents (GListStore *timeline, gint64 customer_id, NlConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) consents = nl_consents_fetch (customer_id, connection, error);

  if (consents == NULL)
    return FALSE;
  for (guint i = 0; i < consents->len; i++) {
    NlRecord *consent = consents->pdata[i];
    const char *status = nl_record_get_text (consent, NL_CONSENT_STATUS);
    gboolean is_email = g_strcmp0 (nl_record_get_text (consent, NL_CONSENT_CHANNEL), "email") == 0;
    g_autofree char *title = NULL;
    g_autofree char *source = NULL;

    /* What has no date is told by the profile, not by the timeline. */
    if (status == NULL || nl_record_is_null (consent, NL_CONSENT_CHANGED_AT))
      continue;
    title = g_strdup_printf (is_email ? _ ("Email: %s") : _ ("SMS: %s"),
                             nl_customer_get_value_label (status));
    source = nl_consent_dup_source_text (nl_record_get_text (consent, NL_CONSENT_SOURCE));
    add (timeline, NL_TIMELINE_CONSENT, nl_record_get_int64 (consent, NL_CONSENT_CHANGED_AT), title,
         source);
  }
  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 first = nl_timeline_entry_get_occurred_at ((gpointer) a);
  gint64 second = nl_timeline_entry_get_occurred_at ((gpointer) b);

  return (first < second) - (first > second);
}

static gpointer
load (NlConnection *connection, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  g_autoptr (GListStore) timeline = g_list_store_new (NL_TYPE_TIMELINE_ENTRY);
  g_autoptr (NlRecord) customer = nl_record_load (NL_TYPE_CUSTOMER, id, connection, error);

  if (customer == NULL || !add_orders (timeline, id, connection, error)
      || !add_consents (timeline, id, connection, error))
    return NULL;
  if (!nl_record_is_null (customer, NL_CUSTOMER_ABANDONED_CHECKOUT_AT))
    add (timeline, NL_TIMELINE_CHECKOUT,
         nl_record_get_int64 (customer, NL_CUSTOMER_ABANDONED_CHECKOUT_AT),
         _ ("Checkout Abandoned"), NULL);
  if (!nl_record_is_null (customer, NL_CUSTOMER_CUSTOMER_ADDED_AT))
    add (timeline, NL_TIMELINE_ADDED, nl_record_get_int64 (customer, NL_CUSTOMER_CUSTOMER_ADDED_AT),
         _ ("Became a Customer"), NULL);
  g_list_store_sort (timeline, compare_newest_first, NULL);
  return g_steal_pointer (&timeline);
}

/**
 * nl_timeline_load:
 * @store: the workspace
 * @customer_id: a customer
 *
 * Lists what happened to a customer: orders, consents, checkouts, and when they came.
 *
 * Returns: (transfer full): a future of a #GListStore of #NlTimelineEntry, the newest first
 */
DexFuture *
nl_timeline_load (NlStore *store, gint64 customer_id)
{
  return nl_store_read (store, load, g_memdup2 (&customer_id, sizeof customer_id), g_free,
                        G_TYPE_LIST_STORE, NULL);
}
