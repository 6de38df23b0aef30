/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void nl_text_fold_append (GString *into, const char *text, gssize length);
gsize nl_text_length (const char *text);

G_END_DECLS
