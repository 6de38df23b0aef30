/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-operation-toast.h"

#include <glib/gi18n-lib.h>

/* Says that something takes longer than one would wait without a word, and offers to cancel it. */

/* What is done before looks as if it were done at once. */
#define PATIENCE_MILLISECONDS 500

typedef struct {
  GWeakRef toasts;
  NlOperation *operation; /* which holds this */
  AdwToast *toast;        /* NULL while nobody waits yet */
  guint source;
} Progress;

static void
progress_free (gpointer data, GClosure *closure)
{
  Progress *progress = data;

  g_clear_handle_id (&progress->source, g_source_remove);
  if (progress->toast != NULL)
    adw_toast_dismiss (progress->toast);
  g_clear_object (&progress->toast);
  g_weak_ref_clear (&progress->toasts);
  g_free (progress);
}

static void
update (Progress *progress)
{
  g_autofree char *done = nl_operation_dup_progress_text (progress->operation);
  g_autofree char *title = NULL;

  if (g_cancellable_is_cancelled (nl_operation_get_cancellable (progress->operation)))
    title = g_strdup (_ ("Cancelling…"));
  else if (done != NULL && *done != '\0')
    /* Translators: what goes on, and how far it is: “Adding a Language: 3 of 9”. */
    title = g_strdup_printf (_ ("%s: %s"), nl_operation_get_title (progress->operation), done);
  adw_toast_set_title (progress->toast,
                       title != NULL ? title : nl_operation_get_title (progress->operation));
}

static gboolean
patience_cb (gpointer data)
{
  Progress *progress = data;
  g_autoptr (AdwToastOverlay) toasts = g_weak_ref_get (&progress->toasts);

  progress->source = 0;
  if (toasts == NULL)
    return G_SOURCE_REMOVE;
  progress->toast = g_object_ref_sink (adw_toast_new (""));
  adw_toast_set_use_markup (progress->toast, FALSE);
  adw_toast_set_timeout (progress->toast, 0);
  adw_toast_set_button_label (progress->toast, _ ("_Cancel"));
  g_signal_connect_object (progress->toast, "button-clicked", G_CALLBACK (nl_operation_cancel),
                           progress->operation, G_CONNECT_SWAPPED);
  update (progress);
  adw_toast_overlay_add_toast (toasts, g_object_ref (progress->toast));
  return G_SOURCE_REMOVE;
}

static void
notify_cb (NlOperation *operation, GParamSpec *pspec, Progress *progress)
{
  if (nl_operation_get_state (operation) != NL_OPERATION_RUNNING)
    g_signal_handlers_disconnect_by_data (operation, progress);
  else if (progress->toast != NULL)
    update (progress);
}

/**
 * nl_operation_toast:
 * @widget: a widget in the window, below the toasts or their overlay itself
 * @operation: what has just begun
 *
 * Shows a toast with a button to cancel, from half a second on until @operation has ended.
 */
void
nl_operation_toast (GtkWidget *widget, NlOperation *operation)
{
  Progress *progress;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (NL_IS_OPERATION (operation));

  progress = g_new0 (Progress, 1);
  g_weak_ref_init (&progress->toasts, gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  progress->operation = operation;
  progress->source = g_timeout_add (PATIENCE_MILLISECONDS, patience_cb, progress);
  g_signal_connect_data (operation, "notify", G_CALLBACK (notify_cb), progress, progress_free, 0);
}
