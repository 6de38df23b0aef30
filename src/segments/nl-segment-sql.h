/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_SQL (nl_segment_sql_get_type ())

typedef enum {
  NL_SEGMENT_SQL_INTEGER,
  NL_SEGMENT_SQL_REAL,
  NL_SEGMENT_SQL_TEXT,
} NlSegmentSqlType;

/* A value to bind. */
typedef struct {
  NlSegmentSqlType type;
  gint64 integer;
  double real;
  char *text;
} NlSegmentSqlValue;

typedef struct _NlSegmentSql NlSegmentSql;

GType nl_segment_sql_get_type (void);

NlSegmentSql *nl_segment_sql_ref (NlSegmentSql *self);
void nl_segment_sql_unref (NlSegmentSql *self);

const char *nl_segment_sql_get_where (NlSegmentSql *self);
guint nl_segment_sql_get_n_values (NlSegmentSql *self);
const NlSegmentSqlValue *nl_segment_sql_get_value (NlSegmentSql *self, guint index);

NlSegmentSql *nl_segment_sql_new (gint64 shop_id);
void nl_segment_sql_append (NlSegmentSql *self, const char *constant);
void nl_segment_sql_append_integer (NlSegmentSql *self, gint64 value);
void nl_segment_sql_append_real (NlSegmentSql *self, double value);
void nl_segment_sql_append_text (NlSegmentSql *self, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSegmentSql, nl_segment_sql_unref)

G_END_DECLS
