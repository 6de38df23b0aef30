/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"
#include "store/nl-record.h"

G_BEGIN_DECLS

#define NL_TYPE_QUERY (nl_query_get_type ())
typedef struct _NlQuery NlQuery;

GType nl_query_get_type (void);
NlQuery *nl_query_new (GType type);
NlQuery *nl_query_copy (NlQuery *self);
NlQuery *nl_query_ref (NlQuery *self);
void nl_query_unref (NlQuery *self);

void nl_query_where_int64 (NlQuery *self, guint field, gint64 value);
void nl_query_where_text (NlQuery *self, guint field, const char *value);
void nl_query_where_sql (NlQuery *self, const char *condition, GArray *values);
void nl_query_order_by (NlQuery *self, guint field, gboolean descending);
void nl_query_order_by_sql (NlQuery *self, const char *terms);
void nl_query_search (NlQuery *self,
                      const char *table,
                      const char *const *matches,
                      gboolean best_first);
gboolean nl_query_is_ranked (NlQuery *self);
gboolean nl_query_is_plain (NlQuery *self);
void nl_query_limit (NlQuery *self, guint limit);

GType nl_query_get_record_type (NlQuery *self);
GPtrArray *nl_query_fetch (NlQuery *self, NlConnection *connection, GError **error);
GArray *nl_query_fetch_first_ids (NlQuery *self,
                                  guint limit,
                                  NlConnection *connection,
                                  GError **error);
GArray *nl_query_fetch_ids (NlQuery *self, NlConnection *connection, GError **error);
gboolean nl_query_count (NlQuery *self, NlConnection *connection, gint64 *count, GError **error);

GPtrArray *nl_query_fetch_by_ids (
    GType type, const gint64 *ids, guint n_ids, NlConnection *connection, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlQuery, nl_query_unref)

G_END_DECLS
