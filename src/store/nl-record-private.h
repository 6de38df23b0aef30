/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* One value; the field's type says which member counts. */
typedef struct {
  gboolean is_set;
  union {
    gint64 int64;
    double real;
    char *text;
    char **strv;
  };
} NlRecordCell;

/* One bit of @dirty per field. */
#define MAX_FIELDS 64

typedef struct {
  gint64 id;
  gint64 created_at;
  gint64 updated_at;
  guint64 dirty;
  NlRecordCell *cells;
} NlRecordPrivate;

NlRecordPrivate *nl_record_get_private (NlRecord *self);
const NlField *nl_record_get_field (NlRecord *self, guint field);
void nl_record_clear_cell (NlRecordCell *cell, NlFieldType type);

/* What the files that move records in and out of the database may do to them. */

void nl_record_set_identity (NlRecord *self, gint64 id, gint64 created_at, gint64 updated_at);
void nl_record_set_clean (NlRecord *self);
void nl_record_settle (NlRecord *self, NlRecord *saved);
void nl_record_bind_field (NlRecord *self, guint field, NlStatement *statement, int index);
void nl_record_read_field (NlRecord *self, guint field, NlStatement *statement, int column);

G_END_DECLS
