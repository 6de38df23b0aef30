/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-lexer.h"

#include <string.h>

static const char *const keywords[] = {
  [NL_SEGMENT_KEYWORD_AND] = "AND",
  [NL_SEGMENT_KEYWORD_BETWEEN] = "BETWEEN",
  [NL_SEGMENT_KEYWORD_CONTAINS] = "CONTAINS",
  [NL_SEGMENT_KEYWORD_FALSE] = "false",
  [NL_SEGMENT_KEYWORD_IN] = "IN",
  [NL_SEGMENT_KEYWORD_IS] = "IS",
  [NL_SEGMENT_KEYWORD_MATCHES] = "MATCHES",
  [NL_SEGMENT_KEYWORD_NOT] = "NOT",
  [NL_SEGMENT_KEYWORD_NULL] = "NULL",
  [NL_SEGMENT_KEYWORD_OR] = "OR",
  [NL_SEGMENT_KEYWORD_TODAY] = "today",
  [NL_SEGMENT_KEYWORD_TRUE] = "true",
  [NL_SEGMENT_KEYWORD_YESTERDAY] = "yesterday",
};

static const struct {
  const char *text;
  NlSegmentTokenKind kind;
} signs[] = {
  { "!=", NL_SEGMENT_TOKEN_COMPARISON }, { ">=", NL_SEGMENT_TOKEN_COMPARISON },
  { "<=", NL_SEGMENT_TOKEN_COMPARISON }, { "<>", NL_SEGMENT_TOKEN_INVALID },
  { "==", NL_SEGMENT_TOKEN_INVALID },    { "&&", NL_SEGMENT_TOKEN_INVALID },
  { "||", NL_SEGMENT_TOKEN_INVALID },    { "=", NL_SEGMENT_TOKEN_COMPARISON },
  { ">", NL_SEGMENT_TOKEN_COMPARISON },  { "<", NL_SEGMENT_TOKEN_COMPARISON },
  { "(", NL_SEGMENT_TOKEN_OPEN },        { ")", NL_SEGMENT_TOKEN_CLOSE },
  { ",", NL_SEGMENT_TOKEN_COMMA },       { ":", NL_SEGMENT_TOKEN_COLON },
};

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.';
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* The end of a comment that starts at @start; NULL when it has none. */
static const char *
find_comment_end (const char *start)
{
  const char *end;

  if (start[1] == '-')
    return start + strcspn (start, "\n");
  end = g_strstr_len (start + 2, -1, "*/");
  return end == NULL ? NULL : end + 2;
}

/* The end of a string that starts with the quote at @start; NULL when it has none. */
static const char *
find_string_end (const char *start)
{
  for (const char *p = start + 1; *p != '\0'; p++)
    if (*p == '\\' && (p[1] == '\'' || p[1] == '\\'))
      p++;
    else if (*p == '\'')
      return p + 1;
  return NULL;
}

/* A number, a date, an offset, or a word that starts with a digit such as 7_days_ago. */
static const char *
scan_number (const char *start, NlSegmentToken *token)
{
  const char *p = start + (*start == '-' || *start == '+' ? 1 : 0);
  gsize digits = count_digits (p);
  gboolean has_sign = p != start;

  p += digits;
  token->kind = NL_SEGMENT_TOKEN_INTEGER;
  if (has_sign && *p != '\0' && strchr ("dwmyDWMY", *p) != NULL && !is_word (p[1])) {
    token->kind = NL_SEGMENT_TOKEN_OFFSET;
    return p + 1;
  }
  if (!has_sign && digits == 4 && p[0] == '-' && g_ascii_isdigit (p[1])) {
    token->kind = NL_SEGMENT_TOKEN_DATE;
    p += strspn (p, "0123456789-");
    if ((*p == 'T' || *p == 't') && g_ascii_isdigit (p[1]))
      p += 1 + strspn (p + 1, "0123456789:");
    if (!is_word (*p))
      return p;
  } else if (p[0] == '.' && g_ascii_isdigit (p[1])) {
    token->kind = NL_SEGMENT_TOKEN_DECIMAL;
    p += 1 + count_digits (p + 1);
  }
  if (is_word (*p)) {
    while (is_word (*p))
      p++;
    token->kind = has_sign ? NL_SEGMENT_TOKEN_INVALID : NL_SEGMENT_TOKEN_WORD;
    token->mistake = NL_SEGMENT_ERROR_CHARACTER;
  }
  return p;
}

static const char *
scan_word (const char *start, NlSegmentToken *token)
{
  const char *p = start;

  while (is_word (*p))
    p++;
  token->kind = NL_SEGMENT_TOKEN_WORD;
  for (guint i = 1; i < G_N_ELEMENTS (keywords); i++)
    if (strlen (keywords[i]) == (gsize) (p - start)
        && g_ascii_strncasecmp (keywords[i], start, p - start) == 0) {
      token->kind = NL_SEGMENT_TOKEN_KEYWORD;
      token->keyword = (NlSegmentKeyword) i;
    }
  return p;
}

static const char *
scan_sign (const char *start, NlSegmentToken *token)
{
  token->mistake = NL_SEGMENT_ERROR_CHARACTER;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (start, signs[i].text)) {
      token->kind = signs[i].kind;
      return start + strlen (signs[i].text);
    }
  token->kind = NL_SEGMENT_TOKEN_INVALID;
  return g_utf8_next_char (start);
}

static const char *
scan_delimited (const char *start,
                const char *end,
                NlSegmentTokenKind kind,
                NlSegmentError mistake,
                NlSegmentToken *token)
{
  token->kind = end == NULL ? NL_SEGMENT_TOKEN_INVALID : kind;
  token->mistake = mistake;
  return end == NULL ? start + strlen (start) : end;
}

static const char *
scan (const char *start, NlSegmentToken *token)
{
  gboolean is_signed = (*start == '-' || *start == '+') && g_ascii_isdigit (start[1]);

  if (*start == '\0')
    return start;
  if (g_str_has_prefix (start, "--") || g_str_has_prefix (start, "/*"))
    return scan_delimited (start, find_comment_end (start), NL_SEGMENT_TOKEN_COMMENT,
                           NL_SEGMENT_ERROR_UNTERMINATED_COMMENT, token);
  if (*start == '\'')
    return scan_delimited (start, find_string_end (start), NL_SEGMENT_TOKEN_STRING,
                           NL_SEGMENT_ERROR_UNTERMINATED_STRING, token);
  if (g_ascii_isdigit (*start) || is_signed)
    return scan_number (start, token);
  if (g_ascii_isalpha (*start) || *start == '_')
    return scan_word (start, token);
  return scan_sign (start, token);
}

static void
advance (NlSegmentLexer *lexer, const char *end)
{
  while (lexer->position < end) {
    if (*lexer->position == '\n') {
      lexer->line++;
      lexer->column = 1;
    } else {
      lexer->column++;
    }
    lexer->position = g_utf8_next_char (lexer->position);
  }
}

/**
 * nl_segment_lexer_init:
 * @lexer: (out caller-allocates): a lexer on the stack
 * @text: valid UTF-8, which outlives @lexer
 *
 * Starts to cut @text into tokens.
 */
void
nl_segment_lexer_init (NlSegmentLexer *lexer, const char *text)
{
  g_return_if_fail (lexer != NULL);
  g_return_if_fail (text != NULL);

  *lexer = (NlSegmentLexer) { text, text, 1, 1 };
}

/**
 * nl_segment_lexer_next:
 * @lexer: a lexer
 * @token: (out caller-allocates): the token
 *
 * Takes the next token, comments included. It never fails: what no rule fits becomes a token of
 * the kind `INVALID`, so that an editor can colour a query that is being typed. After the last one
 * it gives `END` for ever.
 */
void
nl_segment_lexer_next (NlSegmentLexer *lexer, NlSegmentToken *token)
{
  const char *start;

  g_return_if_fail (lexer != NULL);
  g_return_if_fail (token != NULL);

  for (start = lexer->position; g_unichar_isspace (g_utf8_get_char (start));)
    start = g_utf8_next_char (start);
  advance (lexer, start);
  *token = (NlSegmentToken) { .kind = NL_SEGMENT_TOKEN_END };
  token->span.offset = (guint) (start - lexer->text);
  token->span.line = lexer->line;
  token->span.column = lexer->column;
  advance (lexer, scan (start, token));
  token->span.length = (guint) (lexer->position - start);
}
