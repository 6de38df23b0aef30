/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/nl-connection.h"

G_BEGIN_DECLS

JsonNode *nl_person_report_to_json (gint64 customer_id, NlConnection *connection, GError **error);
char *nl_person_report_to_html (gint64 customer_id, NlConnection *connection, GError **error);

G_END_DECLS
