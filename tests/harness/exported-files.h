/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *nl_test_list_files (const char *folder, const char *suffix);
void nl_test_assert_no_placeholder (const char *path);

G_END_DECLS
