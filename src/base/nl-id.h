/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nl_id_set_replica (guint replica);
gint64 nl_id_new (void);
gint64 nl_id_get_time (gint64 id);

G_END_DECLS
