/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *nl_rfm_get_group (guint recency, guint frequency, guint monetary);
const char *nl_rfm_get_group_name (const char *group);
const char *nl_rfm_get_sql (void);

G_END_DECLS
