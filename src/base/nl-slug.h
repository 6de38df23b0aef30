/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_slug_keep_letters (const char *text, gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
char *nl_slug_make (const char *text, const char *language, guint max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
