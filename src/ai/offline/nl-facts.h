/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ai/offline/nl-slots.h"

G_BEGIN_DECLS

/* Reading facts, of which any may be missing, null or nonsense. */

JsonObject *nl_facts_object (JsonObject *object, const char *member);
JsonArray *nl_facts_array (JsonObject *object, const char *member);
const char *nl_facts_string (JsonObject *object, const char *member);
double nl_facts_number (JsonObject *object, const char *member);
double nl_facts_share (JsonObject *object, const char *member);
JsonObject *nl_facts_element (JsonArray *array, guint i);

gboolean nl_facts_fill_segment (JsonObject *facts, NlSlots *slots);
void nl_facts_fill_traits (NlSlots *slots);
void nl_facts_fill_rhythm (JsonObject *facts, NlSlots *slots);

G_END_DECLS
