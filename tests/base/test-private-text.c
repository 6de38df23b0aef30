/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-private-text.h"
#include "nl-test.h"

typedef struct {
  const char *text;
  const char *found; /* the places, with a bar between; NULL: none */
} Case;

static const Case CASES[] = {
  { "Write to anna.muster+shop@example.co.uk today", "anna.muster+shop@example.co.uk" },
  { "zoé@exämple.fr, bob@example.com", "zoé@exämple.fr|bob@example.com" },
  { "Follow @example on the usual places", NULL },
  { "Call +33 6 12 34 56 78 or (030) 1234-5678", "+33 6 12 34 56 78|(030) 1234-5678" },
  { "0049 170 1234567", "0049 170 1234567" },
  { "06.12.34.56.78", "06.12.34.56.78" },
  { "IBAN DE89 3704 0044 0532 0130 00, please", "DE89 3704 0044 0532 0130 00" },
  { "de89370400440532013000", "de89370400440532013000" },
  { "DE88370400440532013000", NULL },
  { "NO9386011117947", "NO9386011117947" },
  { "Card 4111 1111 1111 1111 or 5500-0000-0000-0004", "4111 1111 1111 1111|5500-0000-0000-0004" },
  { "4111 1111 1111 1112", NULL },
  /* Figures that a merchant writes. */
  { "20 % off until 2026-11-30, code SAVE20", NULL },
  { "from 30.11.2026 to 05/12/2026", NULL },
  { "1.234.567,89 € in 2026", NULL },
  { "Over 12000000 sold", NULL },
  { "Article 10024781, 120 x 60 x 45 cm", NULL },
  { "", NULL },
};

static void
test_found (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GArray) spans = nl_private_text_find (CASES[i].text);
    g_autoptr (GString) found = g_string_new (NULL);

    for (guint j = 0; j < spans->len; j++) {
      const NlPrivateSpan *span = &g_array_index (spans, NlPrivateSpan, j);

      g_string_append_printf (found, "%s%.*s", j > 0 ? "|" : "", (int) (span->end - span->start),
                              CASES[i].text + span->start);
      g_assert_cmpstr (nl_private_kind_get_name (span->kind), !=, "");
    }
    g_assert_cmpstr (found->str, ==, CASES[i].found != NULL ? CASES[i].found : "");
  }
}

/* A number is one thing only, and the order is that of the text. */
static void
test_order (const char *folder)
{
  static const NlPrivateKind KINDS[]
      = { NL_PRIVATE_CARD, NL_PRIVATE_EMAIL, NL_PRIVATE_IBAN, NL_PRIVATE_PHONE };
  g_autoptr (GArray) spans = nl_private_text_find (
      "4111111111111111 a@example.com FR1420041010050500013M02606 +49 30 901820");

  g_assert_cmpuint (spans->len, ==, G_N_ELEMENTS (KINDS));
  for (guint i = 0; i < spans->len; i++) {
    const NlPrivateSpan *span = &g_array_index (spans, NlPrivateSpan, i);

    g_assert_cmpint (span->kind, ==, KINDS[i]);
    g_assert_cmpuint (span->start, <, span->end);
    if (i > 0)
      g_assert_cmpuint (span->start, >=, span[-1].end);
  }
}

/* Whatever is in a text, the places are in it and apart. */
static void
test_any (const char *folder)
{
  static const char PIECES[] = "0123456789 +-()./@aZé";

  for (guint round = 0; round < nl_test_rounds (3000, 300); round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GArray) spans = NULL;
    gsize last = 0;

    for (int i = g_test_rand_int_range (0, 60); i > 0; i--) {
      char c = PIECES[g_test_rand_int_range (0, sizeof PIECES - 3)];

      g_string_append_c (text, c);
    }
    spans = nl_private_text_find (text->str);
    for (guint i = 0; i < spans->len; i++) {
      const NlPrivateSpan *span = &g_array_index (spans, NlPrivateSpan, i);

      g_assert_cmpuint (span->start, >=, last);
      g_assert_cmpuint (span->end, >, span->start);
      g_assert_cmpuint (span->end, <=, text->len);
      last = span->end;
    }
  }
}

static void
test_luhn (const char *folder)
{
  g_assert_true (nl_private_text_is_luhn ("79927398713"));
  g_assert_false (nl_private_text_is_luhn ("79927398710"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/private-text/found", test_found);
  nl_test_add ("/private-text/order", test_order);
  nl_test_add ("/private-text/any", test_any);
  nl_test_add ("/private-text/luhn", test_luhn);
  return g_test_run ();
}
