/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-operation.h"

#include "base/nl-clock.h"
#include "nl-test.h"

#define ROWS 200000

typedef struct {
  guint notifies;
  GThread *thread;
} Seen;

static void
on_notify (NlOperation *operation, GParamSpec *pspec, gpointer data)
{
  Seen *seen = data;

  seen->notifies++;
  g_assert_true (g_thread_self () == seen->thread);
}

static void
wait_for_end (NlOperation *operation)
{
  while (nl_operation_get_state (operation) == NL_OPERATION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_done (NlOperation *operation, guint64 done)
{
  while (nl_operation_get_done (operation) != done)
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
work (gpointer data)
{
  NlOperation *operation = data;

  nl_operation_set_detail (operation, "Reading");
  for (guint64 i = 1; i <= ROWS; i++)
    nl_operation_report (operation, i, ROWS);
  nl_operation_finish (operation, NULL);
  return NULL;
}

static void
test_reports_from_a_thread (void)
{
  g_autoptr (NlOperation) operation = nl_operation_new ("Importing Customers");
  Seen seen = { .thread = g_thread_self () };
  gint64 start = g_get_monotonic_time ();
  g_autofree char *text = NULL;
  GThread *thread;
  double seconds;

  g_assert_cmpstr (nl_operation_get_title (operation), ==, "Importing Customers");
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_RUNNING);
  g_assert_cmpfloat (nl_operation_get_fraction (operation), ==, -1);
  g_assert_null (nl_operation_dup_progress_text (operation));
  g_signal_connect (operation, "notify::done", G_CALLBACK (on_notify), &seen);
  thread = g_thread_new ("work", work, operation);
  wait_for_end (operation);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_thread_join (thread);
  text = nl_operation_dup_progress_text (operation);
  g_assert_cmpstr (text, ==, "200,000 of 200,000");
  g_assert_cmpstr (nl_operation_get_detail (operation), ==, "Reading");
  g_assert_cmpuint (nl_operation_get_done (operation), ==, ROWS);
  g_assert_cmpuint (nl_operation_get_total (operation), ==, ROWS);
  g_assert_cmpfloat (nl_operation_get_fraction (operation), ==, 1);
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_DONE);
  g_assert_null (nl_operation_get_error (operation));
  g_assert_cmpuint (seen.notifies, >=, 1);
  g_assert_cmpuint (seen.notifies, <=, (guint) (seconds * 20) + 2);
}

static void
test_nothing_changes_behind_the_end (void)
{
  g_autoptr (NlOperation) operation = nl_operation_new ("Exporting");
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Disk full");

  nl_operation_report (operation, 3, 10);
  nl_operation_finish (operation, error);
  nl_operation_report (operation, 4, 10);
  nl_operation_set_detail (operation, "late");
  nl_operation_finish (operation, NULL);
  wait_for_end (operation);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_FAILED);
  g_assert_error (nl_operation_get_error (operation), G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (nl_operation_get_done (operation), ==, 3);
  g_assert_null (nl_operation_get_detail (operation));
}

static gpointer
work_until_cancelled (gpointer data)
{
  NlOperation *operation = data;
  g_autoptr (GError) error = NULL;
  guint64 rows = 0;

  while (!g_cancellable_set_error_if_cancelled (nl_operation_get_cancellable (operation), &error)) {
    nl_operation_report (operation, ++rows, 0);
    g_thread_yield ();
  }
  nl_operation_finish (operation, error);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (NlOperation) operation = nl_operation_new ("Counting");
  GThread *thread = g_thread_new ("work", work_until_cancelled, operation);

  while (nl_operation_get_done (operation) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (nl_operation_get_fraction (operation), ==, -1);
  nl_operation_cancel (operation);
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_RUNNING);
  wait_for_end (operation);
  g_thread_join (thread);
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_CANCELLED);
  g_assert_error (nl_operation_get_error (operation), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_rate (void)
{
  gint64 now = G_GINT64_CONSTANT (1795339020) * G_USEC_PER_SEC;
  g_autoptr (NlOperation) operation = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *minutes = NULL;

  nl_clock_set_for_tests (now);
  operation = nl_operation_new ("Importing");
  nl_operation_report (operation, 100, 100000);
  wait_for_done (operation, 100);
  g_assert_cmpfloat (nl_operation_get_rate (operation), ==, 0);
  g_assert_cmpfloat (nl_operation_get_seconds_left (operation), ==, -1);
  g_assert_null (nl_operation_dup_time_left_text (operation));
  nl_clock_set_for_tests (now + 2 * G_USEC_PER_SEC);
  nl_operation_report (operation, 2000, 100000);
  wait_for_done (operation, 2000);
  g_assert_cmpfloat_with_epsilon (nl_operation_get_rate (operation), 1000, 0.1);
  g_assert_cmpfloat_with_epsilon (nl_operation_get_seconds_left (operation), 98, 0.1);
  minutes = nl_operation_dup_time_left_text (operation);
  g_assert_cmpstr (minutes, ==, "About 2 minutes left");
  nl_clock_set_for_tests (now + 92 * G_USEC_PER_SEC);
  nl_operation_report (operation, 92000, 100000);
  wait_for_done (operation, 92000);
  seconds = nl_operation_dup_time_left_text (operation);
  g_assert_cmpstr (seconds, ==, "About 8 seconds left");
  nl_clock_set_for_tests (now + 93 * G_USEC_PER_SEC);
  nl_operation_report (operation, 10, 50);
  wait_for_done (operation, 10);
  g_assert_cmpfloat (nl_operation_get_rate (operation), ==, 0);
  nl_clock_set_for_tests (0);
}

static void
test_properties (void)
{
  g_autoptr (NlOperation) operation = nl_operation_new ("Exporting");
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *left = NULL;
  NlOperationState state;
  guint64 done;
  guint64 total;
  double fraction;
  double rate;
  double seconds;

  nl_operation_report (operation, 1, 4);
  nl_operation_set_detail (operation, "Half way");
  wait_for_done (operation, 1);
  g_object_get (operation, "title", &title, "detail", &detail, "progress-text", &progress,
                "time-left-text", &left, "state", &state, "done", &done, "total", &total,
                "fraction", &fraction, "rate", &rate, "seconds-left", &seconds, NULL);
  g_assert_cmpstr (title, ==, "Exporting");
  g_assert_cmpstr (detail, ==, "Half way");
  g_assert_cmpstr (progress, ==, "1 of 4");
  g_assert_null (left);
  g_assert_cmpint (state, ==, NL_OPERATION_RUNNING);
  g_assert_cmpuint (done, ==, 1);
  g_assert_cmpuint (total, ==, 4);
  g_assert_cmpfloat (fraction, ==, 0.25);
  g_assert_cmpfloat (rate, ==, 0);
  g_assert_cmpfloat (seconds, ==, -1);
}

static void
test_dropped_while_reporting (void)
{
  NlOperation *operation = nl_operation_new ("Forgotten");

  g_object_add_weak_pointer (G_OBJECT (operation), (gpointer *) &operation);
  nl_operation_report (operation, 1, 2);
  g_object_unref (operation);
  while (operation != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/operation/thread", test_reports_from_a_thread);
  g_test_add_func ("/operation/end", test_nothing_changes_behind_the_end);
  g_test_add_func ("/operation/cancel", test_cancel);
  g_test_add_func ("/operation/rate", test_rate);
  g_test_add_func ("/operation/properties", test_properties);
  g_test_add_func ("/operation/dropped", test_dropped_while_reporting);
  return g_test_run ();
}
