/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/nl-rows-model.h"

G_BEGIN_DECLS

#define NL_TYPE_RECORD_ROW (nl_record_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (NlRecordRow, nl_record_row, NL, RECORD_ROW, GtkListBoxRow)

struct _NlRecordRowClass {
  GtkListBoxRowClass parent_class;

  /* Shows what the record says now. */
  void (*update) (NlRecordRow *self, NlRecord *record);
};

void nl_record_row_class_add_actions (NlRecordRowClass *klass, const char *const *names);

void nl_record_row_set_row (NlRecordRow *self, NlRow *row);
NlRecord *nl_record_row_get_record (NlRecordRow *self);
void nl_record_row_update (NlRecordRow *self);

G_END_DECLS
