/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ai/offline/nl-slots.h"

G_BEGIN_DECLS

void nl_template_fit_apply (const char *template, NlSlots *slots);
const char *nl_template_fit_explain (JsonObject *facts, const char *template);

G_END_DECLS
