/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-progress.h"

#include <glib/gi18n-lib.h>

/* What is done sooner needs no announcement. */
#define PATIENCE_MILLISECONDS 500

#define PROGRESS_KEY "nl-persona-progress"

typedef struct {
  GWeakRef overlay;
  NlOperation *operation; /* which owns this */
  AdwToast *toast;
  guint timeout_id;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_clear_handle_id (&progress->timeout_id, g_source_remove);
  g_weak_ref_clear (&progress->overlay);
  g_clear_object (&progress->toast);
  g_free (progress);
}

static void
state_changed_cb (NlOperation *operation)
{
  Progress *progress = g_object_get_data (G_OBJECT (operation), PROGRESS_KEY);

  if (progress == NULL || nl_operation_get_state (operation) == NL_OPERATION_RUNNING)
    return;
  if (progress->toast != NULL)
    adw_toast_dismiss (progress->toast);
  g_object_set_data (G_OBJECT (operation), PROGRESS_KEY, NULL);
}

static gboolean
late_cb (gpointer data)
{
  Progress *progress = data;
  g_autoptr (AdwToastOverlay) overlay = g_weak_ref_get (&progress->overlay);

  progress->timeout_id = 0;
  if (overlay == NULL)
    return G_SOURCE_REMOVE;
  progress->toast = adw_toast_new (nl_operation_get_title (progress->operation));
  adw_toast_set_use_markup (progress->toast, FALSE);
  adw_toast_set_timeout (progress->toast, 0);
  adw_toast_set_button_label (progress->toast, _ ("_Cancel"));
  g_signal_connect_object (progress->toast, "button-clicked", G_CALLBACK (nl_operation_cancel),
                           progress->operation, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (overlay, g_object_ref (progress->toast));
  return G_SOURCE_REMOVE;
}

/**
 * nl_persona_progress_show:
 * @widget: a widget in the window
 * @operation: what is being done
 *
 * Says what is being done when it takes longer than half a second, with a way to stop it, until it
 * ends.
 */
void
nl_persona_progress_show (GtkWidget *widget, NlOperation *operation)
{
  Progress *progress;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (NL_IS_OPERATION (operation));

  progress = g_new0 (Progress, 1);
  g_weak_ref_init (&progress->overlay, gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  progress->operation = operation;
  progress->timeout_id = g_timeout_add (PATIENCE_MILLISECONDS, late_cb, progress);
  g_object_set_data_full (G_OBJECT (operation), PROGRESS_KEY, progress, progress_free);
  g_signal_connect (operation, "notify::state", G_CALLBACK (state_changed_cb), NULL);
}
