/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-chain.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-retry.h"
#include "base/nl-clock.h"
#include "base/nl-future.h"

typedef struct {
  NlProvider *provider;
  gboolean credit_fallback;
} Member;

/**
 * NlProviderChain:
 *
 * The user's providers, in their order, as one: asks the first, tries again what can be tried
 * again, and asks the next one when that helps and the user has nothing to mend. A result says who
 * wrote it and why, and so does an error. Servers that do not work are left alone for a while.
 */
struct _NlProviderChain {
  GObject parent_instance;
  GPtrArray *members;
  NlProviderHealth *health;
  NlProviderChainTiming timing;
};

typedef enum {
  KIND_TEXT,
  KIND_STRUCTURED,
  KIND_IMAGE,
} Kind;

typedef struct {
  NlProviderChain *chain;
  Kind kind;
  NlAiRequest *request;
  NlAiDeltaFunc delta;
  gpointer delta_data;
  GDestroyNotify delta_destroy;
  GCancellable *cancellable;
  gboolean has_handed_over;
  GPtrArray *attempts;
} Work;

static void
member_free (gpointer data)
{
  Member *member = data;

  g_object_unref (member->provider);
  g_free (member);
}

static Member *
member_copy (const Member *member)
{
  Member *copy = g_memdup2 (member, sizeof *member);

  g_object_ref (copy->provider);
  return copy;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->delta_destroy != NULL)
    work->delta_destroy (work->delta_data);
  g_object_unref (work->chain);
  g_object_unref (work->request);
  g_clear_object (&work->cancellable);
  g_ptr_array_unref (work->attempts);
  g_free (work);
}

static NlProviderCapabilities
get_needed (Kind kind)
{
  static const NlProviderCapabilities needed[]
      = { NL_PROVIDER_TEXT, NL_PROVIDER_STRUCTURED, NL_PROVIDER_IMAGES };

  return needed[kind];
}

static void
hand_over (const char *delta, gpointer data)
{
  Work *work = data;

  work->has_handed_over = TRUE;
  work->delta (delta, work->delta_data);
}

static DexFuture *
ask (Work *work, NlProvider *provider, NlAiRequest *request)
{
  if (work->kind == KIND_TEXT)
    return nl_provider_generate_text (provider, request, work->delta != NULL ? hand_over : NULL,
                                      work, NULL, work->cancellable);
  if (work->kind == KIND_STRUCTURED)
    return nl_provider_generate_structured (provider, request, work->cancellable);
  return nl_provider_generate_image (provider, request, work->cancellable);
}

static void
note_attempt (Work *work, NlProvider *provider, gint64 began, gboolean sent, const GError *error)
{
  g_ptr_array_add (work->attempts,
                   nl_ai_attempt_new (nl_provider_get_id (provider),
                                      nl_provider_get_name (provider), began, sent, error));
}

/* What stands against asking once more. */
static NlProviderRetryFlags
get_trouble (Work *work)
{
  return (work->kind == KIND_IMAGE ? NL_PROVIDER_RETRY_IMAGE : 0)
         | (work->has_handed_over ? NL_PROVIDER_RETRY_HANDED_OVER : 0);
}

static GError *
pass_over (Work *work, NlProvider *provider, gint64 delay)
{
  g_autofree char *message
      = g_strdup_printf (_ ("%s failed several times and is left alone for a while."),
                         nl_provider_get_name (provider));
  GError *error = nl_ai_error_new (NL_AI_ERROR_OVERLOADED, message);

  nl_ai_error_set_retry_after (error, delay / G_TIME_SPAN_SECOND + 1);
  note_attempt (work, provider, nl_clock_now (), FALSE, error);
  return error;
}

/* Asks one provider, again and again while that may help. */
static NlAiResult *
ask_member_await (Work *work, NlProvider *provider, NlAiRequest *request, GError **error)
{
  NlProviderHealth *health = work->chain->health;
  const char *id = nl_provider_get_id (provider);
  const NlProviderChainTiming *timing = &work->chain->timing;

  for (guint tries = 1;; tries++) {
    g_autoptr (GError) failure = NULL;
    gint64 began = nl_clock_now ();
    gint64 delay = nl_provider_health_get_pause (health, id);
    NlAiResult *result;

    if (delay > 0) {
      g_propagate_error (error, pass_over (work, provider, delay));
      return NULL;
    }
    nl_circuit_breaker_note_sent (nl_provider_health_get_breaker (health, id));
    result = dex_await_object (ask (work, provider, request), &failure);
    nl_provider_health_note (health, id, failure);
    note_attempt (work, provider, began, TRUE, failure);
    if (result != NULL)
      return result;
    delay = nl_provider_retry_get_delay (failure, get_trouble (work), tries,
                                         timing->random (timing->data));
    if (delay < 0) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
    if (delay > 0
        && !dex_await (timing->sleep ((guint) (delay / 1000) + 1, work->cancellable, timing->data),
                       error))
      return NULL;
  }
}

static const GError *
get_first_failure (Work *work, const char *winner, const char **name)
{
  for (guint i = 0; i < work->attempts->len; i++) {
    NlAiAttempt *attempt = g_ptr_array_index (work->attempts, i);

    if (g_str_equal (nl_ai_attempt_get_provider (attempt), winner))
      return NULL;
    *name = nl_ai_attempt_get_name (attempt);
    return nl_ai_attempt_get_error (attempt);
  }
  return NULL;
}

static DexFuture *
succeed (Work *work, NlProvider *provider, NlAiResult *result)
{
  const char *name = NULL;
  const GError *failure = get_first_failure (work, nl_provider_get_id (provider), &name);

  nl_ai_result_set_attempts (result, work->attempts);
  if (failure != NULL) {
    /* Translators: two providers, and why the second one gave no answer, a sentence. */
    g_autofree char *reason
        = g_strdup_printf (_ ("%s did this instead of %s: %s"), nl_provider_get_name (provider),
                           name, failure->message);

    nl_ai_result_set_reason (result, reason);
  }
  return dex_future_new_take_object (result);
}

static DexFuture *
give_up (Work *work, GError *error)
{
  if (error->domain == NL_AI_ERROR)
    nl_ai_error_set_attempts (error, work->attempts);
  return dex_future_new_for_error (error);
}

static Member *
member_new (NlProvider *provider, gboolean credit_fallback)
{
  Member *member = g_new0 (Member, 1);

  member->provider = g_object_ref (provider);
  member->credit_fallback = credit_fallback;
  return member;
}

static GPtrArray *
copy_members (NlProviderChain *self)
{
  GPtrArray *members = g_ptr_array_copy (self->members, (GCopyFunc) (void *) member_copy, NULL);

  g_ptr_array_set_free_func (members, member_free);
  return members;
}

static DexFuture *
run_fiber (gpointer data)
{
  Work *work = data;
  /* The user may change the list meanwhile. */
  g_autoptr (GPtrArray) members = copy_members (work->chain);
  g_autoptr (NlAiRequest) request = g_object_ref (work->request);
  GError *best = NULL;

  for (guint i = 0; i < members->len; i++) {
    Member *member = g_ptr_array_index (members, i);
    GError *error = NULL;
    NlAiResult *result;

    if ((nl_provider_get_capabilities (member->provider) & get_needed (work->kind)) == 0)
      continue;
    result = ask_member_await (work, member->provider, request, &error);
    if (result != NULL) {
      g_clear_error (&best);
      return succeed (work, member->provider, result);
    }
    if (!nl_provider_retry_allows_next (error, get_trouble (work), member->credit_fallback)) {
      g_clear_error (&best);
      return give_up (work, error);
    }
    nl_provider_retry_keep_better (&best, error);
    /* A model of one provider means nothing to the next. */
    g_object_unref (request);
    request = nl_ai_request_copy (work->request);
    nl_ai_request_set_model (request, NULL);
  }
  if (best == NULL)
    best = nl_ai_error_new (NL_AI_ERROR_UNSUPPORTED,
                            _ ("None of your providers can do this. Add one in the preferences."));
  return give_up (work, best);
}

static DexFuture *
run (NlProvider *provider, Kind kind, NlAiRequest *request, Work *deltas, GCancellable *cancellable)
{
  Work *work = g_new0 (Work, 1);

  if (deltas != NULL)
    *work = *deltas;
  work->chain = g_object_ref (NL_PROVIDER_CHAIN (provider));
  work->kind = kind;
  work->request = g_object_ref (request);
  g_set_object (&work->cancellable, cancellable);
  work->attempts = g_ptr_array_new_with_free_func (g_object_unref);
  return nl_fiber_spawn (run_fiber, work, work_free);
}

static DexFuture *
generate_text (NlProvider *provider,
               NlAiRequest *request,
               NlAiDeltaFunc delta,
               gpointer delta_data,
               GDestroyNotify delta_destroy,
               GCancellable *cancellable)
{
  Work deltas = { .delta = delta, .delta_data = delta_data, .delta_destroy = delta_destroy };

  return run (provider, KIND_TEXT, request, &deltas, cancellable);
}

static DexFuture *
generate_structured (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  return run (provider, KIND_STRUCTURED, request, NULL, cancellable);
}

static DexFuture *
generate_image (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  return run (provider, KIND_IMAGE, request, NULL, cancellable);
}

static const char *
get_id (NlProvider *provider)
{
  return NL_PROVIDER_CHAIN_ID;
}

static const char *
get_name (NlProvider *provider)
{
  return _ ("Your Providers, in Order");
}

static NlProviderCapabilities
get_capabilities (NlProvider *provider)
{
  NlProviderChain *self = NL_PROVIDER_CHAIN (provider);
  NlProviderCapabilities all = 0;

  for (guint i = 0; i < self->members->len; i++)
    all |= nl_provider_get_capabilities (
        ((Member *) g_ptr_array_index (self->members, i))->provider);
  return all & ~(guint) NL_PROVIDER_MODELS;
}

static gboolean
is_metered (NlProvider *provider)
{
  NlProviderChain *self = NL_PROVIDER_CHAIN (provider);

  for (guint i = 0; i < self->members->len; i++)
    if (nl_provider_is_metered (((Member *) g_ptr_array_index (self->members, i))->provider))
      return TRUE;
  return FALSE;
}

/* One of this machine can be asked without a network. */
static gboolean
is_remote (NlProvider *provider)
{
  NlProviderChain *self = NL_PROVIDER_CHAIN (provider);

  for (guint i = 0; i < self->members->len; i++)
    if (!nl_provider_is_remote (((Member *) g_ptr_array_index (self->members, i))->provider))
      return FALSE;
  return self->members->len > 0;
}

static gboolean
is_queued (NlProvider *provider)
{
  return TRUE;
}

static void
provider_init (NlProviderInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_capabilities = get_capabilities;
  iface->is_metered = is_metered;
  iface->is_remote = is_remote;
  iface->is_queued = is_queued;
  iface->generate_text = generate_text;
  iface->generate_structured = generate_structured;
  iface->generate_image = generate_image;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NlProviderChain,
                               nl_provider_chain,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, provider_init))

static void
nl_provider_chain_finalize (GObject *object)
{
  NlProviderChain *self = NL_PROVIDER_CHAIN (object);

  g_ptr_array_unref (self->members);
  g_object_unref (self->health);
  G_OBJECT_CLASS (nl_provider_chain_parent_class)->finalize (object);
}

static void
nl_provider_chain_class_init (NlProviderChainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_provider_chain_finalize;
}

static DexFuture *
sleep_really (guint milliseconds, GCancellable *cancellable, gpointer data)
{
  return nl_future_sleep (milliseconds, cancellable);
}

static double
random_really (gpointer data)
{
  return g_random_double ();
}

static void
nl_provider_chain_init (NlProviderChain *self)
{
  self->members = g_ptr_array_new_with_free_func (member_free);
  self->health = nl_provider_health_new ();
  self->timing = (NlProviderChainTiming) { sleep_really, random_really, NULL };
}

/**
 * nl_provider_chain_new:
 *
 * Returns: (transfer full): a chain of nobody yet
 */
NlProviderChain *
nl_provider_chain_new (void)
{
  return g_object_new (NL_TYPE_PROVIDER_CHAIN, NULL);
}

/**
 * nl_provider_chain_clear:
 * @self: a chain
 *
 * Takes everybody out, to put them in anew; what is known of their servers is kept.
 */
void
nl_provider_chain_clear (NlProviderChain *self)
{
  g_return_if_fail (NL_IS_PROVIDER_CHAIN (self));

  g_ptr_array_set_size (self->members, 0);
}

/**
 * nl_provider_chain_add:
 * @self: a chain
 * @provider: (transfer none): who is asked after those that are there
 * @credit_fallback: whether the next one may be asked when the account of @provider is out of
 *   credit
 *
 * Adds a provider.
 */
void
nl_provider_chain_add (NlProviderChain *self, NlProvider *provider, gboolean credit_fallback)
{
  g_return_if_fail (NL_IS_PROVIDER_CHAIN (self));
  g_return_if_fail (NL_IS_PROVIDER (provider) && !NL_IS_PROVIDER_CHAIN (provider));

  g_ptr_array_add (self->members, member_new (provider, credit_fallback));
}

/**
 * nl_provider_chain_set_health:
 * @self: a chain
 * @health: what is known of the providers
 *
 * Shares what is known with others.
 */
void
nl_provider_chain_set_health (NlProviderChain *self, NlProviderHealth *health)
{
  g_return_if_fail (NL_IS_PROVIDER_CHAIN (self));
  g_return_if_fail (NL_IS_PROVIDER_HEALTH (health));

  g_set_object (&self->health, health);
}

/**
 * nl_provider_chain_get_length:
 * @self: a chain
 *
 * Returns: how many providers it asks
 */
guint
nl_provider_chain_get_length (NlProviderChain *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER_CHAIN (self), 0);

  return self->members->len;
}

/**
 * nl_provider_chain_set_timing_for_tests:
 * @self: a chain
 * @timing: how to wait
 */
void
nl_provider_chain_set_timing_for_tests (NlProviderChain *self, const NlProviderChainTiming *timing)
{
  g_return_if_fail (NL_IS_PROVIDER_CHAIN (self));

  self->timing = *timing;
}
