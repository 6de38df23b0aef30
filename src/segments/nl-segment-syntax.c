/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-syntax.h"

#include <string.h>

#include "segments/nl-segment-lexer.h"
#include "segments/nl-segment-parser.h"
#include "segments/nl-segment-vocabulary.h"

static NlSegmentSyntaxKind
classify_word (const char *word, const NlSegmentFunction **function)
{
  const NlSegmentFunction *found = nl_segment_vocabulary_find_function (word);

  if (found != NULL) {
    *function = found;
    return NL_SEGMENT_SYNTAX_FUNCTION;
  }
  if (g_str_equal (word, "anniversary"))
    return NL_SEGMENT_SYNTAX_FUNCTION;
  if (nl_segment_vocabulary_find_attribute (word) != NULL)
    return NL_SEGMENT_SYNTAX_ATTRIBUTE;
  if (*function != NULL && nl_segment_function_find_parameter (*function, word) != NULL)
    return NL_SEGMENT_SYNTAX_PARAMETER;
  if (g_ascii_isdigit (*word) && g_str_has_suffix (word, "_ago"))
    return NL_SEGMENT_SYNTAX_DATE;
  return NL_SEGMENT_SYNTAX_UNKNOWN_NAME;
}

static NlSegmentSyntaxKind
classify (const char *text, const NlSegmentToken *token, const NlSegmentFunction **function)
{
  g_autofree char *word = NULL;

  switch (token->kind) {
  case NL_SEGMENT_TOKEN_COMMENT:
    return NL_SEGMENT_SYNTAX_COMMENT;
  case NL_SEGMENT_TOKEN_KEYWORD:
    return token->keyword == NL_SEGMENT_KEYWORD_TODAY
                   || token->keyword == NL_SEGMENT_KEYWORD_YESTERDAY
               ? NL_SEGMENT_SYNTAX_DATE
               : NL_SEGMENT_SYNTAX_KEYWORD;
  case NL_SEGMENT_TOKEN_WORD:
    word = g_strndup (text + token->span.offset, token->span.length);
    return classify_word (word, function);
  case NL_SEGMENT_TOKEN_STRING:
    return NL_SEGMENT_SYNTAX_STRING;
  case NL_SEGMENT_TOKEN_INTEGER:
  case NL_SEGMENT_TOKEN_DECIMAL:
    return NL_SEGMENT_SYNTAX_NUMBER;
  case NL_SEGMENT_TOKEN_DATE:
  case NL_SEGMENT_TOKEN_OFFSET:
    return NL_SEGMENT_SYNTAX_DATE;
  case NL_SEGMENT_TOKEN_COMPARISON:
    return NL_SEGMENT_SYNTAX_OPERATOR;
  case NL_SEGMENT_TOKEN_OPEN:
  case NL_SEGMENT_TOKEN_CLOSE:
  case NL_SEGMENT_TOKEN_COMMA:
  case NL_SEGMENT_TOKEN_COLON:
    return NL_SEGMENT_SYNTAX_PUNCTUATION;
  case NL_SEGMENT_TOKEN_INVALID:
  case NL_SEGMENT_TOKEN_END:
  default:
    return NL_SEGMENT_SYNTAX_INVALID;
  }
}

/**
 * nl_segment_syntax_scan:
 * @text: what stands in the editor, right or wrong
 *
 * Finds what to colour. Unlike the parser it never stops at a mistake.
 *
 * Returns: (transfer full) (element-type NlSegmentSyntaxSpan): the pieces in their order, which do
 *   not overlap; none when @text is not UTF-8 or longer than a query can be
 */
GArray *
nl_segment_syntax_scan (const char *text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (NlSegmentSyntaxSpan));
  const NlSegmentFunction *function = NULL;
  NlSegmentLexer lexer;
  NlSegmentToken token;

  g_return_val_if_fail (text != NULL, spans);

  if (strlen (text) > NL_SEGMENT_MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return spans;
  nl_segment_lexer_init (&lexer, text);
  nl_segment_lexer_next (&lexer, &token);
  while (token.kind != NL_SEGMENT_TOKEN_END) {
    NlSegmentSyntaxSpan span
        = { classify (text, &token, &function), token.span.offset, token.span.length };

    g_array_append_val (spans, span);
    nl_segment_lexer_next (&lexer, &token);
  }
  return spans;
}
