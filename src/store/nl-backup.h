/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "base/nl-operation.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

/* What the names of the backups that are made by themselves have after the workspace's. */
#define NL_BACKUP_KEPT ".before-"

/**
 * NlBackup:
 * @path: the file
 * @size: its bytes
 * @made_at: microseconds since 1970 UTC
 * @is_workspace: whether it begins as a workspace does; a damaged one that was kept may not
 *
 * A backup beside the workspace.
 */
typedef struct {
  char *path;
  guint64 size;
  gint64 made_at;
  gboolean is_workspace;
} NlBackup;

void nl_backup_free (NlBackup *self);
DexFuture *nl_backup_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

gboolean nl_backup_copy (NlConnection *connection,
                         const char *path,
                         NlOperation *operation,
                         GError **error);
gboolean nl_backup_check (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
