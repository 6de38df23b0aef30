/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "main-loop-watch.h"

G_BEGIN_DECLS

guint main_loop_report (GArray *turns, gint64 most, gboolean is_verbose);

G_END_DECLS
