/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_redact_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_redact_is_secret_name (const char *name);

G_END_DECLS
