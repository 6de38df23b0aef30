/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

typedef struct _NlBulkLoad NlBulkLoad;

NlBulkLoad *nl_bulk_load_new (NlConnection *connection);
void nl_bulk_load_free (NlBulkLoad *self);

gboolean nl_bulk_load_drop (NlBulkLoad *self,
                            const char *kind,
                            const char *pattern,
                            GError **error);
gboolean nl_bulk_load_restore (NlBulkLoad *self, const char *pattern, GError **error);
gboolean nl_bulk_load_restore_kind (NlBulkLoad *self, const char *kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlBulkLoad, nl_bulk_load_free)

G_END_DECLS
