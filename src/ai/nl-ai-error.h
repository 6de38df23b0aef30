/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlAiError:
 * @NL_AI_ERROR_UNSUPPORTED: this provider cannot do that, or not in that language
 * @NL_AI_ERROR_BAD_REQUEST: the request lacks something or makes no sense; asking again is no use
 * @NL_AI_ERROR_REFUSED: the provider declined to answer; never pass the request to the next one
 * @NL_AI_ERROR_UNREACHABLE: no answer: no network, no such server, or it took too long
 * @NL_AI_ERROR_UNAUTHORIZED: the key is missing, wrong or may not do this
 * @NL_AI_ERROR_RATE_LIMITED: too many requests; later is fine
 * @NL_AI_ERROR_OUT_OF_CREDIT: the account's money or quota is used up
 * @NL_AI_ERROR_MODEL_GONE: the model does not exist, or no longer
 * @NL_AI_ERROR_BAD_ANSWER: an answer came that cannot be used
 * @NL_AI_ERROR_SERVER: the server says the fault is its own
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
} NlAiError;

#define NL_AI_ERROR (nl_ai_error_quark ())

GQuark nl_ai_error_quark (void);

G_END_DECLS
