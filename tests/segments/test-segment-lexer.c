/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nl-test.h"
#include "segments/nl-segment-context.h"
#include "segments/nl-segment-lexer.h"
#include "segments/nl-segment-statistics-private.h"
#include "segments/nl-segment-vocabulary.h"

/* What stands below the parser: pieces of text, the names that were meant, and sums. */

typedef struct {
  const char *text;
  NlSegmentTokenKind kind;
} Case;

static void
test_kinds (void)
{
  static const Case cases[] = {
    { "", NL_SEGMENT_TOKEN_END },
    { " \t\n\u00a0", NL_SEGMENT_TOKEN_END },
    { "amount_spent", NL_SEGMENT_TOKEN_WORD },
    { "shopify_email.opened", NL_SEGMENT_TOKEN_WORD },
    { "and", NL_SEGMENT_TOKEN_KEYWORD },
    { "BeTween", NL_SEGMENT_TOKEN_KEYWORD },
    { "TODAY", NL_SEGMENT_TOKEN_KEYWORD },
    { "7_days_ago", NL_SEGMENT_TOKEN_WORD },
    { "12", NL_SEGMENT_TOKEN_INTEGER },
    { "-12", NL_SEGMENT_TOKEN_INTEGER },
    { "+12.50", NL_SEGMENT_TOKEN_DECIMAL },
    { "-30d", NL_SEGMENT_TOKEN_OFFSET },
    { "+1Y", NL_SEGMENT_TOKEN_OFFSET },
    { "-30days", NL_SEGMENT_TOKEN_INVALID },
    { "2026-05-30", NL_SEGMENT_TOKEN_DATE },
    { "2026-05-30T14:00:00", NL_SEGMENT_TOKEN_DATE },
    { "2026-99-99", NL_SEGMENT_TOKEN_DATE },
    { "'it\\'s'", NL_SEGMENT_TOKEN_STRING },
    { "'a\nb'", NL_SEGMENT_TOKEN_STRING },
    { "'open", NL_SEGMENT_TOKEN_INVALID },
    { "'open\\'", NL_SEGMENT_TOKEN_INVALID },
    { "-- to the end", NL_SEGMENT_TOKEN_COMMENT },
    { "/* a * / b */", NL_SEGMENT_TOKEN_COMMENT },
    { "/*/", NL_SEGMENT_TOKEN_INVALID },
    { "<=", NL_SEGMENT_TOKEN_COMPARISON },
    { "!=", NL_SEGMENT_TOKEN_COMPARISON },
    { "<>", NL_SEGMENT_TOKEN_INVALID },
    { "&&", NL_SEGMENT_TOKEN_INVALID },
    { "“", NL_SEGMENT_TOKEN_INVALID },
    { "🙂", NL_SEGMENT_TOKEN_INVALID },
    { ":", NL_SEGMENT_TOKEN_COLON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    NlSegmentLexer lexer;
    NlSegmentToken token;

    g_test_message ("%s", cases[i].text);
    nl_segment_lexer_init (&lexer, cases[i].text);
    nl_segment_lexer_next (&lexer, &token);
    g_assert_cmpint (token.kind, ==, cases[i].kind);
    if (cases[i].kind != NL_SEGMENT_TOKEN_END) {
      g_assert_cmpuint (token.span.offset, ==, 0);
      g_assert_cmpuint (token.span.length, ==, strlen (cases[i].text));
      nl_segment_lexer_next (&lexer, &token);
      g_assert_cmpint (token.kind, ==, NL_SEGMENT_TOKEN_END);
    }
    /* The end stays the end. */
    nl_segment_lexer_next (&lexer, &token);
    g_assert_cmpint (token.kind, ==, NL_SEGMENT_TOKEN_END);
    g_assert_cmpuint (token.span.length, ==, 0);
  }
}

static void
assert_place (const char *text, const NlSegmentSpan *span)
{
  guint line = 1;
  guint column = 1;

  for (const char *p = text; p < text + span->offset; p = g_utf8_next_char (p)) {
    column = *p == '\n' ? 1 : column + 1;
    line += *p == '\n';
  }
  g_assert_cmpuint (span->line, ==, line);
  g_assert_cmpuint (span->column, ==, column);
}

static void
assert_only_blanks (const char *from, const char *end)
{
  for (; from < end; from = g_utf8_next_char (from))
    g_assert_true (g_unichar_isspace (g_utf8_get_char (from)));
}

/* Of whatever text, the tokens are all that is not blank, in order, each at the line and column
 * somebody would count to. */
static void
test_nothing_is_lost (void)
{
  static const char *const pieces[]
      = { "a",  "_",      ".",  "7",  "-", "+", "d",  "T", "'",    "\\'",   "--", "/*", "*/",
          "\n", " ",      "\t", "=",  "!", "<", ">",  "(", ")",    ",",     ":",  "é",  "🙂",
          "“",  "\u00a0", "OR", "&&", "|", "%", "\"", ";", "\x7f", "2026-", "\\", "\r", "\u2028" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260522);
  const guint rounds = nl_test_rounds (20000, 2000);

  for (guint round = 0; round < rounds; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    NlSegmentLexer lexer;
    NlSegmentToken token;
    guint end = 0;

    for (guint i = (guint) g_rand_int_range (random, 0, 24); i > 0; i--)
      g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
    nl_segment_lexer_init (&lexer, text->str);
    do {
      nl_segment_lexer_next (&lexer, &token);
      g_assert_cmpuint (token.span.offset, >=, end);
      assert_only_blanks (text->str + end, text->str + token.span.offset);
      assert_place (text->str, &token.span);
      end = token.span.offset + token.span.length;
      g_assert_cmpuint (end, <=, text->len);
      g_assert_true (token.kind == NL_SEGMENT_TOKEN_END || token.span.length > 0);
      g_assert_true (g_utf8_validate_len (text->str + token.span.offset, token.span.length, NULL));
    } while (token.kind != NL_SEGMENT_TOKEN_END);
    g_assert_cmpuint (end, ==, text->len);
  }
}

static const char *
suggest (const char *name, const char *const *known)
{
  NlSegmentSuggestion suggestion;

  nl_segment_suggestion_init (&suggestion, name);
  for (gsize i = 0; known[i] != NULL; i++)
    nl_segment_suggestion_offer (&suggestion, known[i]);
  return suggestion.best;
}

static void
test_suggestions (void)
{
  static const char *const known[]
      = { "amount_spent", "number_of_orders", "rfm_group", "id", "tag", NULL };
  static const struct {
    const char *name;
    const char *meant;
  } cases[] = {
    { "amount_spent", "amount_spent" },
    { "Amount_Spent", "amount_spent" },
    { "amuont_spent", "amount_spent" },
    { "amountspent", "amount_spent" },
    { "amount_spents", "amount_spent" },
    { "rmf_group", "rfm_group" },
    { "rfm_grp", "rfm_group" },
    { "di", "id" },
    { "tga", "tag" },
    { "zodiac", NULL },
    { "", NULL },
    { "x", NULL },
  };
  g_autofree char *endless = g_strnfill (5000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].name);
    g_assert_cmpstr (suggest (cases[i].name, known), ==, cases[i].meant);
  }
  g_assert_null (suggest (endless, known));
}

static void
test_sums (void)
{
  gint64 sum = G_MAXINT64 - 1;

  nl_segment_add (&sum, 1);
  g_assert_cmpint (sum, ==, G_MAXINT64);
  nl_segment_add (&sum, 1);
  g_assert_cmpint (sum, ==, G_MAXINT64);
  nl_segment_add (&sum, G_MININT64);
  g_assert_cmpint (sum, ==, -1);
  nl_segment_add (&sum, G_MININT64);
  g_assert_cmpint (sum, ==, G_MININT64);
  g_assert_cmpfloat (nl_segment_share (1, 3), ==, 0.3333);
  g_assert_cmpfloat (nl_segment_share (G_MAXINT64, G_MAXINT64), ==, 1);
  g_assert_cmpfloat (nl_segment_share (0, 7), ==, 0);
}

static void
test_contexts (void)
{
  static const struct {
    const char *zone;
    const char *currency;
    const char *known_zone;
    guint digits;
  } cases[] = {
    { "Europe/Paris", "EUR", "Europe/Paris", 2 },
    { "Asia/Tokyo", "JPY", "Asia/Tokyo", 0 },
    { "Asia/Kuwait", "KWD", "Asia/Kuwait", 3 },
    { "Mars/Base", "XQX", "UTC", 2 },
    { NULL, NULL, "UTC", 2 },
    { "", "", "UTC", 2 },
    { "../../etc/passwd", "eur'--", "UTC", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (NlSegmentContext) context = { 0 };

    g_test_message ("%s", cases[i].zone);
    nl_segment_context_init (&context, 5, cases[i].zone, cases[i].currency, 7);
    g_assert_cmpint (context.shop_id, ==, 5);
    g_assert_cmpint (context.now, ==, 7);
    g_assert_cmpstr (g_time_zone_get_identifier (context.time_zone), ==, cases[i].known_zone);
    g_assert_cmpuint (context.minor_digits, ==, cases[i].digits);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/segments/lexer/kinds", test_kinds);
  g_test_add_func ("/segments/lexer/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/segments/lexer/suggestions", test_suggestions);
  g_test_add_func ("/segments/lexer/sums", test_sums);
  g_test_add_func ("/segments/lexer/contexts", test_contexts);
  return g_test_run ();
}
