/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-utm.h"

#include <string.h>

#include "base/nl-url.h"

static gboolean
has_parameter (const char *query, const char *name)
{
  g_auto (GStrv) parameters = g_strsplit (query != NULL ? query : "", "&", -1);
  gsize length = strlen (name);

  for (char **p = parameters; *p != NULL; p++)
    if (strncmp (*p, name, length) == 0 && ((*p)[length] == '=' || (*p)[length] == '\0'))
      return TRUE;
  return FALSE;
}

static void
append_parameter (GString *query, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0' || has_parameter (query->str, name))
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  if (query->len > 0 && query->str[query->len - 1] != '&')
    g_string_append_c (query, '&');
  g_string_append_printf (query, "%s=%s", name, escaped);
}

/**
 * nl_utm_link:
 * @url: a web address
 * @source: (nullable): where people come from, such as "newsletter"
 * @medium: (nullable): the way, such as "email"
 * @campaign: (nullable): the campaign
 * @content: (nullable): what tells its messages apart, such as "a-fr"
 * @error: return location for %NL_URL_ERROR
 *
 * Adds the parameters that analytics tools read where visitors come from. Values are escaped as RFC
 * 3986 says; the query and the fragment of @url stay, and so does a parameter that it has already.
 *
 * Returns: (transfer full) (nullable): the link; %NULL for anything but http: and https:
 */
char *
nl_utm_link (const char *url,
             const char *source,
             const char *medium,
             const char *campaign,
             const char *content,
             GError **error)
{
  g_autofree char *checked = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) tagged = NULL;
  g_autoptr (GString) query = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  checked = nl_url_check (url, error);
  if (checked == NULL)
    return NULL;
  uri = g_uri_parse (checked, G_URI_FLAGS_ENCODED, error);
  if (uri == NULL)
    return NULL;
  query = g_string_new (g_uri_get_query (uri));
  append_parameter (query, "utm_source", source);
  append_parameter (query, "utm_medium", medium);
  append_parameter (query, "utm_campaign", campaign);
  append_parameter (query, "utm_content", content);
  tagged = g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                        g_uri_get_port (uri), g_uri_get_path (uri),
                        query->len > 0 ? query->str : NULL, g_uri_get_fragment (uri));
  return g_uri_to_string (tagged);
}
