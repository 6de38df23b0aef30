/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-url-safety.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-url.h"
#include "net/nl-http-error.h"

/* Addresses that are not of a machine on the internet: the IANA special-purpose registries of IPv4
 * and IPv6 (RFC 6890), and multicast. */
static const char *const SPECIAL[] = {
  "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
  "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
  "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
  "::/96",         "64:ff9b:1::/48",  "100::/64",       "2001::/23",      "2001:db8::/32",
  "3fff::/20",     "5f00::/16",       "fc00::/7",       "fe80::/10",      "fec0::/10",
  "ff00::/8",
};

/* IPv6 addresses with an IPv4 address in them, and where it begins: RFC 4291, 6052 and 3056. */
static const struct {
  const char *mask;
  gsize offset;
} EMBEDDING[] = {
  { "::ffff:0:0/96", 12 },
  { "64:ff9b::/96", 12 },
  { "2002::/16", 2 },
};

static gpointer
make_masks (gpointer data)
{
  GPtrArray *masks = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (SPECIAL); i++)
    g_ptr_array_add (masks, g_inet_address_mask_new_from_string (SPECIAL[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (EMBEDDING); i++)
    g_ptr_array_add (masks, g_inet_address_mask_new_from_string (EMBEDDING[i].mask, NULL));
  return masks;
}

static GInetAddressMask *
get_mask (gsize index)
{
  static GOnce once = G_ONCE_INIT;

  return g_ptr_array_index ((GPtrArray *) g_once (&once, make_masks, NULL), index);
}

/**
 * nl_url_is_public_address:
 * @address: an address
 *
 * Returns: whether it is of a machine on the internet: not of this one, of the local network, or of
 *   a purpose of its own
 */
gboolean
nl_url_is_public_address (GInetAddress *address)
{
  g_return_val_if_fail (G_IS_INET_ADDRESS (address), FALSE);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6) {
    for (gsize i = 0; i < G_N_ELEMENTS (EMBEDDING); i++) {
      g_autoptr (GInetAddress) inner = NULL;

      if (!g_inet_address_mask_matches (get_mask (G_N_ELEMENTS (SPECIAL) + i), address))
        continue;
      inner
          = g_inet_address_new_from_bytes (g_inet_address_to_bytes (address) + EMBEDDING[i].offset,
                                           G_SOCKET_FAMILY_IPV4);
      return nl_url_is_public_address (inner);
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (SPECIAL); i++)
    if (g_inet_address_mask_matches (get_mask (i), address))
      return FALSE;
  return TRUE;
}

/* Numbers that some resolvers take for addresses, such as 2130706433, 0x7f.1 or 127.1. */
static gboolean
is_odd_number (const char *host)
{
  const char *last = strrchr (host, '.');
  const char *label = last != NULL && last[1] != '\0' ? last + 1 : host;

  return g_ascii_isdigit (*label);
}

/**
 * nl_url_is_local_host:
 * @host: the host of an address, without brackets
 *
 * Returns: whether the name alone says that it is not on the internet. A name that does not may
 *   still lead there: the address it stands for is looked at as well when the connection is made.
 */
gboolean
nl_url_is_local_host (const char *host)
{
  /* RFC 6761, RFC 6762, RFC 8375, and ICANN's reservation of 2024. */
  static const char *const endings[] = { "localhost", "local", "internal", "home.arpa", "lan" };
  g_autofree char *lower = NULL;
  g_autoptr (GInetAddress) address = NULL;
  gsize length;

  g_return_val_if_fail (host != NULL, TRUE);

  lower = g_ascii_strdown (host, -1);
  length = strlen (lower);
  while (length > 0 && lower[length - 1] == '.')
    lower[--length] = '\0';
  address = g_inet_address_new_from_string (lower);
  if (address != NULL)
    return !nl_url_is_public_address (address);
  /* An address with a scope, such as fe80::1%eth0, is always a local one. */
  if (strchr (lower, '.') == NULL || strchr (lower, ':') != NULL || is_odd_number (lower))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *suffix = g_strconcat (".", endings[i], NULL);

    if (g_str_has_suffix (lower, suffix))
      return TRUE;
  }
  return FALSE;
}

static gboolean
forbid (GError **error, const char *message)
{
  g_propagate_error (error, nl_http_error_new (NL_HTTP_ERROR_FORBIDDEN, FALSE, "%s", message));
  return FALSE;
}

/**
 * nl_url_check_policy:
 * @uri: an address
 * @policy: whom a request may go to
 * @error: return location for %NL_HTTP_ERROR_FORBIDDEN
 *
 * Returns: whether a request may go to @uri, as far as its text says
 */
gboolean
nl_url_check_policy (GUri *uri, NlUrlPolicy policy, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);
  gboolean is_local;

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return forbid (error, _ ("Only addresses of the web can be asked: https:// or http://."));
  if (host == NULL || *host == '\0')
    return forbid (error, _ ("The address has no host name."));
  if (g_uri_get_userinfo (uri) != NULL)
    return forbid (error, _ ("The address contains a user name or password. Remove what comes "
                             "before the @."));
  is_local = nl_url_is_local_host (host);
  if (is_local && (policy & NL_URL_ALLOW_LOCAL) == 0)
    return forbid (error, _ ("The address leads to this computer or the local network, which is "
                             "not allowed here."));
  if (!is_local && g_str_equal (scheme, "http") && (policy & NL_URL_ALLOW_HTTP) == 0)
    return forbid (error, _ ("The address is not encrypted. Use one that begins with https://."));
  return TRUE;
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/**
 * nl_url_is_same_origin:
 * @one: an address
 * @other: another
 *
 * Returns: whether scheme, host and port are the same (RFC 6454)
 */
gboolean
nl_url_is_same_origin (GUri *one, GUri *other)
{
  return g_ascii_strcasecmp (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0
         && g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0
         && get_port (one) == get_port (other);
}

/**
 * nl_url_resolve_redirect:
 * @from: where the answer came from
 * @location: (nullable): what its Location says
 * @policy: whom a request may go to
 * @carries_secret: whether the request has a key, or a body
 * @error: return location for %NL_HTTP_ERROR_REDIRECT or %NL_HTTP_ERROR_FORBIDDEN
 *
 * Where a redirect leads. A key stays with the one it was meant for, and what began encrypted stays
 * so.
 *
 * Returns: (transfer full) (nullable): the address to ask next
 */
GUri *
nl_url_resolve_redirect (
    GUri *from, const char *location, NlUrlPolicy policy, gboolean carries_secret, GError **error)
{
  g_autoptr (GUri) parsed = NULL;
  g_autoptr (GUri) to = NULL;
  g_autofree char *text = NULL;
  g_autofree char *checked = NULL;

  if (location != NULL)
    parsed = g_uri_parse_relative (from, location,
                                   G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  text = parsed != NULL ? g_uri_to_string (parsed) : NULL;
  checked = text != NULL ? nl_url_check (text, NULL) : NULL;
  if (checked == NULL) {
    g_propagate_error (error,
                       nl_http_error_new (NL_HTTP_ERROR_REDIRECT, TRUE,
                                          _ ("%s sends the request on to an address that is none."),
                                          g_uri_get_host (from)));
    return NULL;
  }
  to = g_uri_parse (checked, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (!nl_url_check_policy (to, policy, error))
    return NULL;
  if ((carries_secret && !nl_url_is_same_origin (from, to))
      || (g_str_equal (g_uri_get_scheme (from), "https")
          && !g_str_equal (g_uri_get_scheme (to), "https"))) {
    g_propagate_error (error, nl_http_error_new (NL_HTTP_ERROR_REDIRECT, TRUE,
                                                 _ ("%s sends the request on to %s, where it must "
                                                    "not go with your key. Check the address."),
                                                 g_uri_get_host (from), g_uri_get_host (to)));
    return NULL;
  }
  return g_steal_pointer (&to);
}
