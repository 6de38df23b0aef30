/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A test's body: runs in a fiber, may await, and gets an empty folder of its own. */
typedef void (*NlTestFunc) (const char *folder);

void nl_test_init (int *argc, char ***argv);
void nl_test_add (const char *path, NlTestFunc func);
void nl_test_settle (void);
char *nl_test_fixture (const char *relative_path);
char *nl_test_shared_file (const char *relative_path);
char *nl_test_sqlite3 (const char *database, const char *sql);

/* How often to repeat what is repeated for its variety: a sanitized run looks for other faults than
 * a plain one, and takes ten times as long for each round. */
#if defined(__SANITIZE_ADDRESS__)
#define NL_TEST_SANITIZED 1
#else
#define NL_TEST_SANITIZED 0
#endif
#define nl_test_rounds(plain, sanitized) (NL_TEST_SANITIZED ? (sanitized) : (plain))

/* How long to wait for what surely comes, in microseconds: it only matters to a test that fails. */
#define NL_TEST_PATIENCE (G_GINT64_CONSTANT (300000000) * nl_test_rounds (1, 4))

#define nl_test_await_ok(future)         \
  G_STMT_START                           \
  {                                      \
    g_autoptr (GError) nl_error_ = NULL; \
    dex_await ((future), &nl_error_);    \
    g_assert_no_error (nl_error_);       \
  }                                      \
  G_STMT_END

G_END_DECLS
