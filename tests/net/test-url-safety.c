/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-error.h"
#include "net/nl-url-safety.h"
#include "nl-test.h"

static const struct {
  const char *address;
  gboolean is_public;
} ADDRESSES[] = {
  { "8.8.8.8", TRUE },
  { "1.1.1.1", TRUE },
  { "172.15.255.255", TRUE },
  { "172.32.0.1", TRUE },
  { "100.63.255.255", TRUE },
  { "100.128.0.1", TRUE },
  { "2606:4700:4700::1111", TRUE },
  { "2a00:1450:4001::1", TRUE },
  { "::ffff:8.8.8.8", TRUE },
  { "64:ff9b::808:808", TRUE },
  { "2002:808:808::1", TRUE },
  { "0.0.0.0", FALSE },
  { "0.1.2.3", FALSE },
  { "10.0.0.1", FALSE },
  { "100.64.0.1", FALSE },
  { "127.0.0.1", FALSE },
  { "127.255.255.254", FALSE },
  { "169.254.169.254", FALSE },
  { "172.16.0.1", FALSE },
  { "172.31.255.255", FALSE },
  { "192.0.2.1", FALSE },
  { "192.168.1.1", FALSE },
  { "198.19.0.1", FALSE },
  { "224.0.0.251", FALSE },
  { "255.255.255.255", FALSE },
  { "::", FALSE },
  { "::1", FALSE },
  { "::127.0.0.1", FALSE },
  { "::ffff:127.0.0.1", FALSE },
  { "::ffff:10.0.0.1", FALSE },
  { "64:ff9b::7f00:1", FALSE },
  { "2002:7f00:1::", FALSE },
  { "2001:db8::1", FALSE },
  { "fc00::1", FALSE },
  { "fd12:3456::1", FALSE },
  { "fe80::1", FALSE },
  { "ff02::1", FALSE },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ADDRESSES); i++) {
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ADDRESSES[i].address);

    if (nl_url_is_public_address (address) != ADDRESSES[i].is_public)
      g_error ("%s", ADDRESSES[i].address);
    g_assert_cmpint (nl_url_is_local_host (ADDRESSES[i].address), ==, !ADDRESSES[i].is_public);
  }
}

static void
test_names (void)
{
  static const char *const local[] = { "localhost",
                                       "LOCALHOST",
                                       "a.localhost",
                                       "printer.local",
                                       "db.internal",
                                       "nas.lan",
                                       "x.home.arpa",
                                       "server",
                                       "localhost.",
                                       "2130706433",
                                       "0x7f000001",
                                       "127.1",
                                       "0177.0.0.1",
                                       "fe80::1%eth0",
                                       "1.2.3",
                                       "localhost..",
                                       "127.0.0.1..",
                                       "a.local..",
                                       "",
                                       "." };
  static const char *const global[]
      = { "example.com",       "api.openai.com", "localhost.example.com",
          "xn--mnchen-3ya.de", "example.com.",   "mylocal.fr" };

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    if (!nl_url_is_local_host (local[i]))
      g_error ("%s is local", local[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (global); i++)
    if (nl_url_is_local_host (global[i]))
      g_error ("%s is not local", global[i]);
}

static GInetAddress *
address_of (guint32 number)
{
  guint32 bytes = GUINT32_TO_BE (number);

  return g_inet_address_new_from_bytes ((const guint8 *) &bytes, G_SOCKET_FAMILY_IPV4);
}

/* IANA's registry of special IPv4 addresses: each range to its first and its last address. */
static void
test_ranges (void)
{
  static const struct {
    guint32 first, last;
  } RANGES[] = {
    { 0x00000000, 0x00ffffff }, { 0x0a000000, 0x0affffff }, { 0x64400000, 0x647fffff },
    { 0x7f000000, 0x7fffffff }, { 0xa9fe0000, 0xa9feffff }, { 0xac100000, 0xac1fffff },
    { 0xc0000000, 0xc00000ff }, { 0xc0000200, 0xc00002ff }, { 0xc0586300, 0xc05863ff },
    { 0xc0a80000, 0xc0a8ffff }, { 0xc6120000, 0xc613ffff }, { 0xc6336400, 0xc63364ff },
    { 0xcb007100, 0xcb0071ff }, { 0xe0000000, 0xffffffff },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (RANGES); i++) {
    const guint32 inside[] = { RANGES[i].first, RANGES[i].last,
                               RANGES[i].first + (RANGES[i].last - RANGES[i].first) / 2 };

    for (gsize j = 0; j < G_N_ELEMENTS (inside); j++) {
      g_autoptr (GInetAddress) address = address_of (inside[j]);

      g_assert_false (nl_url_is_public_address (address));
    }
    if (RANGES[i].first > 0) {
      g_autoptr (GInetAddress) before = address_of (RANGES[i].first - 1);

      g_assert_true (nl_url_is_public_address (before));
    }
    if (RANGES[i].last < G_MAXUINT32) {
      g_autoptr (GInetAddress) after = address_of (RANGES[i].last + 1);

      g_assert_true (nl_url_is_public_address (after));
    }
  }
}

/* An IPv4 address wrapped into one of IPv6 leads where it leads. */
static void
test_wrapped_addresses (void)
{
  for (guint i = 0; i < nl_test_rounds (5000, 500); i++) {
    guint32 number = (guint32) g_test_rand_int ();
    g_autoptr (GInetAddress) plain = address_of (number);
    const char *const forms[] = { "::ffff:%x:%x", "64:ff9b::%x:%x", "2002:%x:%x::1" };

    for (gsize j = 0; j < G_N_ELEMENTS (forms); j++) {
      g_autoptr (GString) text = g_string_new (forms[j]);
      g_autofree char *high = g_strdup_printf ("%x", number >> 16);
      g_autofree char *low = g_strdup_printf ("%x", number & 0xffff);
      g_autoptr (GInetAddress) wrapped = NULL;

      g_string_replace (text, "%x", high, 1);
      g_string_replace (text, "%x", low, 1);
      wrapped = g_inet_address_new_from_string (text->str);
      g_assert_nonnull (wrapped);
      g_assert_cmpint (nl_url_is_public_address (wrapped), ==, nl_url_is_public_address (plain));
    }
  }
}

static void
test_origins (void)
{
  static const struct {
    const char *one;
    const char *other;
    gboolean same;
  } ORIGINS[] = {
    { "https://a.com/x", "https://A.com:443/y?z", TRUE },
    { "http://a.com/", "http://a.com:80/", TRUE },
    { "https://a.com/", "http://a.com/", FALSE },
    { "https://a.com/", "https://a.com:8443/", FALSE },
    { "https://a.com/", "https://b.a.com/", FALSE },
    { "https://a.com/", "https://a.com.evil.example/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ORIGINS); i++) {
    g_autoptr (GUri) one = g_uri_parse (ORIGINS[i].one, G_URI_FLAGS_ENCODED, NULL);
    g_autoptr (GUri) other = g_uri_parse (ORIGINS[i].other, G_URI_FLAGS_ENCODED, NULL);

    g_assert_cmpint (nl_url_is_same_origin (one, other), ==, ORIGINS[i].same);
    g_assert_cmpint (nl_url_is_same_origin (other, one), ==, ORIGINS[i].same);
  }
}

static void
test_policy (void)
{
  static const struct {
    const char *url;
    gboolean public_https, http, local;
  } cases[] = {
    { "https://example.com/", TRUE, TRUE, TRUE },
    { "http://example.com/", FALSE, TRUE, FALSE },
    { "http://localhost:11434/v1", FALSE, FALSE, TRUE },
    { "https://192.168.0.2/", FALSE, FALSE, TRUE },
    { "http://[::1]:8080/", FALSE, FALSE, TRUE },
    { "https://user@example.com/", FALSE, FALSE, FALSE },
    { "ftp://example.com/", FALSE, FALSE, FALSE },
    { "file:///etc/passwd", FALSE, FALSE, FALSE },
    { "javascript:alert(1)", FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GUri) uri = g_uri_parse (cases[i].url, G_URI_FLAGS_ENCODED, NULL);

    g_assert_nonnull (uri);
    g_assert_cmpint (nl_url_check_policy (uri, NL_URL_PUBLIC_HTTPS, NULL), ==,
                     cases[i].public_https);
    g_assert_cmpint (nl_url_check_policy (uri, NL_URL_ALLOW_HTTP, NULL), ==, cases[i].http);
    g_assert_cmpint (nl_url_check_policy (uri, NL_URL_ALLOW_LOCAL, NULL), ==, cases[i].local);
  }
}

static void
test_redirects (void)
{
  static const struct {
    const char *from;
    const char *location;
    gboolean secret;
    const char *to;
  } cases[] = {
    { "https://a.com/x/y", "z", FALSE, "https://a.com/x/z" },
    { "https://a.com/x", "/y?q=1", TRUE, "https://a.com/y?q=1" },
    { "https://a.com/x", "//b.com/", FALSE, "https://b.com/" },
    { "https://a.com/x", "https://b.com/", TRUE, NULL },
    { "https://a.com/x", "https://a.com:444/", TRUE, NULL },
    { "https://a.com/x", "https://a.com:443/", TRUE, "https://a.com/" },
    { "https://a.com/x", "http://a.com/", FALSE, NULL },
    { "http://a.com/x", "https://a.com/", FALSE, "https://a.com/" },
    { "http://a.com/x", "https://a.com/", TRUE, NULL },
    { "https://a.com/x", "https://127.0.0.1/", FALSE, NULL },
    { "https://a.com/x", "https://169.254.169.254/latest", FALSE, NULL },
    { "https://a.com/x", "file:///etc/passwd", FALSE, NULL },
    { "https://a.com/x", "javascript:alert(1)", FALSE, NULL },
    { "https://a.com/x", "https://u:p@b.com/", FALSE, NULL },
    { "https://a.com/x", "http://[", FALSE, NULL },
    { "https://a.com/x", NULL, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GUri) from = g_uri_parse (cases[i].from, G_URI_FLAGS_ENCODED, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GUri) to = nl_url_resolve_redirect (from, cases[i].location, NL_URL_ALLOW_HTTP,
                                                   cases[i].secret, &error);
    g_autofree char *text = to != NULL ? g_uri_to_string (to) : NULL;

    g_assert_cmpstr (text, ==, cases[i].to);
    g_assert_true ((error == NULL) == (to != NULL));
    if (error != NULL)
      g_assert_true (error->domain == NL_HTTP_ERROR);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/url-safety/addresses", test_addresses);
  g_test_add_func ("/net/url-safety/names", test_names);
  g_test_add_func ("/net/url-safety/ranges", test_ranges);
  g_test_add_func ("/net/url-safety/wrapped", test_wrapped_addresses);
  g_test_add_func ("/net/url-safety/origins", test_origins);
  g_test_add_func ("/net/url-safety/policy", test_policy);
  g_test_add_func ("/net/url-safety/redirects", test_redirects);
  return g_test_run ();
}
