/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-openai-fault.h"
#include "base/nl-redact.h"
#include "net/nl-http-error.h"

/* As much of a server's words as fits into a message. */
#define MAX_WORDS 300

/* Codes and types by which providers say what went wrong; docs/ai.md says whose they are. */
static const char *const no_credit[] = { "insufficient_quota",
                                         "credit_balance_exhausted",
                                         "project_spend_limit_exceeded",
                                         "organization_spend_limit_exceeded",
                                         "organization_usage_limit_exceeded",
                                         "billing_hard_limit_reached",
                                         NULL };
static const char *const refusals[]
    = { "content_policy_violation", "moderation_blocked", "content_filter", "bio_policy", NULL };
static const char *const too_long[]
    = { "context_length_exceeded", "string_above_max_length", "exceed_context_size_error", NULL };
static const char *const no_model[]
    = { "model_not_found", "not_found_error", "NotFoundError", "invalid_model", NULL };
static const char *const wrong_key[] = { "invalid_api_key", "authentication_error", NULL };
static const char *const too_fast[]
    = { "rate_limit_exceeded", "slow_down", "rate_limit_error", NULL };
static const char *const overloaded[] = { "server_is_overloaded", "service_unavailable_error",
                                          "overloaded_error", "unavailable_error", NULL };
static const char *const refused_field[] = { "unsupported_parameter",
                                             "unsupported_value",
                                             "unknown_parameter",
                                             "extra_forbidden",
                                             "invalid_request_error",
                                             "BadRequestError",
                                             NULL };

static gboolean
says_wrong_key (const NlOpenaiAsked *asked, const NlOpenaiFault *fault)
{
  g_autofree char *lower = NULL;

  if (asked->preset->wrong_key_text == NULL || fault->message == NULL)
    return FALSE;
  lower = g_ascii_strdown (fault->message, -1);
  return strstr (lower, asked->preset->wrong_key_text) != NULL;
}

/* First the words that mean one thing whatever the status, as in a stream; then the status. */
static NlAiError
classify (const NlOpenaiAsked *asked, guint status, const NlOpenaiFault *fault)
{
  if (nl_openai_fault_is (fault, no_credit) || status == 402)
    return NL_AI_ERROR_OUT_OF_CREDIT;
  if (nl_openai_fault_is (fault, wrong_key) || status == 401 || says_wrong_key (asked, fault))
    return NL_AI_ERROR_UNAUTHORIZED;
  if (nl_openai_fault_is (fault, refusals))
    return NL_AI_ERROR_REFUSED;
  if (nl_openai_fault_is (fault, too_long) || status == 413)
    return NL_AI_ERROR_TOO_LONG;
  if (nl_openai_fault_is (fault, no_model) || (status == 404 && !fault->is_bare))
    return NL_AI_ERROR_MODEL_GONE;
  if (nl_openai_fault_is (fault, overloaded) || status == 503 || status == 529)
    return NL_AI_ERROR_OVERLOADED;
  if (nl_openai_fault_is (fault, too_fast) || status == 429)
    return NL_AI_ERROR_RATE_LIMITED;
  if (status == 403)
    return NL_AI_ERROR_FORBIDDEN;
  /* A gateway that lost patience: what is behind it may have gone on. */
  if (asked->is_image && (status == 502 || status == 504))
    return NL_AI_ERROR_TIMEOUT;
  if (status / 100 == 4 && status != 408 && status != 409 && status != 425)
    return NL_AI_ERROR_BAD_REQUEST;
  return NL_AI_ERROR_SERVER;
}

/**
 * nl_openai_tidy_message:
 * @text: (nullable): what a server says
 * @key: (nullable): the key that was sent
 *
 * Makes a server's words fit to be read: no key, no control characters, not long.
 *
 * Returns: (transfer full): the words; empty when there are none
 */
char *
nl_openai_tidy_message (const char *text, const char *key)
{
  g_autoptr (GString) whole = g_string_new (text);
  g_autofree char *redacted = NULL;
  g_autofree char *valid = NULL;
  GString *tidy = g_string_new (NULL);
  guint n = 0;

  if (key != NULL && *key != '\0')
    g_string_replace (whole, key, "‹secret›", 0);
  redacted = nl_redact_text (whole->str);
  valid = g_utf8_make_valid (redacted, -1);
  for (const char *c = valid; *c != '\0' && n < MAX_WORDS; c = g_utf8_next_char (c), n++) {
    gunichar character = g_utf8_get_char (c);
    GUnicodeType type = g_unichar_type (character);

    /* Format characters turn a line around, or hide what it says. */
    if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT)
      character = ' ';
    g_string_append_unichar (tidy, character);
  }
  if (n == MAX_WORDS)
    g_string_append (tidy, "…");
  return g_strstrip (g_string_free_and_steal (tidy));
}

static char *
dup_sentence (const NlOpenaiAsked *asked, NlAiError code)
{
  switch (code) {
  case NL_AI_ERROR_OUT_OF_CREDIT:
    return g_strdup_printf (_ ("%s: the credit of the account, or its spending limit, is used up. "
                               "Top it up on the provider’s website."),
                            asked->name);
  case NL_AI_ERROR_UNAUTHORIZED:
    return g_strdup_printf (_ ("%s does not accept the key: it is wrong, was revoked, or lacks a "
                               "right. Replace the key."),
                            asked->name);
  case NL_AI_ERROR_REFUSED:
    return g_strdup_printf (_ ("%s declines to do this, because of its rules about content."),
                            asked->name);
  case NL_AI_ERROR_TOO_LONG:
    return g_strdup_printf (_ ("What was asked is too long for this model of %s."), asked->name);
  case NL_AI_ERROR_MODEL_GONE:
    return g_strdup_printf (_ ("%s has no model “%s”, or no longer. Choose another one."),
                            asked->name, asked->model != NULL ? asked->model : "");
  case NL_AI_ERROR_OVERLOADED:
    return g_strdup_printf (_ ("%s has too much to do, or is still starting."), asked->name);
  case NL_AI_ERROR_RATE_LIMITED:
    return g_strdup_printf (_ ("%s wants to be asked less often."), asked->name);
  case NL_AI_ERROR_FORBIDDEN:
    return g_strdup_printf (_ ("The key is good, but this account of %s may not do that."),
                            asked->name);
  case NL_AI_ERROR_SERVER:
    return g_strdup_printf (_ ("Something is broken at %s."), asked->name);
  case NL_AI_ERROR_TIMEOUT:
    return g_strdup_printf (
        _ ("The way to %s was cut. The picture may have been made, and billed."), asked->name);
  case NL_AI_ERROR_UNSUPPORTED:
  case NL_AI_ERROR_PRIVATE:
  case NL_AI_ERROR_BAD_REQUEST:
  case NL_AI_ERROR_UNREACHABLE:
  case NL_AI_ERROR_BAD_ANSWER:
  case NL_AI_ERROR_OFFLINE:
  case NL_AI_ERROR_INSECURE:
  default:
    return g_strdup_printf (_ ("%s does not understand what was asked."), asked->name);
  }
}

/* The server's words only where they help: beside a wrong key they would be the key. */
static char *
dup_message (const NlOpenaiAsked *asked, NlAiError code, guint status, const NlOpenaiFault *fault)
{
  g_autofree char *sentence = NULL;
  g_autofree char *words = NULL;

  if (code == NL_AI_ERROR_BAD_REQUEST && status == 404)
    return g_strdup_printf (_ ("There is nothing at %s. Check the address of %s."), asked->url,
                            asked->name);
  sentence = dup_sentence (asked, code);
  words = code == NL_AI_ERROR_UNAUTHORIZED || code == NL_AI_ERROR_MODEL_GONE
              ? g_strdup ("")
              : nl_openai_tidy_message (fault->message, asked->key);
  /* Translators: a sentence, then in brackets what the server said about it. */
  return *words != '\0' ? g_strdup_printf (_ ("%s (%s)"), sentence, words)
                        : g_steal_pointer (&sentence);
}

static GError *
error_from_fault (const NlOpenaiAsked *asked, guint status, const NlOpenaiFault *fault)
{
  NlAiError code = classify (asked, status, fault);
  g_autofree char *message = dup_message (asked, code, status, fault);
  GError *error = nl_ai_error_new (code, message);
  const char *word = fault->code != NULL ? fault->code : fault->type;
  g_autofree char *tidy = word != NULL ? nl_openai_tidy_message (word, asked->key) : NULL;

  nl_ai_error_set_response (error, status, tidy, NULL);
  return error;
}

static NlAiError
classify_http (const NlOpenaiAsked *asked, const GError *error)
{
  gboolean was_sent = nl_http_error_was_sent (error);

  switch ((NlHttpError) error->code) {
  case NL_HTTP_ERROR_OFFLINE:
    return asked->preset->is_local ? NL_AI_ERROR_UNREACHABLE : NL_AI_ERROR_OFFLINE;
  case NL_HTTP_ERROR_TIMEOUT:
    return was_sent ? NL_AI_ERROR_TIMEOUT : NL_AI_ERROR_UNREACHABLE;
  case NL_HTTP_ERROR_CUT:
    return was_sent && asked->is_image ? NL_AI_ERROR_TIMEOUT : NL_AI_ERROR_UNREACHABLE;
  case NL_HTTP_ERROR_TLS:
  case NL_HTTP_ERROR_FORBIDDEN:
  case NL_HTTP_ERROR_REDIRECT:
    return NL_AI_ERROR_INSECURE;
  case NL_HTTP_ERROR_TOO_LARGE:
  case NL_HTTP_ERROR_PROTOCOL:
    return NL_AI_ERROR_BAD_ANSWER;
  case NL_HTTP_ERROR_UNKNOWN_HOST:
  case NL_HTTP_ERROR_REFUSED:
  case NL_HTTP_ERROR_STATUS:
  default:
    return NL_AI_ERROR_UNREACHABLE;
  }
}

/* What nl_ai_error_get_title() tells apart, and %NlAiError does not. */
static const char *
get_cause (const GError *error)
{
  switch ((NlHttpError) error->code) {
  case NL_HTTP_ERROR_UNKNOWN_HOST:
    return NL_AI_CAUSE_UNKNOWN_HOST;
  case NL_HTTP_ERROR_REFUSED:
    return NL_AI_CAUSE_REFUSED;
  case NL_HTTP_ERROR_TIMEOUT:
    return NL_AI_CAUSE_TIMEOUT;
  case NL_HTTP_ERROR_TLS:
    return NL_AI_CAUSE_CERTIFICATE;
  case NL_HTTP_ERROR_OFFLINE:
  case NL_HTTP_ERROR_CUT:
  case NL_HTTP_ERROR_STATUS:
  case NL_HTTP_ERROR_TOO_LARGE:
  case NL_HTTP_ERROR_FORBIDDEN:
  case NL_HTTP_ERROR_REDIRECT:
  case NL_HTTP_ERROR_PROTOCOL:
  default:
    return NULL;
  }
}

/* Whole seconds, rather too many. */
static void
keep_retry_after (GError *error, const GError *from)
{
  gint64 wait = nl_http_error_get_retry_after (from);

  if (wait >= 0)
    nl_ai_error_set_retry_after (error, (wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/**
 * nl_openai_error_new:
 * @asked: who was asked for what
 * @error: an %NL_HTTP_ERROR, or any other
 *
 * Says what an error of the network or of a server means: by the status, then the code, then the
 * type; by the words only where a server has nothing else (docs/ai.md).
 *
 * Returns: (transfer full): an %NL_AI_ERROR; a copy of @error when it is one, or of another domain
 */
GError *
nl_openai_error_new (const NlOpenaiAsked *asked, const GError *error)
{
  guint status = nl_http_error_get_status (error);
  GError *result;

  if (error->domain != NL_HTTP_ERROR)
    return g_error_copy (error);
  if (status != 0) {
    g_autoptr (NlOpenaiFault) fault
        = nl_openai_fault_new_from_bytes (nl_http_error_get_body (error));

    result = error_from_fault (asked, status, fault);
    nl_ai_error_set_response (result, status, nl_ai_error_get_provider_code (result),
                              nl_http_error_get_request_id (error));
  } else {
    NlAiError code = classify_http (asked, error);
    g_autofree char *message
        = code == NL_AI_ERROR_TIMEOUT && asked->is_image
              ? g_strdup_printf (_ ("%s The picture may have been made, and billed."),
                                 error->message)
              : g_strdup (error->message);

    result = nl_ai_error_new (code, message);
    nl_ai_error_set_response (result, 0, get_cause (error), NULL);
    if (nl_http_error_was_sent (error) && error->code != NL_HTTP_ERROR_REDIRECT)
      nl_ai_error_set_perhaps_billed (result);
  }
  keep_retry_after (result, error);
  return result;
}

/**
 * nl_openai_error_new_in_answer:
 * @asked: who was asked for what
 * @answer: what came with status 200, and has an `error`
 *
 * Says what an error in the middle of an answer means.
 *
 * Returns: (transfer full): an %NL_AI_ERROR
 */
GError *
nl_openai_error_new_in_answer (const NlOpenaiAsked *asked, JsonNode *answer)
{
  g_autoptr (NlOpenaiFault) fault = nl_openai_fault_new_from_node (answer);
  guint64 status = 0;

  /* Servers whose codes are numbers mean statuses. */
  if (fault->code == NULL || !g_ascii_string_to_unsigned (fault->code, 10, 400, 599, &status, NULL))
    status = 0;
  return error_from_fault (asked, (guint) status, fault);
}

/**
 * nl_openai_error_dup_refused_field:
 * @error: an %NL_HTTP_ERROR
 *
 * Returns: (transfer full) (nullable): the field of the request without which the server may answer
 */
char *
nl_openai_error_dup_refused_field (const GError *error)
{
  guint status = nl_http_error_get_status (error);
  g_autoptr (NlOpenaiFault) fault = NULL;

  if (status != 400 && status != 422)
    return NULL;
  fault = nl_openai_fault_new_from_bytes (nl_http_error_get_body (error));
  if (fault->param == NULL || !nl_openai_fault_is (fault, refused_field))
    return NULL;
  /* "response_format.json_schema.schema" is about the field it begins with. */
  return g_strndup (fault->param, strcspn (fault->param, ".["));
}
