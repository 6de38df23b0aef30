/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/activity/nl-job-page.h"

#include <glib/gi18n-lib.h>

#include "ai/jobs/nl-ai-job.h"
#include "ai/jobs/nl-ai-wire.h"
#include "app/activity/nl-job-words.h"
#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "base/nl-future.h"
#include "jobs/nl-jobs.h"

/**
 * NlJobPage:
 *
 * One job: what it waits for, the words that will be sent, what happened to it, and what a person
 * can decide.
 */
struct _NlJobPage {
  AdwNavigationPage parent_instance;
  AdwBanner *problem;
  AdwActionRow *status;
  AdwActionRow *provider;
  AdwActionRow *subject;
  AdwActionRow *attempts;
  GtkWidget *retry;
  GtkWidget *cancel;
  GtkWidget *request_group;
  GtkTextView *request;
  AdwPreferencesGroup *log_group;

  NlWorkspace *workspace;
  GPtrArray *log_rows;
  gint64 job_id;
  NlJob *job;
  guint serial;
};

G_DEFINE_FINAL_TYPE (NlJobPage, nl_job_page, ADW_TYPE_NAVIGATION_PAGE)

static NlStore *
get_store (NlJobPage *self)
{
  return nl_workspace_get_store (self->workspace);
}

static const char *
get_time_zone (NlJobPage *self)
{
  NlShop *shop = nl_workspace_get_shop (self->workspace);

  return shop != NULL ? nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE) : NULL;
}

static void
set_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static char *
dup_attempts (NlRecord *job)
{
  gint64 n_attempts = nl_record_get_int64 (job, NL_JOB_ATTEMPTS);
  gint64 n_billed = nl_record_get_int64 (job, NL_JOB_PERHAPS_BILLED);
  g_autofree char *attempts = g_strdup_printf ("%" G_GINT64_FORMAT, n_attempts);
  g_autofree char *billed = g_strdup_printf ("%" G_GINT64_FORMAT, n_billed);

  if (n_attempts == 0)
    return NULL;
  if (n_billed == 0)
    return g_steal_pointer (&attempts);
  return g_strdup_printf (
      /* Translators: how often something was tried, then how often of these it may have cost money
         for nothing. */
      ngettext ("%s, of which %s was perhaps billed", "%s, of which %s were perhaps billed",
                (gulong) n_billed),
      attempts, billed);
}

static const char *
get_provider_name (NlJobPage *self, NlRecord *job)
{
  const char *id = nl_record_get_text (job, NL_JOB_PROVIDER);
  NlProvider *provider
      = nl_provider_registry_get (nl_workspace_get_providers (self->workspace), id);

  return provider != NULL ? nl_provider_get_name (provider) : _ ("Removed");
}

static void
show_problem (NlJobPage *self)
{
  gboolean is_wrong = nl_job_can_retry (self->job)
                      && nl_record_get_text (NL_RECORD (self->job), NL_JOB_ERROR_TEXT) != NULL;
  const char *text = nl_record_get_text (NL_RECORD (self->job), NL_JOB_ERROR_TEXT);

  if (is_wrong) {
    g_autofree char *escaped = g_markup_escape_text (text, -1);

    adw_banner_set_title (self->problem, escaped);
    adw_banner_set_button_label (self->problem, nl_job_can_send_anyway (self->job)
                                                    ? _ ("_Send All the Same")
                                                    : _ ("_Retry"));
  }
  adw_banner_set_revealed (self->problem, is_wrong);
}

static void
show_job (NlJobPage *self)
{
  NlRecord *job = NL_RECORD (self->job);
  const char *title = nl_record_get_text (job, NL_JOB_TITLE);
  gboolean is_wrong = nl_job_can_retry (self->job) && !nl_record_is_null (job, NL_JOB_ERROR_TEXT);
  g_autofree char *status = is_wrong
                                ? g_strdup (nl_job_state_get_label (nl_job_get_state (self->job)))
                                : nl_job_dup_status (self->job, get_time_zone (self));
  g_autofree char *attempts = dup_attempts (job);
  gboolean has_subject = !nl_record_is_null (job, NL_JOB_SUBJECT_ID);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title != NULL ? title : _ ("Job"));
  set_row (self->status, status);
  set_row (self->provider, get_provider_name (self, job));
  set_row (self->subject, has_subject ? title : NULL);
  set_row (self->attempts, attempts);
  /* The banner has the same button. */
  gtk_widget_set_visible (self->retry, nl_job_can_retry (self->job) && !is_wrong);
  gtk_widget_set_visible (self->cancel, nl_job_can_cancel (self->job));
  show_problem (self);
}

/* A line of the log is a time, a word, and perhaps more. */
static GtkWidget *
create_log_row (NlJobPage *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (words[0], NULL);
  GtkWidget *row = adw_action_row_new ();
  NlJobState state;
  const char *event = words[1] != NULL ? words[1] : "";
  g_autofree char *when = NULL;

  if (nl_job_state_from_text (event, &state))
    event = nl_job_state_get_label (state);
  if (time != NULL)
    when = nl_date_format (g_date_time_to_unix_usec (time), get_time_zone (self), NULL,
                           NL_DATE_MEDIUM_TIME);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), event);
  if (words[1] != NULL && words[2] != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words[2]);
  if (when != NULL) {
    GtkWidget *label = gtk_label_new (when);

    gtk_widget_add_css_class (label, "dimmed");
    gtk_widget_add_css_class (label, "caption");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  }
  return row;
}

static void
show_log (NlJobPage *self, char **log)
{
  for (guint i = 0; i < self->log_rows->len; i++)
    adw_preferences_group_remove (self->log_group, self->log_rows->pdata[i]);
  g_ptr_array_set_size (self->log_rows, 0);
  for (guint i = 0; log != NULL && log[i] != NULL; i++) {
    GtkWidget *row = create_log_row (self, log[i]);

    adw_preferences_group_add (self->log_group, row);
    g_ptr_array_add (self->log_rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->log_group), self->log_rows->len > 0);
}

static char *
dup_request_text (GBytes *bytes)
{
  g_autoptr (NlAiRequest) request = nl_ai_request_from_bytes (bytes, NULL);
  GString *text = g_string_new (NULL);
  const char *instructions;

  if (request == NULL)
    return g_string_free (text, FALSE);
  instructions = nl_ai_request_get_instructions (request);
  if (instructions != NULL && *instructions != '\0')
    g_string_append_printf (text, "%s\n\n", instructions);
  if (nl_ai_request_get_prompt (request) != NULL)
    g_string_append (text, nl_ai_request_get_prompt (request));
  if (nl_ai_request_get_schema (request) != NULL) {
    g_autofree char *schema = json_to_string (nl_ai_request_get_schema (request), TRUE);

    g_string_append_printf (text, "\n\n%s", schema);
  }
  return g_string_free (text, FALSE);
}

typedef struct {
  GWeakRef self;
  NlWorkspace *workspace;
  gint64 job_id;
  guint serial;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->self);
  g_object_unref (reading->workspace);
  g_free (reading);
}

/* What would be sent now; or, when there is something personal in it, what that is. */
static char *
read_request_await (Reading *reading, NlJob *job)
{
  NlJobRunner *runner = nl_workspace_get_runner (reading->workspace);
  NlJobHandler *handler
      = runner != NULL
            ? nl_job_runner_get_handler (runner, nl_record_get_text (NL_RECORD (job), NL_JOB_KIND))
            : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (handler == NULL || nl_job_get_state (job) == NL_JOB_STATE_APPLIED)
    return NULL;
  bytes
      = dex_await_boxed (nl_job_handler_prepare (handler, job,
                                                 nl_workspace_get_store (reading->workspace), NULL),
                         &error);
  return bytes != NULL ? dup_request_text (bytes) : g_strdup (error->message);
}

static gboolean
is_current (NlJobPage *self, Reading *reading)
{
  return self != NULL && self->serial == reading->serial;
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *reading = data;
  NlStore *store = nl_workspace_get_store (reading->workspace);
  g_autoptr (NlJob) job
      = dex_await_object (nl_store_find (store, NL_TYPE_JOB, reading->job_id), NULL);
  g_auto (GStrv) log = dex_await_boxed (nl_jobs_dup_log (store, reading->job_id), NULL);
  g_autoptr (NlJobPage) self = g_weak_ref_get (&reading->self);
  g_autofree char *request = NULL;

  if (!is_current (self, reading) || job == NULL)
    return dex_future_new_true ();
  g_set_object (&self->job, job);
  show_job (self);
  show_log (self, log);
  g_clear_object (&self);

  request = read_request_await (reading, job);
  self = g_weak_ref_get (&reading->self);
  if (!is_current (self, reading))
    return dex_future_new_true ();
  gtk_widget_set_visible (self->request_group, request != NULL);
  if (request != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->request), request, -1);
  return dex_future_new_true ();
}

static void
read_job (NlJobPage *self)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->self, self);
  reading->workspace = g_object_ref (self->workspace);
  reading->job_id = self->job_id;
  reading->serial = ++self->serial;
  nl_fiber_start ("read-job", read_fiber, reading, reading_free);
}

static void
store_changed_cb (NlJobPage *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "jobs"))
    read_job (self);
}

typedef struct {
  GWeakRef self;
  DexFuture *decided;
} Deciding;

static void
deciding_free (gpointer data)
{
  Deciding *deciding = data;

  g_weak_ref_clear (&deciding->self);
  dex_clear (&deciding->decided);
  g_free (deciding);
}

static DexFuture *
decide_fiber (gpointer data)
{
  Deciding *deciding = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = dex_await (g_steal_pointer (&deciding->decided), &error);
  g_autoptr (NlJobPage) self = g_weak_ref_get (&deciding->self);

  if (!is_done && self != NULL)
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Change the Job"), error);
  return dex_future_new_true ();
}

static void
decide (NlJobPage *self, DexFuture *decided)
{
  Deciding *deciding = g_new0 (Deciding, 1);

  g_weak_ref_init (&deciding->self, self);
  deciding->decided = decided;
  nl_fiber_start ("decide-job", decide_fiber, deciding, deciding_free);
}

static void
retry_clicked_cb (NlJobPage *self)
{
  decide (self, nl_jobs_retry (get_store (self), &self->job_id, 1));
}

static void
cancel_clicked_cb (NlJobPage *self)
{
  decide (self, nl_jobs_cancel (get_store (self), &self->job_id, 1));
}

static void
problem_clicked_cb (NlJobPage *self)
{
  if (nl_job_can_send_anyway (self->job))
    decide (self, nl_ai_job_send_anyway (get_store (self), self->job_id));
  else
    retry_clicked_cb (self);
}

static void
subject_activated_cb (NlJobPage *self)
{
  NlRecord *job = NL_RECORD (self->job);
  const char *table = nl_record_get_text (job, NL_JOB_SUBJECT_TABLE);

  if (g_strcmp0 (table, "personas") == 0)
    nl_window_open_page (GTK_WIDGET (self), "personas",
                         nl_record_get_int64 (job, NL_JOB_SUBJECT_ID));
  else if (g_strcmp0 (table, "messages") == 0)
    nl_window_open_page (GTK_WIDGET (self), "campaigns",
                         nl_record_get_int64 (job, NL_JOB_BATCH_ID));
}

static void
nl_job_page_dispose (GObject *object)
{
  NlJobPage *self = NL_JOB_PAGE (object);

  g_clear_object (&self->job);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_JOB_PAGE);
  G_OBJECT_CLASS (nl_job_page_parent_class)->dispose (object);
}

static void
nl_job_page_finalize (GObject *object)
{
  g_ptr_array_unref (NL_JOB_PAGE (object)->log_rows);
  G_OBJECT_CLASS (nl_job_page_parent_class)->finalize (object);
}

static void
nl_job_page_class_init (NlJobPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_job_page_dispose;
  object_class->finalize = nl_job_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, problem);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, status);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, provider);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, subject);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, attempts);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, retry);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, request_group);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, request);
  gtk_widget_class_bind_template_child (widget_class, NlJobPage, log_group);
  gtk_widget_class_bind_template_callback (widget_class, problem_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_activated_cb);
}

static void
nl_job_page_init (NlJobPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->log_rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->subject), FALSE);
  gtk_widget_set_visible (self->request_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->log_group), FALSE);
}

/**
 * nl_job_page_new:
 * @workspace: the workspace
 * @job_id: a job
 *
 * Returns: (transfer floating): a page that follows the job
 */
NlJobPage *
nl_job_page_new (NlWorkspace *workspace, gint64 job_id)
{
  NlJobPage *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (NL_TYPE_JOB_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->job_id = job_id;
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_job (self);
  return self;
}

/**
 * nl_job_page_get_job_id:
 * @self: a page
 *
 * Returns: the id of the job
 */
gint64
nl_job_page_get_job_id (NlJobPage *self)
{
  g_return_val_if_fail (NL_IS_JOB_PAGE (self), 0);

  return self->job_id;
}
