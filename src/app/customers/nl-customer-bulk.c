/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-bulk.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-operation-toast.h"
#include "base/nl-format.h"
#include "customers/nl-customer-export.h"
#include "customers/nl-customers-bulk.h"
#include "segments/nl-segment-snapshot.h"

/* One thing that is done to many customers. */
typedef struct _Task Task;
struct _Task {
  GWeakRef widget;
  NlStore *store;
  NlShop *shop;
  GArray *ids;
  NlOperation *operation;
  DexFuture *(*start) (Task *task);
  char *(*dup_done_text) (Task *task);
  const char *failed;
  char **tags;
  gboolean adds;
  NlCustomerField field;
  char *text; /* a status, a name or a path */
};

static void
task_free (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->widget);
  g_object_unref (task->store);
  g_object_unref (task->shop);
  g_array_unref (task->ids);
  g_object_unref (task->operation);
  g_strfreev (task->tags);
  g_free (task->text);
  g_free (task);
}

static Task *
task_new (GtkWidget *widget, NlWorkspace *workspace, GArray *ids, const char *title)
{
  Task *task = g_new0 (Task, 1);

  g_weak_ref_init (&task->widget, widget);
  task->store = g_object_ref (nl_workspace_get_store (workspace));
  task->shop = g_object_ref (nl_workspace_get_shop (workspace));
  task->ids = g_array_ref (ids);
  task->operation = nl_operation_new (title);
  return task;
}

static DexFuture *start_snapshot (Task *task);

static DexFuture *
run_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (DexFuture) done = task->start (task);
  g_autoptr (GtkWidget) widget = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const GValue *result;

  dex_await (dex_ref (done), NULL);
  result = dex_future_get_value (done, &error);
  if (nl_operation_get_state (task->operation) == NL_OPERATION_RUNNING)
    nl_operation_finish (task->operation, error);
  widget = g_weak_ref_get (&task->widget);
  if (widget == NULL)
    return dex_future_new_true ();
  if (result == NULL) {
    nl_window_show_error (widget, task->failed, error);
    return dex_future_new_true ();
  }
  text = task->dup_done_text (task);
  if (G_VALUE_HOLDS (result, G_TYPE_BYTES))
    nl_window_toast_undo (widget, text, g_value_get_boxed (result));
  else
    nl_window_toast (widget, text);
  return dex_future_new_true ();
}

static void
run (Task *task)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&task->widget);

  /* A snapshot cannot be cancelled, so nobody is offered to. */
  if (task->start != start_snapshot)
    nl_operation_toast (widget, task->operation);
  nl_fiber_start ("change-customers", run_fiber, task, task_free);
}

static char *
dup_number (Task *task)
{
  return nl_number_format (task->ids->len, 0, NULL);
}

/* --- tags --- */

static DexFuture *
start_tags (Task *task)
{
  const char *const *tags = (const char *const *) task->tags;

  return task->adds ? nl_customers_add_tags (task->store, task->ids, tags, task->operation)
                    : nl_customers_remove_tags (task->store, task->ids, tags, task->operation);
}

static char *
dup_tags_text (Task *task)
{
  g_autofree char *number = dup_number (task);
  gulong n = task->ids->len;

  if (g_strv_length (task->tags) != 1)
    return g_strdup_printf (
        ngettext ("Tags of %s customer changed", "Tags of %s customers changed", n), number);
  if (task->adds)
    /* Translators: a tag, and how many customers have it now. */
    return g_strdup_printf (ngettext ("“%s” added to %s customer", "“%s” added to %s customers", n),
                            task->tags[0], number);
  return g_strdup_printf (ngettext ("“%s” removed from %s customer",
                                    "“%s” removed from %s customers", n),
                          task->tags[0], number);
}

/**
 * nl_customer_bulk_tag:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @ids: (element-type gint64): which customers; not to be changed any more
 * @tags: what to add or to remove
 * @adds: whether to add rather than to remove
 *
 * Adds tags to customers or takes them away.
 */
void
nl_customer_bulk_tag (
    GtkWidget *widget, NlWorkspace *workspace, GArray *ids, const char *const *tags, gboolean adds)
{
  Task *task;

  g_return_if_fail (ids != NULL && tags != NULL);

  task = task_new (widget, workspace, ids, adds ? _ ("Adding Tags") : _ ("Removing Tags"));
  task->start = start_tags;
  task->dup_done_text = dup_tags_text;
  task->failed = _ ("Could Not Change Tags");
  task->tags = g_strdupv ((char **) tags);
  task->adds = adds;
  run (task);
}

/* --- consents --- */

static DexFuture *
start_consent (Task *task)
{
  return nl_customers_set_consent (task->store, task->ids, task->field, task->text,
                                   task->operation);
}

static char *
dup_consent_text (Task *task)
{
  g_autofree char *number = dup_number (task);
  gboolean is_email = task->field == NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS;
  gulong n = task->ids->len;

  if (g_str_equal (task->text, "SUBSCRIBED"))
    return g_strdup_printf (is_email ? ngettext ("%s customer subscribed to emails",
                                                 "%s customers subscribed to emails", n)
                                     : ngettext ("%s customer subscribed to text messages",
                                                 "%s customers subscribed to text messages", n),
                            number);
  return g_strdup_printf (is_email ? ngettext ("%s customer unsubscribed from emails",
                                               "%s customers unsubscribed from emails", n)
                                   : ngettext ("%s customer unsubscribed from text messages",
                                               "%s customers unsubscribed from text messages", n),
                          number);
}

/**
 * nl_customer_bulk_set_consent:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @ids: (element-type gint64): which customers; not to be changed any more
 * @field: %NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS or %NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS
 * @status: `SUBSCRIBED` or `UNSUBSCRIBED`
 *
 * Writes down that customers agreed, or no longer agree, to be written to.
 */
void
nl_customer_bulk_set_consent (GtkWidget *widget,
                              NlWorkspace *workspace,
                              GArray *ids,
                              NlCustomerField field,
                              const char *status)
{
  Task *task;

  g_return_if_fail (ids != NULL && status != NULL);

  task = task_new (widget, workspace, ids, _ ("Changing Consents"));
  task->start = start_consent;
  task->dup_done_text = dup_consent_text;
  task->failed = _ ("Could Not Change Consents");
  task->field = field;
  task->text = g_strdup (status);
  run (task);
}

/* --- snapshots --- */

static DexFuture *
start_snapshot (Task *task)
{
  return nl_segment_snapshot_take_customers (task->store, task->shop, task->text, task->ids);
}

static char *
dup_snapshot_text (Task *task)
{
  return g_strdup_printf (_ ("Segment “%s” saved"), task->text);
}

/**
 * nl_customer_bulk_take_snapshot:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @ids: (element-type gint64): which customers; not to be changed any more
 * @name: what to call the segment
 *
 * Saves customers as a segment that stays as it is.
 */
void
nl_customer_bulk_take_snapshot (GtkWidget *widget,
                                NlWorkspace *workspace,
                                GArray *ids,
                                const char *name)
{
  Task *task;

  g_return_if_fail (ids != NULL && name != NULL);

  task = task_new (widget, workspace, ids, _ ("Saving the Segment"));
  task->start = start_snapshot;
  task->dup_done_text = dup_snapshot_text;
  task->failed = _ ("Could Not Save the Segment");
  task->text = g_strdup (name);
  run (task);
}

/* --- export --- */

/* On a thread of its own: the text of a million ids takes a while. */
static gpointer
create_query (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GArray) values = nl_value_array_new ();
  NlQuery *query = nl_query_new (NL_TYPE_CUSTOMER);
  NlValue value;

  for (guint i = 0; i < task->ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (task->ids, gint64, i));
  g_string_append_c (json, ']');
  value = nl_value_text (json->str);
  g_array_append_val (values, value);
  nl_query_where_sql (query, "customers.id IN (SELECT value FROM json_each (?))", values);
  nl_query_order_by_sql (query, "customers.id");
  return query;
}

static DexFuture *
start_export (Task *task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlQuery) query = dex_await_boxed (
      nl_future_blocking ("export-query", create_query, task, NULL, NL_TYPE_QUERY, NULL), &error);

  if (query == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return nl_customers_export (task->store, task->shop, query, task->text, task->operation);
}

static char *
dup_export_text (Task *task)
{
  g_autofree char *number = dup_number (task);

  return g_strdup_printf (
      ngettext ("%s customer exported", "%s customers exported", (gulong) task->ids->len), number);
}

/**
 * nl_customer_bulk_export:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @ids: (element-type gint64): which customers; not to be changed any more
 * @path: the CSV file; replaced when it exists
 *
 * Writes customers to a file.
 */
void
nl_customer_bulk_export (GtkWidget *widget, NlWorkspace *workspace, GArray *ids, const char *path)
{
  Task *task;

  g_return_if_fail (ids != NULL && path != NULL);

  task = task_new (widget, workspace, ids, _ ("Exporting Customers"));
  task->start = start_export;
  task->dup_done_text = dup_export_text;
  task->failed = _ ("Could Not Export Customers");
  task->text = g_strdup (path);
  run (task);
}
