/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-language.h"
#include "campaigns/nl-campaign-check.h"
#include "campaigns/nl-campaign-draft.h"
#include "campaigns/nl-campaigns.h"
#include "campaigns/nl-message-job.h"

/* What asks a provider. Everything is read in one moment, drafted, and written in one transaction
 * that looks once more whether it still fits. */

typedef struct {
  NlDrafting drafting;
  NlCampaign *campaign; /* to create */
  gint64 id;            /* of a campaign or a message */
  char *channel;        /* to add */
  char *language;
  char *variant; /* of the message to add; NULL: A, of all there are */
} Work;

static Work *
work_new (NlStore *store, NlProvider *provider, NlOperation *operation)
{
  Work *self = g_new0 (Work, 1);

  nl_drafting_init (&self->drafting, store, provider, operation);
  return self;
}

static void
work_free (gpointer data)
{
  Work *self = data;

  nl_drafting_clear (&self->drafting);
  g_clear_object (&self->campaign);
  g_free (self->channel);
  g_free (self->language);
  g_free (self->variant);
  g_free (self);
}

static gboolean
require_persona (NlCampaignBundle *bundle, GError **error)
{
  if (bundle->persona == NULL)
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA,
                 _ ("The persona of “%s” was deleted. Choose another one for it first."),
                 nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_NAME));
  return bundle->persona != NULL;
}

/* In the transaction that writes: the persona may have gone while a provider was at work. */
static gboolean
check_persona (NlConnection *connection, NlCampaign *campaign, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlRecord) persona
      = nl_record_load (NL_TYPE_PERSONA,
                        nl_record_get_int64 (NL_RECORD (campaign), NL_CAMPAIGN_PERSONA_ID),
                        connection, &failure);

  if (persona != NULL)
    return TRUE;
  if (g_error_matches (failure, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA,
                         _ ("The persona of this campaign was deleted. Choose another one."));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A campaign, or changes to one, with messages. */
typedef struct {
  NlCampaign *campaign;
  GPtrArray *messages;
  char *channel;
  char *language;
  char *queued; /* who writes the texts better; NULL: nobody */
} Drafts;

static void
drafts_free (gpointer data)
{
  Drafts *self = data;

  g_clear_object (&self->campaign);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self->channel);
  g_free (self->language);
  g_free (self->queued);
  g_free (self);
}

static gboolean
save_messages (Drafts *self, NlConnection *connection, GError **error)
{
  for (guint i = 0; i < self->messages->len; i++) {
    NlRecord *message = self->messages->pdata[i];

    nl_record_set_int64 (message, NL_MESSAGE_CAMPAIGN_ID,
                         nl_record_get_id (NL_RECORD (self->campaign)));
    if (!nl_record_save (message, connection, error)
        || (self->queued != NULL
            && !nl_message_job_enqueue (NL_MESSAGE (message), self->campaign, self->queued, FALSE,
                                        connection, error)))
      return FALSE;
  }
  return TRUE;
}

static gpointer
write_new (NlConnection *connection, gpointer data, GError **error)
{
  Drafts *self = data;

  if (!check_persona (connection, self->campaign, error)
      || !nl_record_save (NL_RECORD (self->campaign), connection, error)
      || !save_messages (self, connection, error))
    return NULL;
  return g_object_ref (self->campaign);
}

static void
add_to_list (NlRecord *campaign, guint field, const char *word)
{
  const char *const *words = nl_record_get_strv (campaign, field);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (word == NULL || g_strv_contains (words, word))
    return;
  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add (builder, word);
  all = g_strv_builder_end (builder);
  nl_record_set_strv (campaign, field, (const char *const *) all);
}

static gpointer
write_more (NlConnection *connection, gpointer data, GError **error)
{
  Drafts *self = data;
  gint64 id = nl_record_get_id (NL_RECORD (self->campaign));

  g_clear_object (&self->campaign);
  self->campaign = NL_CAMPAIGN (nl_record_load (NL_TYPE_CAMPAIGN, id, connection, error));
  if (self->campaign == NULL || !check_persona (connection, self->campaign, error))
    return NULL;
  add_to_list (NL_RECORD (self->campaign), NL_CAMPAIGN_CHANNELS, self->channel);
  add_to_list (NL_RECORD (self->campaign), NL_CAMPAIGN_LANGUAGES, self->language);
  if (!nl_record_save (NL_RECORD (self->campaign), connection, error)
      || !save_messages (self, connection, error))
    return NULL;
  return g_object_ref (self->campaign);
}

/* The messages of @channels × @languages. */
static GPtrArray *
draft (Work *self,
       NlCampaignBundle *bundle,
       const char *const *channels,
       const char *const *languages,
       GError **error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_strv_length ((char **) channels) * g_strv_length ((char **) languages);

  for (; *languages != NULL; languages++) {
    for (const char *const *channel = channels; *channel != NULL; channel++) {
      NlMessageSlot slot = {
        .channel = nl_channel_lookup (*channel),
        .language = *languages,
        .variant = self->variant != NULL ? self->variant : "A",
        .seed = (guint64) nl_record_get_int64 (NL_RECORD (bundle->campaign), NL_CAMPAIGN_SEED),
      };
      NlMessage *message;

      if (slot.channel == NULL)
        continue;
      if (self->drafting.operation != NULL)
        nl_operation_report (self->drafting.operation, messages->len, n);
      message = nl_message_slot_await (&slot, bundle, &self->drafting, error);
      if (message == NULL)
        return NULL;
      g_ptr_array_add (messages, message);
    }
  }
  return g_steal_pointer (&messages);
}

static DexFuture *
write_and_finish (Work *self, NlStoreFunc func, Drafts *drafts)
{
  GError *error = NULL;
  gpointer campaign;

  drafts->queued = g_strdup (self->drafting.queued);
  campaign = dex_await_object (nl_store_write (self->drafting.store, func, drafts, drafts_free,
                                               NL_TYPE_CAMPAIGN, self->drafting.cancellable),
                               &error);
  return nl_drafting_finish (&self->drafting, campaign, error);
}

/* Loads what a new campaign is about, and prepares the campaign. */
static gpointer
load_new (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlCampaignBundle) bundle = g_new0 (NlCampaignBundle, 1);
  gint64 shop_id;

  bundle->suffix = g_strdup ("");
  bundle->messages = g_ptr_array_new_with_free_func (g_object_unref);
  bundle->campaign = g_object_ref (data);
  shop_id = nl_record_get_int64 (data, NL_CAMPAIGN_SHOP_ID);
  bundle->shop = NL_SHOP (nl_record_load (NL_TYPE_SHOP, shop_id, connection, error));
  if (bundle->shop == NULL || !check_persona (connection, bundle->campaign, error))
    return NULL;
  bundle->persona = NL_PERSONA (nl_record_load (
      NL_TYPE_PERSONA, nl_record_get_int64 (data, NL_CAMPAIGN_PERSONA_ID), connection, error));
  if (bundle->persona == NULL
      || !nl_campaign_prepare (bundle->campaign, bundle->shop, bundle->persona, error))
    return NULL;
  return g_steal_pointer (&bundle);
}

static DexFuture *
nl_campaigns_create_fiber (gpointer data)
{
  Work *self = data;
  Drafts *drafts;
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  GError *error = NULL;

  bundle
      = dex_await_boxed (nl_store_read (self->drafting.store, load_new,
                                        nl_record_copy (NL_RECORD (self->campaign)), g_object_unref,
                                        NL_TYPE_CAMPAIGN_BUNDLE, self->drafting.cancellable),
                         &error);
  if (bundle != NULL)
    messages
        = draft (self, bundle,
                 nl_record_get_strv (NL_RECORD (bundle->campaign), NL_CAMPAIGN_CHANNELS),
                 nl_record_get_strv (NL_RECORD (bundle->campaign), NL_CAMPAIGN_LANGUAGES), &error);
  if (messages == NULL)
    return nl_drafting_finish (&self->drafting, NULL, error);
  drafts = g_new0 (Drafts, 1);
  drafts->campaign = g_steal_pointer (&bundle->campaign);
  drafts->messages = g_steal_pointer (&messages);
  return write_and_finish (self, write_new, drafts);
}

/**
 * nl_campaigns_create:
 * @store: a store
 * @provider: who writes the texts
 * @campaign: what is wanted: shop, persona and template at least. What else is left open comes from
 *   them: name, goal, channels, languages, seed. Is not changed
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the work
 *
 * Creates a campaign with a message for each of its channels in each of its languages, all in one
 * transaction: when a text can't be written, or the persona is deleted meanwhile, nothing is. A
 * provider that is asked through the queue does not hold it up: the texts are drafted offline, each
 * with a job in the same transaction that has it written.
 *
 * Returns: (transfer full): a future of the saved #NlCampaign; rejects with %NL_CAMPAIGN_ERROR,
 *   %NL_AI_ERROR, %NL_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
DexFuture *
nl_campaigns_create (NlStore *store,
                     NlProvider *provider,
                     NlCampaign *campaign,
                     NlOperation *operation)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (NL_IS_CAMPAIGN (campaign));

  self = work_new (store, provider, operation);
  self->campaign = NL_CAMPAIGN (nl_record_copy (NL_RECORD (campaign)));
  return nl_fiber_spawn (nl_campaigns_create_fiber, self, work_free);
}

/* Whether there is nothing left to add. */
static gboolean
is_complete (Work *self, NlCampaignBundle *bundle)
{
  NlRecord *campaign = NL_RECORD (bundle->campaign);

  if (self->language == NULL)
    return g_strv_contains (nl_record_get_strv (campaign, NL_CAMPAIGN_CHANNELS), self->channel);
  if (self->channel == NULL)
    return g_strv_contains (nl_record_get_strv (campaign, NL_CAMPAIGN_LANGUAGES), self->language);
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlRecord *message = bundle->messages->pdata[i];

    if (g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_CHANNEL), self->channel) == 0
        && g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_LANGUAGE), self->language) == 0
        && g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_VARIANT), self->variant) == 0)
      return TRUE;
  }
  return FALSE;
}

static DexFuture *
extend_fiber (gpointer data)
{
  Work *self = data;
  const char *channels[] = { self->channel, NULL };
  const char *languages[] = { self->language, NULL };
  Drafts *drafts;
  NlRecord *campaign;
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  GError *error = NULL;

  bundle = dex_await_boxed (nl_campaigns_load (self->drafting.store, self->id), &error);
  if (bundle == NULL || !require_persona (bundle, &error))
    return nl_drafting_finish (&self->drafting, NULL, error);
  campaign = NL_RECORD (bundle->campaign);
  /* What is there already is not written twice. */
  if (is_complete (self, bundle))
    return nl_drafting_finish (&self->drafting, g_steal_pointer (&bundle->campaign), NULL);
  messages = draft (
      self, bundle,
      self->channel != NULL ? channels : nl_record_get_strv (campaign, NL_CAMPAIGN_CHANNELS),
      self->language != NULL ? languages : nl_record_get_strv (campaign, NL_CAMPAIGN_LANGUAGES),
      &error);
  if (messages == NULL)
    return nl_drafting_finish (&self->drafting, NULL, error);
  drafts = g_new0 (Drafts, 1);
  drafts->campaign = g_steal_pointer (&bundle->campaign);
  drafts->messages = g_steal_pointer (&messages);
  drafts->channel = g_strdup (self->channel);
  drafts->language = g_strdup (self->language);
  return write_and_finish (self, write_more, drafts);
}

/**
 * nl_campaigns_add_language:
 * @store: a store
 * @provider: who writes the texts
 * @campaign_id: a campaign
 * @language: a BCP 47 tag
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the work
 *
 * Adds a language with a message for each channel, or nothing when the campaign has it.
 *
 * Returns: (transfer full): a future of the #NlCampaign; rejects as nl_campaigns_create() does
 */
DexFuture *
nl_campaigns_add_language (NlStore *store,
                           NlProvider *provider,
                           gint64 campaign_id,
                           const char *language,
                           NlOperation *operation)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (language != NULL);

  self = work_new (store, provider, operation);
  self->id = campaign_id;
  self->language = nl_language_canonicalise (language);
  if (self->language == NULL) {
    DexFuture *rejection = nl_drafting_finish (
        &self->drafting, NULL,
        g_error_new (NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LANGUAGE,
                     _ ("“%s” is no language. Write its code, such as “fr” or “pt-BR”."),
                     language));

    work_free (self);
    return rejection;
  }
  return nl_fiber_spawn (extend_fiber, self, work_free);
}

/**
 * nl_campaigns_add_channel:
 * @store: a store
 * @provider: who writes the texts
 * @campaign_id: a campaign
 * @channel: a channel's id
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the work
 *
 * Adds a channel with a message in each language, or nothing when the campaign has it.
 *
 * Returns: (transfer full): a future of the #NlCampaign; rejects as nl_campaigns_create() does
 */
DexFuture *
nl_campaigns_add_channel (NlStore *store,
                          NlProvider *provider,
                          gint64 campaign_id,
                          const char *channel,
                          NlOperation *operation)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (channel != NULL);

  self = work_new (store, provider, operation);
  self->id = campaign_id;
  self->channel = g_strdup (channel);
  if (nl_channel_lookup (channel) == NULL) {
    DexFuture *rejection
        = nl_drafting_finish (&self->drafting, NULL,
                              g_error_new (NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_CHANNEL,
                                           _ ("There is no channel “%s”."), channel));

    work_free (self);
    return rejection;
  }
  return nl_fiber_spawn (extend_fiber, self, work_free);
}

/**
 * nl_campaigns_add_message:
 * @store: a store
 * @provider: who writes the text
 * @campaign_id: a campaign
 * @channel: one of its channels
 * @language: one of its languages
 * @variant: a letter
 * @operation: (nullable): told of the progress, and ended; its cancellable stops the work
 *
 * Writes one message that a campaign lacks, such as one that was deleted; or nothing when it has
 * it.
 *
 * Returns: (transfer full): a future of the #NlCampaign; rejects as nl_campaigns_create() does
 */
DexFuture *
nl_campaigns_add_message (NlStore *store,
                          NlProvider *provider,
                          gint64 campaign_id,
                          const char *channel,
                          const char *language,
                          const char *variant,
                          NlOperation *operation)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (nl_channel_lookup (channel) != NULL);
  dex_return_error_if_fail (language != NULL && variant != NULL);

  self = work_new (store, provider, operation);
  self->id = campaign_id;
  self->channel = g_strdup (channel);
  self->language = g_strdup (language);
  self->variant = g_strdup (variant);
  return nl_fiber_spawn (extend_fiber, self, work_free);
}
