/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/shell/nl-window-private.h"

#define UNDO_SECONDS 10
#define WHOLE_SECONDS 15
#define WHOLE_CHARS 26 /* what fits in a narrow window */
#define UNDO_TOAST "nl-undo-toast"
#define UNDO_STORE "nl-undo-store"
#define UNDO_CHANGESET "nl-undo-changeset"

/* What a toast can bring back, and where the complaint goes when it can't. */
typedef struct {
  NlStore *store;
  GBytes *changeset;
  GWeakRef window;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->store);
  g_bytes_unref (undo->changeset);
  g_weak_ref_clear (&undo->window);
  g_free (undo);
}

static DexFuture *
undo_fiber (gpointer data)
{
  Undo *undo = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (nl_store_undo (undo->store, undo->changeset), &error)) {
    g_autoptr (GtkWidget) window = g_weak_ref_get (&undo->window);

    if (window != NULL)
      nl_window_show_error (window, _ ("Could Not Undo"), error);
  }
  return dex_future_new_true ();
}

static void
undo_clicked_cb (AdwToast *toast, NlWindow *self)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->store = g_object_ref (g_object_get_data (G_OBJECT (toast), UNDO_STORE));
  undo->changeset = g_bytes_ref (g_object_get_data (G_OBJECT (toast), UNDO_CHANGESET));
  g_weak_ref_init (&undo->window, self);
  nl_fiber_start ("undo", undo_fiber, undo, undo_free);
}

static void
undo_dismissed_cb (AdwToast *toast, NlWindow *self)
{
  if (g_object_get_data (G_OBJECT (self), UNDO_TOAST) != toast)
    return;
  g_object_set_data (G_OBJECT (self), UNDO_TOAST, NULL);
  nl_window_update_actions (self);
}

/**
 * nl_window_toast:
 * @widget: any widget in the window
 * @text: what happened; not markup
 *
 * Shows a short message.
 */
void
nl_window_toast (GtkWidget *widget, const char *text)
{
  NlWindow *self = nl_window_find (widget);
  AdwToast *toast;

  g_return_if_fail (text != NULL);

  if (self == NULL)
    return;
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  nl_window_add_toast (self, toast);
}

/**
 * nl_window_toast_whole:
 * @widget: any widget in the window
 * @text: what happened; not markup
 *
 * Shows a message that may take several lines, and longer to read.
 */
void
nl_window_toast_whole (GtkWidget *widget, const char *text)
{
  NlWindow *self = nl_window_find (widget);
  GtkWidget *label;
  AdwToast *toast;

  g_return_if_fail (text != NULL);

  if (self == NULL)
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* A toast is as high as its title would be at its natural width. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), WHOLE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, WHOLE_SECONDS);
  nl_window_add_toast (self, toast);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * nl_window_toast_undo:
 * @widget: any widget in the window
 * @text: what was deleted: “Segment “VIP” deleted”; not markup
 * @changeset: from nl_store_write_undoable() or nl_store_delete()
 *
 * Says what was deleted, and for ten seconds offers to bring it back, with a button and with
 * Ctrl+Z.
 */
void
nl_window_toast_undo (GtkWidget *widget, const char *text, GBytes *changeset)
{
  NlWindow *self = nl_window_find (widget);
  NlWorkspace *workspace;
  AdwToast *toast;

  g_return_if_fail (text != NULL);
  g_return_if_fail (changeset != NULL);

  workspace = self != NULL ? nl_window_get_workspace (self) : NULL;
  if (workspace == NULL)
    return;
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), UNDO_STORE,
                          g_object_ref (nl_workspace_get_store (workspace)), g_object_unref);
  g_object_set_data_full (G_OBJECT (toast), UNDO_CHANGESET, g_bytes_ref (changeset),
                          (GDestroyNotify) g_bytes_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (undo_dismissed_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), UNDO_TOAST, g_object_ref (toast), g_object_unref);
  nl_window_add_toast (self, toast);
  nl_window_update_actions (self);
}

/* Ctrl+Z: what the button of the newest toast does. */
void
nl_window_undo_last (NlWindow *self)
{
  g_autoptr (AdwToast) toast = g_object_get_data (G_OBJECT (self), UNDO_TOAST);

  if (toast == NULL)
    return;
  g_object_ref (toast);
  undo_clicked_cb (toast, self);
  adw_toast_dismiss (toast);
}

gboolean
nl_window_can_undo (NlWindow *self)
{
  return g_object_get_data (G_OBJECT (self), UNDO_TOAST) != NULL;
}

/**
 * nl_window_show_error:
 * @widget: any widget in the window
 * @title: what could not be done: “Could Not Import Customers”
 * @error: why
 *
 * Shows an error until the user has read it. Says nothing when the user cancelled, closed a dialog
 * that asked for a file, or closed the workspace.
 */
void
nl_window_show_error (GtkWidget *widget, const char *title, const GError *error)
{
  NlWindow *self = nl_window_find (widget);
  AdwDialog *dialog;

  g_return_if_fail (title != NULL);
  g_return_if_fail (error != NULL);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  dialog = adw_alert_dialog_new (title, error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/**
 * nl_window_tell_undoable:
 * @widget: (nullable): any widget in the window; %NULL when it is gone, and nobody is told
 * @changeset: (nullable): what was changed; %NULL when it failed
 * @done: what happened: “Persona “Mia” deleted”; not markup
 * @failed: what could not be done: “Could Not Delete Persona”
 * @error: (nullable): why it failed
 *
 * Says what happened and offers to undo it, or says why it did not happen.
 */
void
nl_window_tell_undoable (
    GtkWidget *widget, GBytes *changeset, const char *done, const char *failed, const GError *error)
{
  if (widget == NULL)
    return;
  if (changeset != NULL)
    nl_window_toast_undo (widget, done, changeset);
  else
    nl_window_show_error (widget, failed, error);
}

typedef struct {
  GWeakRef widget;
  DexFuture *changeset;
  char *done;
  char *failed;
} Undoable;

static void
undoable_free (gpointer data)
{
  Undoable *undoable = data;

  g_weak_ref_clear (&undoable->widget);
  dex_unref (undoable->changeset);
  g_free (undoable->done);
  g_free (undoable->failed);
  g_free (undoable);
}

static DexFuture *
undoable_fiber (gpointer data)
{
  Undoable *undoable = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = dex_await_boxed (dex_ref (undoable->changeset), &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&undoable->widget);

  nl_window_tell_undoable (widget, changeset, undoable->done, undoable->failed, error);
  return dex_future_new_true ();
}

/**
 * nl_window_await_undoable:
 * @widget: a widget that stays in the window
 * @changeset: (transfer full): a future of a #GBytes for nl_store_undo()
 * @done: what to say when it resolves; not markup
 * @failed: what to say when it rejects
 *
 * Does as nl_window_tell_undoable(), when the work is done.
 */
void
nl_window_await_undoable (GtkWidget *widget,
                          DexFuture *changeset,
                          const char *done,
                          const char *failed)
{
  Undoable *undoable = g_new0 (Undoable, 1);

  g_weak_ref_init (&undoable->widget, widget);
  undoable->changeset = changeset;
  undoable->done = g_strdup (done);
  undoable->failed = g_strdup (failed);
  nl_fiber_start ("undoable", undoable_fiber, undoable, undoable_free);
}
