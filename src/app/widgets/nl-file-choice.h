/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *nl_file_choice_finish_save (GtkFileDialog *dialog,
                                  GAsyncResult *result,
                                  GtkWidget *widget,
                                  const char *failed);

G_END_DECLS
