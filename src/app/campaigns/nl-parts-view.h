/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/campaigns/nl-part-view.h"
#include "campaigns/nl-message.h"

G_BEGIN_DECLS

#define NL_TYPE_PARTS_VIEW (nl_parts_view_get_type ())
G_DECLARE_FINAL_TYPE (NlPartsView, nl_parts_view, NL, PARTS_VIEW, GtkBox)

void nl_parts_view_set_names (NlPartsView *self, const char *const *names);
void nl_parts_view_set_message (NlPartsView *self, NlMessage *message);
gboolean nl_parts_view_shows (NlPartsView *self, NlMessage *message);
NlMessageParts *nl_parts_view_read (NlPartsView *self);
NlPartView *nl_parts_view_find (NlPartsView *self, const char *name);

G_END_DECLS
