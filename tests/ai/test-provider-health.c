/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-error.h"
#include "ai/nl-provider-models.h"
#include "ai/nl-provider-registry.h"
#include "base/nl-clock.h"
#include "nl-test.h"

#define NOW (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC) /* 2027-01-15 */

static GError *
error_new (NlAiError code, guint status, const char *cause)
{
  GError *error = nl_ai_error_new (code, "It did not work.");

  nl_ai_error_set_response (error, status, cause, NULL);
  return error;
}

static void
changed_cb (NlProviderHealth *health, const char *id, GString *log)
{
  g_string_append_printf (log, "%s ", id);
}

static void
test_notes (const char *folder)
{
  g_autoptr (NlProviderHealth) health = nl_provider_health_new ();
  g_autoptr (GError) wrong_key = error_new (NL_AI_ERROR_UNAUTHORIZED, 401, "invalid_api_key");
  g_autoptr (GError) refused = error_new (NL_AI_ERROR_REFUSED, 400, NULL);
  g_autoptr (GError) no_such_call = error_new (NL_AI_ERROR_BAD_REQUEST, 404, NULL);
  g_autoptr (GError) bad_request = error_new (NL_AI_ERROR_BAD_REQUEST, 400, NULL);
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Enough");
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (health, "changed", G_CALLBACK (changed_cb), log);
  g_assert_null (nl_provider_health_get_failure (health, "one"));
  nl_provider_health_note (health, "one", wrong_key);
  g_assert_error (nl_provider_health_get_failure (health, "one"), NL_AI_ERROR,
                  NL_AI_ERROR_UNAUTHORIZED);
  g_assert_null (nl_provider_health_get_failure (health, "two"));
  /* What is about the request, or about nothing, leaves it. */
  nl_provider_health_note (health, "one", refused);
  nl_provider_health_note (health, "one", bad_request);
  nl_provider_health_note (health, "one", cancelled);
  g_assert_error (nl_provider_health_get_failure (health, "one"), NL_AI_ERROR,
                  NL_AI_ERROR_UNAUTHORIZED);
  nl_provider_health_note (health, "one", no_such_call);
  g_assert_error (nl_provider_health_get_failure (health, "one"), NL_AI_ERROR,
                  NL_AI_ERROR_BAD_REQUEST);
  nl_provider_health_note (health, "one", NULL);
  g_assert_null (nl_provider_health_get_failure (health, "one"));
  g_assert_cmpstr (log->str, ==, "one one one one one one ");
}

static void
test_pause (const char *folder)
{
  g_autoptr (NlProviderHealth) health = nl_provider_health_new ();
  g_autoptr (GError) error = error_new (NL_AI_ERROR_UNREACHABLE, 0, NL_AI_CAUSE_REFUSED);

  nl_clock_set_for_tests (NOW);
  for (guint i = 0; i < 4; i++)
    nl_provider_health_note (health, "one", error);
  g_assert_cmpint (nl_provider_health_get_pause (health, "one"), ==, 0);
  nl_provider_health_note (health, "one", error);
  g_assert_cmpint (nl_provider_health_get_pause (health, "one"), ==, 30 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (nl_provider_health_get_pause (health, "two"), ==, 0);
  nl_provider_health_forget (health, "one");
  g_assert_cmpint (nl_provider_health_get_pause (health, "one"), ==, 0);
  g_assert_null (nl_provider_health_get_failure (health, "one"));
  nl_clock_set_for_tests (0);
}

/* Each way to fail has words of its own. */
static void
test_titles (const char *folder)
{
  static const struct {
    NlAiError code;
    guint status;
    const char *cause;
    const char *title;
  } titles[] = {
    { NL_AI_ERROR_OFFLINE, 0, NULL, "No Network" },
    { NL_AI_ERROR_UNREACHABLE, 0, NL_AI_CAUSE_UNKNOWN_HOST, "Unknown Address" },
    { NL_AI_ERROR_UNREACHABLE, 0, NL_AI_CAUSE_REFUSED, "Connection Refused" },
    { NL_AI_ERROR_UNREACHABLE, 0, NULL, "Cannot Be Reached" },
    { NL_AI_ERROR_UNREACHABLE, 0, NL_AI_CAUSE_TIMEOUT, "Too Slow" },
    { NL_AI_ERROR_TIMEOUT, 0, NULL, "Too Slow" },
    { NL_AI_ERROR_INSECURE, 0, NL_AI_CAUSE_CERTIFICATE, "Certificate Not Trusted" },
    { NL_AI_ERROR_INSECURE, 0, NULL, "Connection Not Safe" },
    { NL_AI_ERROR_UNAUTHORIZED, 0, NL_AI_CAUSE_NO_KEY, "No Key" },
    { NL_AI_ERROR_UNAUTHORIZED, 0, NL_AI_CAUSE_KEYRING, "Keyring Not Available" },
    { NL_AI_ERROR_UNAUTHORIZED, 401, "invalid_api_key", "Wrong Key" },
    /* A server's own word is not one of ours. */
    { NL_AI_ERROR_SERVER, 500, "timeout", "Server Error" },
    { NL_AI_ERROR_OUT_OF_CREDIT, 429, "insufficient_quota", "Out of Credit" },
    { NL_AI_ERROR_MODEL_GONE, 404, "model_not_found", "Unknown Model" },
    { NL_AI_ERROR_RATE_LIMITED, 429, NULL, "Asked Too Often" },
    { NL_AI_ERROR_BAD_REQUEST, 404, NULL, "Nothing at This Address" },
    { NL_AI_ERROR_BAD_REQUEST, 400, NULL, "Request Not Understood" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (GError) error = error_new (titles[i].code, titles[i].status, titles[i].cause);

    g_assert_cmpstr (nl_ai_error_get_title (error), ==, titles[i].title);
  }
  for (int code = NL_AI_ERROR_UNSUPPORTED; code <= NL_AI_ERROR_OVERLOADED; code++) {
    g_autoptr (GError) error = error_new ((NlAiError) code, 0, NULL);

    g_assert_nonnull (nl_ai_error_get_title (error));
  }
}

static NlModel *
add_model (GListStore *models, const char *id, const char *date)
{
  NlModel *model = nl_model_new (id, NULL, date);

  g_list_store_append (models, model);
  return model;
}

static void
test_models (const char *folder)
{
  g_autoptr (NlProviderAccount) account
      = nl_provider_account_new (nl_provider_preset_find ("openai"), "Mine");
  g_autoptr (GListStore) models = g_list_store_new (NL_TYPE_MODEL);
  GListModel *list = G_LIST_MODEL (models);
  const char *usual = nl_provider_preset_find ("openai")->text_model;
  g_autofree char *suggestion = NULL;
  const char *date;

  nl_clock_set_for_tests (NOW);
  g_assert_cmpstr (nl_provider_account_get_model (account, FALSE), ==, usual);
  g_assert_cmpint (nl_provider_account_check_model (account, FALSE, NULL, &date), ==,
                   NL_MODEL_STATE_GOOD);
  g_assert_null (date);
  /* Known from the table alone. */
  nl_record_set_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_TEXT_MODEL, "gpt-4o");
  g_assert_cmpint (nl_provider_account_check_model (account, FALSE, NULL, &date), ==,
                   NL_MODEL_STATE_GONE);
  g_assert_cmpstr (date, ==, "2027-01-14");
  suggestion = nl_provider_account_suggest_model (account, FALSE, NULL);
  g_assert_cmpstr (suggestion, ==, usual);
  g_assert_null (nl_provider_account_suggest_model (account, TRUE, NULL));
  g_set_str (&suggestion, NULL);
  nl_clock_set_for_tests (NOW - 2 * G_TIME_SPAN_DAY);
  g_assert_cmpint (nl_provider_account_check_model (account, FALSE, NULL, &date), ==,
                   NL_MODEL_STATE_ENDS);
  /* The server knows better. An empty list says nothing. */
  g_assert_cmpint (nl_provider_account_check_model (account, FALSE, list, NULL), ==,
                   NL_MODEL_STATE_ENDS);
  g_assert_null (nl_provider_account_suggest_model (account, FALSE, list));
  g_object_unref (add_model (models, "an-embedding", NULL));
  g_assert_cmpint (nl_provider_account_check_model (account, FALSE, list, NULL), ==,
                   NL_MODEL_STATE_GONE);
  g_object_unref (add_model (models, "gpt-4o", "2030-01-01"));
  g_assert_cmpint (nl_provider_account_check_model (account, FALSE, list, &date), ==,
                   NL_MODEL_STATE_ENDS);
  g_assert_cmpstr (date, ==, "2030-01-01");

  /* Neither what ends nor what does something else. */
  g_object_unref (add_model (models, "gpt-image-9", NULL));
  g_assert_null (nl_provider_account_suggest_model (account, FALSE, list));
  g_object_unref (add_model (models, "small", NULL));
  suggestion = nl_provider_account_suggest_model (account, FALSE, list);
  g_assert_cmpstr (suggestion, ==, "small");
  g_object_unref (add_model (models, usual, NULL));
  g_set_str (&suggestion, NULL);
  suggestion = nl_provider_account_suggest_model (account, FALSE, list);
  g_assert_cmpstr (suggestion, ==, usual);
  g_set_str (&suggestion, NULL);
  suggestion = nl_provider_account_suggest_model (account, TRUE, list);
  g_assert_cmpstr (suggestion, ==, "gpt-image-9");
  nl_clock_set_for_tests (0);
}

static void
test_shared (const char *folder)
{
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();

  g_assert_true (NL_IS_PROVIDER_HEALTH (nl_provider_registry_get_health (registry)));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/provider-health/notes", test_notes);
  nl_test_add ("/ai/provider-health/pause", test_pause);
  nl_test_add ("/ai/provider-health/titles", test_titles);
  nl_test_add ("/ai/provider-health/models", test_models);
  nl_test_add ("/ai/provider-health/shared", test_shared);
  return g_test_run ();
}
