/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-completion.h"

#include <string.h>

#include "segments/nl-segment-query.h"
#include "segments/nl-segment-syntax.h"

/* A text with the cursor at |, and the first labels that are offered; … where more follow. */
static const struct {
  const char *text;
  const char *labels;
} places[] = {
  { "|", "abandoned_checkout_date amount_spent companies …" },
  { "  amo|", "amount_spent" },
  { "spent|", "amount_spent" },
  { "date|", "abandoned_checkout_date customer_added_date first_order_date last_order_date" },
  { "Customer_t|ags CONTAINS 'x'", "customer_tags" },
  { "order|", "orders_placed first_order_date last_order_date number_of_orders" },
  { "amount_spent > 5 |", "AND OR" },
  { "amount_spent > 5 a|", "AND" },
  { "amount_spent > 5 AND n|", "number_of_orders NOT abandoned_checkout_date …" },
  { "NOT n|", "number_of_orders abandoned_checkout_date amount_spent …" },
  { "amount_spent > 5 OR (rfm|", "rfm_group" },
  { "amount_spent |", "= != > >= < <= BETWEEN" },
  { "amount_spent b|", "BETWEEN" },
  { "email_subscription_status |", "= != IS NULL IS NOT NULL" },
  { "email_subscription_status IS |", "NULL NOT NULL" },
  { "email_subscription_status IS NOT |", "NULL" },
  { "customer_tags |", "CONTAINS NOT CONTAINS IS NULL IS NOT NULL" },
  { "customer_tags NOT |", "CONTAINS" },
  { "amount_spent NOT |", "" },
  { "orders_placed |", "MATCHES NOT MATCHES" },
  { "orders_placed NOT m|", "MATCHES" },
  { "nonsense |", "" },
  { "rfm_group = |", "'CHAMPIONS' 'LOYAL' 'ACTIVE' …" },
  { "rfm_group = 'a|", "'ACTIVE' 'ALMOST_LOST' 'AT_RISK' 'CHAMPIONS' …" },
  { "rfm_group = 'at_|risk' AND", "'AT_RISK'" },
  { "last_order_date > |", "today yesterday -7d …" },
  { "last_order_date > -3|", "-30d" },
  { "last_order_date BETWEEN -30d |", "AND" },
  { "last_order_date BETWEEN -30d AND t|", "today yesterday" },
  { "amount_spent BETWEEN 1 AND |", "" },
  { "orders_placed MATCHES (|", "date amount count …" },
  { "orders_placed MATCHES (date > -30d, |", "amount count sum_amount …" },
  { "orders_placed MATCHES (date > -30d, count > 3, a|)", "amount app_id sum_amount location_id" },
  { "orders_placed MATCHES (date |", "= != > >= < <= BETWEEN" },
  { "orders_placed MATCHES (app_id |", "= != IN NOT IN" },
  { "orders_placed MATCHES (app_id NOT |", "IN" },
  { "orders_placed MATCHES (date > |", "today yesterday -7d …" },
  { "orders_placed MATCHES (date > -30d) |", "AND OR" },
  { "products_purchased(|", "id tag category …" },
  { "products_purchased(id: 5) |", "= true = false" },
  { "nonsense MATCHES (|", "" },
  { "amount_spent ; |", "" },
  { "amount_spent > 5 5 |", "" },
  { "amount_spent > 5 -- com|", "" },
  { "amount_spent > 5 /* com|", "" },
  { "amount_spent > 5 /* why */ |", "AND OR" },
  { "customer_countries CONTAINS 'F|R'", "" },
};

static char *
list_labels (const NlSegmentCompletions *completions, guint most)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < MIN (completions->items->len, most); i++) {
    const NlSegmentCompletion *completion = g_ptr_array_index (completions->items, i);

    g_strv_builder_add (labels, completion->label);
  }
  if (completions->items->len > most)
    g_strv_builder_add (labels, "…");
  all = g_strv_builder_end (labels);
  return g_strjoinv (" ", all);
}

static void
test_labels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const char *cursor = strchr (places[i].text, '|');
    gsize position = (gsize) (cursor - places[i].text);
    g_autofree char *text = g_strdup_printf ("%.*s%s", (int) position, places[i].text, cursor + 1);
    g_autoptr (NlSegmentCompletions) completions = nl_segment_completions_new (text, position);
    g_autofree char *labels = NULL;
    guint most = G_MAXUINT;

    g_test_message ("%s", places[i].text);
    if (g_str_has_suffix (places[i].labels, "…")) {
      g_auto (GStrv) words = g_strsplit (places[i].labels, " ", -1);

      most = g_strv_length (words) - 1;
    }
    labels = list_labels (completions, most);
    g_assert_cmpstr (labels, ==, places[i].labels);
  }
}

static char *
apply (const char *text, gsize cursor, const char *label)
{
  g_autoptr (NlSegmentCompletions) completions = nl_segment_completions_new (text, cursor);

  for (guint i = 0; i < completions->items->len; i++) {
    const NlSegmentCompletion *completion = g_ptr_array_index (completions->items, i);

    if (g_str_equal (completion->label, label))
      return g_strdup_printf ("%.*s%s%s", (int) completions->offset, text, completion->text,
                              text + completions->offset + completions->length);
  }
  return NULL;
}

static void
test_what_is_replaced (void)
{
  static const struct {
    const char *text;
    gsize cursor;
    const char *label;
    const char *result;
  } cases[] = {
    { "amo", 3, "amount_spent", "amount_spent " },
    { "amount > 5", 3, "amount_spent", "amount_spent  > 5" },
    { "orders_pl", 9, "orders_placed", "orders_placed MATCHES (" },
    { "rfm_group = 'at' AND amount_spent > 5", 15, "'AT_RISK'",
      "rfm_group = 'AT_RISK'  AND amount_spent > 5" },
    { "rfm_group = 'at AND amount_spent > 5", 15, "'AT_RISK'",
      "rfm_group = 'AT_RISK'  AND amount_spent > 5" },
    { "orders_placed MATCHES (app_id NOT)", 33, "NOT IN",
      "orders_placed MATCHES (app_id NOT IN ()" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *result = apply (cases[i].text, cases[i].cursor, cases[i].label);

    g_assert_cmpstr (result, ==, cases[i].result);
  }
}

static void
test_values_of_the_shop (void)
{
  g_autoptr (NlSegmentCompletions) completions
      = nl_segment_completions_new ("customer_tags CONTAINS 'it", 26);
  g_autofree char *labels = NULL;

  g_assert_cmpstr (completions->attribute->name, ==, "customer_tags");
  g_assert_cmpstr (completions->typed, ==, "it");
  nl_segment_completions_add_value (completions, "VIP", NULL, NULL);
  nl_segment_completions_add_value (completions, "It's me", NULL, "5 customers");
  labels = list_labels (completions, G_MAXUINT);
  g_assert_cmpstr (labels, ==, "'It\\'s me'");
}

/* A value is found by what people call it, and what begins with the typed letters comes first. */
static void
test_names_of_values (void)
{
  g_autoptr (NlSegmentCompletions) completions
      = nl_segment_completions_new ("customer_countries CONTAINS 'e", 30);
  g_autofree char *labels = NULL;

  g_assert_true (completions->is_value);
  nl_segment_completions_add_value (completions, "DE", "Germany", "Germany · 5 customers");
  nl_segment_completions_add_value (completions, "FR", "France", NULL);
  nl_segment_completions_add_value (completions, "IT", "Italy", NULL);
  nl_segment_completions_add_value (completions, "ES", "España", NULL);
  nl_segment_completions_add_value (completions, "EE", "Eesti", NULL);
  labels = list_labels (completions, G_MAXUINT);
  g_assert_cmpstr (labels, ==, "'ES' 'EE' 'DE' 'FR'");
}

/* What the language knows anyway is not offered twice, but with the shop's number. */
static void
test_counts_of_known_values (void)
{
  g_autoptr (NlSegmentCompletions) completions
      = nl_segment_completions_new ("rfm_group = 'champ", 18);
  const NlSegmentCompletion *only;

  nl_segment_completions_add_value (completions, "CHAMPIONS", NULL, "7 customers");
  g_assert_cmpuint (completions->items->len, ==, 1);
  only = g_ptr_array_index (completions->items, 0);
  g_assert_cmpstr (only->description, ==, "7 customers");
}

static void
test_numbers_have_no_quotes (void)
{
  g_autoptr (NlSegmentCompletions) completions
      = nl_segment_completions_new ("products_purchased MATCHES (id = cand", 37);
  g_autofree char *labels = NULL;

  nl_segment_completions_add_value (completions, "900", "Candle", NULL);
  nl_segment_completions_add_value (completions, "901", "Soap", NULL);
  labels = list_labels (completions, G_MAXUINT);
  g_assert_cmpstr (labels, ==, "900");
}

static void
test_bad_text (void)
{
  static const struct {
    const char *text;
    gsize cursor;
  } cases[] = { { "é", 1 }, { "\xff", 1 }, { "amount_spent", 4000 }, { "", 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlSegmentCompletions) completions
        = nl_segment_completions_new (cases[i].text, cases[i].cursor);

    g_assert_cmpuint (completions->offset + completions->length, <=, strlen (cases[i].text));
    g_assert_true ((completions->items->len > 0) == (i >= 2));
  }
}

static void
test_syntax (void)
{
  static const char *const text
      = "amount_spent >= 5 AND zodiac = 'é' -- why\nOR orders_placed MATCHES (date > -30d) OR "
        "last_order_date = today OR x > 7_days_ago ; 'open";
  static const struct {
    NlSegmentSyntaxKind kind;
    const char *part;
  } expected[] = {
    { NL_SEGMENT_SYNTAX_ATTRIBUTE, "amount_spent" },
    { NL_SEGMENT_SYNTAX_OPERATOR, ">=" },
    { NL_SEGMENT_SYNTAX_NUMBER, "5" },
    { NL_SEGMENT_SYNTAX_KEYWORD, "AND" },
    { NL_SEGMENT_SYNTAX_UNKNOWN_NAME, "zodiac" },
    { NL_SEGMENT_SYNTAX_OPERATOR, "=" },
    { NL_SEGMENT_SYNTAX_STRING, "'é'" },
    { NL_SEGMENT_SYNTAX_COMMENT, "-- why" },
    { NL_SEGMENT_SYNTAX_KEYWORD, "OR" },
    { NL_SEGMENT_SYNTAX_FUNCTION, "orders_placed" },
    { NL_SEGMENT_SYNTAX_KEYWORD, "MATCHES" },
    { NL_SEGMENT_SYNTAX_PUNCTUATION, "(" },
    { NL_SEGMENT_SYNTAX_PARAMETER, "date" },
    { NL_SEGMENT_SYNTAX_OPERATOR, ">" },
    { NL_SEGMENT_SYNTAX_DATE, "-30d" },
    { NL_SEGMENT_SYNTAX_PUNCTUATION, ")" },
    { NL_SEGMENT_SYNTAX_KEYWORD, "OR" },
    { NL_SEGMENT_SYNTAX_ATTRIBUTE, "last_order_date" },
    { NL_SEGMENT_SYNTAX_OPERATOR, "=" },
    { NL_SEGMENT_SYNTAX_DATE, "today" },
    { NL_SEGMENT_SYNTAX_KEYWORD, "OR" },
    { NL_SEGMENT_SYNTAX_UNKNOWN_NAME, "x" },
    { NL_SEGMENT_SYNTAX_OPERATOR, ">" },
    { NL_SEGMENT_SYNTAX_DATE, "7_days_ago" },
    { NL_SEGMENT_SYNTAX_INVALID, ";" },
    { NL_SEGMENT_SYNTAX_INVALID, "'open" },
  };
  g_autoptr (GArray) spans = nl_segment_syntax_scan (text);

  g_assert_cmpuint (spans->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < spans->len; i++) {
    const NlSegmentSyntaxSpan *span = &g_array_index (spans, NlSegmentSyntaxSpan, i);
    g_autofree char *part = g_strndup (text + span->offset, span->length);

    g_assert_cmpstr (part, ==, expected[i].part);
    g_assert_cmpint (span->kind, ==, expected[i].kind);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segments/completion/labels", test_labels);
  g_test_add_func ("/segments/completion/replaced", test_what_is_replaced);
  g_test_add_func ("/segments/completion/shop-values", test_values_of_the_shop);
  g_test_add_func ("/segments/completion/names-of-values", test_names_of_values);
  g_test_add_func ("/segments/completion/counts", test_counts_of_known_values);
  g_test_add_func ("/segments/completion/numbers", test_numbers_have_no_quotes);
  g_test_add_func ("/segments/completion/bad-text", test_bad_text);
  g_test_add_func ("/segments/completion/syntax", test_syntax);
  return g_test_run ();
}
