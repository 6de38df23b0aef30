/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/usage/nl-usage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-provider-account.h"
#include "ai/offline/nl-offline-provider.h"
#include "base/nl-clock.h"
#include "store/nl-record-sql.h"
#include "store/nl-store-error.h"

static const NlField fields[] = { NL_USAGE_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "usage",
  .noun = N_ ("usage"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlUsage:
 *
 * What a job used of an AI provider, and what that cost. It stays when the job is gone.
 */
NL_DEFINE_RECORD (NlUsage, nl_usage, &description)

static gboolean
is_written (gint64 job_id, NlConnection *connection, gboolean *written, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look for what a job used",
                               "SELECT 1 FROM usage WHERE job_id = ?", error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, job_id);
  *written = nl_statement_step (statement, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The provider as the user set it up; NULL without an error when it is gone. */
static NlProviderAccount *
load_account (const char *id, NlConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  NlRecord *account;
  gint64 number;

  if (!g_str_has_prefix (id, "account-")
      || !g_ascii_string_to_signed (id + strlen ("account-"), 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  account = nl_record_load (NL_TYPE_PROVIDER_ACCOUNT, number, connection, &failure);
  if (account == NULL && !g_error_matches (failure, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&failure));
  return (NlProviderAccount *) account;
}

static void
set_tokens (NlRecord *self, NlUsageField field, gint64 n)
{
  nl_record_set_int64 (self, field, CLAMP (n, 0, NL_PRICE_TABLE_MAX_TOKENS));
}

static void
set_cost (NlRecord *self,
          NlProviderAccount *account,
          const char *model,
          const NlAiUsage *usage,
          NlPriceTable *prices)
{
  const NlProviderPreset *preset
      = account != NULL ? nl_provider_account_get_preset (account) : NULL;
  const char *currency = usage->currency;
  gint64 cost = usage->cost_micros;

  if (*usage->currency == '\0'
      && !nl_price_table_estimate (prices, preset, model, usage, &cost, &currency))
    return;
  nl_record_set_int64 (self, NL_USAGE_COST_MICROS, cost);
  nl_record_set_text (self, NL_USAGE_CURRENCY, currency);
}

/* Of earlier times the job was tried, and of those who were asked first this time. */
static gint64
count_perhaps_billed (NlJob *job, NlAiResult *result)
{
  return nl_record_get_int64 (NL_RECORD (job), NL_JOB_PERHAPS_BILLED)
         + nl_ai_result_get_n_perhaps_billed (result);
}

static NlRecord *
make (NlJob *job, NlAiResult *result, NlProviderAccount *account, NlPriceTable *prices)
{
  const NlAiUsage *usage = nl_ai_result_get_usage (result);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc_usec (nl_clock_now ());
  g_autofree char *day = g_date_time_format (now, "%F");
  NlRecord *self
      = g_object_new (NL_TYPE_USAGE, "job-id", nl_record_get_id (NL_RECORD (job)), "provider",
                      nl_ai_result_get_provider (result), "model", nl_ai_result_get_model (result),
                      "kind", nl_record_get_text (NL_RECORD (job), NL_JOB_KIND), "day", day, NULL);

  if (!nl_record_is_null (NL_RECORD (job), NL_JOB_SHOP_ID))
    nl_record_set_int64 (self, NL_USAGE_SHOP_ID,
                         nl_record_get_int64 (NL_RECORD (job), NL_JOB_SHOP_ID));
  if (account != NULL)
    nl_record_set_text (self, NL_USAGE_PROVIDER_NAME,
                        nl_record_get_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_NAME));
  set_tokens (self, NL_USAGE_INPUT_TOKENS, usage->input_tokens);
  set_tokens (self, NL_USAGE_CACHED_TOKENS, usage->cached_tokens);
  set_tokens (self, NL_USAGE_OUTPUT_TOKENS, usage->output_tokens);
  set_tokens (self, NL_USAGE_REASONING_TOKENS, usage->reasoning_tokens);
  set_tokens (self, NL_USAGE_IMAGES, usage->images);
  nl_record_set_int64 (self, NL_USAGE_PERHAPS_BILLED, count_perhaps_billed (job, result));
  set_cost (self, account, nl_ai_result_get_model (result), usage, prices);
  return self;
}

/**
 * nl_usage_write:
 * @job: a job that is being applied
 * @result: what came back
 * @prices: what providers charge
 * @connection: a writer, in the transaction that applies the job
 * @error: return location
 *
 * Writes down what a job used, once however often it is called. What the offline provider writes
 * uses nothing.
 *
 * Returns: whether it is written down
 */
gboolean
nl_usage_write (
    NlJob *job, NlAiResult *result, NlPriceTable *prices, NlConnection *connection, GError **error)
{
  const char *provider;
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (NlRecord) usage = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean written = FALSE;

  g_return_val_if_fail (NL_IS_JOB (job) && NL_IS_AI_RESULT (result), FALSE);
  g_return_val_if_fail (NL_IS_PRICE_TABLE (prices), FALSE);

  provider = nl_ai_result_get_provider (result);
  if (g_str_equal (provider, NL_OFFLINE_PROVIDER_ID) && count_perhaps_billed (job, result) == 0)
    return TRUE;
  if (!is_written (nl_record_get_id (NL_RECORD (job)), connection, &written, error))
    return FALSE;
  if (written)
    return TRUE;
  account = load_account (provider, connection, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  usage = make (job, result, account, prices);
  return nl_record_save (usage, connection, error);
}
