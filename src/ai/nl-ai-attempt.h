/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NL_TYPE_AI_ATTEMPT (nl_ai_attempt_get_type ())
G_DECLARE_FINAL_TYPE (NlAiAttempt, nl_ai_attempt, NL, AI_ATTEMPT, GObject)

NlAiAttempt *nl_ai_attempt_new (const char *provider,
                                const char *name,
                                gint64 began_at,
                                gboolean was_sent,
                                const GError *error);
const char *nl_ai_attempt_get_provider (NlAiAttempt *self);
const char *nl_ai_attempt_get_name (NlAiAttempt *self);
gint64 nl_ai_attempt_get_began_at (NlAiAttempt *self);
gint64 nl_ai_attempt_get_ended_at (NlAiAttempt *self);
gboolean nl_ai_attempt_was_sent (NlAiAttempt *self);
const GError *nl_ai_attempt_get_error (NlAiAttempt *self);
gboolean nl_ai_attempt_is_perhaps_billed (NlAiAttempt *self);
char *nl_ai_attempt_describe (NlAiAttempt *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
