/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-status.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-ai-error.h"
#include "ai/nl-provider-models.h"
#include "base/nl-format.h"
#include "base/nl-language.h"

/**
 * nl_provider_status_date:
 * @date: `YYYY-MM-DD`
 *
 * Returns: (transfer full): the day as people write it
 */
char *
nl_provider_status_date (const char *date)
{
  g_autofree char *with_time = g_strconcat (date, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (with_time, NULL);

  if (time == NULL)
    return g_strdup (date);
  return nl_date_format (g_date_time_to_unix_usec (time), "UTC", nl_language_get_ui (),
                         NL_DATE_LONG);
}

static char *
describe_pause (gint64 pause)
{
  gint64 seconds = pause / G_TIME_SPAN_SECOND + 1;
  guint minutes = (guint) ((seconds + 59) / 60);

  if (seconds <= 60)
    return g_strdup (_ ("Paused after failures, for less than a minute"));
  return g_strdup_printf (ngettext ("Paused after failures, for %u minute",
                                    "Paused after failures, for %u minutes", minutes),
                          minutes);
}

static gboolean
passes (const GError *error)
{
  NlAiRetry retry = nl_ai_error_get_retry (error);

  return retry == NL_AI_RETRY_SOON || retry == NL_AI_RETRY_LATER || retry == NL_AI_RETRY_ONLINE;
}

static char *
describe_models (NlProviderAccount *account, NlProviderMood *mood)
{
  for (guint i = 0; i < 2; i++) {
    const char *date = NULL;
    NlModelState state = nl_provider_account_check_model (account, i == 1, NULL, &date);
    const char *model = nl_provider_account_get_model (account, i == 1);
    g_autofree char *day = date != NULL ? nl_provider_status_date (date) : NULL;

    *mood = state == NL_MODEL_STATE_GONE ? NL_PROVIDER_MOOD_TROUBLE : NL_PROVIDER_MOOD_WAITING;
    if (state == NL_MODEL_STATE_GONE)
      return g_strdup_printf (_ ("The model “%s” is gone"), model);
    if (state == NL_MODEL_STATE_ENDS)
      return g_strdup_printf (_ ("The model “%s” ends on %s"), model, day);
  }
  return NULL;
}

/**
 * nl_provider_status_describe:
 * @account: a provider
 * @health: what is known of it
 * @key: whether it has a key
 * @mood: (out): how much that matters
 *
 * Returns: (transfer full): how it is, in a few words
 */
char *
nl_provider_status_describe (NlProviderAccount *account,
                             NlProviderHealth *health,
                             NlKeyState key,
                             NlProviderMood *mood)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (account);
  g_autofree char *id = nl_provider_account_dup_id (account);
  const GError *failure = nl_provider_health_get_failure (health, id);
  gint64 pause = nl_provider_health_get_pause (health, id);
  char *models;

  *mood = NL_PROVIDER_MOOD_OFF;
  if (nl_record_get_boolean (NL_RECORD (account), NL_PROVIDER_ACCOUNT_DISABLED))
    return g_strdup (_ ("Switched Off"));
  *mood = NL_PROVIDER_MOOD_TROUBLE;
  if (preset == NULL)
    return g_strdup (_ ("Not known to this version"));
  if (preset->needs_key && key == NL_KEY_STATE_MISSING)
    return g_strdup (_ ("No Key"));
  if (preset->needs_key && key == NL_KEY_STATE_KEYRING)
    return g_strdup (_ ("Keyring Not Available"));
  if (failure != NULL && !passes (failure))
    return g_strdup (nl_ai_error_get_title (failure));
  *mood = NL_PROVIDER_MOOD_WAITING;
  if (pause > 0)
    return describe_pause (pause);
  if (failure != NULL)
    return g_strdup (nl_ai_error_get_title (failure));
  models = describe_models (account, mood);
  if (models != NULL)
    return models;
  *mood = NL_PROVIDER_MOOD_GOOD;
  /* Translators: a provider that can be asked. */
  return g_strdup (C_ ("provider", "Ready"));
}
