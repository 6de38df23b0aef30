/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ai/nl-circuit-breaker.h"
#include "ai/nl-provider-chain.h"
#include "base/nl-clock.h"
#include "base/nl-future.h"
#include "nl-test.h"

#define NOW (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)
#define WORKS (-1)
#define HANGS (-2)

/* A provider that plays a script: error codes, and WORKS, which it also does when it is over. */
#define SCRIPTED_TYPE_PROVIDER (scripted_provider_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedProvider, scripted_provider, SCRIPTED, PROVIDER, GObject)

struct _ScriptedProvider {
  GObject parent_instance;
  const char *name;
  const int *script;
  guint n_script;
  guint n_asked;
  gint64 retry_after;
  gboolean is_remote;
  gboolean no_images;
  gboolean streams_first;
  char *model;
};

static const char *
get_name (NlProvider *provider)
{
  return SCRIPTED_PROVIDER (provider)->name;
}

static NlProviderCapabilities
get_capabilities (NlProvider *provider)
{
  return NL_PROVIDER_TEXT | NL_PROVIDER_STRUCTURED | NL_PROVIDER_MODELS
         | (SCRIPTED_PROVIDER (provider)->no_images ? 0 : NL_PROVIDER_IMAGES);
}

static gboolean
is_metered (NlProvider *provider)
{
  return FALSE;
}

static gboolean
is_remote (NlProvider *provider)
{
  return SCRIPTED_PROVIDER (provider)->is_remote;
}

static DexFuture *
play (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  ScriptedProvider *self = SCRIPTED_PROVIDER (provider);
  int step = self->n_asked < self->n_script ? self->script[self->n_asked] : WORKS;
  GError *error;

  self->n_asked++;
  g_set_str (&self->model, nl_ai_request_get_model (request));
  if (step == WORKS)
    return dex_future_new_take_object (nl_ai_result_new_text (self->name, "m", "text"));
  if (step == HANGS)
    return nl_future_sleep (3600 * 1000, cancellable);
  error = nl_ai_error_new ((NlAiError) step, "It did not work.");
  nl_ai_error_set_retry_after (error, self->retry_after);
  return dex_future_new_for_error (error);
}

static DexFuture *
generate_text (NlProvider *provider,
               NlAiRequest *request,
               NlAiDeltaFunc delta,
               gpointer delta_data,
               GDestroyNotify delta_destroy,
               GCancellable *cancellable)
{
  if (SCRIPTED_PROVIDER (provider)->streams_first)
    delta ("te", delta_data);
  return play (provider, request, cancellable);
}

static void
provider_init (NlProviderInterface *iface)
{
  iface->get_id = get_name;
  iface->get_name = get_name;
  iface->get_capabilities = get_capabilities;
  iface->is_metered = is_metered;
  iface->is_remote = is_remote;
  iface->generate_text = generate_text;
  iface->generate_structured = play;
  iface->generate_image = play;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedProvider,
                               scripted_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, provider_init))

static void
scripted_provider_finalize (GObject *object)
{
  g_free (SCRIPTED_PROVIDER (object)->model);
  G_OBJECT_CLASS (scripted_provider_parent_class)->finalize (object);
}

static void
scripted_provider_class_init (ScriptedProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_provider_finalize;
}

static void
scripted_provider_init (ScriptedProvider *self)
{
  self->retry_after = -1;
}

typedef struct {
  NlProviderChain *chain;
  ScriptedProvider *first;
  ScriptedProvider *second;
  NlAiRequest *request;
  GString *naps; /* milliseconds */
  GString *deltas;
  gint64 now;
} Chain;

/* The night passes at once. */
static DexFuture *
nap (guint milliseconds, GCancellable *cancellable, gpointer data)
{
  Chain *self = data;

  g_string_append_printf (self->naps, "%u ", milliseconds);
  self->now += milliseconds * G_TIME_SPAN_MILLISECOND;
  nl_clock_set_for_tests (self->now);
  return g_cancellable_is_cancelled (cancellable)
             ? dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled")
             : dex_future_new_true ();
}

static double
half (gpointer data)
{
  return 0.5;
}

static Chain *
chain_new (const int *first, guint n_first, gboolean credit_fallback)
{
  Chain *self = g_new0 (Chain, 1);
  NlProviderChainTiming timing = { nap, half, self };

  self->chain = nl_provider_chain_new ();
  nl_provider_chain_set_timing_for_tests (self->chain, &timing);
  self->first = g_object_new (SCRIPTED_TYPE_PROVIDER, NULL);
  self->first->name = "first";
  self->first->script = first;
  self->first->n_script = n_first;
  self->second = g_object_new (SCRIPTED_TYPE_PROVIDER, NULL);
  self->second->name = "second";
  nl_provider_chain_add (self->chain, NL_PROVIDER (self->first), credit_fallback);
  nl_provider_chain_add (self->chain, NL_PROVIDER (self->second), FALSE);
  self->request = nl_ai_request_new ("message", "en", 1);
  nl_ai_request_set_model (self->request, "of-the-first");
  self->naps = g_string_new (NULL);
  self->deltas = g_string_new (NULL);
  self->now = NOW;
  nl_clock_set_for_tests (NOW);
  return self;
}

static void
chain_free (Chain *self)
{
  nl_clock_set_for_tests (0);
  g_object_unref (self->chain);
  g_object_unref (self->first);
  g_object_unref (self->second);
  g_object_unref (self->request);
  g_string_free (self->naps, TRUE);
  g_string_free (self->deltas, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chain, chain_free)

static void
note_delta (const char *delta, gpointer data)
{
  g_string_append (data, delta);
}

static DexFuture *
ask (Chain *self, char kind, GCancellable *cancellable)
{
  NlProvider *provider = NL_PROVIDER (self->chain);

  if (kind == 't')
    return nl_provider_generate_text (provider, self->request, note_delta, self->deltas, NULL,
                                      cancellable);
  if (kind == 's')
    return nl_provider_generate_structured (provider, self->request, cancellable);
  return nl_provider_generate_image (provider, self->request, cancellable);
}

typedef struct {
  char kind; /* 't'ext, 's'tructured, 'i'mage */
  int script[4];
  gint64 retry_after;
  gboolean credit_fallback;
  guint n_first;   /* how often the first is asked */
  gboolean second; /* whether the second is asked */
  const char *naps;
} Case;

static const Case cases[] = {
  { 't', { WORKS }, -1, FALSE, 1, FALSE, "" },
  /* What can be tried again is, and no oftener. */
  { 't', { NL_AI_ERROR_SERVER, WORKS }, -1, FALSE, 2, FALSE, "501 " },
  { 't',
    { NL_AI_ERROR_SERVER, NL_AI_ERROR_SERVER, NL_AI_ERROR_SERVER },
    -1,
    FALSE,
    3,
    TRUE,
    "501 1001 " },
  { 't',
    { NL_AI_ERROR_UNREACHABLE, NL_AI_ERROR_UNREACHABLE, NL_AI_ERROR_UNREACHABLE },
    -1,
    FALSE,
    3,
    TRUE,
    "501 1001 " },
  { 't', { NL_AI_ERROR_OVERLOADED, NL_AI_ERROR_OVERLOADED }, -1, FALSE, 2, TRUE, "2501 " },
  /* What the server asks for, and the backoff. */
  { 't', { NL_AI_ERROR_RATE_LIMITED, WORKS }, 7, FALSE, 2, FALSE, "7501 " },
  { 't', { NL_AI_ERROR_RATE_LIMITED }, 600, FALSE, 1, TRUE, "" },
  { 't', { NL_AI_ERROR_OFFLINE }, -1, FALSE, 1, TRUE, "" },
  { 't', { NL_AI_ERROR_UNSUPPORTED }, -1, FALSE, 1, TRUE, "" },
  { 't', { NL_AI_ERROR_TOO_LONG }, -1, FALSE, 1, TRUE, "" },
  /* A text that is perhaps lost is asked for again, of another one; a picture is not. */
  { 't', { NL_AI_ERROR_TIMEOUT }, -1, FALSE, 1, TRUE, "" },
  { 'i', { NL_AI_ERROR_TIMEOUT }, -1, FALSE, 1, FALSE, "" },
  { 'i', { NL_AI_ERROR_SERVER }, -1, FALSE, 1, TRUE, "" },
  { 'i', { NL_AI_ERROR_BAD_ANSWER }, -1, FALSE, 1, TRUE, "" },
  { 'i', { NL_AI_ERROR_OVERLOADED, WORKS }, -1, FALSE, 2, FALSE, "2501 " },
  { 's', { NL_AI_ERROR_BAD_ANSWER, WORKS }, -1, FALSE, 2, FALSE, "" },
  { 's', { NL_AI_ERROR_BAD_ANSWER, NL_AI_ERROR_BAD_ANSWER }, -1, FALSE, 2, TRUE, "" },
  /* What the user has to mend, and what was refused, goes no further. */
  { 't', { NL_AI_ERROR_REFUSED }, -1, TRUE, 1, FALSE, "" },
  { 's', { NL_AI_ERROR_REFUSED }, -1, TRUE, 1, FALSE, "" },
  { 'i', { NL_AI_ERROR_REFUSED }, -1, TRUE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_UNAUTHORIZED }, -1, TRUE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_FORBIDDEN }, -1, TRUE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_MODEL_GONE }, -1, TRUE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_BAD_REQUEST }, -1, TRUE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_INSECURE }, -1, TRUE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_OUT_OF_CREDIT }, -1, FALSE, 1, FALSE, "" },
  { 't', { NL_AI_ERROR_OUT_OF_CREDIT }, -1, TRUE, 1, TRUE, "" },
};

static void
check_result (Chain *chain, const Case *case_, NlAiResult *result)
{
  GPtrArray *attempts = nl_ai_result_get_attempts (result);
  NlAiAttempt *last = g_ptr_array_index (attempts, attempts->len - 1);
  const char *reason = nl_ai_result_get_reason (result);

  g_assert_cmpstr (nl_ai_result_get_provider (result), ==, case_->second ? "second" : "first");
  g_assert_cmpuint (attempts->len, ==, case_->n_first + (case_->second ? 1 : 0));
  g_assert_null (nl_ai_attempt_get_error (last));
  g_assert_cmpstr (nl_ai_attempt_get_provider (last), ==, nl_ai_result_get_provider (result));
  /* Never silently. */
  g_assert_true ((reason != NULL) == case_->second);
  if (reason != NULL)
    g_assert_nonnull (strstr (reason, "second did this instead of first: It did not work."));
}

static void
test_cases (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *case_ = &cases[i];
    g_autoptr (Chain) chain = chain_new (case_->script, case_->n_first, case_->credit_fallback);
    gboolean works = case_->second || case_->script[case_->n_first - 1] == WORKS;
    g_autoptr (NlAiResult) result = NULL;
    g_autoptr (GError) error = NULL;

    chain->first->retry_after = case_->retry_after;
    result = dex_await_object (ask (chain, case_->kind, NULL), &error);
    g_test_message ("case %zu", i);
    g_assert_cmpuint (chain->first->n_asked, ==, case_->n_first);
    g_assert_cmpuint (chain->second->n_asked, ==, case_->second ? 1 : 0);
    g_assert_cmpstr (chain->naps->str, ==, case_->naps);
    g_assert_cmpstr (chain->first->model, ==, "of-the-first");
    g_assert_null (chain->second->model);
    g_assert_true (works == (result != NULL));
    if (result != NULL) {
      check_result (chain, case_, result);
    } else {
      g_assert_error (error, NL_AI_ERROR, case_->script[case_->n_first - 1]);
      g_assert_cmpuint (nl_ai_error_get_attempts (error)->len, ==, case_->n_first);
    }
  }
}

/* When nobody could: what helps is said first. */
static void
test_which_error (const char *folder)
{
  static const struct {
    int first;
    int second;
    int said;
  } pairs[] = {
    { NL_AI_ERROR_UNSUPPORTED, NL_AI_ERROR_OFFLINE, NL_AI_ERROR_OFFLINE },
    { NL_AI_ERROR_OFFLINE, NL_AI_ERROR_TOO_LONG, NL_AI_ERROR_OFFLINE },
    { NL_AI_ERROR_TOO_LONG, NL_AI_ERROR_UNSUPPORTED, NL_AI_ERROR_TOO_LONG },
    { NL_AI_ERROR_OFFLINE, NL_AI_ERROR_REFUSED, NL_AI_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (Chain) chain = chain_new (&pairs[i].first, 1, FALSE);
    g_autoptr (GError) error = NULL;

    chain->second->script = &pairs[i].second;
    chain->second->n_script = 1;
    g_assert_false (dex_await (ask (chain, 't', NULL), &error));
    g_assert_error (error, NL_AI_ERROR, pairs[i].said);
    g_assert_cmpuint (nl_ai_error_get_attempts (error)->len, ==, 2);
  }
}

/* Once the user reads it, nobody begins again. */
static void
test_after_first_words (const char *folder)
{
  static const int script[] = { NL_AI_ERROR_SERVER };
  g_autoptr (Chain) chain = chain_new (script, 1, FALSE);
  g_autoptr (GError) error = NULL;

  chain->first->streams_first = TRUE;
  g_assert_false (dex_await (ask (chain, 't', NULL), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_SERVER);
  g_assert_cmpuint (chain->first->n_asked, ==, 1);
  g_assert_cmpuint (chain->second->n_asked, ==, 0);
  g_assert_cmpstr (chain->deltas->str, ==, "te");
}

static void
test_cancel (const char *folder)
{
  static const int hangs[] = { HANGS };
  static const int fails[] = { NL_AI_ERROR_SERVER };
  g_autoptr (Chain) hanging = chain_new (hangs, 1, FALSE);
  g_autoptr (Chain) waiting = chain_new (fails, 1, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *answer = ask (hanging, 't', cancellable);

  while (hanging->first->n_asked == 0)
    g_assert_true (dex_await (nl_future_sleep (0, NULL), NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* While it waits to try again, too. */
  g_cancellable_cancel (before);
  g_assert_false (dex_await (ask (waiting, 't', before), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (waiting->first->n_asked, ==, 1);
  g_assert_cmpuint (waiting->second->n_asked + hanging->second->n_asked, ==, 0);
}

static void
test_capabilities (const char *folder)
{
  g_autoptr (Chain) chain = chain_new (NULL, 0, FALSE);
  g_autoptr (NlProviderChain) empty = nl_provider_chain_new ();
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (GError) error = NULL;

  chain->first->no_images = TRUE;
  chain->first->is_remote = TRUE;
  result = dex_await_object (ask (chain, 'i', NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nl_ai_result_get_provider (result), ==, "second");
  g_assert_null (nl_ai_result_get_reason (result));
  g_assert_true (nl_provider_get_capabilities (NL_PROVIDER (chain->chain)) & NL_PROVIDER_IMAGES);
  /* One of them can be asked without a network. */
  g_assert_false (nl_provider_is_remote (NL_PROVIDER (chain->chain)));
  chain->second->is_remote = TRUE;
  g_assert_true (nl_provider_is_remote (NL_PROVIDER (chain->chain)));
  g_assert_false (
      dex_await (nl_provider_generate_image (NL_PROVIDER (empty), chain->request, NULL), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED);
}

/* A server that does not work is left alone, and the next one asked at once. */
static void
test_left_alone (const char *folder)
{
  static const int script[] = { NL_AI_ERROR_SERVER, NL_AI_ERROR_SERVER, NL_AI_ERROR_SERVER,
                                NL_AI_ERROR_SERVER, NL_AI_ERROR_SERVER };
  g_autoptr (Chain) chain = chain_new (script, G_N_ELEMENTS (script), FALSE);

  for (guint i = 1; i <= 4; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlAiResult) result = dex_await_object (ask (chain, 't', NULL), &error);

    g_assert_no_error (error);
    g_assert_cmpstr (nl_ai_result_get_provider (result), ==, "second");
    g_assert_cmpuint (chain->first->n_asked, ==, MIN (i * 3, 5));
    if (i > 2) {
      NlAiAttempt *attempt = g_ptr_array_index (nl_ai_result_get_attempts (result), 0);
      g_autofree char *line = nl_ai_attempt_describe (attempt);

      g_assert_false (nl_ai_attempt_was_sent (attempt));
      g_assert_nonnull (strstr (line, "first was not asked"));
    }
  }
  chain->now += 31 * G_TIME_SPAN_SECOND;
  nl_clock_set_for_tests (chain->now);
  {
    g_autoptr (NlAiResult) result = dex_await_object (ask (chain, 't', NULL), NULL);

    g_assert_cmpstr (nl_ai_result_get_provider (result), ==, "first");
  }
}

static void
test_breaker (const char *folder)
{
  static const gint64 pauses[] = { 30, 60, 120, 240, 480, 600, 600 };
  NlCircuitBreaker breaker = { 0 };
  gint64 now = NOW;

  for (guint i = 0; i < 4; i++)
    nl_circuit_breaker_note_failure (&breaker, now);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++) {
    nl_circuit_breaker_note_failure (&breaker, now);
    /* Those that were out already change nothing. */
    nl_circuit_breaker_note_failure (&breaker, now);
    g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==,
                     pauses[i] * G_TIME_SPAN_SECOND);
    now += pauses[i] * G_TIME_SPAN_SECOND;
    g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, 0);
    /* One tries; the others wait for what comes of it. */
    nl_circuit_breaker_note_sent (&breaker);
    g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), >, 0);
  }
  nl_circuit_breaker_note_nothing (&breaker);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, 0);
  nl_circuit_breaker_note_success (&breaker);
  nl_circuit_breaker_note_failure (&breaker, now);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, 0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/provider-chain/cases", test_cases);
  nl_test_add ("/ai/provider-chain/which-error", test_which_error);
  nl_test_add ("/ai/provider-chain/after-first-words", test_after_first_words);
  nl_test_add ("/ai/provider-chain/cancel", test_cancel);
  nl_test_add ("/ai/provider-chain/capabilities", test_capabilities);
  nl_test_add ("/ai/provider-chain/left-alone", test_left_alone);
  nl_test_add ("/ai/provider-chain/breaker", test_breaker);
  return g_test_run ();
}
