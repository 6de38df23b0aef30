/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-result.h"

G_BEGIN_DECLS

/**
 * NlAiError:
 * @NL_AI_ERROR_UNSUPPORTED: this provider cannot do that, or not in that language
 * @NL_AI_ERROR_BAD_REQUEST: the request lacks something or makes no sense; asking again is no use
 * @NL_AI_ERROR_REFUSED: the provider declined to answer; never pass the request to the next one
 * @NL_AI_ERROR_UNREACHABLE: the server does not answer: refused, no such name, or cut off before
 *   the first byte. A local one was perhaps not started
 * @NL_AI_ERROR_UNAUTHORIZED: the key is missing, wrong or revoked
 * @NL_AI_ERROR_RATE_LIMITED: too many requests; later is fine
 * @NL_AI_ERROR_OUT_OF_CREDIT: the account's money or quota is used up
 * @NL_AI_ERROR_MODEL_GONE: the model does not exist, or no longer
 * @NL_AI_ERROR_BAD_ANSWER: an answer came that cannot be used
 * @NL_AI_ERROR_SERVER: the server says the fault is its own
 * @NL_AI_ERROR_OFFLINE: this machine has no network: nothing was sent
 * @NL_AI_ERROR_TIMEOUT: no byte of an answer came in time, or a picture was lost on its way; the
 *   work may have been done and billed
 * @NL_AI_ERROR_INSECURE: the server's certificate is not good, or a key would go out in the clear
 * @NL_AI_ERROR_FORBIDDEN: the key is good, but the account may not do this: region, verification,
 *   a right the key lacks
 * @NL_AI_ERROR_TOO_LONG: the prompt does not fit into the model
 * @NL_AI_ERROR_OVERLOADED: the server has more to do than it can; later is fine, but not soon
 * @NL_AI_ERROR_PRIVATE: personal data was found in what somebody typed: nothing was sent
 *
 * What can go wrong when a provider is asked for something.
 */
typedef enum {
  NL_AI_ERROR_UNSUPPORTED,
  NL_AI_ERROR_BAD_REQUEST,
  NL_AI_ERROR_REFUSED,
  NL_AI_ERROR_UNREACHABLE,
  NL_AI_ERROR_UNAUTHORIZED,
  NL_AI_ERROR_RATE_LIMITED,
  NL_AI_ERROR_OUT_OF_CREDIT,
  NL_AI_ERROR_MODEL_GONE,
  NL_AI_ERROR_BAD_ANSWER,
  NL_AI_ERROR_SERVER,
  NL_AI_ERROR_OFFLINE,
  NL_AI_ERROR_TIMEOUT,
  NL_AI_ERROR_INSECURE,
  NL_AI_ERROR_FORBIDDEN,
  NL_AI_ERROR_TOO_LONG,
  NL_AI_ERROR_OVERLOADED,
  NL_AI_ERROR_PRIVATE,
} NlAiError;

/**
 * NlAiRetry:
 * @NL_AI_RETRY_NEVER: the same request would fail again
 * @NL_AI_RETRY_SOON: after nl_ai_error_get_retry_after(), or after some seconds
 * @NL_AI_RETRY_LATER: the same, but after minutes
 * @NL_AI_RETRY_ONLINE: when there is a network again
 * @NL_AI_RETRY_ASK: it may have been done and billed: only when the user says so
 *
 * What is to be done with a request that failed.
 */
typedef enum {
  NL_AI_RETRY_NEVER,
  NL_AI_RETRY_SOON,
  NL_AI_RETRY_LATER,
  NL_AI_RETRY_ONLINE,
  NL_AI_RETRY_ASK,
} NlAiRetry;

/* Codes of errors that came about before a server said anything. */
#define NL_AI_CAUSE_NO_KEY "no-key"
#define NL_AI_CAUSE_KEYRING "keyring"
#define NL_AI_CAUSE_UNKNOWN_HOST "unknown-host"
#define NL_AI_CAUSE_REFUSED "connection-refused"
#define NL_AI_CAUSE_TIMEOUT "timeout"
#define NL_AI_CAUSE_CERTIFICATE "certificate"

#define NL_AI_ERROR (nl_ai_error_quark ())

GQuark nl_ai_error_quark (void);

GError *nl_ai_error_new (NlAiError code, const char *message) G_GNUC_WARN_UNUSED_RESULT;
void nl_ai_error_set_response (GError *error,
                               guint status,
                               const char *provider_code,
                               const char *request_id);
void nl_ai_error_set_retry_after (GError *error, gint64 seconds);
void nl_ai_error_set_usage (GError *error, const NlAiUsage *usage);

guint nl_ai_error_get_status (const GError *error);
const char *nl_ai_error_get_provider_code (const GError *error);
const char *nl_ai_error_get_request_id (const GError *error);
gint64 nl_ai_error_get_retry_after (const GError *error);
const NlAiUsage *nl_ai_error_get_usage (const GError *error);
void nl_ai_error_set_perhaps_billed (GError *error);
gboolean nl_ai_error_is_perhaps_billed (const GError *error);
void nl_ai_error_set_attempts (GError *error, GPtrArray *attempts);
GPtrArray *nl_ai_error_get_attempts (const GError *error);

const char *nl_ai_error_get_title (const GError *error);
NlAiRetry nl_ai_error_get_retry (const GError *error);
gboolean nl_ai_error_allows_fallback (const GError *error);

G_END_DECLS
