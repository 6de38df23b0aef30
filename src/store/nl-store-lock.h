/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int nl_store_lock_shared (const char *folder);
gboolean nl_store_lock_exclusively (const char *folder, int *lock, GError **error);
void nl_store_unlock (int lock);

G_END_DECLS
