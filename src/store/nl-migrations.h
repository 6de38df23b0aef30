/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

/* "NLNL": says that the file is ours. */
#define NL_MIGRATIONS_APPLICATION_ID 0x4e4c4e4c

guint nl_migrations_get_latest (void);
gboolean nl_migrations_run (NlConnection *connection, const char *path, GError **error);

G_END_DECLS
