/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A test's body: runs in a fiber, may await, and gets an empty folder of its own. */
typedef void (*NlTestFunc) (const char *folder);

void nl_test_init (int *argc, char ***argv);
void nl_test_add (const char *path, NlTestFunc func);
char *nl_test_fixture (const char *relative_path);
char *nl_test_shared_file (const char *relative_path);
char *nl_test_sqlite3 (const char *database, const char *sql);

#define nl_test_await_ok(future)                                                                   \
  G_STMT_START {                                                                                   \
    g_autoptr (GError) nl_error_ = NULL;                                                           \
    dex_await ((future), &nl_error_);                                                              \
    g_assert_no_error (nl_error_);                                                                 \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
