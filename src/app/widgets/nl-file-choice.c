/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-file-choice.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"

/**
 * nl_file_choice_finish_save:
 * @dialog: a dialog that asked where to save
 * @result: what its callback was given
 * @widget: (nullable): a widget in the window; %NULL when it is gone, and nobody is told
 * @failed: what could not be done: “Could Not Export Customers”
 *
 * Says in the window why there is no file, unless the user wants none.
 *
 * Returns: (transfer full) (nullable): a path on this computer
 */
char *
nl_file_choice_finish_save (GtkFileDialog *dialog,
                            GAsyncResult *result,
                            GtkWidget *widget,
                            const char *failed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (dialog, result, &error);
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL || widget == NULL)
    return path;
  if (file != NULL)
    nl_window_toast (widget, _ ("Choose a folder on this computer."));
  else
    nl_window_show_error (widget, failed, error);
  return NULL;
}
