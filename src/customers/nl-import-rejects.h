/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-batch.h"
#include "customers/nl-import-mapping.h"

G_BEGIN_DECLS

typedef struct _NlImportRejects NlImportRejects;

char *nl_import_rejects_default_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_import_rejects_check (const char *path, const char *imported, GError **error);
NlImportRejects *nl_import_rejects_new (const char *path, NlImportMapping *mapping);
void nl_import_rejects_free (NlImportRejects *self);
gboolean nl_import_rejects_add (NlImportRejects *self,
                                const NlImportRawRow *row,
                                const GError *reason,
                                GError **error);
gboolean nl_import_rejects_close (NlImportRejects *self, char **path, GError **error);
gboolean nl_import_rejects_publish (const char *path, gboolean has_any, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportRejects, nl_import_rejects_free)

G_END_DECLS
