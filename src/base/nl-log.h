/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nl_log_start (const char *folder);
void nl_log_stop (void);
char *nl_log_get_path (void) G_GNUC_WARN_UNUSED_RESULT;
const char *nl_log_redact_value (const char *field, const char *value);

G_END_DECLS
