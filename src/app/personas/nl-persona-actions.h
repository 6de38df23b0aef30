/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

void nl_persona_save (GtkWidget *widget,
                      NlWorkspace *workspace,
                      NlPersona *changed,
                      const char *message);
void nl_persona_delete (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona);
void nl_persona_redraw (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona);
void nl_persona_rewrite (GtkWidget *widget,
                         NlWorkspace *workspace,
                         NlPersona *persona,
                         guint field);

G_END_DECLS
