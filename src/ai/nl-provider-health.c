/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-health.h"

#include "ai/nl-ai-error.h"
#include "base/nl-clock.h"

typedef struct {
  NlCircuitBreaker breaker;
  GError *failure;
} State;

/**
 * NlProviderHealth:
 *
 * What is known of each provider since the program runs: how its last request ended, and whether it
 * is left alone for a while. Only in memory: the next start gives everybody another chance.
 */
struct _NlProviderHealth {
  GObject parent_instance;
  GHashTable *states; /* provider's id → State */
};

G_DEFINE_FINAL_TYPE (NlProviderHealth, nl_provider_health, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_error (&state->failure);
  g_free (state);
}

static State *
get_state (NlProviderHealth *self, const char *id)
{
  State *state = g_hash_table_lookup (self->states, id);

  if (state == NULL) {
    state = g_new0 (State, 1);
    g_hash_table_insert (self->states, g_strdup (id), state);
  }
  return state;
}

static void
nl_provider_health_finalize (GObject *object)
{
  g_hash_table_unref (NL_PROVIDER_HEALTH (object)->states);
  G_OBJECT_CLASS (nl_provider_health_parent_class)->finalize (object);
}

static void
nl_provider_health_class_init (NlProviderHealthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_provider_health_finalize;

  /**
   * NlProviderHealth::changed:
   * @id: the provider's id
   *
   * Something else is known of a provider.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_PROVIDER_HEALTH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nl_provider_health_init (NlProviderHealth *self)
{
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, state_free);
}

/**
 * nl_provider_health_new:
 *
 * Returns: (transfer full): the health of providers of which nothing is known yet
 */
NlProviderHealth *
nl_provider_health_new (void)
{
  return g_object_new (NL_TYPE_PROVIDER_HEALTH, NULL);
}

/**
 * nl_provider_health_get_breaker:
 * @self: what is known
 * @id: a provider's id
 *
 * Returns: (transfer none): what keeps from asking it in vain
 */
NlCircuitBreaker *
nl_provider_health_get_breaker (NlProviderHealth *self, const char *id)
{
  g_return_val_if_fail (NL_IS_PROVIDER_HEALTH (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return &get_state (self, id)->breaker;
}

/* What an answer, or none, says about the server. */
static void
tell_breaker (NlCircuitBreaker *breaker, const GError *error)
{
  if (error == NULL)
    nl_circuit_breaker_note_success (breaker);
  else if (error->domain != NL_AI_ERROR || error->code == NL_AI_ERROR_OFFLINE
           || error->code == NL_AI_ERROR_UNSUPPORTED)
    nl_circuit_breaker_note_nothing (breaker);
  else if (error->code == NL_AI_ERROR_UNREACHABLE || error->code == NL_AI_ERROR_SERVER
           || error->code == NL_AI_ERROR_OVERLOADED || error->code == NL_AI_ERROR_TIMEOUT)
    nl_circuit_breaker_note_failure (breaker, nl_clock_now ());
  else
    nl_circuit_breaker_note_success (breaker);
}

/* Whether a failure says something of the provider rather than of what it was asked for. */
static gboolean
is_about_provider (const GError *error)
{
  if (error->domain != NL_AI_ERROR)
    return FALSE;
  switch ((NlAiError) error->code) {
  case NL_AI_ERROR_UNSUPPORTED:
  case NL_AI_ERROR_REFUSED:
  case NL_AI_ERROR_TOO_LONG:
  case NL_AI_ERROR_PRIVATE:
    return FALSE;
  case NL_AI_ERROR_BAD_REQUEST:
    return nl_ai_error_get_status (error) == 404;
  case NL_AI_ERROR_UNREACHABLE:
  case NL_AI_ERROR_UNAUTHORIZED:
  case NL_AI_ERROR_RATE_LIMITED:
  case NL_AI_ERROR_OUT_OF_CREDIT:
  case NL_AI_ERROR_MODEL_GONE:
  case NL_AI_ERROR_BAD_ANSWER:
  case NL_AI_ERROR_SERVER:
  case NL_AI_ERROR_OFFLINE:
  case NL_AI_ERROR_TIMEOUT:
  case NL_AI_ERROR_INSECURE:
  case NL_AI_ERROR_FORBIDDEN:
  case NL_AI_ERROR_OVERLOADED:
  default:
    return TRUE;
  }
}

/**
 * nl_provider_health_note:
 * @self: what is known
 * @id: the provider that was asked
 * @error: (nullable): why there is no answer; %NULL when there is one
 *
 * Keeps how a request ended. One that somebody cancelled, or that the provider can't do, says
 * nothing.
 */
void
nl_provider_health_note (NlProviderHealth *self, const char *id, const GError *error)
{
  State *state;

  g_return_if_fail (NL_IS_PROVIDER_HEALTH (self));
  g_return_if_fail (id != NULL);

  state = get_state (self, id);
  tell_breaker (&state->breaker, error);
  if (error == NULL || is_about_provider (error)) {
    g_clear_error (&state->failure);
    state->failure = error != NULL ? g_error_copy (error) : NULL;
  }
  g_signal_emit (self, signals[CHANGED], 0, id);
}

/**
 * nl_provider_health_forget:
 * @self: what is known
 * @id: a provider that has another key, address or model now
 *
 * Forgets how its requests ended, and says "changed" in any case.
 */
void
nl_provider_health_forget (NlProviderHealth *self, const char *id)
{
  g_return_if_fail (NL_IS_PROVIDER_HEALTH (self));
  g_return_if_fail (id != NULL);

  g_hash_table_remove (self->states, id);
  g_signal_emit (self, signals[CHANGED], 0, id);
}

/**
 * nl_provider_health_get_failure:
 * @self: what is known
 * @id: a provider's id
 *
 * Returns: (transfer none) (nullable): why its last request failed, an %NL_AI_ERROR; %NULL when it
 *   did not, or there was none
 */
const GError *
nl_provider_health_get_failure (NlProviderHealth *self, const char *id)
{
  State *state;

  g_return_val_if_fail (NL_IS_PROVIDER_HEALTH (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  state = g_hash_table_lookup (self->states, id);
  return state != NULL ? state->failure : NULL;
}

/**
 * nl_provider_health_get_pause:
 * @self: what is known
 * @id: a provider's id
 *
 * Returns: for how many microseconds it is left alone; 0 when it may be asked
 */
gint64
nl_provider_health_get_pause (NlProviderHealth *self, const char *id)
{
  State *state;

  g_return_val_if_fail (NL_IS_PROVIDER_HEALTH (self), 0);
  g_return_val_if_fail (id != NULL, 0);

  state = g_hash_table_lookup (self->states, id);
  return state != NULL ? nl_circuit_breaker_get_delay (&state->breaker, nl_clock_now ()) : 0;
}
