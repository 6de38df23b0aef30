/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-slots.h"

G_BEGIN_DECLS

/* When a phrase may be said: `dormant and (spend_ratio > 1.5 or country = DE)`. */
typedef struct _NlCondition NlCondition;

NlCondition *nl_condition_parse (const char *text, GError **error);
void nl_condition_free (NlCondition *self);
gboolean nl_condition_holds (NlCondition *self, NlSlots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlCondition, nl_condition_free)

G_END_DECLS
