/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

JsonNode *nl_record_to_json (NlRecord *self);

G_END_DECLS
