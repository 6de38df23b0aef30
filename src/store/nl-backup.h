/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_backup_copy (NlConnection *connection,
                         const char *path,
                         GCancellable *cancellable,
                         GError **error);
gboolean nl_backup_check (const char *path, GError **error);

G_END_DECLS
