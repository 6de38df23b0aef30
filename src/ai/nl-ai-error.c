/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* What a server said beside the message. */
typedef struct {
  guint status;
  char *provider_code;
  char *request_id;
  gint64 retry_after;
  NlAiUsage usage;
  GPtrArray *attempts;
  gboolean perhaps_billed;
} NlAiErrorPrivate;

static void
nl_ai_error_private_init (NlAiErrorPrivate *self)
{
  self->retry_after = -1;
}

static void
nl_ai_error_private_copy (const NlAiErrorPrivate *from, NlAiErrorPrivate *to)
{
  to->status = from->status;
  to->provider_code = g_strdup (from->provider_code);
  to->request_id = g_strdup (from->request_id);
  to->retry_after = from->retry_after;
  to->usage = from->usage;
  to->perhaps_billed = from->perhaps_billed;
  to->attempts = from->attempts != NULL ? g_ptr_array_ref (from->attempts) : NULL;
}

static void
nl_ai_error_private_clear (NlAiErrorPrivate *self)
{
  g_free (self->provider_code);
  g_free (self->request_id);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (NlAiError, nl_ai_error)

static gboolean
is_ours (const GError *error)
{
  return error != NULL && error->domain == NL_AI_ERROR;
}

/**
 * nl_ai_error_new:
 * @code: what went wrong
 * @message: a translated sentence that a person can act on. What a server said may stand in it, but
 *   never a key
 *
 * Returns: (transfer full): an error to which nl_ai_error_set_response() may add
 */
GError *
nl_ai_error_new (NlAiError code, const char *message)
{
  g_return_val_if_fail (message != NULL, NULL);

  return g_error_new_literal (NL_AI_ERROR, (int) code, message);
}

/**
 * nl_ai_error_set_response:
 * @error: an error of %NL_AI_ERROR
 * @status: the HTTP status, 0 when there was none
 * @provider_code: (nullable): the server's own word for it, such as "model_not_found"
 * @request_id: (nullable): how the server calls the request, for those who ask its owner
 *
 * Keeps what a log and a details view need.
 */
void
nl_ai_error_set_response (GError *error,
                          guint status,
                          const char *provider_code,
                          const char *request_id)
{
  NlAiErrorPrivate *self;

  g_return_if_fail (is_ours (error));

  self = nl_ai_error_get_private (error);
  self->status = status;
  g_set_str (&self->provider_code, provider_code);
  g_set_str (&self->request_id, request_id);
}

/**
 * nl_ai_error_set_retry_after:
 * @error: an error of %NL_AI_ERROR
 * @seconds: how long the server asked to wait (RFC 9110, Retry-After); −1 when it said nothing
 */
void
nl_ai_error_set_retry_after (GError *error, gint64 seconds)
{
  g_return_if_fail (is_ours (error));

  nl_ai_error_get_private (error)->retry_after = MAX (seconds, -1);
}

/**
 * nl_ai_error_set_usage:
 * @error: an error of %NL_AI_ERROR
 * @usage: what was used up for nothing: an answer that can't be used has to be paid for, too
 */
void
nl_ai_error_set_usage (GError *error, const NlAiUsage *usage)
{
  g_return_if_fail (is_ours (error));

  nl_ai_error_get_private (error)->usage = *usage;
}

/**
 * nl_ai_error_get_usage:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): what was used up for nothing, when that is known
 */
const NlAiUsage *
nl_ai_error_get_usage (const GError *error)
{
  const NlAiUsage *usage = is_ours (error) ? &nl_ai_error_get_private (error)->usage : NULL;

  return usage != NULL && usage->known ? usage : NULL;
}

/**
 * nl_ai_error_set_perhaps_billed:
 * @error: an error of %NL_AI_ERROR
 *
 * Notes that the request had reached the server when the connection was lost.
 */
void
nl_ai_error_set_perhaps_billed (GError *error)
{
  g_return_if_fail (is_ours (error));

  nl_ai_error_get_private (error)->perhaps_billed = TRUE;
}

/**
 * nl_ai_error_is_perhaps_billed:
 * @error: (nullable): any error
 *
 * Returns: whether the provider may have done, and charged for, what nobody got
 */
gboolean
nl_ai_error_is_perhaps_billed (const GError *error)
{
  return is_ours (error)
         && (error->code == NL_AI_ERROR_TIMEOUT || nl_ai_error_get_usage (error) != NULL
             || nl_ai_error_get_private (error)->perhaps_billed);
}

/**
 * nl_ai_error_set_attempts:
 * @error: an error of %NL_AI_ERROR
 * @attempts: (transfer none) (element-type NlAiAttempt): who was asked before this error
 */
void
nl_ai_error_set_attempts (GError *error, GPtrArray *attempts)
{
  NlAiErrorPrivate *self;

  g_return_if_fail (is_ours (error));

  self = nl_ai_error_get_private (error);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  self->attempts = g_ptr_array_ref (attempts);
}

/**
 * nl_ai_error_get_attempts:
 * @error: any error
 *
 * Returns: (transfer none) (nullable) (element-type NlAiAttempt): who was asked before this error,
 *   when several were
 */
GPtrArray *
nl_ai_error_get_attempts (const GError *error)
{
  return is_ours (error) ? nl_ai_error_get_private (error)->attempts : NULL;
}

/**
 * nl_ai_error_get_status:
 * @error: any error
 *
 * Returns: the HTTP status, 0 when there was none
 */
guint
nl_ai_error_get_status (const GError *error)
{
  return is_ours (error) ? nl_ai_error_get_private (error)->status : 0;
}

/**
 * nl_ai_error_get_provider_code:
 * @error: any error
 *
 * Returns: (nullable): the server's own word for what went wrong
 */
const char *
nl_ai_error_get_provider_code (const GError *error)
{
  return is_ours (error) ? nl_ai_error_get_private (error)->provider_code : NULL;
}

/**
 * nl_ai_error_get_request_id:
 * @error: any error
 *
 * Returns: (nullable): how the server calls the request
 */
const char *
nl_ai_error_get_request_id (const GError *error)
{
  return is_ours (error) ? nl_ai_error_get_private (error)->request_id : NULL;
}

/**
 * nl_ai_error_get_retry_after:
 * @error: any error
 *
 * Returns: the seconds the server asked to wait, −1 when it said nothing
 */
gint64
nl_ai_error_get_retry_after (const GError *error)
{
  return is_ours (error) ? nl_ai_error_get_private (error)->retry_after : -1;
}

static const char *
get_title_of_cause (const char *cause)
{
  static const struct {
    const char *cause;
    const char *title;
  } titles[] = {
    { NL_AI_CAUSE_NO_KEY, N_ ("No Key") },
    { NL_AI_CAUSE_KEYRING, N_ ("Keyring Not Available") },
    { NL_AI_CAUSE_UNKNOWN_HOST, N_ ("Unknown Address") },
    { NL_AI_CAUSE_REFUSED, N_ ("Connection Refused") },
    { NL_AI_CAUSE_TIMEOUT, N_ ("Too Slow") },
    { NL_AI_CAUSE_CERTIFICATE, N_ ("Certificate Not Trusted") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].cause, cause) == 0)
      return _ (titles[i].title);
  return NULL;
}

/**
 * nl_ai_error_get_title:
 * @error: an error of %NL_AI_ERROR
 *
 * Returns: (transfer none): what is wrong in a few words, to stand above the message
 */
const char *
nl_ai_error_get_title (const GError *error)
{
  static const char *const titles[] = {
    [NL_AI_ERROR_UNSUPPORTED] = N_ ("Not Possible"),
    [NL_AI_ERROR_BAD_REQUEST] = N_ ("Request Not Understood"),
    [NL_AI_ERROR_REFUSED] = N_ ("Declined"),
    [NL_AI_ERROR_UNREACHABLE] = N_ ("Cannot Be Reached"),
    [NL_AI_ERROR_UNAUTHORIZED] = N_ ("Wrong Key"),
    [NL_AI_ERROR_RATE_LIMITED] = N_ ("Asked Too Often"),
    [NL_AI_ERROR_OUT_OF_CREDIT] = N_ ("Out of Credit"),
    [NL_AI_ERROR_MODEL_GONE] = N_ ("Unknown Model"),
    [NL_AI_ERROR_BAD_ANSWER] = N_ ("Unusable Answer"),
    [NL_AI_ERROR_SERVER] = N_ ("Server Error"),
    [NL_AI_ERROR_OFFLINE] = N_ ("No Network"),
    [NL_AI_ERROR_TIMEOUT] = N_ ("Too Slow"),
    [NL_AI_ERROR_INSECURE] = N_ ("Connection Not Safe"),
    [NL_AI_ERROR_FORBIDDEN] = N_ ("Not Allowed"),
    [NL_AI_ERROR_TOO_LONG] = N_ ("Too Long"),
    [NL_AI_ERROR_OVERLOADED] = N_ ("Overloaded"),
  };
  const char *of_cause;

  g_return_val_if_fail (is_ours (error), NULL);

  of_cause = nl_ai_error_get_status (error) == 0
                 ? get_title_of_cause (nl_ai_error_get_provider_code (error))
                 : NULL;
  if (of_cause != NULL)
    return of_cause;
  if (error->code == NL_AI_ERROR_BAD_REQUEST && nl_ai_error_get_status (error) == 404)
    return _ ("Nothing at This Address");
  return (guint) error->code < G_N_ELEMENTS (titles) ? _ (titles[error->code]) : NULL;
}

/**
 * nl_ai_error_get_retry:
 * @error: (nullable): why a request failed
 *
 * Returns: whether and when the same request is worth another try
 */
NlAiRetry
nl_ai_error_get_retry (const GError *error)
{
  if (!is_ours (error))
    return NL_AI_RETRY_NEVER;
  switch ((NlAiError) error->code) {
  case NL_AI_ERROR_UNREACHABLE:
  case NL_AI_ERROR_RATE_LIMITED:
  case NL_AI_ERROR_BAD_ANSWER:
  case NL_AI_ERROR_SERVER:
    return NL_AI_RETRY_SOON;
  case NL_AI_ERROR_OVERLOADED:
    return NL_AI_RETRY_LATER;
  case NL_AI_ERROR_OFFLINE:
    return NL_AI_RETRY_ONLINE;
  case NL_AI_ERROR_TIMEOUT:
    return NL_AI_RETRY_ASK;
  case NL_AI_ERROR_UNSUPPORTED:
  case NL_AI_ERROR_BAD_REQUEST:
  case NL_AI_ERROR_REFUSED:
  case NL_AI_ERROR_UNAUTHORIZED:
  case NL_AI_ERROR_OUT_OF_CREDIT:
  case NL_AI_ERROR_MODEL_GONE:
  case NL_AI_ERROR_INSECURE:
  case NL_AI_ERROR_FORBIDDEN:
  case NL_AI_ERROR_TOO_LONG:
  case NL_AI_ERROR_PRIVATE:
  default:
    return NL_AI_RETRY_NEVER;
  }
}

/**
 * nl_ai_error_allows_fallback:
 * @error: (nullable): why a provider failed
 *
 * What the user has to mend (a key, a right, money, a model) is not passed on: that would quietly
 * spend another account. Nor is what a provider refused, or may have done already.
 *
 * Returns: whether the next provider of the list may be asked
 */
gboolean
nl_ai_error_allows_fallback (const GError *error)
{
  if (!is_ours (error))
    return FALSE;
  switch ((NlAiError) error->code) {
  case NL_AI_ERROR_UNSUPPORTED:
  case NL_AI_ERROR_UNREACHABLE:
  case NL_AI_ERROR_RATE_LIMITED:
  case NL_AI_ERROR_BAD_ANSWER:
  case NL_AI_ERROR_SERVER:
  case NL_AI_ERROR_OFFLINE:
  case NL_AI_ERROR_TOO_LONG:
  case NL_AI_ERROR_OVERLOADED:
    return TRUE;
  case NL_AI_ERROR_BAD_REQUEST:
  case NL_AI_ERROR_REFUSED:
  case NL_AI_ERROR_UNAUTHORIZED:
  case NL_AI_ERROR_OUT_OF_CREDIT:
  case NL_AI_ERROR_MODEL_GONE:
  case NL_AI_ERROR_TIMEOUT:
  case NL_AI_ERROR_INSECURE:
  case NL_AI_ERROR_FORBIDDEN:
  case NL_AI_ERROR_PRIVATE:
  default:
    return FALSE;
  }
}
