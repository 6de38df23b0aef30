/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libspelling.h>

#include "app/campaigns/nl-markdown-spans.h"
#include "app/campaigns/nl-part-text.h"
#include "app/campaigns/nl-unspelled.h"
#include "campaigns-test.h"

static void
assert_found (const char *text, const char *expected)
{
  static const char *const names[] = { "Atelier Lumen", "Lampe (n° 3)", NULL };
  g_autoptr (GRegex) regex = nl_unspelled_regex_new (names);
  g_autoptr (GArray) pieces = nl_unspelled_find (regex, text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const NlUnspelled *piece = &g_array_index (pieces, NlUnspelled, i);
    g_autofree char *word = g_utf8_substring (text, piece->start, piece->end);

    g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", word);
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_find (void)
{
  assert_found ("", "");
  assert_found ("Ordinary words. A new sentence, and I go on.", "");
  assert_found ("Été : code LUMEN10, bis 2026", "LUMEN10|2026");
  assert_found ("code FRÜHLING-ab, Xylo", "FRÜHLING");
  assert_found ("code BIENVENUE!", "BIENVENUE");
  assert_found ("voir https://a.example/x?y=1 et www.b.example ici",
                "https://a.example/x?y=1|www.b.example");
  assert_found ("chez atelier-lumen.example.", "atelier-lumen.example");
  assert_found ("write to hello@lumen.example now", "hello@lumen.example");
  assert_found ("Hi {{ first_name }}, {name} [[x y]] %NAME% *|FNAME|* 20 % off 30 %",
                "{{ first_name }}|{name}|[[x y]]|%NAME%|*|FNAME|*|20|30");
  assert_found ("#slowliving @lumen_paris", "#slowliving|@lumen_paris");
  assert_found ("La Lampe (n° 3) de l’Atelier Lumen", "Lampe (n° 3)|Atelier Lumen");
  assert_found ("Ateliers Lumens", "");
}

static void
assert_spans (const char *text, NlMarkdownSpanKind kind, const char *expected)
{
  g_autoptr (GArray) spans = nl_markdown_spans_find (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++) {
    const NlMarkdownSpan *span = &g_array_index (spans, NlMarkdownSpan, i);
    g_autofree char *piece = g_utf8_substring (text, span->start, span->end);

    if (span->kind == kind)
      g_string_append_printf (found, "%s%s", found->len > 0 ? "|" : "", piece);
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_markdown (void)
{
  static const char text[] = "# Été à *deux*\n"
                             "#hashtag, 2 * 3 * 4 and snake_case_name\n"
                             "- **Fort** and *doux* or _doux aussi_\n"
                             "12. `un **code**`, [voir ici](https://a.example/x_y_z)\n"
                             "> cité __très fort__ [not a link] (at all)\n";

  assert_spans (text, NL_MARKDOWN_SPAN_HEADING, "# Été à *deux*");
  assert_spans (text, NL_MARKDOWN_SPAN_MARKER, "-|12.|>");
  assert_spans (text, NL_MARKDOWN_SPAN_STRONG, "**Fort**|**code**|__très fort__");
  assert_spans (text, NL_MARKDOWN_SPAN_EMPHASIS, "*deux*|*doux*|_doux aussi_");
  assert_spans (text, NL_MARKDOWN_SPAN_CODE, "`un **code**`");
  assert_spans (text, NL_MARKDOWN_SPAN_LINK_TEXT, "voir ici");
  assert_spans (text, NL_MARKDOWN_SPAN_LINK_TARGET, "https://a.example/x_y_z");
  assert_spans ("", NL_MARKDOWN_SPAN_STRONG, "");
  assert_spans ("** not ** strong, nor **over\ntwo lines**", NL_MARKDOWN_SPAN_STRONG, "");
}

/* Whether the first letter of @word is bold. */
static gboolean
is_bold (NlPartText *text, const char *word)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_autoptr (GSList) tags = NULL;
  GtkTextIter start;
  GtkTextIter match;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (
      gtk_text_iter_forward_search (&start, word, GTK_TEXT_SEARCH_TEXT_ONLY, &match, NULL, NULL));
  tags = gtk_text_iter_get_tags (&match);
  for (GSList *l = tags; l != NULL; l = l->next) {
    int weight;

    g_object_get (l->data, "weight", &weight, NULL);
    if (weight >= PANGO_WEIGHT_SEMIBOLD)
      return TRUE;
  }
  return FALSE;
}

/* What is written, as it is written: a mark that is taken away takes its style with it. */
static void
test_styles (void)
{
  GtkWidget *text = g_object_ref_sink (nl_part_text_new (FALSE, TRUE));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  GtkTextIter start;
  GtkTextIter end;

  nl_part_text_set_text (NL_PART_TEXT (text), "plain\n**strong** words\n# Heading");
  g_assert_false (is_bold (NL_PART_TEXT (text), "plain"));
  g_assert_true (is_bold (NL_PART_TEXT (text), "strong"));
  g_assert_false (is_bold (NL_PART_TEXT (text), "words"));
  g_assert_true (is_bold (NL_PART_TEXT (text), "Heading"));
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
  g_assert_false (is_bold (NL_PART_TEXT (text), "strong"));
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  gtk_text_buffer_insert (buffer, &start, "*", -1);
  g_assert_true (is_bold (NL_PART_TEXT (text), "strong"));
  g_object_unref (text);
}

static gboolean
is_underlined (NlPartText *text, const char *word)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_autoptr (GSList) tags = NULL;
  GtkTextIter start;
  GtkTextIter match;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (
      gtk_text_iter_forward_search (&start, word, GTK_TEXT_SEARCH_TEXT_ONLY, &match, NULL, NULL));
  tags = gtk_text_iter_get_tags (&match);
  for (GSList *l = tags; l != NULL; l = l->next) {
    PangoUnderline underline;

    g_object_get (l->data, "underline", &underline, NULL);
    if (underline >= PANGO_UNDERLINE_ERROR)
      return TRUE;
  }
  return FALSE;
}

static void
check_spelling (gboolean is_markdown)
{
  static const char *const names[] = { "Atelier Lumen", NULL };
  GtkWidget *window = gtk_window_new ();
  NlPartText *text = NL_PART_TEXT (nl_part_text_new (!is_markdown, is_markdown));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (text));
  nl_part_text_set_names (text, names);
  nl_part_text_set_language (text, "en");
  nl_part_text_set_text (
      text, "At Atelier Lumen: XQZTR at https://xqztr.example/abcdq {{frst}} zzfirst here.");
  gtk_window_present (GTK_WINDOW (window));
  wait_until (is_underlined (text, "zzfirst"));
  wait_until (!is_underlined (text, "Lumen") && !is_underlined (text, "XQZTR")
              && !is_underlined (text, "abcdq") && !is_underlined (text, "frst"));

  /* Typed afterwards, and closed last. */
  gtk_text_buffer_insert_at_cursor (buffer, "{{ qqwwee ", -1);
  wait_until (is_underlined (text, "qqwwee"));
  gtk_text_buffer_insert_at_cursor (buffer, "}} zzsecond ", -1);
  wait_until (is_underlined (text, "zzsecond") && !is_underlined (text, "qqwwee")
              && is_underlined (text, "zzfirst"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_spelling (gconstpointer data)
{
  if (!spelling_provider_supports_language (spelling_provider_get_default (), "en_US")) {
    g_test_skip ("There is no English dictionary");
    return;
  }
  check_spelling (GPOINTER_TO_INT (data));
}

/* Links are not red, which is how misspelt words are underlined; in light and in dark. */
static void
test_scheme (void)
{
  static const struct {
    AdwColorScheme scheme;
    const char *id;
  } steps[] = {
    { ADW_COLOR_SCHEME_FORCE_LIGHT, "ninjalead" },
    { ADW_COLOR_SCHEME_FORCE_DARK, "ninjalead-dark" },
  };
  GtkWidget *text = g_object_ref_sink (nl_part_text_new (FALSE, TRUE));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    GtkSourceStyleScheme *scheme;
    GtkSourceStyle *style;
    gboolean is_colored = TRUE;

    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), steps[i].scheme);
    scheme = gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (buffer));
    g_assert_cmpstr (gtk_source_style_scheme_get_id (scheme), ==, steps[i].id);
    style = gtk_source_style_scheme_get_style (scheme, "def:link-text");
    g_object_get (style, "foreground-set", &is_colored, NULL);
    g_assert_false (is_colored);
    g_assert_nonnull (gtk_source_style_scheme_get_style (scheme, "text"));
  }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_object_unref (text);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  g_test_add_func ("/part-text/find", test_find);
  g_test_add_func ("/part-text/markdown", test_markdown);
  g_test_add_func ("/part-text/styles", test_styles);
  g_test_add_data_func ("/part-text/spelling/line", GINT_TO_POINTER (FALSE), test_spelling);
  g_test_add_data_func ("/part-text/spelling/markdown", GINT_TO_POINTER (TRUE), test_spelling);
  g_test_add_func ("/part-text/scheme", test_scheme);
  return g_test_run ();
}
