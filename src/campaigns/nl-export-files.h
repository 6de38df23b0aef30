/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that are written together, or not at all. */
typedef struct _NlExportFiles NlExportFiles;

NlExportFiles *nl_export_files_new (void);
void nl_export_files_free (NlExportFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlExportFiles, nl_export_files_free)

void nl_export_files_add (NlExportFiles *self, const char *name, GBytes *contents);
void nl_export_files_add_text (NlExportFiles *self, const char *name, char *text);
guint nl_export_files_get_count (NlExportFiles *self);
char **nl_export_files_write (NlExportFiles *self,
                              const char *folder,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
