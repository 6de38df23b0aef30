/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/nl-statement.h"

G_BEGIN_DECLS

void nl_statement_add_to_json (NlStatement *self, JsonBuilder *builder);

G_END_DECLS
