/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona-export.h"

G_BEGIN_DECLS

void nl_persona_save_card (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona);
void nl_persona_save_portrait (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona);
void nl_persona_save_to (GtkWidget *widget,
                         NlWorkspace *workspace,
                         NlPersona *persona,
                         NlPersonaFormat format,
                         GFile *file);

G_END_DECLS
