/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 nl_backoff_delay (guint attempt, gint64 base, gint64 cap, double random);

G_END_DECLS
