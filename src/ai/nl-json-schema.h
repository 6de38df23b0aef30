/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean nl_json_schema_check (JsonNode *schema, JsonNode *value, GError **error);

G_END_DECLS
