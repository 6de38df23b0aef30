/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/nl-value.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_SQL (nl_segment_sql_get_type ())

typedef struct _NlSegmentSql NlSegmentSql;

GType nl_segment_sql_get_type (void);

NlSegmentSql *nl_segment_sql_new (void);
NlSegmentSql *nl_segment_sql_ref (NlSegmentSql *self);
void nl_segment_sql_unref (NlSegmentSql *self);

const char *nl_segment_sql_get_text (NlSegmentSql *self);
GArray *nl_segment_sql_get_values (NlSegmentSql *self);

void nl_segment_sql_append (NlSegmentSql *self, const char *constant);
void nl_segment_sql_append_int64 (NlSegmentSql *self, gint64 value);
void nl_segment_sql_append_double (NlSegmentSql *self, double value);
void nl_segment_sql_append_text (NlSegmentSql *self, const char *value);
void nl_segment_sql_append_sql (NlSegmentSql *self, NlSegmentSql *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSegmentSql, nl_segment_sql_unref)

G_END_DECLS
