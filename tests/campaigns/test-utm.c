/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-slug.h"
#include "base/nl-url.h"
#include "campaigns/nl-utm.h"
#include "nl-test.h"

static const struct {
  const char *url;
  const char *campaign;
  const char *content;
  const char *link;
} LINKS[] = {
  { "https://shop.example", "x", NULL,
    "https://shop.example/?utm_source=newsletter&utm_medium=email&utm_campaign=x" },
  { "https://shop.example/a?b=c#d", "x", "a-fr",
    "https://shop.example/"
    "a?b=c&utm_source=newsletter&utm_medium=email&utm_campaign=x&utm_content=a-fr#d" },
  { "https://shop.example/a?", "x", NULL,
    "https://shop.example/a?utm_source=newsletter&utm_medium=email&utm_campaign=x" },
  { "https://shop.example/a?b=%20c&", "x", NULL,
    "https://shop.example/a?b=%20c&utm_source=newsletter&utm_medium=email&utm_campaign=x" },
  { "https://shop.example/a?utm_source=mine", "x", NULL,
    "https://shop.example/a?utm_source=mine&utm_medium=email&utm_campaign=x" },
  { "https://shop.example/a", "Été & hiver/+", NULL,
    "https://shop.example/a?utm_source=newsletter&utm_medium=email"
    "&utm_campaign=%C3%89t%C3%A9%20%26%20hiver%2F%2B" },
  { "http://shop.example:8080/%C3%A9", "", NULL,
    "http://shop.example:8080/%C3%A9?utm_source=newsletter&utm_medium=email" },
};

static void
test_links (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LINKS); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *link = nl_utm_link (LINKS[i].url, "newsletter", "email", LINKS[i].campaign,
                                         LINKS[i].content, &error);
    g_autofree char *again = NULL;
    g_autoptr (GUri) uri = NULL;

    g_assert_no_error (error);
    g_assert_cmpstr (link, ==, LINKS[i].link);
    uri = g_uri_parse (link, G_URI_FLAGS_NONE, &error);
    g_assert_no_error (error);
    again = nl_utm_link (link, "newsletter", "email", LINKS[i].campaign, LINKS[i].content, &error);
    g_assert_cmpstr (again, ==, link);
  }
}

static void
test_refused (const char *folder)
{
  const char *const URLS[] = {
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://",
    "https://a b.example",
    "mailto:a@b.example",
    "java\nscript:alert(1)",
    "https://user:secret@shop.example",
    "",
    NULL,
  };

  for (gsize i = 0; URLS[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", URLS[i]);
    g_assert_null (nl_utm_link (URLS[i], "a", "b", "c", NULL, &error));
    g_assert_true (error->domain == NL_URL_ERROR);
  }
}

static const struct {
  const char *text;
  gsize max;
  const char *slug;
} SLUGS[] = {
  { "Summer Sale 2026", 60, "summer-sale-2026" },
  { "  Été à la plage !  ", 60, "été-à-la-plage" },
  { "../../etc/passwd", 60, "etc-passwd" },
  { "a/b\\c:d*e?f\"g<h>i|j", 60, "a-b-c-d-e-f-g-h-i-j" },
  { "--- ...", 60, "" },
  { "", 60, "" },
  { "茶の季節", 60, "茶の季節" },
  { "茶の季節", 7, "茶の" },
  { "abc-def", 4, "abc" },
  { "bad\xff"
    "byte",
    60, "bad-byte" },
  { "हिन्दी", 60, "हिन्दी" },
};

static void
test_slugs (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SLUGS); i++) {
    g_autofree char *slug = nl_slug_keep_letters (SLUGS[i].text, SLUGS[i].max);

    g_assert_cmpstr (slug, ==, SLUGS[i].slug);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/utm/links", test_links);
  nl_test_add ("/utm/refused", test_refused);
  nl_test_add ("/utm/slugs", test_slugs);
  return g_test_run ();
}
