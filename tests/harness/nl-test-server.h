/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A server on loopback that says, byte for byte, what the test wants, and ends when it wants. */
typedef struct _NlTestServer NlTestServer;

typedef enum {
  NL_TEST_SERVER_ALL,          /* says it all and closes the connection */
  NL_TEST_SERVER_BYTE_BY_BYTE, /* the same, each byte in a packet of its own */
  NL_TEST_SERVER_RESET,        /* breaks the connection off after it */
  NL_TEST_SERVER_HANG,         /* says it, and nothing more until the client leaves */
} NlTestServerManner;

NlTestServer *nl_test_server_new (void);
void nl_test_server_free (NlTestServer *self);
char *nl_test_server_dup_url (NlTestServer *self, const char *path);

/* What it says to the next request after those scripted so far; the last is said for ever. */
void nl_test_server_say (NlTestServer *self, NlTestServerManner manner, const char *bytes);
void nl_test_server_say_bytes (NlTestServer *self, NlTestServerManner manner, GBytes *bytes);
void nl_test_server_forget (NlTestServer *self);

guint nl_test_server_get_n_requests (NlTestServer *self);
char *nl_test_server_dup_request (NlTestServer *self, guint index);
DexFuture *nl_test_server_wait_request (NlTestServer *self);
DexFuture *nl_test_server_wait_hangup (NlTestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlTestServer, nl_test_server_free)

G_END_DECLS
