/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean nl_row_focus (GtkWidget *row, GtkDirectionType direction);

G_END_DECLS
