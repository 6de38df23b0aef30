/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/activity/nl-activity-badge.h"
#include "app/activity/nl-activity-page.h"
#include "app/activity/nl-job-page.h"
#include "app/activity/nl-job-row.h"
#include "app-test.h"
#include "jobs/nl-jobs.h"
#include "stub-provider.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

typedef struct {
  const char *title;
  const char *state;
  const char *problem;
  const char *code;
} Sample;

static gpointer
insert (NlConnection *connection, gpointer data, GError **error)
{
  const Sample *sample = data;
  g_autoptr (NlRecord) job
      = g_object_new (NL_TYPE_JOB, "kind", "persona", "title", sample->title, "provider", "nobody",
                      "state", sample->state, "error-text", sample->problem, "error-code",
                      sample->code, "payload", "{}", NULL);

  g_assert_true (nl_record_save (job, connection, error));
  return g_steal_pointer (&job);
}

/* A job as it would be some time after it was made. */
static gint64
add_job (Fixture *f, const char *title, const char *state, const char *problem, const char *code)
{
  Sample sample = { title, state, problem, code };
  g_autoptr (NlRecord) job
      = await_object (nl_store_write (f->store, insert, g_memdup2 (&sample, sizeof sample), g_free,
                                      NL_TYPE_JOB, NULL));

  return nl_record_get_id (job);
}

static NlJobState
get_state (Fixture *f, gint64 id)
{
  g_autoptr (NlJob) job = await_object (nl_store_find (f->store, NL_TYPE_JOB, id));

  return nl_job_get_state (job);
}

static GtkWidget *
show_page (Fixture *f)
{
  return fixture_show_page (f, "activity");
}

static gboolean
has_label (gpointer root, const char *text)
{
  return find_named (GTK_WIDGET (root), GTK_TYPE_LABEL, "label", text) != NULL;
}

static const char *
get_stage (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (get_child (page, "stages"));
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  GtkWidget *page = show_page (f);
  GtkWidget *badge = find_widget (GTK_WIDGET (f->window), NL_TYPE_ACTIVITY_BADGE);

  wait_until (g_strcmp0 (get_stage (page), "empty") == 0);
  g_assert_false (gtk_widget_get_visible (badge));
  add_job (f, "A persona", "waiting", NULL, NULL);
  wait_until (g_strcmp0 (get_stage (page), "list") == 0);
  wait_until (gtk_widget_get_visible (badge));
}

/* Those that want a person first, and what is done last. */
static void
test_order (Fixture *f, gconstpointer data)
{
  static const char *const TITLES[] = { "Held", "Waits", "Done" };
  GtkWidget *page;
  g_autoptr (GListModel) rows = NULL;
  GtkListView *list;

  add_job (f, "Done", "applied", NULL, NULL);
  add_job (f, "Waits", "waiting", NULL, NULL);
  add_job (f, "Held", "held", "The key is wrong.", "unauthorized");
  page = show_page (f);
  list = get_child (page, "list");
  rows = g_object_ref (G_LIST_MODEL (gtk_list_view_get_model (list)));
  wait_until (g_list_model_get_n_items (rows) == G_N_ELEMENTS (TITLES));
  for (guint i = 0; i < G_N_ELEMENTS (TITLES); i++) {
    g_autoptr (NlRow) row = g_list_model_get_item (rows, i);

    wait_until (nl_row_get_record (row) != NULL);
    g_assert_cmpstr (nl_record_get_text (nl_row_get_record (row), NL_JOB_TITLE), ==, TITLES[i]);
  }
  wait_until (has_label (page, "The key is wrong."));
}

static GtkWidget *
open_job (Fixture *f, gint64 id)
{
  GtkWidget *page = show_page (f);
  AdwNavigationView *views = get_child (page, "views");
  GtkWidget *job;

  nl_page_open_record (NL_PAGE (page), id);
  job = GTK_WIDGET (adw_navigation_view_get_visible_page (views));
  g_assert_true (NL_IS_JOB_PAGE (job));
  wait_until (!g_str_equal (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (job)), "Job"));
  return job;
}

static void
test_job (Fixture *f, gconstpointer data)
{
  gint64 id = add_job (f, "Broken", "failed", "The server is <broken> & gone.", "server");
  GtkWidget *page = open_job (f, id);
  AdwBanner *problem = get_child (page, "problem");

  g_assert_true (adw_banner_get_revealed (problem));
  g_assert_cmpstr (adw_banner_get_title (problem), ==, "The server is &lt;broken&gt; &amp; gone.");
  g_assert_false (gtk_widget_get_visible (get_child (page, "retry")));
  g_assert_false (gtk_widget_get_visible (get_child (page, "cancel")));
  g_signal_emit_by_name (problem, "button-clicked");
  wait_until (!adw_banner_get_revealed (problem));
  g_assert_cmpint (get_state (f, id), ==, NL_JOB_STATE_WAITING);

  wait_until (gtk_widget_get_visible (get_child (page, "cancel")));
  g_signal_emit_by_name (get_child (page, "cancel"), "clicked");
  wait_until (!gtk_widget_get_visible (get_child (page, "cancel")));
  g_assert_cmpint (get_state (f, id), ==, NL_JOB_STATE_CANCELLED);
  g_assert_true (gtk_widget_get_visible (get_child (page, "retry")));
}

/* Who has seen what is personal in it may send it. */
static void
test_send_anyway (Fixture *f, gconstpointer data)
{
  gint64 id = add_job (f, "Personal", "held", "There is an email address in it.", "private");
  GtkWidget *page = open_job (f, id);
  AdwBanner *problem = get_child (page, "problem");
  g_autoptr (NlRecord) job = NULL;

  g_assert_cmpstr (adw_banner_get_button_label (problem), ==, "_Send All the Same");
  g_signal_emit_by_name (problem, "button-clicked");
  wait_until (!adw_banner_get_revealed (problem));
  job = await_object (nl_store_find (f->store, NL_TYPE_JOB, id));
  g_assert_nonnull (strstr (nl_record_get_text (job, NL_JOB_PAYLOAD), "send_anyway"));
}

static void
test_all (Fixture *f, gconstpointer data)
{
  gint64 held = add_job (f, "Held", "held", "The key is wrong.", "unauthorized");
  gint64 failed = add_job (f, "Failed", "failed", "It is broken.", "server");
  GtkWidget *page;
  GListModel *rows;

  add_job (f, "Done", "applied", NULL, NULL);
  page = show_page (f);
  rows = G_LIST_MODEL (gtk_list_view_get_model (get_child (page, "list")));
  wait_until (g_list_model_get_n_items (rows) == 3);
  g_signal_emit_by_name (get_child (page, "clear"), "clicked");
  wait_until (g_list_model_get_n_items (rows) == 2);
  g_signal_emit_by_name (get_child (page, "retry_all"), "clicked");
  wait_until (get_state (f, held) == NL_JOB_STATE_WAITING);
  g_assert_cmpint (get_state (f, failed), ==, NL_JOB_STATE_WAITING);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/activity-page/empty", test_empty);
  add_test ("/activity-page/order", test_order);
  add_test ("/activity-page/job", test_job);
  add_test ("/activity-page/send-anyway", test_send_anyway);
  add_test ("/activity-page/all", test_all);
  return g_test_run ();
}
