/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

#define NL_TYPE_ROW (nl_row_get_type ())
G_DECLARE_FINAL_TYPE (NlRow, nl_row, NL, ROW, GObject)

NlRow *nl_row_new (gint64 id);
gint64 nl_row_get_id (NlRow *self);
NlRecord *nl_row_get_record (NlRow *self);
void nl_row_set_record (NlRow *self, NlRecord *record);

G_END_DECLS
