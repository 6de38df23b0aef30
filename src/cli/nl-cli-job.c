/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-queue.h"
#include "jobs/nl-jobs.h"
#include "store/nl-record-json.h"

static gboolean
parse_id (const char *word, gint64 *id, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (nl_cli_check_text (word, error)
      && g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, id, &failure))
    return TRUE;
  if (failure != NULL)
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("“%s” is not the id of a job: see “job list”."), word);
  return FALSE;
}

static gboolean
parse_filter (const char *word, NlJobFilter *filter, GError **error)
{
  static const char *const words[] = { "all", "open", "attention", "finished" };

  *filter = NL_JOB_FILTER_OPEN;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (word != NULL && !g_str_equal (word, words[i]))
      continue;
    if (word != NULL)
      *filter = (NlJobFilter) i;
    return TRUE;
  }
  g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("--filter is one of %s."),
               "all, open, attention, finished");
  return FALSE;
}

static gboolean
list (NlCli *cli, GError **error)
{
  static const guint fields[]
      = { NL_JOB_STATE, NL_JOB_KIND, NL_JOB_PROVIDER, NL_JOB_TITLE, NL_JOB_ERROR_TEXT };
  g_autofree char *filter_word = NULL;
  const GOptionEntry options[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter_word, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (GListModel) jobs = NULL;
  NlJobFilter filter;

  if (!nl_cli_parse_with_shop (cli, options, 0, error)
      || !parse_filter (filter_word, &filter, error)
      || !(cli->shop_name != NULL ? nl_cli_open_shop (cli, error) : nl_cli_open (cli, error)))
    return FALSE;
  query = nl_jobs_query_new (filter, cli->shop != NULL ? nl_cli_get_shop_id (cli) : 0, 0);
  jobs = dex_await_object (nl_store_list (cli->store, query), error);
  if (jobs == NULL)
    return FALSE;
  nl_cli_print_records (cli, jobs, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static void
print_job (NlCli *cli, NlRecord *job, char **log)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *lines;

  if (!cli->json) {
    nl_cli_print_record (cli, job);
    for (guint i = 0; log[i] != NULL; i++)
      g_print ("%s\n", log[i]);
    return;
  }
  lines = json_array_new ();
  for (guint i = 0; log[i] != NULL; i++)
    json_array_add_string_element (lines, log[i]);
  node = nl_record_to_json (job);
  json_object_set_array_member (json_node_get_object (node), "log", lines);
  nl_cli_print_json (cli, node);
}

static gboolean
show (NlCli *cli, GError **error)
{
  g_autoptr (NlRecord) job = NULL;
  g_auto (GStrv) log = NULL;
  gint64 id;

  if (!nl_cli_parse (cli, NULL, 1, error) || !parse_id (cli->words[0], &id, error)
      || !nl_cli_open (cli, error))
    return FALSE;
  job = dex_await_object (nl_store_find (cli->store, NL_TYPE_JOB, id), error);
  if (job == NULL)
    return FALSE;
  log = dex_await_boxed (nl_jobs_dup_log (cli->store, id), error);
  if (log == NULL)
    return FALSE;
  print_job (cli, job, log);
  return TRUE;
}

static gboolean
run (NlCli *cli, GError **error)
{
  gboolean until_idle = FALSE;
  const GOptionEntry options[] = {
    { "until-idle", 0, 0, G_OPTION_ARG_NONE, &until_idle, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlProviderRegistry) providers = NULL;
  g_autoptr (GListModel) waiting = NULL;

  if (!nl_cli_parse (cli, options, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
  waiting = nl_cli_list_open_jobs (cli, error);
  if (waiting == NULL)
    return FALSE;
  if (g_list_model_get_n_items (waiting) == 0) {
    if (!cli->quiet)
      g_printerr ("%s\n", _ ("Nothing is waiting."));
    if (nl_cli_confirms (cli))
      nl_cli_print_number (cli, "open", 0);
    return TRUE;
  }
  providers = nl_cli_load_providers (cli, error);
  if (providers == NULL || !nl_cli_run_queue (cli, providers, until_idle, error))
    return FALSE;
  g_clear_object (&waiting);
  waiting = nl_cli_list_open_jobs (cli, error);
  if (waiting != NULL && nl_cli_confirms (cli))
    nl_cli_print_number (cli, "open", g_list_model_get_n_items (waiting));
  return waiting != NULL;
}

typedef DexFuture *(*Decide) (NlStore *store, const gint64 *ids, guint n_ids);

static gboolean
decide (NlCli *cli, Decide func, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!nl_cli_parse (cli, NULL, -1, error))
    return FALSE;
  for (guint i = 0; cli->words[i] != NULL; i++) {
    gint64 id;

    if (!parse_id (cli->words[i], &id, error))
      return FALSE;
    g_array_append_val (ids, id);
  }
  if (ids->len == 0) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("Say which jobs."));
    return FALSE;
  }
  if (!nl_cli_open (cli, error)
      || !dex_await (func (cli->store, (const gint64 *) (gconstpointer) ids->data, ids->len),
                     error))
    return FALSE;
  if (nl_cli_confirms (cli))
    nl_cli_print_number (cli, "count", ids->len);
  return TRUE;
}

static gboolean
retry (NlCli *cli, GError **error)
{
  return decide (cli, nl_jobs_retry, error);
}

static gboolean
cancel (NlCli *cli, GError **error)
{
  return decide (cli, nl_jobs_cancel, error);
}

const NlCliCommand nl_cli_job_commands[] = {
  { "job", "list", "[--shop S] [--filter all|open|attention|finished]", list },
  { "job", "show", "JOB", show },
  { "job", "run", "[--until-idle]", run },
  { "job", "retry", "JOB…", retry },
  { "job", "cancel", "JOB…", cancel },
  { NULL },
};
