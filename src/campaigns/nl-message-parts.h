/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "campaigns/nl-message.h"

G_BEGIN_DECLS

/* The texts of a message, by the names of the channel's parts. */
typedef struct _NlMessageParts NlMessageParts;

NlMessageParts *nl_message_parts_new (JsonNode *node);
NlMessageParts *nl_message_parts_new_from_message (NlMessage *message);
void nl_message_parts_free (NlMessageParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlMessageParts, nl_message_parts_free)

const char *nl_message_parts_get_text (NlMessageParts *self, const char *part);
void nl_message_parts_set_text (NlMessageParts *self, const char *part, const char *text);
const char *const *nl_message_parts_get_list (NlMessageParts *self, const char *part);
void nl_message_parts_set_list (NlMessageParts *self, const char *part, const char *const *list);

JsonNode *nl_message_parts_to_json (NlMessageParts *self);
void nl_message_parts_apply (NlMessageParts *self, NlMessage *message);

G_END_DECLS
