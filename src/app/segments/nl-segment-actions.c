/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-actions.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-rename-dialog.h"
#include "segments/nl-segments.h"

/* What can be done with a saved segment, wherever it is shown. */

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
  g_return_if_fail (NL_IS_SEGMENT (segment));

  nl_rename_dialog_present (widget, nl_workspace_get_store (workspace), NL_RECORD (segment),
                            NL_SEGMENT_NAME, _ ("Rename Segment"), _ ("Could Not Rename Segment"));
}

typedef struct {
  GWeakRef widget;
  NlStore *store;
  NlSegment *segment; /* a copy */
} Duplication;

static Duplication *
duplication_new (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment)
{
  Duplication *duplication = g_new0 (Duplication, 1);

  g_weak_ref_init (&duplication->widget, widget);
  duplication->store = g_object_ref (nl_workspace_get_store (workspace));
  duplication->segment = NL_SEGMENT (nl_record_copy (NL_RECORD (segment)));
  return duplication;
}

static void
duplication_free (gpointer data)
{
  Duplication *duplication = data;

  g_weak_ref_clear (&duplication->widget);
  g_object_unref (duplication->store);
  g_object_unref (duplication->segment);
  g_free (duplication);
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
  Duplication *duplication = data;
  NlRecord *original = NL_RECORD (duplication->segment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autofree char *done = NULL;
  g_autoptr (GtkWidget) widget = NULL;
  g_autoptr (GListModel) segments
      = dex_await_object (nl_segments_list (duplication->store,
                                            nl_record_get_int64 (original, NL_SEGMENT_SHOP_ID)),
                          &error);

  if (segments != NULL) {
    g_autofree char *name
        = dup_free_name (segments, nl_record_get_text (original, NL_SEGMENT_NAME));
    g_autoptr (NlRecord) copy = create_copy (original, name);

    done = g_strdup_printf (_ ("Duplicated as “%s”"), name);
    changeset = dex_await_boxed (nl_store_save_undoable (duplication->store, copy), &error);
  }
  widget = g_weak_ref_get (&duplication->widget);
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

  nl_fiber_start ("duplicate-segment", duplicate_fiber,
                  duplication_new (widget, workspace, segment), duplication_free);
}
