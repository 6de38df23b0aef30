/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NL_TYPE_KEY_FIGURE (nl_key_figure_get_type ())
G_DECLARE_FINAL_TYPE (NlKeyFigure, nl_key_figure, NL, KEY_FIGURE, GtkBox)

void nl_key_figure_set_value (NlKeyFigure *self, const char *value, const char *note);

G_END_DECLS
