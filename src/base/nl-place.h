/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *const *nl_country_list (void);
const char *nl_country_find (const char *text);
char *nl_country_name (const char *code, const char *language) G_GNUC_WARN_UNUSED_RESULT;

const char *const *nl_time_zone_list (void);
char *nl_time_zone_canonicalise (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_time_zone_is_known (const char *name);

G_END_DECLS
