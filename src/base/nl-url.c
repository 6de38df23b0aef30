/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-url.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* What every browser and server in use takes. */
#define MAX_LENGTH 2048

G_DEFINE_QUARK (nl-url-error-quark, nl_url_error)

/* "example.com:8080" has no scheme although it looks like one. */
static gboolean
has_scheme (const char *text)
{
  gsize length = strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-.");
  const char *rest = text + length + 1;

  if (length == 0 || !g_ascii_isalpha (text[0]) || text[length] != ':')
    return FALSE;
  return !(g_ascii_isdigit (*rest) && strspn (rest, G_CSET_DIGITS) == strcspn (rest, "/?#"));
}

static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_hostname_is_ip_address (host))
    return TRUE;
  if (strspn (host, G_CSET_a_2_z G_CSET_DIGITS "-._") != strlen (host))
    return FALSE;
  return *host != '.' && *host != '-' && strstr (host, "..") == NULL;
}

static char *
check_parts (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);
  g_autoptr (GUri) normalised = NULL;
  g_autofree char *ascii_host = NULL;

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")) {
    g_set_error (error, NL_URL_ERROR, NL_URL_ERROR_SCHEME,
                 _ ("A web address begins with https:// or http://, not with “%s:”."), scheme);
    return NULL;
  }
  if (g_uri_get_userinfo (uri) != NULL) {
    g_set_error_literal (error, NL_URL_ERROR, NL_URL_ERROR_CREDENTIALS,
                         _ ("The web address contains a user name or password. Remove what comes "
                            "before the @."));
    return NULL;
  }
  if (host != NULL)
    ascii_host = g_hostname_to_ascii (host);
  for (char *c = ascii_host; c != NULL && *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  if (!is_host (ascii_host)) {
    g_set_error_literal (error, NL_URL_ERROR, NL_URL_ERROR_MALFORMED,
                         _ ("The web address has no valid host name, such as “www.example.com”."));
    return NULL;
  }
  normalised = g_uri_build (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, scheme, NULL,
                            ascii_host, g_uri_get_port (uri), g_uri_get_path (uri),
                            g_uri_get_query (uri), g_uri_get_fragment (uri));
  return g_uri_to_string (normalised);
}

/**
 * nl_url_check:
 * @text: a web address as somebody typed it, or as a file says
 * @error: return location for an error of the domain %NL_URL_ERROR
 *
 * Checks that an address is one of the web, and normalises it: scheme and host in lower case,
 * the host as ASCII, no port that is the default. An address without a scheme gets https. Refuses
 * every other scheme (javascript:, data:, file:…), credentials, blanks and control characters.
 * Whether the host may be talked to is not asked here.
 *
 * Returns: (transfer full) (nullable): the address
 */
char *
nl_url_check (const char *text, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *complete = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > MAX_LENGTH) {
    g_set_error (error, NL_URL_ERROR, NL_URL_ERROR_TOO_LONG,
                 _ ("The web address is longer than %d characters."), MAX_LENGTH);
    return NULL;
  }
  trimmed = g_strstrip (g_strdup (text));
  for (const char *c = trimmed; *c != '\0'; c++) {
    /* Browsers read a backslash as a slash, servers do not: a way to hide another host. */
    if ((guchar) *c <= ' ' || *c == 0x7f || strchr ("\\<>\"", *c) != NULL) {
      g_set_error_literal (error, NL_URL_ERROR, NL_URL_ERROR_MALFORMED,
                           _ ("The web address contains a character that is not allowed there."));
      return NULL;
    }
  }
  complete = has_scheme (trimmed) ? g_strdup (trimmed) : g_strconcat ("https://", trimmed, NULL);
  uri = g_uri_parse (complete, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL) {
    g_set_error_literal (error, NL_URL_ERROR, NL_URL_ERROR_MALFORMED,
                         _ ("This is not a web address. It should look like "
                            "“https://www.example.com”."));
    return NULL;
  }
  return check_parts (uri, error);
}
