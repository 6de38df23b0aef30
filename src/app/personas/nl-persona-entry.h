/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/personas/nl-persona-section.h"

G_BEGIN_DECLS

GtkWidget *nl_persona_entry_new (JsonObject *entry, NlPersonaSectionStyle style);
const char *nl_persona_entry_get_text (JsonObject *entry);
const char *nl_persona_entry_get_figure (JsonObject *entry);

G_END_DECLS
