/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-members.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-segment-words.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-file-choice.h"
#include "app/widgets/nl-operation-toast.h"
#include "base/nl-clock.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "customers/nl-customer-export.h"
#include "customers/nl-customer.h"
#include "segments/nl-segment-snapshot.h"
#include "segments/nl-segments.h"

/* What can be done with the customers whom a segment finds now. */

typedef struct {
  GWeakRef widget;
  NlWorkspace *workspace;
  NlShop *shop;
  NlOperation *operation;
  char *query;
  char *path;
} Task;

static Task *
task_new (GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *query)
{
  Task *task = g_new0 (Task, 1);

  g_weak_ref_init (&task->widget, widget);
  task->workspace = g_object_ref (workspace);
  task->shop = g_object_ref (shop);
  task->query = g_strdup (query);
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->widget);
  g_object_unref (task->workspace);
  g_object_unref (task->shop);
  g_clear_object (&task->operation);
  g_free (task->query);
  g_free (task->path);
  g_free (task);
}

static DexFuture *
export_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (GtkWidget) widget = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  nl_query_where_int64 (query, NL_CUSTOMER_SHOP_ID, nl_record_get_id (NL_RECORD (task->shop)));
  nl_query_order_by_sql (query, "customers.id");
  if (nl_segments_add_condition (query, task->shop, task->query, &error))
    n = dex_await_int64 (nl_customers_export (nl_workspace_get_store (task->workspace), task->shop,
                                              query, task->path, task->operation),
                         &error);
  if (nl_operation_get_state (task->operation) == NL_OPERATION_RUNNING)
    nl_operation_finish (task->operation, error);
  widget = g_weak_ref_get (&task->widget);
  if (widget == NULL)
    return dex_future_new_true ();
  if (error != NULL) {
    nl_window_show_error (widget, _ ("Could Not Export Customers"), error);
  } else {
    g_autofree char *number = nl_segment_dup_count (n);
    g_autofree char *text
        = g_strdup_printf (ngettext ("%s customer exported", "%s customers exported", (gulong) n),
                           number);

    nl_window_toast (widget, text);
  }
  return dex_future_new_true ();
}

/**
 * nl_segment_members_export_to:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @shop: whose customers
 * @query: a segment query that is right
 * @path: the CSV file; replaced when it exists
 *
 * Writes the customers whom @query finds to a file.
 */
void
nl_segment_members_export_to (
    GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *query, const char *path)
{
  Task *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (query != NULL && path != NULL);

  task = task_new (widget, workspace, shop, query);
  task->path = g_strdup (path);
  task->operation = nl_operation_new (_ ("Exporting Customers"));
  nl_operation_toast (widget, task->operation);
  nl_fiber_start ("export-segment", export_fiber, task, task_free);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Task *task = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&task->widget);
  g_autofree char *path = nl_file_choice_finish_save (GTK_FILE_DIALOG (source), result, widget,
                                                      _ ("Could Not Export Customers"));

  if (widget != NULL && path != NULL)
    nl_segment_members_export_to (widget, task->workspace, task->shop, task->query, path);
  task_free (task);
}

/**
 * nl_segment_members_export:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @shop: whose customers
 * @name: what the segment is called
 * @query: a segment query that is right
 *
 * Asks where to, and writes the customers whom @query finds to a CSV file.
 */
void
nl_segment_members_export (
    GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *name, const char *query)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\", '-');
  g_autofree char *file_name = g_strdup_printf ("%s.csv", safe);

  gtk_file_dialog_set_title (dialog, _ ("Export Customers"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        file_chosen_cb, task_new (widget, workspace, shop, query));
}

/**
 * nl_segment_members_take_snapshot:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @shop: whose customers
 * @name: what the segment is called
 * @query: a segment query that is right
 *
 * Puts on record whom @query finds now, as a segment that is called after @name and the time.
 */
void
nl_segment_members_take_snapshot (
    GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *name, const char *query)
{
  g_autofree char *when = NULL;
  g_autofree char *called = NULL;
  g_autofree char *done = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL && query != NULL);

  when = nl_date_format (nl_clock_now (), nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE),
                         nl_language_get_ui (), NL_DATE_MEDIUM_TIME);
  /* Translators: what a snapshot is called: the segment, and when it was taken. */
  called = g_strdup_printf (_ ("%s, %s"), name, when);
  done = g_strdup_printf (_ ("Snapshot saved as “%s”"), called);
  nl_window_await_undoable (widget,
                            nl_segment_snapshot_take_undoable (nl_workspace_get_store (workspace),
                                                               shop, called, query),
                            done, _ ("Could Not Take Snapshot"));
}
