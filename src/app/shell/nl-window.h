/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-page.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_WINDOW (nl_window_get_type ())
G_DECLARE_FINAL_TYPE (NlWindow, nl_window, NL, WINDOW, AdwApplicationWindow)

NlWindow *nl_window_new (AdwApplication *application, GSettings *settings);
void nl_window_set_workspace (NlWindow *self, NlWorkspace *workspace);
NlWorkspace *nl_window_get_workspace (NlWindow *self);
void nl_window_show_loading (NlWindow *self);
void nl_window_show_failure (NlWindow *self, const char *folder, const GError *error);
void nl_window_import (NlWindow *self, GFile *file);

/* For every view: @widget is any widget in the window. */
void nl_window_toast (GtkWidget *widget, const char *text);
void nl_window_toast_whole (GtkWidget *widget, const char *text);
void nl_window_toast_undo (GtkWidget *widget, const char *text, GBytes *changeset);
void nl_window_tell_undoable (GtkWidget *widget,
                              GBytes *changeset,
                              const char *done,
                              const char *failed,
                              const GError *error);
void nl_window_await_undoable (GtkWidget *widget,
                               DexFuture *changeset,
                               const char *done,
                               const char *failed);
void nl_window_show_error (GtkWidget *widget, const char *title, const GError *error);
void nl_window_open_page (GtkWidget *widget, const char *id, gint64 record_id);
void nl_window_open_query (GtkWidget *widget, const char *query);

G_END_DECLS
