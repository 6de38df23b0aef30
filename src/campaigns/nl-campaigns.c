/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaigns.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "campaigns/nl-campaign-check.h"

/* What needs no provider; nl-campaigns-draft.c has the rest. */

/**
 * nl_campaigns_list:
 * @store: a store
 * @shop_id: a shop
 *
 * Returns: (transfer full): a future of a #GListStore of its campaigns, what changed last first
 */
DexFuture *
nl_campaigns_list (NlStore *store, gint64 shop_id)
{
  g_autoptr (NlQuery) query = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));

  query = nl_query_new (NL_TYPE_CAMPAIGN);
  nl_query_where_int64 (query, NL_CAMPAIGN_SHOP_ID, shop_id);
  nl_query_order_by_sql (query, "updated_at DESC");
  return nl_store_list (store, query);
}

static gpointer
load (NlConnection *connection, gpointer data, GError **error)
{
  return nl_campaign_bundle_load (*(gint64 *) data, connection, error);
}

/**
 * nl_campaigns_load:
 * @store: a store
 * @campaign_id: a campaign
 *
 * Returns: (transfer full): a future of a #NlCampaignBundle: the campaign with its shop, its
 * persona and its messages, in the order to show them in; rejects with %NL_STORE_ERROR_NOT_FOUND
 */
DexFuture *
nl_campaigns_load (NlStore *store, gint64 campaign_id)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_read (store, load, g_memdup2 (&campaign_id, sizeof campaign_id), g_free,
                        NL_TYPE_CAMPAIGN_BUNDLE, NULL);
}

typedef struct {
  gint64 campaign_id;
  char *status;
  gint64 scheduled_at;
} Status;

static void
status_free (gpointer data)
{
  Status *status = data;

  g_free (status->status);
  g_free (status);
}

static gpointer
set_status (NlConnection *connection, gpointer data, GError **error)
{
  Status *status = data;
  NlRecord *campaign;
  g_autoptr (NlCampaignBundle) bundle
      = nl_campaign_bundle_load (status->campaign_id, connection, error);
  gboolean is_scheduled = g_str_equal (status->status, "scheduled");

  if (bundle == NULL
      || ((is_scheduled || g_str_equal (status->status, "ready"))
          && !nl_campaign_bundle_check_limits (bundle, error)))
    return NULL;
  campaign = NL_RECORD (bundle->campaign);
  nl_record_set_text (campaign, NL_CAMPAIGN_STATUS, status->status);
  if (is_scheduled)
    nl_record_set_int64 (campaign, NL_CAMPAIGN_SCHEDULED_AT, status->scheduled_at);
  else if (!g_str_equal (status->status, "sent"))
    nl_record_set_null (campaign, NL_CAMPAIGN_SCHEDULED_AT);
  nl_record_save (campaign, connection, error);
  return NULL;
}

/**
 * nl_campaigns_set_status:
 * @store: a store
 * @campaign_id: a campaign
 * @status: "draft", "ready", "scheduled" or "sent"
 * @scheduled_at: with "scheduled", when it is to go out, in microseconds since 1970 UTC
 *
 * Moves a campaign on, or back. What is to go out must keep the limits of its channels. The moment
 * is kept until the campaign becomes a draft or ready again.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo(); rejects with
 * %NL_CAMPAIGN_ERROR_LIMITS, which names the first text that is refused,
 * %NL_CAMPAIGN_ERROR_SCHEDULE when the moment is missing or has passed, or %NL_STORE_ERROR
 */
DexFuture *
nl_campaigns_set_status (NlStore *store,
                         gint64 campaign_id,
                         const char *status,
                         gint64 scheduled_at)
{
  Status *data;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (status != NULL);

  if (g_str_equal (status, "scheduled") && scheduled_at <= 0)
    return dex_future_new_reject (NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_SCHEDULE,
                                  _ ("Choose when the campaign goes out."));
  if (g_str_equal (status, "scheduled") && scheduled_at <= nl_clock_now ())
    return dex_future_new_reject (NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_SCHEDULE,
                                  _ ("This moment has passed. Choose a later one."));
  data = g_new0 (Status, 1);
  data->campaign_id = campaign_id;
  data->status = g_strdup (status);
  data->scheduled_at = scheduled_at;
  return nl_store_write_undoable (store, set_status, data, status_free);
}

static gpointer
mark_reviewed (NlConnection *connection, gpointer data, GError **error)
{
  GArray *ids = data;

  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (NlRecord) message
        = nl_record_load (NL_TYPE_MESSAGE, g_array_index (ids, gint64, i), connection, error);

    if (message == NULL)
      return NULL;
    nl_record_set_boolean (message, NL_MESSAGE_DRAFT, FALSE);
    if (!nl_record_save (message, connection, error))
      return NULL;
  }
  return NULL;
}

/**
 * nl_campaigns_mark_reviewed:
 * @store: a store
 * @message_ids: (element-type gint64): messages
 *
 * Notes that someone has read drafts and found them good: they are drafts no longer.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo(); rejects with
 * %NL_STORE_ERROR
 */
DexFuture *
nl_campaigns_mark_reviewed (NlStore *store, GArray *message_ids)
{
  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (message_ids != NULL);

  return nl_store_write_undoable (store, mark_reviewed, g_array_copy (message_ids),
                                  (GDestroyNotify) g_array_unref);
}

/**
 * nl_campaigns_delete:
 * @store: a store
 * @campaign_id: a campaign
 *
 * Deletes a campaign and its messages.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_campaigns_delete (NlStore *store, gint64 campaign_id)
{
  return nl_store_delete (store, NL_TYPE_CAMPAIGN, campaign_id);
}

/**
 * nl_campaigns_delete_message:
 * @store: a store
 * @message_id: a message
 *
 * Deletes one message, such as the variant that did worse.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_campaigns_delete_message (NlStore *store, gint64 message_id)
{
  return nl_store_delete (store, NL_TYPE_MESSAGE, message_id);
}
