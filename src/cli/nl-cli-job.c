/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "jobs/nl-job-runner.h"
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
      || !parse_filter (filter_word, &filter, error) || !nl_cli_open (cli, error)
      || (cli->shop_name != NULL && !nl_cli_open_shop (cli, error)))
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

/* How often a queue that waits for a network or a time is looked at. */
#define LOOK_MILLISECONDS 1000
/* The jobs that are told one by one. */
#define SHOWN_JOBS 10

static GListModel *
list_open (NlCli *cli, GError **error)
{
  g_autoptr (NlQuery) query = nl_jobs_query_new (NL_JOB_FILTER_OPEN, 0, 0);

  return dex_await_object (nl_store_list (cli->store, query), error);
}

/* Why a job does not go on by itself; NULL when it does, sooner or later. */
static char *
dup_obstacle (NlJobRunner *runner, NlRecord *job)
{
  const char *kind = nl_record_get_text (job, NL_JOB_KIND);
  const char *problem = nl_record_get_text (job, NL_JOB_ERROR_TEXT);

  if (nl_job_runner_get_handler (runner, kind) == NULL)
    return g_strdup_printf (_ ("This version of NinjaLead can’t do jobs of the kind “%s”."), kind);
  if (nl_job_get_state (NL_JOB (job)) != NL_JOB_STATE_HELD)
    return NULL;
  return g_strdup (problem != NULL ? problem : _ ("It is held until somebody decides."));
}

/* Whether any of the open jobs can still go on by itself. */
static gboolean
look (NlCli *cli, NlJobRunner *runner, gboolean *goes_on, GError **error)
{
  g_autoptr (GListModel) jobs = list_open (cli, error);

  *goes_on = FALSE;
  for (guint i = 0; jobs != NULL && i < g_list_model_get_n_items (jobs) && !*goes_on; i++) {
    g_autoptr (NlRecord) job = g_list_model_get_item (jobs, i);
    g_autofree char *obstacle = dup_obstacle (runner, job);

    *goes_on = obstacle == NULL;
  }
  return jobs != NULL;
}

/* Says of the jobs that stay behind why they do. */
static void
explain (NlCli *cli, NlJobRunner *runner, GListModel *jobs)
{
  guint n_jobs = g_list_model_get_n_items (jobs);
  guint n_shown = 0;
  guint n_stuck = 0;

  for (guint i = 0; i < n_jobs; i++) {
    g_autoptr (NlRecord) job = g_list_model_get_item (jobs, i);
    g_autofree char *obstacle = dup_obstacle (runner, job);
    const char *title = nl_record_get_text (job, NL_JOB_TITLE);
    g_autofree char *id = NULL;

    if (obstacle == NULL)
      continue;
    if (n_stuck++ >= SHOWN_JOBS)
      continue;
    n_shown++;
    id = g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_id (job));
    /* Translators: the id of a job, its title, and why it is not done. */
    g_printerr (_ ("Job %s, “%s”: %s\n"), id, title != NULL ? title : "", obstacle);
  }
  if (n_stuck > n_shown)
    g_printerr (ngettext ("%u more job waits. See: ninjalead-cli job list\n",
                          "%u more jobs wait. See: ninjalead-cli job list\n", n_stuck - n_shown),
                n_stuck - n_shown);
}

/* Works on the queue until nothing is left that goes on by itself (or, when that is enough, nothing
 * now), or until somebody wants it to end: then what is under way is written down before the
 * program ends. */
static gboolean
work (NlCli *cli, NlJobRunner *runner, gboolean until_idle, GError **error)
{
  GCancellable *cancellable
      = nl_operation_get_cancellable (nl_cli_begin_operation (cli, _ ("Working on the queue")));
  g_autoptr (DexFuture) ended = dex_cancellable_new_from_cancellable (cancellable);
  g_autoptr (GListModel) jobs = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean goes_on = TRUE;

  while (goes_on && !g_cancellable_is_cancelled (cancellable)) {
    dex_await (dex_future_first (nl_job_runner_wait_idle (runner), dex_ref (ended), NULL), NULL);
    if (!look (cli, runner, &goes_on, &failure) || until_idle)
      break;
    if (goes_on)
      dex_await (nl_future_sleep (LOOK_MILLISECONDS, cancellable), NULL);
  }
  if (!dex_await (nl_job_runner_stop (runner), failure == NULL ? &failure : NULL)
      || failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  jobs = list_open (cli, error);
  if (jobs == NULL)
    return FALSE;
  nl_cli_end_operation (cli);
  explain (cli, runner, jobs);
  if (nl_cli_confirms (cli))
    nl_cli_print_number (cli, "open", g_list_model_get_n_items (jobs));
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
  g_autoptr (NlJobRunner) runner = NULL;
  g_autoptr (GListModel) waiting = NULL;
  g_autoptr (GError) failure = NULL;

  if (!nl_cli_parse (cli, options, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
  waiting = list_open (cli, error);
  if (waiting == NULL)
    return FALSE;
  if (g_list_model_get_n_items (waiting) == 0) {
    if (!cli->quiet)
      g_printerr ("%s\n", _ ("Nothing is waiting."));
    if (nl_cli_confirms (cli))
      nl_cli_print_number (cli, "open", 0);
    return TRUE;
  }
  runner = nl_job_runner_new (cli->store, NULL, NULL);
  if (dex_await_boolean (nl_job_runner_start (runner), &failure))
    return work (cli, runner, until_idle, error);
  if (failure == NULL)
    g_set_error_literal (&failure, NL_JOB_ERROR, NL_JOB_ERROR_QUEUE_TAKEN,
                         _ ("Another NinjaLead is already working on this queue."));
  dex_await (nl_job_runner_stop (runner), NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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
