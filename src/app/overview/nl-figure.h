/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NL_TYPE_FIGURE (nl_figure_get_type ())
G_DECLARE_FINAL_TYPE (NlFigure, nl_figure, NL, FIGURE, GtkBox)

void nl_figure_set_value (NlFigure *self, const char *value, const char *note);

G_END_DECLS
