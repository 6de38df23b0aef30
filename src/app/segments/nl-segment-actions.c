/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-actions.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "segments/nl-segments.h"

/* What can be done with a saved segment, wherever it is shown. */

typedef struct {
  GWeakRef widget;
  NlStore *store;
  NlSegment *segment; /* a copy */
} Job;

static Job *
job_new (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->widget, widget);
  job->store = g_object_ref (nl_workspace_get_store (workspace));
  job->segment = NL_SEGMENT (nl_record_copy (NL_RECORD (segment)));
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_weak_ref_clear (&job->widget);
  g_object_unref (job->store);
  g_object_unref (job->segment);
  g_free (job);
}

/**
 * nl_segment_delete:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @segment: a saved segment
 *
 * Deletes a segment, and offers to bring it back.
 */
void
nl_segment_delete (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment)
{
  g_autofree char *done = NULL;

  g_return_if_fail (NL_IS_SEGMENT (segment));

  done = g_strdup_printf (_ ("Segment “%s” deleted"),
                          nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_NAME));
  nl_window_await_undoable (widget,
                            nl_store_delete (nl_workspace_get_store (workspace), NL_TYPE_SEGMENT,
                                             nl_record_get_id (NL_RECORD (segment))),
                            done, _ ("Could Not Delete Segment"));
}

static void
rename_segment (Job *job, const char *name)
{
  NlRecord *segment = NL_RECORD (job->segment);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  g_autofree char *done = g_strdup_printf (_ ("Renamed to “%s”"), name);

  nl_record_set_text (segment, NL_SEGMENT_NAME, name);
  if (widget != NULL && nl_record_is_dirty (segment))
    nl_window_await_undoable (widget, nl_store_save_undoable (job->store, segment), done,
                              _ ("Could Not Rename Segment"));
}

static void
entry_changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "rename", *name != '\0');
}

static void
rename_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Job *job = g_object_steal_data (G_OBJECT (dialog), "job");
  GtkEditable *entry = GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "entry"));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (job == NULL)
    return;
  if (g_str_equal (response, "rename") && *name != '\0')
    rename_segment (job, name);
  job_free (job);
}

/**
 * nl_segment_rename:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @segment: a saved segment
 *
 * Asks for another name.
 */
void
nl_segment_rename (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment)
{
  AdwAlertDialog *dialog;
  GtkWidget *list;
  GtkWidget *entry;

  g_return_if_fail (NL_IS_SEGMENT (segment));

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Rename Segment"), NULL));
  list = gtk_list_box_new ();
  entry = adw_entry_row_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_NAME));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (dialog), "job", job_new (widget, workspace, segment), job_free);
  g_signal_connect (dialog, "response", G_CALLBACK (rename_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  gtk_widget_grab_focus (entry);
}

static gboolean
is_taken (GListModel *segments, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (segments); i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (segments, i);
    g_autofree char *folded = g_utf8_casefold (name, -1);
    g_autofree char *other = g_utf8_casefold (nl_record_get_text (segment, NL_SEGMENT_NAME), -1);

    if (g_str_equal (folded, other))
      return TRUE;
  }
  return FALSE;
}

static char *
dup_free_name (GListModel *segments, const char *original)
{
  g_autofree char *name = g_strdup_printf (_ ("%s (Copy)"), original);

  for (guint i = 2; is_taken (segments, name); i++) {
    g_free (name);
    name = g_strdup_printf (_ ("%s (Copy %u)"), original, i);
  }
  return g_steal_pointer (&name);
}

static NlRecord *
create_copy (NlRecord *original, const char *name)
{
  NlRecord *copy = g_object_new (NL_TYPE_SEGMENT, "name", name, "query",
                                 nl_record_get_text (original, NL_SEGMENT_QUERY), "shop-id",
                                 nl_record_get_int64 (original, NL_SEGMENT_SHOP_ID), NULL);

  if (!nl_record_is_null (original, NL_SEGMENT_CUSTOMER_COUNT)) {
    nl_record_set_int64 (copy, NL_SEGMENT_CUSTOMER_COUNT,
                         nl_record_get_int64 (original, NL_SEGMENT_CUSTOMER_COUNT));
    nl_record_set_int64 (copy, NL_SEGMENT_COUNTED_AT,
                         nl_record_get_int64 (original, NL_SEGMENT_COUNTED_AT));
  }
  return copy;
}

static DexFuture *
duplicate_fiber (gpointer data)
{
  Job *job = data;
  NlRecord *original = NL_RECORD (job->segment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autofree char *done = NULL;
  g_autoptr (GtkWidget) widget = NULL;
  g_autoptr (GListModel) segments = dex_await_object (
      nl_segments_list (job->store, nl_record_get_int64 (original, NL_SEGMENT_SHOP_ID)), &error);

  if (segments != NULL) {
    g_autofree char *name
        = dup_free_name (segments, nl_record_get_text (original, NL_SEGMENT_NAME));
    g_autoptr (NlRecord) copy = create_copy (original, name);

    done = g_strdup_printf (_ ("Duplicated as “%s”"), name);
    changeset = dex_await_boxed (nl_store_save_undoable (job->store, copy), &error);
  }
  widget = g_weak_ref_get (&job->widget);
  nl_window_tell_undoable (widget, changeset, done, _ ("Could Not Duplicate Segment"), error);
  return dex_future_new_true ();
}

/**
 * nl_segment_duplicate:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @segment: a saved segment
 *
 * Saves a copy under a name that is free.
 */
void
nl_segment_duplicate (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment)
{
  g_return_if_fail (NL_IS_SEGMENT (segment));

  nl_fiber_start ("duplicate-segment", duplicate_fiber, job_new (widget, workspace, segment),
                  job_free);
}
