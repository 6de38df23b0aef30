/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_cli_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void nl_cli_print_start (void);

G_END_DECLS
