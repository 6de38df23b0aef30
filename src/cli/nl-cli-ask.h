/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean nl_cli_ask (const char *question, const char *declined, GError **error);

G_END_DECLS
