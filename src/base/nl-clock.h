/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 nl_clock_now (void);
gint64 nl_clock_monotonic (void);
void nl_clock_set_for_tests (gint64 microseconds);

G_END_DECLS
