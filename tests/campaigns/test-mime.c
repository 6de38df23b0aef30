/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-mime.h"
#include "nl-test.h"

static void
assert_lines (const char *mime, gsize max)
{
  g_auto (GStrv) lines = g_strsplit (mime, "\r\n", -1);

  g_assert_true (g_str_is_ascii (mime));
  g_assert_true (g_str_has_suffix (mime, "\r\n"));
  for (char **line = lines; *line != NULL; line++) {
    g_assert_cmpuint (strlen (*line), <=, max);
    g_assert_null (strpbrk (*line, "\r\n"));
  }
}

static void
assert_header (const char *text, const char *expected)
{
  g_autoptr (GString) mime = g_string_new (NULL);

  nl_mime_append_header (mime, "Subject", text);
  g_assert_cmpstr (mime->str, ==, expected);
  assert_lines (mime->str, 78);
}

static void
test_headers (const char *folder)
{
  assert_header ("Hello", "Subject: Hello\r\n");
  assert_header ("", "Subject: \r\n");
  assert_header ("Été", "Subject: =?UTF-8?Q?=C3=89t=C3=A9?=\r\n");
  assert_header ("a b_c é", "Subject: =?UTF-8?Q?a_b=5Fc_=C3=A9?=\r\n");
  assert_header ("=?UTF-8?Q?forged?=", "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fforged=3F=3D?=\r\n");
  assert_header ("a\r\nBcc: x@y.example", "Subject: a  Bcc: x@y.example\r\n");
  assert_header ("  padded  ", "Subject: padded\r\n");
}

static void
test_folding (const char *folder)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) unfolded = NULL;
  const char *text = "one two three four five six seven eight nine ten eleven twelve thirteen "
                     "fourteen fifteen sixteen seventeen";
  g_autoptr (GString) emoji = g_string_new (NULL);

  nl_mime_append_header (plain, "Subject", text);
  assert_lines (plain->str, 78);
  unfolded = g_string_new (plain->str);
  g_string_replace (unfolded, "\r\n ", " ", 0);
  g_assert_cmpstr (unfolded->str, ==,
                   "Subject: one two three four five six seven eight nine ten eleven twelve "
                   "thirteen fourteen fifteen sixteen seventeen\r\n");

  for (guint i = 0; i < 60; i++)
    g_string_append (emoji, "🍃");
  nl_mime_append_header (words, "Subject", emoji->str);
  assert_lines (words->str, 76);
  /* No letter is torn between two words: each begins with a first byte. */
  for (const char *c = words->str; (c = strstr (c, "?Q?")) != NULL; c += 3)
    g_assert_true (g_str_has_prefix (c, "?Q?=F0=9F=8D=83"));
}

static void
test_phrases (const char *folder)
{
  static const struct {
    const char *phrase;
    const char *header;
  } PHRASES[] = {
    { "Atelier Nord", "From: Atelier Nord:;\r\n" },
    { "Thé & Co", "From: =?UTF-8?Q?Th=C3=A9_=26_Co?= :;\r\n" },
    { "Smith, \"Joe\" <x>", "From: =?UTF-8?Q?Smith=2C_=22Joe=22_=3Cx=3E?= :;\r\n" },
    { "a:b;", "From: =?UTF-8?Q?a=3Ab=3B?= :;\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PHRASES); i++) {
    g_autoptr (GString) mime = g_string_new (NULL);

    nl_mime_append_phrase (mime, "From", PHRASES[i].phrase, ":;");
    g_assert_cmpstr (mime->str, ==, PHRASES[i].header);
  }
}

static void
test_quoted_printable (const char *folder)
{
  static const struct {
    const char *text;
    const char *encoded;
  } TEXTS[] = {
    { "", "" },
    { "a", "a\r\n" },
    { "a\nb\n", "a\r\nb\r\n" },
    { "a\r\nb", "a\r\nb\r\n" },
    { "\n\na", "\r\n\r\na\r\n" },
    { "é=", "=C3=A9=3D\r\n" },
    { "a \nb\t\n", "a=20\r\nb=09\r\n" },
    { "a ", "a=20\r\n" },
    { ".\n.x", "=2E\r\n=2Ex\r\n" },
    { "From me\nxFrom ", "=46rom me\r\nxFrom=20\r\n" },
    { "-- \nx", "--=20\r\nx\r\n" },
  };
  g_autofree char *long_line = g_strnfill (500, 'e');
  g_autoptr (GString) mime = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autoptr (GString) encoded = g_string_new (NULL);

    nl_mime_append_quoted_printable (encoded, TEXTS[i].text);
    g_assert_cmpstr (encoded->str, ==, TEXTS[i].encoded);
  }
  nl_mime_append_quoted_printable (mime, long_line);
  assert_lines (mime->str, 76);
  g_string_replace (mime, "=\r\n", "", 0);
  g_assert_cmpuint (mime->len, ==, 502);
}

static void
test_base64 (const char *folder)
{
  g_autofree guchar *noise = g_malloc (1000);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) mime = g_string_new (NULL);
  gsize length;

  for (guint i = 0; i < 1000; i++)
    noise[i] = (guchar) (i * 7);
  bytes = g_bytes_new (noise, 1000);
  nl_mime_append_base64 (mime, bytes);
  assert_lines (mime->str, 76);
  g_string_replace (mime, "\r\n", "", 0);
  g_base64_decode_inplace (mime->str, &length);
  g_assert_cmpmem (mime->str, length, noise, 1000);
}

static void
test_date (const char *folder)
{
  g_autofree char *date = nl_mime_date (G_GINT64_CONSTANT (1795340047000000));
  g_autofree char *epoch = nl_mime_date (0);

  g_assert_cmpstr (date, ==, "Sun, 22 Nov 2026 09:34:07 +0000");
  g_assert_cmpstr (epoch, ==, "Thu, 1 Jan 1970 00:00:00 +0000");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/mime/headers", test_headers);
  nl_test_add ("/mime/folding", test_folding);
  nl_test_add ("/mime/phrases", test_phrases);
  nl_test_add ("/mime/quoted-printable", test_quoted_printable);
  nl_test_add ("/mime/base64", test_base64);
  nl_test_add ("/mime/date", test_date);
  return g_test_run ();
}
