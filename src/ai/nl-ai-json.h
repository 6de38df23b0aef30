/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Deeper than any answer that makes sense, and far from what would overflow a fiber's stack. */
#define NL_AI_JSON_MAX_DEPTH 64

JsonNode *nl_ai_json_parse (const char *text, gssize length, GError **error);
JsonNode *nl_ai_json_extract (const char *text, GError **error);

const char *nl_ai_json_get_string (JsonObject *object, const char *member);
gint64 nl_ai_json_get_int64 (JsonObject *object, const char *member);
gboolean nl_ai_json_get_boolean (JsonObject *object, const char *member);
JsonObject *nl_ai_json_get_object (JsonObject *object, const char *member);
JsonArray *nl_ai_json_get_array (JsonObject *object, const char *member);
JsonObject *nl_ai_json_get_element (JsonArray *array, guint index);

G_END_DECLS
