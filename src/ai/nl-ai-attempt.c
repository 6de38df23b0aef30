/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-attempt.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-ai-error.h"
#include "base/nl-clock.h"

/**
 * NlAiAttempt:
 *
 * That a provider was asked, or was not, and what came of it.
 */
struct _NlAiAttempt {
  GObject parent_instance;
  char *provider;
  char *name;
  gint64 began_at;
  gint64 ended_at;
  gboolean was_sent;
  GError *error;
};

G_DEFINE_FINAL_TYPE (NlAiAttempt, nl_ai_attempt, G_TYPE_OBJECT)

static void
nl_ai_attempt_finalize (GObject *object)
{
  NlAiAttempt *self = NL_AI_ATTEMPT (object);

  g_free (self->provider);
  g_free (self->name);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (nl_ai_attempt_parent_class)->finalize (object);
}

static void
nl_ai_attempt_class_init (NlAiAttemptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_ai_attempt_finalize;
}

static void
nl_ai_attempt_init (NlAiAttempt *self)
{}

/**
 * nl_ai_attempt_new:
 * @provider: the provider's id
 * @name: what people call it
 * @began_at: microseconds since 1970 UTC; it ends now
 * @was_sent: %FALSE when the provider was passed over
 * @error: (nullable): why there is no answer
 *
 * Returns: (transfer full): an attempt
 */
NlAiAttempt *
nl_ai_attempt_new (
    const char *provider, const char *name, gint64 began_at, gboolean was_sent, const GError *error)
{
  NlAiAttempt *self = g_object_new (NL_TYPE_AI_ATTEMPT, NULL);

  self->provider = g_strdup (provider);
  self->name = g_strdup (name);
  self->began_at = began_at;
  self->ended_at = nl_clock_now ();
  self->was_sent = was_sent;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  return self;
}

/**
 * nl_ai_attempt_get_provider:
 * @self: an attempt
 *
 * Returns: (transfer none): the provider's id
 */
const char *
nl_ai_attempt_get_provider (NlAiAttempt *self)
{
  return self->provider;
}

/**
 * nl_ai_attempt_get_name:
 * @self: an attempt
 *
 * Returns: (transfer none): what people call the provider
 */
const char *
nl_ai_attempt_get_name (NlAiAttempt *self)
{
  return self->name;
}

/**
 * nl_ai_attempt_get_began_at:
 * @self: an attempt
 *
 * Returns: microseconds since 1970 UTC
 */
gint64
nl_ai_attempt_get_began_at (NlAiAttempt *self)
{
  return self->began_at;
}

/**
 * nl_ai_attempt_get_ended_at:
 * @self: an attempt
 *
 * Returns: microseconds since 1970 UTC
 */
gint64
nl_ai_attempt_get_ended_at (NlAiAttempt *self)
{
  return self->ended_at;
}

/**
 * nl_ai_attempt_was_sent:
 * @self: an attempt
 *
 * Returns: whether the provider was asked, and not passed over
 */
gboolean
nl_ai_attempt_was_sent (NlAiAttempt *self)
{
  return self->was_sent;
}

/**
 * nl_ai_attempt_get_error:
 * @self: an attempt
 *
 * Returns: (transfer none) (nullable): why there is no answer; %NULL for the one that answered
 */
const GError *
nl_ai_attempt_get_error (NlAiAttempt *self)
{
  return self->error;
}

/**
 * nl_ai_attempt_is_perhaps_billed:
 * @self: an attempt
 *
 * Returns: whether the provider may have done, and charged for, what nobody got
 */
gboolean
nl_ai_attempt_is_perhaps_billed (NlAiAttempt *self)
{
  return nl_ai_error_is_perhaps_billed (self->error);
}

/**
 * nl_ai_attempt_describe:
 * @self: an attempt
 *
 * Returns: (transfer full): a translated line that says what came of it
 */
char *
nl_ai_attempt_describe (NlAiAttempt *self)
{
  if (self->error == NULL)
    return g_strdup_printf (_ ("%s answered."), self->name);
  if (!self->was_sent)
    return g_strdup_printf (_ ("%s was not asked: %s"), self->name, self->error->message);
  /* Translators: the name of a provider, then why it gave no answer. */
  return g_strdup_printf (_ ("%s: %s"), self->name, self->error->message);
}
