/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NlUrlPolicy:
 * @NL_URL_PUBLIC_HTTPS: only encrypted, and only to machines on the internet
 * @NL_URL_ALLOW_HTTP: unencrypted as well
 * @NL_URL_ALLOW_LOCAL: to this machine and those of the local network as well, unencrypted or not
 *
 * Whom a request may go to.
 */
typedef enum {
  NL_URL_PUBLIC_HTTPS = 0,
  NL_URL_ALLOW_HTTP = 1 << 0,
  NL_URL_ALLOW_LOCAL = 1 << 1,
} NlUrlPolicy;

gboolean nl_url_is_public_address (GInetAddress *address);
gboolean nl_url_is_local_host (const char *host);
gboolean nl_url_check_policy (GUri *uri, NlUrlPolicy policy, GError **error);
gboolean nl_url_is_same_origin (GUri *one, GUri *other);
GUri *nl_url_resolve_redirect (
    GUri *from, const char *location, NlUrlPolicy policy, gboolean carries_secret, GError **error);

G_END_DECLS
