/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-email.h"
#include "base/nl-phone.h"
#include "base/nl-redact.h"
#include "base/nl-text.h"
#include "base/nl-url.h"
#include "nl-test.h"
#include "random-text.h"

/* Texts of any letters: folding, counting, redaction, addresses. */

#define ROUNDS nl_test_rounds (3000, 400)

/* Of every letter there is: folding once is folding enough. */
static void
test_fold_of_every_letter (void)
{
  for (gunichar c = 0x20; c < 0x30000; c++) {
    char letter[8] = { 0 };
    g_autofree char *folded = NULL;
    g_autofree char *again = NULL;

    if (!g_unichar_validate (c) || !g_unichar_isdefined (c))
      continue;
    g_unichar_to_utf8 (c, letter);
    folded = nl_text_fold (letter);
    again = nl_text_fold (folded);
    if (!g_str_equal (folded, again))
      g_error ("U+%04X is folded to “%s”, and that to “%s”", c, folded, again);
    g_assert_true (g_utf8_validate (folded, -1, NULL));
  }
}

/* In Latin, Greek and Cyrillic, case is nothing that anybody searches for. */
static void
test_fold_ignores_case (void)
{
  for (gunichar c = 0x41; c < 0x530; c++) {
    char letter[8] = { 0 };
    char upper[8] = { 0 };
    g_autofree char *folded = NULL;
    g_autofree char *folded_upper = NULL;

    if (!g_unichar_isalpha (c) || g_unichar_tolower (g_unichar_toupper (c)) != c)
      continue;
    g_unichar_to_utf8 (c, letter);
    g_unichar_to_utf8 (g_unichar_toupper (c), upper);
    folded = nl_text_fold (letter);
    folded_upper = nl_text_fold (upper);
    if (!g_str_equal (folded, folded_upper))
      g_error ("%s is folded to “%s”, but %s to “%s”", letter, folded, upper, folded_upper);
  }
}

static void
test_fold_of_parts (void)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *a = random_text_new (12);
    g_autofree char *b = random_text_new (12);
    g_autofree char *both = g_strconcat (a, b, NULL);
    g_autofree char *composed = g_utf8_normalize (both, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *whole = nl_text_fold (both);
    g_autofree char *of_composed = nl_text_fold (composed);
    g_autoptr (GString) parts = g_string_new (NULL);

    nl_text_fold_append (parts, a, -1);
    nl_text_fold_append (parts, b, (gssize) strlen (b));
    g_assert_cmpstr (parts->str, ==, whole);
    /* However the same letters are put together. */
    g_assert_cmpuint (strlen (of_composed), ==, strlen (whole));
  }
}

/* Bytes that are no text are no reason to stop. */
static void
test_fold_of_any_bytes (void)
{
  for (guint i = 0; i < ROUNDS; i++) {
    char bytes[16] = { 0 };
    g_autofree char *folded = NULL;

    for (gsize j = 0; j < sizeof bytes - 1; j++)
      bytes[j] = (char) g_test_rand_int_range (1, 256);
    folded = nl_text_fold (bytes);
    g_assert_true (g_utf8_validate (folded, -1, NULL));
    g_assert_true (g_utf8_validate (bytes, -1, NULL) || strstr (folded, "\uFFFD") != NULL);
  }
}

/* What a person counts is never more than code points, and letters of one are one each. */
static void
test_length (void)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *text = random_text_new (20);
    g_autofree char *doubled = g_strconcat (text, "x", text, NULL);
    gsize length = nl_text_length (text);

    g_assert_cmpuint (length, <=, (gsize) g_utf8_strlen (text, -1));
    g_assert_true ((length == 0) == (*text == '\0'));
    g_assert_cmpuint (nl_text_length (doubled), >, length);
    g_assert_cmpuint (nl_text_length (doubled), <=, 2 * length + 1);
  }
  for (guint i = 0; i < 200; i++) {
    g_autofree char *plain = g_strnfill (i, 'a');

    g_assert_cmpuint (nl_text_length (plain), ==, i);
  }
}

/* However they are surrounded, none of these arrives. */
static void
test_markers_are_redacted (void)
{
  static const char *const markers[]
      = { "marker.person@example.com", "+33 6 12 34 56 78",       "sk-markerMarkerMarker0123456789",
          "4111 1111 1111 1111",       "shpat_0123456789abcdef",  "FR1420041010050500013M02606",
          "Bearer abc.marker-ghi",     "password=marker-hunter2", "ghp_0123456789abcdefMARKER" };
  static const char *const tells[]
      = { "marker",     "12 34 56", "Marker", "1111 1111", "0123456789abcdef",
          "2004101005", "marker",   "hunter", "0123456789" };

  for (guint i = 0; i < ROUNDS / 2; i++) {
    gsize n = (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (markers));
    g_autofree char *before = random_text_new (10);
    g_autofree char *after = random_text_new (10);
    g_autofree char *text = g_strdup_printf ("%s %s %s", before, markers[n], after);
    g_autofree char *redacted = nl_redact_text (text);
    g_autofree char *again = nl_redact_text (redacted);

    if (strstr (redacted, tells[n]) != NULL)
      g_error ("“%s” became “%s”", text, redacted);
    g_assert_true (g_utf8_validate (redacted, -1, NULL));
    g_assert_null (strstr (again, tells[n]));
  }
}

static void
test_secret_names (void)
{
  static const char *const secret[] = { "token",         "API_TOKEN",      "x-shopify-access-token",
                                        "client_secret", "Password",       "Authorization",
                                        "Set-Cookie",    "OPENAI_API_KEY", "apikey",
                                        "X-Api-Key",     "x-api-key",      "key",
                                        "PRIVATE_KEY" };
  static const char *const open[]
      = { "name", "count", "MESSAGE", "CODE_FILE", "host", "keyboard", "MONKEY", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    g_assert_true (nl_redact_is_secret_name (secret[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_false (nl_redact_is_secret_name (open[i]));
}

/* A normal form is its own normal form, and what has none says so. */
static void
test_contacts_are_stable (void)
{
  static const char letters[] = "aB1.+-_@@ ()/0369:";

  for (guint i = 0; i < ROUNDS * 2; i++) {
    char text[20] = { 0 };
    g_autofree char *email = NULL;
    g_autofree char *phone = NULL;
    int length = g_test_rand_int_range (0, sizeof text - 1);

    for (int j = 0; j < length; j++)
      text[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
    email = nl_email_normalise (text);
    if (email != NULL) {
      g_autofree char *again = nl_email_normalise (email);

      g_assert_cmpstr (again, ==, email);
      g_assert_nonnull (strchr (email, '@'));
      g_assert_null (strpbrk (email, " \t\n"));
      g_assert_nonnull (nl_email_domain (email));
    }
    phone = nl_phone_normalise (text, "FR");
    if (phone != NULL) {
      g_autofree char *again = nl_phone_normalise (phone, "FR");

      g_assert_cmpstr (again, ==, phone);
      g_assert_cmpuint (strspn (phone, "+0123456789"), ==, strlen (phone));
    }
  }
}

static void
test_any_url (void)
{
  static const char *const starts[] = { "http://", "https://", "javascript:", "HTTPS://",
                                        "file://", "data:",    "//",          "",
                                        "http:",   "ftp://",   "\thttps://",  "java\nscript:" };
  static const char letters[] = "ab.:/@?#%20[]<>\"' \\\n\x7f\xc3\xa9";

  for (guint i = 0; i < ROUNDS * 2; i++) {
    g_autoptr (GString) text
        = g_string_new (starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))]);
    g_autofree char *url = NULL;
    g_autofree char *again = NULL;
    g_autoptr (GError) error = NULL;

    for (int n = g_test_rand_int_range (0, 16); n > 0; n--)
      g_string_append_c (text, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
    url = nl_url_check (text->str, &error);
    if (url == NULL) {
      g_assert_true (error->domain == NL_URL_ERROR);
      continue;
    }
    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (url, "http://") || g_str_has_prefix (url, "https://"));
    g_assert_null (strpbrk (url, "<>\" \n\t\\"));
    again = nl_url_check (url, NULL);
    g_assert_cmpstr (again, ==, url);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/text-property/every-letter", test_fold_of_every_letter);
  g_test_add_func ("/text-property/case", test_fold_ignores_case);
  g_test_add_func ("/text-property/parts", test_fold_of_parts);
  g_test_add_func ("/text-property/bytes", test_fold_of_any_bytes);
  g_test_add_func ("/text-property/length", test_length);
  g_test_add_func ("/redact-property/markers", test_markers_are_redacted);
  g_test_add_func ("/redact-property/names", test_secret_names);
  g_test_add_func ("/contact-property/stable", test_contacts_are_stable);
  g_test_add_func ("/url-property/any", test_any_url);
  return g_test_run ();
}
