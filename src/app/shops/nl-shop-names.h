/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the values of a shop are called in lists. */
char *nl_shop_name_platform (const char *code);
char *nl_shop_name_tone (const char *code);
char *nl_shop_name_emoji_policy (const char *code);
char *nl_shop_name_currency (const char *code);
char *nl_shop_name_time_zone (const char *code);
char *nl_shop_name_language (const char *code);

char *nl_shop_guess_currency (void);
char *nl_shop_guess_time_zone (void);
char *nl_shop_guess_language (void);

G_END_DECLS
