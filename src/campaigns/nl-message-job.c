/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-message-job.h"

#include <glib/gi18n-lib.h>

#include "ai/jobs/nl-ai-job.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-campaign-draft.h"
#include "campaigns/nl-campaign-error.h"
#include "jobs/nl-job-queue.h"

#define KIND "message"

/* In the payload: what the texts were when the job was made: what a person wrote meanwhile stays.
 */
#define WAS "was"
#define SEED "seed"

static char *
dup_digest (NlMessage *message)
{
  const char *parts = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_PARTS);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, parts != NULL ? parts : "", -1);
}

static char *
dup_title (NlMessage *message, NlCampaign *campaign)
{
  const NlChannel *channel = nl_message_get_channel (message);
  g_autofree char *language = nl_language_name (nl_message_get_language (message), NULL);

  return g_strdup_printf (
      /* Translators: a campaign, a channel and a language. */
      _ ("%s: %s, %s"), nl_record_get_text (NL_RECORD (campaign), NL_CAMPAIGN_NAME),
      channel != NULL ? nl_channel_get_name (channel)
                      : nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL),
      language != NULL ? language : nl_message_get_language (message));
}

/**
 * nl_message_job_enqueue:
 * @message: a message that is saved
 * @campaign: its campaign
 * @provider: the id of who is asked
 * @is_anew: whether a person wants another text than the one there is
 * @connection: a writer, in the transaction of the message
 * @error: return location
 *
 * Adds a job that has a message written by a provider. A text that a person changes before the
 * answer comes stays as that person wrote it, unless it is to be written anew.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_message_job_enqueue (NlMessage *message,
                        NlCampaign *campaign,
                        const char *provider,
                        gboolean is_anew,
                        NlConnection *connection,
                        GError **error)
{
  g_autofree char *title = dup_title (message, campaign);
  g_autofree char *digest = is_anew ? NULL : dup_digest (message);
  NlRecord *record = NL_RECORD (campaign);
  g_autoptr (NlJob) job
      = nl_ai_job_new (KIND, provider, nl_record_get_int64 (record, NL_CAMPAIGN_SHOP_ID), title);

  nl_job_set_subject (job, "messages", nl_record_get_id (NL_RECORD (message)));
  nl_record_set_int64 (NL_RECORD (job), NL_JOB_BATCH_ID, nl_record_get_id (record));
  nl_ai_job_set (job, WAS, digest);
  nl_ai_job_set_number (job, SEED, nl_record_get_int64 (record, NL_CAMPAIGN_SEED));
  return nl_jobs_enqueue (job, connection, error);
}

static NlMessage *
load_message (NlJob *job, NlConnection *connection, GError **error)
{
  return (NlMessage *) nl_record_load (NL_TYPE_MESSAGE,
                                       nl_record_get_int64 (NL_RECORD (job), NL_JOB_SUBJECT_ID),
                                       connection, error);
}

static gboolean
fill_slot (NlMessageSlot *slot, NlJob *job, NlMessage *message, GError **error)
{
  *slot = (NlMessageSlot) {
    .channel = nl_message_get_channel (message),
    .language = nl_message_get_language (message),
    .variant = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_VARIANT),
    .seed = (guint64) nl_ai_job_get_number (job, SEED),
  };
  if (slot->channel == NULL)
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_CHANNEL,
                 _ ("There is no channel “%s”."),
                 nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL));
  return slot->channel != NULL;
}

static NlAiRequest *
compose (NlJob *job, NlConnection *connection, GError **error)
{
  g_autoptr (NlMessage) message = load_message (job, connection, error);
  g_autoptr (NlCampaignBundle) bundle = NULL;
  NlMessageSlot slot;

  if (message == NULL || !fill_slot (&slot, job, message, error))
    return NULL;
  bundle
      = nl_campaign_bundle_load (nl_record_get_int64 (NL_RECORD (message), NL_MESSAGE_CAMPAIGN_ID),
                                 connection, error);
  if (bundle == NULL)
    return NULL;
  if (bundle->persona == NULL) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA,
                 _ ("The persona of “%s” was deleted. Choose another one for it first."),
                 nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_NAME));
    return NULL;
  }
  return nl_message_slot_to_request (&slot, bundle);
}

static gboolean
apply (NlJob *job, NlAiResult *result, GObject *digested, NlConnection *connection, GError **error)
{
  g_autoptr (NlMessage) message = load_message (job, connection, error);
  g_autoptr (NlMessage) written = NULL;
  g_autofree char *was = nl_ai_job_dup (job, WAS);
  g_autofree char *is = NULL;
  NlMessageSlot slot;

  if (message == NULL || !fill_slot (&slot, job, message, error))
    return FALSE;
  nl_job_set_result (job, "messages", nl_record_get_id (NL_RECORD (message)));
  written = nl_message_slot_read_answer (&slot, result, error);
  if (written == NULL)
    return FALSE;
  is = dup_digest (message);
  if (was != NULL && !g_str_equal (was, is))
    return nl_job_queue_note (nl_record_get_id (NL_RECORD (job)), "kept",
                              _ ("The text was changed meanwhile, and stays."), connection, error);
  nl_message_take_text (message, written);
  return nl_record_save (NL_RECORD (message), connection, error);
}

/**
 * nl_message_jobs_register:
 * @runner: works on the queue
 * @providers: who can be asked
 *
 * Teaches a runner to have messages written.
 */
void
nl_message_jobs_register (NlJobRunner *runner, NlProviderRegistry *providers)
{
  static const NlAiJobKind MESSAGE = { KIND, compose, NULL, apply };
  g_autoptr (NlJobHandler) handler = nl_ai_job_handler_new (&MESSAGE, providers);

  nl_job_runner_add_handler (runner, KIND, handler);
}
