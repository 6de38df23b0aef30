/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-sample.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-operation-row.h"
#include "samples/nl-sample-shop.h"

typedef struct {
  GWeakRef window;
  GWeakRef dialog;
  NlWorkspace *workspace;
  NlOperation *operation;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_weak_ref_clear (&opening->window);
  g_weak_ref_clear (&opening->dialog);
  g_object_unref (opening->workspace);
  g_object_unref (opening->operation);
  g_free (opening);
}

static DexFuture *
open_fiber (gpointer data)
{
  Opening *opening = data;
  NlStore *store = nl_workspace_get_store (opening->workspace);
  g_autoptr (NlShop) shop = NULL;
  g_autoptr (GtkWidget) window = NULL;
  g_autoptr (AdwDialog) dialog = NULL;
  g_autoptr (GError) error = NULL;

  shop = dex_await_object (nl_sample_shop_create (store, opening->operation), &error);
  if (shop != NULL)
    dex_await (nl_workspace_go_to_shop (opening->workspace, nl_record_get_id (NL_RECORD (shop))),
               &error);
  dialog = g_weak_ref_get (&opening->dialog);
  if (dialog != NULL)
    adw_dialog_force_close (dialog);
  window = g_weak_ref_get (&opening->window);
  if (window != NULL && error != NULL)
    nl_window_show_error (window, _ ("Could Not Open the Sample Shop"), error);
  return dex_future_new_true ();
}

static AdwDialog *
create_dialog (NlOperation *operation)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *row = nl_operation_row_new (operation);

  gtk_widget_add_css_class (row, "lonely");
  adw_dialog_set_title (dialog, nl_operation_get_title (operation));
  adw_dialog_set_content_width (dialog, 360);
  adw_dialog_set_can_close (dialog, FALSE);
  adw_dialog_set_child (dialog, row);
  return dialog;
}

/**
 * nl_sample_open:
 * @window: a window with a workspace
 *
 * Makes the sample shop, shows how far that is, and goes there.
 */
void
nl_sample_open (NlWindow *window)
{
  NlWorkspace *workspace;
  Opening *opening;
  AdwDialog *dialog;

  g_return_if_fail (NL_IS_WINDOW (window));

  workspace = nl_window_get_workspace (window);
  g_return_if_fail (workspace != NULL);

  opening = g_new0 (Opening, 1);
  opening->workspace = g_object_ref (workspace);
  opening->operation = nl_operation_new (_ ("Preparing the Sample Shop"));
  dialog = create_dialog (opening->operation);
  g_weak_ref_init (&opening->window, window);
  g_weak_ref_init (&opening->dialog, dialog);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  nl_fiber_start ("open-sample", open_fiber, opening, opening_free);
}
