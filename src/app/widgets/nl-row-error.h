/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *nl_row_find_input (GtkWidget *row);
void nl_row_set_error (GtkWidget *row, const char *message);

G_END_DECLS
