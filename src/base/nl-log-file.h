/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that never grows beyond a size: when it would, it is renamed to NAME.1, that one to
 * NAME.2, and so on; the oldest is deleted. */
typedef struct _NlLogFile NlLogFile;

NlLogFile *nl_log_file_new (const char *path, gsize max_size, guint generations);
void nl_log_file_free (NlLogFile *self);
gboolean nl_log_file_write (NlLogFile *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlLogFile, nl_log_file_free)

G_END_DECLS
