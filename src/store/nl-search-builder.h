/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

/* The most columns a full-text table that is built may have. */
#define NL_SEARCH_BUILDER_MAX_COLUMNS 16

typedef struct _NlSearchBuilder NlSearchBuilder;

/**
 * NlSearchText:
 * @text: (nullable): what stands in a column
 * @length: its bytes
 *
 * A text that needs no NUL at its end.
 */
typedef struct {
  const char *text;
  gsize length;
} NlSearchText;

NlSearchBuilder *nl_search_builder_new (NlConnection *connection,
                                        const char *table,
                                        guint n_columns,
                                        GError **error);
void nl_search_builder_free (NlSearchBuilder *self);

gboolean nl_search_builder_add (NlSearchBuilder *self,
                                gint64 id,
                                const NlSearchText *texts,
                                GError **error);
gboolean nl_search_builder_add_stored (NlSearchBuilder *self, const char *sql, GError **error);
gboolean nl_search_builder_finish (NlSearchBuilder *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSearchBuilder, nl_search_builder_free)

G_END_DECLS
