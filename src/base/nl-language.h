/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *const *nl_language_list (void);
const char *nl_language_get_ui (void);
char *nl_language_canonicalise (const char *tag) G_GNUC_WARN_UNUSED_RESULT;
char *nl_language_name (const char *tag, const char *language) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_language_is_rtl (const char *tag);

char *nl_currency_name (const char *code, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
