/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_segment_dup_duration (gint64 days);
char *nl_segment_dup_count (gint64 count);
char *nl_segment_dup_share (gint64 count, gint64 total);

G_END_DECLS
