/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *nl_about_dialog_new (const char *folder);
char *nl_about_dup_debug_info (const char *folder);

G_END_DECLS
