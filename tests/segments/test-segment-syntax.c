/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-syntax.h"

#include <string.h>

#include "nl-test.h"
#include "segment-generator.h"
#include "segments/nl-segment-parser.h"

/* What of a query is coloured how, right or wrong. */

static const char letters[] = {
  [NL_SEGMENT_SYNTAX_KEYWORD] = 'k',      [NL_SEGMENT_SYNTAX_ATTRIBUTE] = 'a',
  [NL_SEGMENT_SYNTAX_FUNCTION] = 'f',     [NL_SEGMENT_SYNTAX_PARAMETER] = 'p',
  [NL_SEGMENT_SYNTAX_UNKNOWN_NAME] = '?', [NL_SEGMENT_SYNTAX_OPERATOR] = 'o',
  [NL_SEGMENT_SYNTAX_STRING] = 's',       [NL_SEGMENT_SYNTAX_NUMBER] = 'n',
  [NL_SEGMENT_SYNTAX_DATE] = 'd',         [NL_SEGMENT_SYNTAX_PUNCTUATION] = '.',
  [NL_SEGMENT_SYNTAX_COMMENT] = 'c',      [NL_SEGMENT_SYNTAX_INVALID] = '!',
};

/* One letter for each piece. */
static char *
scan (const char *text)
{
  g_autoptr (GArray) spans = nl_segment_syntax_scan (text);
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    g_string_append_c (said, letters[g_array_index (spans, NlSegmentSyntaxSpan, i).kind]);
  return g_string_free (said, FALSE);
}

static void
test_pieces (const char *folder)
{
  static const char *const cases[][2] = {
    { "", "" },
    { " \n\t ", "" },
    { "amount_spent > 10.5", "aon" },
    { "amount_spent BETWEEN 1 AND 2", "aknkn" },
    { "amount > 10", "?on" },
    { "customer_tags NOT CONTAINS 'a'", "akks" },
    { "rfm_group IS NOT NULL OR x", "akkkk?" },
    { "orders_placed MATCHES (date >= -30d, count = 1)", "fk.pod.pon." },
    { "orders_placed MATCHES (colour = 1)", "fk.?on." },
    /* A parameter is one only behind the function that has it. */
    { "count = 1 AND orders_placed MATCHES (count = 1)", "?onkfk.pon." },
    { "storefront_event.product_viewed(id: 1) = true", "f.p.n.ok" },
    { "anniversary('facts.birth') = today", "f.s.od" },
    { "last_order_date > 7_days_ago", "aod" },
    { "last_order_date < 2026-05-30T10:00:00", "aod" },
    { "first_order_date = yesterday", "aod" },
    { "7_days", "?" },
    { "amount_spent -- why\n> /* so */ 1", "acocn" },
    { "'never closed", "!" },
    { "/* never closed", "!" },
    { "amount_spent § 10", "a!n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *said = NULL;

    g_test_message ("%s", cases[i][0]);
    said = scan (cases[i][0]);
    g_assert_cmpstr (said, ==, cases[i][1]);
  }
}

/* The pieces stand in their order, apart from each other, and on whole characters. */
static void
assert_in_order (const char *text)
{
  g_autoptr (GArray) spans = nl_segment_syntax_scan (text);
  gsize length = strlen (text);
  guint end = 0;

  for (guint i = 0; i < spans->len; i++) {
    const NlSegmentSyntaxSpan *span = &g_array_index (spans, NlSegmentSyntaxSpan, i);

    g_assert_cmpuint (span->offset, >=, end);
    g_assert_cmpuint (span->length, >, 0);
    end = span->offset + span->length;
    g_assert_cmpuint (end, <=, length);
    g_assert_true (g_utf8_validate (text + span->offset, span->length, NULL));
  }
}

/* While somebody types, every beginning of a query is coloured; of a query that is right nothing is
 * coloured as wrong. */
static void
test_while_typing (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (33);

  for (guint round = 0; round < nl_test_rounds (100, 20); round++) {
    g_autofree char *text = segment_generate_query (sample);
    g_autofree char *said = scan (text);
    const char *p = text;

    g_test_message ("%s", text);
    g_assert_null (strpbrk (said, "?!"));
    for (; *p != '\0'; p = g_utf8_next_char (p)) {
      g_autofree char *beginning = g_strndup (text, (gsize) (p - text));

      assert_in_order (beginning);
    }
    assert_in_order (text);
  }
}

static void
test_no_text (const char *folder)
{
  g_autofree char *longest = g_strnfill (NL_SEGMENT_MAX_BYTES, ' ');
  g_autofree char *too_long = g_strnfill (NL_SEGMENT_MAX_BYTES + 1, ' ');
  g_autofree char *said = NULL;
  g_autofree char *none = NULL;
  g_autofree char *broken = scan ("amount_spent = '\xff'");

  memcpy (longest, "today", 5);
  memcpy (too_long, "today", 5);
  said = scan (longest);
  none = scan (too_long);
  g_assert_cmpstr (said, ==, "d");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (broken, ==, "");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/syntax/pieces", test_pieces);
  nl_test_add ("/segments/syntax/while-typing", test_while_typing);
  nl_test_add ("/segments/syntax/no-text", test_no_text);
  return g_test_run ();
}
