/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-markdown-spans.h"

/* What is shown in another style while Markdown is edited. Each lies within one line, so that only
 * lines that change are looked at. A language of GtkSourceView does more, and takes several frames
 * to be read: with Markdown comes HTML, with that all that can be in it. */

static const struct {
  NlMarkdownSpanKind kind;
  const char *pattern; /* what is in parentheses has the style, or all of it */
} patterns[] = {
  { NL_MARKDOWN_SPAN_HEADING, "^#{1,6}[ \\t].*$" },
  { NL_MARKDOWN_SPAN_MARKER, "^[ \\t]*([-*+]|\\d+[.)]|>)(?=[ \\t])" },
  { NL_MARKDOWN_SPAN_STRONG,
    "\\*\\*(?=[^\\s*])[^\\n]+?(?<=\\S)\\*\\*|__(?=[^\\s_])[^\\n]+?(?<=\\S)__" },
  { NL_MARKDOWN_SPAN_EMPHASIS, "(?<![*\\w])\\*(?=[^\\s*])[^*\\n]+?(?<=\\S)\\*(?![*\\w])"
                               "|(?<![_\\w])_(?=[^\\s_])[^_\\n]+?(?<=\\S)_(?![_\\w])" },
  { NL_MARKDOWN_SPAN_CODE, "`[^`\\n]+`" },
  { NL_MARKDOWN_SPAN_LINK_TEXT, "\\[([^\\]\\n]+)\\](?=\\([^)\\n]*\\))" },
  { NL_MARKDOWN_SPAN_LINK_TARGET, "(?<=\\]\\()([^)\\n]+)(?=\\))" },
};

static GRegex *
get_regex (guint i)
{
  static GRegex *regexes[G_N_ELEMENTS (patterns)];

  if (regexes[i] == NULL)
    regexes[i] = g_regex_new (patterns[i].pattern, G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, NULL);
  return regexes[i];
}

static void
find (guint i, const char *lines, GArray *spans)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (get_regex (i), lines, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL)) {
    NlMarkdownSpan span = { .kind = patterns[i].kind };
    int start, end;

    g_match_info_fetch_pos (match, g_match_info_get_match_count (match) - 1, &start, &end);
    span.start = (int) g_utf8_pointer_to_offset (lines, lines + start);
    span.end = (int) g_utf8_pointer_to_offset (lines, lines + end);
    g_array_append_val (spans, span);
  }
}

/**
 * nl_markdown_spans_find:
 * @lines: whole lines of a text in Markdown
 *
 * Returns: (transfer full) (element-type NlMarkdownSpan): what is special in them, in the order of
 *   the kinds; spans of different kinds may overlap
 */
GArray *
nl_markdown_spans_find (const char *lines)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (NlMarkdownSpan));

  g_return_val_if_fail (lines != NULL, spans);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    find (i, lines, spans);
  return spans;
}
