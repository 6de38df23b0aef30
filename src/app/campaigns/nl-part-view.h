/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "campaigns/nl-channel-limits.h"
#include "campaigns/nl-message-parts.h"

G_BEGIN_DECLS

#define NL_TYPE_PART_VIEW (nl_part_view_get_type ())
G_DECLARE_FINAL_TYPE (NlPartView, nl_part_view, NL, PART_VIEW, GtkBox)

GtkWidget *nl_part_view_new (const NlChannel *channel, const NlPart *part, const char *language);
const NlPart *nl_part_view_get_part (NlPartView *self);
GtkWidget *nl_part_view_get_editor (NlPartView *self);
void nl_part_view_set_names (NlPartView *self, const char *const *names);
NlPartState nl_part_view_get_state (NlPartView *self);
void nl_part_view_load (NlPartView *self, NlMessageParts *parts);
void nl_part_view_store (NlPartView *self, NlMessageParts *parts);
void nl_part_view_show_check (NlPartView *self, NlPartCheck *check);

G_END_DECLS
