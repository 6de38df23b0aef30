/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/campaigns/nl-part-view.h"
#include "campaigns/nl-message.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_MESSAGE_COLUMN (nl_message_column_get_type ())
G_DECLARE_FINAL_TYPE (NlMessageColumn, nl_message_column, NL, MESSAGE_COLUMN, GtkBox)

void nl_message_column_set_store (NlMessageColumn *self, NlStore *store);
void nl_message_column_set_languages (NlMessageColumn *self, const char *const *languages);
const char *nl_message_column_get_language (NlMessageColumn *self);
void nl_message_column_set_language (NlMessageColumn *self, const char *language);
void nl_message_column_set_names (NlMessageColumn *self, const char *const *names);
void nl_message_column_set_foreign (NlMessageColumn *self, gboolean is_foreign);
NlMessage *nl_message_column_get_message (NlMessageColumn *self);
void nl_message_column_set_message (NlMessageColumn *self, NlMessage *message);
NlPartView *nl_message_column_get_part (NlMessageColumn *self, const char *name);
gboolean nl_message_column_is_draft (NlMessageColumn *self);
gboolean nl_message_column_is_busy (NlMessageColumn *self);
void nl_message_column_flush (NlMessageColumn *self);

G_END_DECLS
