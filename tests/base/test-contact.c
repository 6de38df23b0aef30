/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-email.h"
#include "base/nl-phone.h"
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
test_phone (void)
{
  static const struct {
    const char *text;
    const char *country;
    const char *normalised;
  } CASES[] = {
    { "06 12 34 56 78", "FR", "+33612345678" },
    { "06.12.34.56.78", "fr", "+33612345678" },
    { "'+33612345678", NULL, "+33612345678" },
    { "+33 (0)6 12 34 56 78", "DE", "+33612345678" },
    { "0033612345678", NULL, "+33612345678" },
    { "33612345678", "FR", "+33612345678" },
    { "612345678", "FR", "+33612345678" },
    { "(415) 555-2671", "US", "+14155552671" },
    { "1-415-555-2671", "US", "+14155552671" },
    { "011 44 20 7946 0958", "US", "+442079460958" },
    { "020 7946 0958 ext. 12", "GB", "+442079460958" },
    { "06 1234 5678", "IT", "+390612345678" },
    { "8 (912) 345-67-89", "RU", "+79123456789" },
    { "06 20 123 4567", "HU", "+36201234567" },
    { "06-12345678", "NL", "+31612345678" },
    { "Tel. 0171 2345678", "DE", "+491712345678" },
    { "٠٦١٢٣٤٥٦٧٨", "FR", "+33612345678" },
    { "0612345678", NULL, "0612345678" },
    { "555-2671", "XX", "5552671" },
    { "", "FR", NULL },
    { "none", "FR", NULL },
    { "12", "FR", NULL },
    { "+12", "FR", NULL },
    { "+0123456789", "FR", NULL },
    { "+1234567890123456", NULL, NULL },
    { "123456789012345678", NULL, NULL },
    { "06 12\xff 34 56 78", "FR", "+33612345678" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *phone = nl_phone_normalise (CASES[i].text, CASES[i].country);

    g_assert_cmpstr (phone, ==, CASES[i].normalised);
  }
}

/* A number of each country as it is written there. */
static void
test_phone_of_each_country (void)
{
  static const char *const NUMBERS[][3] = {
    { "AE", "050 123 4567", "+971501234567" },     { "AR", "011 2345-6789", "+541123456789" },
    { "AT", "01 234567", "+431234567" },           { "AU", "02 1234 5678", "+61212345678" },
    { "BD", "01712-345678", "+8801712345678" },    { "BE", "0470 12 34 56", "+32470123456" },
    { "BG", "02 912 3456", "+35929123456" },       { "BR", "(011) 96123-4567", "+5511961234567" },
    { "CA", "(506) 234-5678", "+15062345678" },    { "CH", "078 123 45 67", "+41781234567" },
    { "CI", "07 12 34 56 78", "+2250712345678" },  { "CL", "9 8765 4321", "+56987654321" },
    { "CN", "131 2345 6789", "+8613123456789" },   { "CO", "321 1234567", "+573211234567" },
    { "CY", "96 123456", "+35796123456" },         { "CZ", "601 123 456", "+420601123456" },
    { "DE", "01512 3456789", "+4915123456789" },   { "DK", "32 12 34 56", "+4532123456" },
    { "DZ", "0551 23 45 67", "+213551234567" },    { "EE", "5123 4567", "+37251234567" },
    { "EG", "0100 123 4567", "+201001234567" },    { "ES", "612 34 56 78", "+34612345678" },
    { "FI", "041 2345678", "+358412345678" },      { "FR", "01 23 45 67 89", "+33123456789" },
    { "GB", "07400 123456", "+447400123456" },     { "GR", "691 234 5678", "+306912345678" },
    { "HK", "5123 4567", "+85251234567" },         { "HR", "092 123 4567", "+385921234567" },
    { "HU", "06 20 123 4567", "+36201234567" },    { "ID", "0812-345-678", "+62812345678" },
    { "IE", "085 012 3456", "+353850123456" },     { "IL", "050-234-5678", "+972502345678" },
    { "IN", "081234 56789", "+918123456789" },     { "IS", "611 1234", "+3546111234" },
    { "IT", "312 345 6789", "+393123456789" },     { "JP", "090-1234-5678", "+819012345678" },
    { "KE", "0712 123456", "+254712123456" },      { "KR", "010-2000-0000", "+821020000000" },
    { "LT", "0612 34567", "+37061234567" },        { "LU", "628 123 456", "+352628123456" },
    { "LV", "21 234 567", "+37121234567" },        { "MA", "0650-123456", "+212650123456" },
    { "MT", "9696 1234", "+35696961234" },         { "MX", "222 123 4567", "+522221234567" },
    { "MY", "012-345 6789", "+60123456789" },      { "NG", "0802 123 4567", "+2348021234567" },
    { "NL", "06 12345678", "+31612345678" },       { "NO", "406 12 345", "+4740612345" },
    { "NZ", "021 123 4567", "+64211234567" },      { "PE", "912 345 678", "+51912345678" },
    { "PH", "0905 123 4567", "+639051234567" },    { "PK", "0301 2345678", "+923012345678" },
    { "PL", "512 345 678", "+48512345678" },       { "PT", "912 345 678", "+351912345678" },
    { "RO", "0712 034 567", "+40712034567" },      { "RS", "060 1234567", "+381601234567" },
    { "RU", "8 (912) 345-67-89", "+79123456789" }, { "SA", "051 234 5678", "+966512345678" },
    { "SE", "070-123 45 67", "+46701234567" },     { "SG", "8123 4567", "+6581234567" },
    { "SI", "031 234 567", "+38631234567" },       { "SK", "0912 123 456", "+421912123456" },
    { "SN", "70 123 45 67", "+221701234567" },     { "TH", "081 234 5678", "+66812345678" },
    { "TN", "20 123 456", "+21620123456" },        { "TR", "0501 234 56 78", "+905012345678" },
    { "TW", "0912 345 678", "+886912345678" },     { "UA", "050 123 4567", "+380501234567" },
    { "US", "(201) 555-0123", "+12015550123" },    { "VN", "091 234 56 78", "+84912345678" },
    { "ZA", "071 123 4567", "+27711234567" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    g_autofree char *phone = nl_phone_normalise (NUMBERS[i][1], NUMBERS[i][0]);
    g_autofree char *bare = nl_phone_normalise (NUMBERS[i][2] + 1, NUMBERS[i][0]);

    g_assert_cmpstr (phone, ==, NUMBERS[i][2]);
    /* A spreadsheet ate the plus. Of numbers as short as Austria's one cannot tell. */
    if (!g_str_equal (NUMBERS[i][0], "AT"))
      g_assert_cmpstr (bare, ==, NUMBERS[i][2]);
  }
}

static void
test_phone_is_stable (void)
{
  g_autofree char *once = nl_phone_normalise ("0 30 901820", "DE");
  g_autofree char *twice = nl_phone_normalise (once, "FR");

  g_assert_cmpstr (once, ==, "+4930901820");
  g_assert_cmpstr (twice, ==, once);
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
  g_test_add_func ("/contact/phone", test_phone);
  g_test_add_func ("/contact/phone-countries", test_phone_of_each_country);
  g_test_add_func ("/contact/phone-stable", test_phone_is_stable);
  g_test_add_func ("/contact/url", test_url);
  g_test_add_func ("/contact/url-refused", test_url_refused);
  return g_test_run ();
}
