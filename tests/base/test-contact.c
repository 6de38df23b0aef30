/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-email.h"
#include "base/nl-url.h"

#include "nl-test.h"

#include <string.h>

static void
test_email (void)
{
  static const struct {
    const char *text;
    const char *normalised;
  } CASES[] = {
    { "Chloe@Example.COM", "chloe@example.com" },
    { "  a.b+tag@x-y.co.uk\r\n", "a.b+tag@x-y.co.uk" },
    { "\u00a0\ufeffo'neil@example.ie\u200b", "o'neil@example.ie" },
    { "Jürgen@MÜNCHEN.de", "jürgen@xn--mnchen-3ya.de" },
    { "jose\u0301@example.com", "josé@example.com" },
    { "", NULL },
    { "no address", NULL },
    { "@example.com", NULL },
    { "a@", NULL },
    { "a@localhost", NULL },
    { "a@b@example.com", NULL },
    { "a..b@example.com", NULL },
    { ".a@example.com", NULL },
    { "a.@example.com", NULL },
    { "a b@example.com", NULL },
    { "a@exa mple.com", NULL },
    { "a@-x.com", NULL },
    { "a@x-.com", NULL },
    { "a@.com", NULL },
    { "a@example.com.", NULL },
    { "a@192.168.0.1", NULL },
    { "a@[192.168.0.1]", NULL },
    { "\"quoted\"@example.com", NULL },
    { "Chloé <chloe@example.com>", NULL },
    { "a,b@example.com", NULL },
    { "bad\xff@example.com", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *email = nl_email_normalise (CASES[i].text);

    g_assert_cmpstr (email, ==, CASES[i].normalised);
  }
}

static void
test_email_limits (void)
{
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *label = g_strnfill (63, 'b');
  g_autofree char *fits = g_strconcat (local, "@", label, ".com", NULL);
  g_autofree char *long_local = g_strconcat ("a", fits, NULL);
  g_autofree char *long_label = g_strconcat (local, "@b", label, ".com", NULL);
  g_autofree char *long_domain
      = g_strconcat (local, "@", label, ".", label, ".", label, ".com", NULL);
  g_autofree char *normalised = nl_email_normalise (fits);

  g_assert_cmpstr (normalised, ==, fits);
  g_assert_null (nl_email_normalise (long_local));
  g_assert_null (nl_email_normalise (long_label));
  g_assert_null (nl_email_normalise (long_domain));
  g_assert_null (nl_email_normalise_slice ("a@b.com\0x", 9));
}

static void
test_email_domain (void)
{
  g_assert_cmpstr (nl_email_domain ("a@example.com"), ==, "example.com");
  g_assert_null (nl_email_domain ("a@"));
  g_assert_null (nl_email_domain ("a"));
}

static void
test_url (void)
{
  static const struct {
    const char *text;
    const char *normalised;
  } CASES[] = {
    { "https://Example.COM", "https://example.com/" },
    { "HTTP://example.com:80/a?b=c#d", "http://example.com/a?b=c#d" },
    { "  example.com/shop ", "https://example.com/shop" },
    { "example.com:8443/x", "https://example.com:8443/x" },
    { "localhost:8080", "https://localhost:8080/" },
    { "https://münchen.de/straße", "https://xn--mnchen-3ya.de/stra%C3%9Fe" },
    { "https://[2001:DB8::1]/", "https://[2001:db8::1]/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *url = nl_url_check (CASES[i].text, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (url, ==, CASES[i].normalised);
  }
}

static void
test_url_refused (void)
{
  static const struct {
    const char *text;
    NlUrlError code;
  } CASES[] = {
    { "javascript:alert(1)", NL_URL_ERROR_SCHEME },
    { " JaVaScRiPt:alert(1)", NL_URL_ERROR_SCHEME },
    { "java\tscript:alert(1)", NL_URL_ERROR_MALFORMED },
    { "data:text/html,x", NL_URL_ERROR_SCHEME },
    { "file:///etc/passwd", NL_URL_ERROR_SCHEME },
    { "ftp://example.com", NL_URL_ERROR_SCHEME },
    { "https://user:secret@example.com", NL_URL_ERROR_CREDENTIALS },
    { "https://user@example.com", NL_URL_ERROR_CREDENTIALS },
    { "https://good.example\\@evil.example", NL_URL_ERROR_MALFORMED },
    { "https://", NL_URL_ERROR_MALFORMED },
    { "https:///path", NL_URL_ERROR_MALFORMED },
    { "https://exa mple.com", NL_URL_ERROR_MALFORMED },
    { "https://example.com:99999", NL_URL_ERROR_MALFORMED },
    { "https://a..b", NL_URL_ERROR_MALFORMED },
    { "https://%00.com", NL_URL_ERROR_MALFORMED },
    { "", NL_URL_ERROR_MALFORMED },
  };
  g_autofree char *long_path = g_strnfill (3000, 'a');
  g_autoptr (GError) too_long = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *url = nl_url_check (CASES[i].text, &error);

    g_test_message ("%s", CASES[i].text);
    g_assert_null (url);
    g_assert_error (error, NL_URL_ERROR, (gint) CASES[i].code);
    g_assert_null (strstr (error->message, "secret"));
  }
  g_assert_null (nl_url_check (long_path, &too_long));
  g_assert_error (too_long, NL_URL_ERROR, NL_URL_ERROR_TOO_LONG);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/contact/email", test_email);
  g_test_add_func ("/contact/email-limits", test_email_limits);
  g_test_add_func ("/contact/email-domain", test_email_domain);
  g_test_add_func ("/contact/url", test_url);
  g_test_add_func ("/contact/url-refused", test_url_refused);
  return g_test_run ();
}
