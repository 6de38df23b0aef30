/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-window.h"

G_BEGIN_DECLS

/* What the parts of the window's code have between them. */
NlWindow *nl_window_find (GtkWidget *widget);
NlPage *nl_window_show_page (NlWindow *self, const char *id);
NlPage *nl_window_get_page (NlWindow *self);
void nl_window_add_toast (NlWindow *self, AdwToast *toast);
void nl_window_install_actions (GtkWidgetClass *klass);
void nl_window_add_actions (NlWindow *self);
void nl_window_update_actions (NlWindow *self);
void nl_window_watch_focus (NlWindow *self);
void nl_window_settle_focus (NlWindow *self);
void nl_window_undo_last (NlWindow *self);
gboolean nl_window_can_undo (NlWindow *self);

G_END_DECLS
