/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/nl-statement.h"

G_BEGIN_DECLS

typedef struct _NlConnection NlConnection;

typedef enum {
  NL_CONNECTION_WRITER,
  NL_CONNECTION_READER,
} NlConnectionRole;

void nl_connection_make_file (const char *path);
NlConnection *nl_connection_open (const char *path, NlConnectionRole role, GError **error);
void nl_connection_close (NlConnection *self);

sqlite3 *nl_connection_get_handle (NlConnection *self);
void nl_connection_set_cancellable (NlConnection *self, GCancellable *cancellable);
gboolean nl_connection_is_cancelled (NlConnection *self, GError **error);

gboolean nl_connection_exec (NlConnection *self,
                             const char *purpose,
                             const char *sql,
                             GError **error);
NlStatement *nl_connection_prepare (NlConnection *self,
                                    const char *purpose,
                                    const char *sql,
                                    GError **error);
gboolean nl_connection_query_int64 (
    NlConnection *self, const char *purpose, const char *sql, gint64 *result, GError **error);

gboolean nl_connection_begin (NlConnection *self, GError **error);
gboolean nl_connection_commit (NlConnection *self, GError **error);
gboolean nl_connection_look_for_others (NlConnection *self, gboolean *changed, GError **error);
gboolean nl_connection_analyse (NlConnection *self, GError **error);
void nl_connection_optimise (NlConnection *self);
gboolean nl_connection_empty_log (NlConnection *self, GError **error);
void nl_connection_rollback (NlConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlConnection, nl_connection_close)

G_END_DECLS
