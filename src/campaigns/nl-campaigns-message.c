/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "campaigns/nl-campaign-draft.h"
#include "campaigns/nl-campaigns.h"
#include "campaigns/nl-message-job.h"

/* What asks a provider for one message. */

typedef struct {
  NlDrafting drafting;
  gint64 message_id;
  gint64 seed;
  gboolean is_variant; /* beside the message, not instead of it */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  nl_drafting_clear (&self->drafting);
  g_free (self);
}

static gpointer
load_of_message (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlRecord) message
      = nl_record_load (NL_TYPE_MESSAGE, *(gint64 *) data, connection, error);

  if (message == NULL)
    return NULL;
  return nl_campaign_bundle_load (nl_record_get_int64 (message, NL_MESSAGE_CAMPAIGN_ID), connection,
                                  error);
}

static NlMessage *
find_message (NlCampaignBundle *bundle, gint64 id)
{
  for (guint i = 0; i < bundle->messages->len; i++)
    if (nl_record_get_id (bundle->messages->pdata[i]) == id)
      return bundle->messages->pdata[i];
  return NULL;
}

static gboolean
has_variant (NlCampaignBundle *bundle, NlMessage *message, const char *variant)
{
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *other = bundle->messages->pdata[i];

    if (nl_message_get_channel (other) == nl_message_get_channel (message)
        && g_str_equal (nl_message_get_language (other), nl_message_get_language (message))
        && g_strcmp0 (nl_record_get_text (NL_RECORD (other), NL_MESSAGE_VARIANT), variant) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
choose_variant (NlCampaignBundle *bundle, NlMessage *message, char *variant, GError **error)
{
  for (variant[0] = 'A'; variant[0] <= 'Z'; variant[0]++)
    if (!has_variant (bundle, message, variant))
      return TRUE;
  g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_VARIANT,
                       _ ("There are variants from A to Z already. Delete one first."));
  return FALSE;
}

typedef struct {
  NlMessage *draft; /* NULL when it is to be written later */
  gint64 message_id;
  gboolean is_variant;
  char *queued;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_clear_object (&writing->draft);
  g_free (writing->queued);
  g_free (writing);
}

static gboolean
enqueue (Writing *writing, NlMessage *message, NlConnection *connection, GError **error)
{
  g_autoptr (NlRecord) campaign = NULL;

  if (writing->queued == NULL)
    return TRUE;
  campaign = nl_record_load (NL_TYPE_CAMPAIGN,
                             nl_record_get_int64 (NL_RECORD (message), NL_MESSAGE_CAMPAIGN_ID),
                             connection, error);
  return campaign != NULL
         && nl_message_job_enqueue (message, NL_CAMPAIGN (campaign), writing->queued,
                                    !writing->is_variant, connection, error);
}

static gpointer
write_message (NlConnection *connection, gpointer data, GError **error)
{
  Writing *writing = data;
  g_autoptr (NlRecord) message
      = nl_record_load (NL_TYPE_MESSAGE, writing->message_id, connection, error);

  if (message == NULL)
    return NULL;
  if (writing->is_variant) {
    nl_record_set_int64 (NL_RECORD (writing->draft), NL_MESSAGE_CAMPAIGN_ID,
                         nl_record_get_int64 (message, NL_MESSAGE_CAMPAIGN_ID));
    if (!nl_record_save (NL_RECORD (writing->draft), connection, error)
        || !enqueue (writing, writing->draft, connection, error))
      return NULL;
    return g_object_ref (writing->draft);
  }
  /* What is there already stays until a better one has come. */
  if (writing->draft == NULL)
    return enqueue (writing, NL_MESSAGE (message), connection, error) ? g_steal_pointer (&message)
                                                                      : NULL;
  nl_message_take_text (NL_MESSAGE (message), writing->draft);
  return nl_record_save (message, connection, error) ? g_steal_pointer (&message) : NULL;
}

static NlMessage *
draft_await (Work *self, NlCampaignBundle *bundle, GError **error)
{
  NlMessage *message = find_message (bundle, self->message_id);
  char variant[] = "A";
  NlMessageSlot slot = {
    .channel = nl_message_get_channel (message),
    .language = nl_message_get_language (message),
    .variant = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_VARIANT),
    .seed = (guint64) self->seed,
  };

  if (slot.channel == NULL) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_CHANNEL,
                 _ ("There is no channel “%s”."),
                 nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL));
    return NULL;
  }
  if (bundle->persona == NULL) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA,
                 _ ("The persona of “%s” was deleted. Choose another one for it first."),
                 nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_NAME));
    return NULL;
  }
  if (self->is_variant) {
    if (!choose_variant (bundle, message, variant, error))
      return NULL;
    slot.variant = variant;
    slot.seed = (guint64) nl_record_get_int64 (NL_RECORD (bundle->campaign), NL_CAMPAIGN_SEED);
  }
  return nl_message_slot_await (&slot, bundle, &self->drafting, error);
}

static DexFuture *
write_fiber (gpointer data)
{
  Work *self = data;
  Writing *writing;
  g_autoptr (NlMessage) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCampaignBundle) bundle
      = dex_await_boxed (nl_store_read (self->drafting.store, load_of_message,
                                        g_memdup2 (&self->message_id, sizeof self->message_id),
                                        g_free, NL_TYPE_CAMPAIGN_BUNDLE,
                                        self->drafting.cancellable),
                         &error);

  if (bundle != NULL && (self->is_variant || self->drafting.queued == NULL))
    draft = draft_await (self, bundle, &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  writing = g_new0 (Writing, 1);
  writing->queued = g_strdup (self->drafting.queued);
  writing->draft = g_steal_pointer (&draft);
  writing->message_id = self->message_id;
  writing->is_variant = self->is_variant;
  return nl_store_write (self->drafting.store, write_message, writing, writing_free,
                         NL_TYPE_MESSAGE, self->drafting.cancellable);
}

static Work *
work_new (NlStore *store, NlProvider *provider, gint64 message_id, GCancellable *cancellable)
{
  Work *self = g_new0 (Work, 1);

  nl_drafting_init (&self->drafting, store, provider, NULL);
  self->drafting.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->message_id = message_id;
  return self;
}

/**
 * nl_campaigns_rewrite_message:
 * @store: a store
 * @provider: who writes it
 * @message_id: a message
 * @seed: another number, another text; 0: any
 * @cancellable: (nullable): stops it
 *
 * Writes a message anew. What it said is gone: keep the record to go back. For a provider that is
 * asked through the queue this adds a job, and the text stays until there is a new one.
 *
 * Returns: (transfer full): a future of the saved #NlMessage; rejects with %NL_CAMPAIGN_ERROR,
 *   %NL_AI_ERROR or %NL_STORE_ERROR, and the message is as it was
 */
DexFuture *
nl_campaigns_rewrite_message (
    NlStore *store, NlProvider *provider, gint64 message_id, gint64 seed, GCancellable *cancellable)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));

  self = work_new (store, provider, message_id, cancellable);
  self->seed = seed != 0 ? seed : 1 + g_random_int_range (0, G_MAXINT32);
  return nl_fiber_spawn (write_fiber, self, work_free);
}

/**
 * nl_campaigns_add_variant:
 * @store: a store
 * @provider: who writes it
 * @message_id: a message
 * @cancellable: (nullable): stops it
 *
 * Writes another text for the channel and language of a message, to try which does better. It gets
 * the next letter that is free.
 *
 * Returns: (transfer full): a future of the new #NlMessage; rejects as
 *   nl_campaigns_rewrite_message() does
 */
DexFuture *
nl_campaigns_add_variant (NlStore *store,
                          NlProvider *provider,
                          gint64 message_id,
                          GCancellable *cancellable)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));

  self = work_new (store, provider, message_id, cancellable);
  self->is_variant = TRUE;
  return nl_fiber_spawn (write_fiber, self, work_free);
}
