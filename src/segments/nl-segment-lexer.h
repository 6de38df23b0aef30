/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-error.h"

G_BEGIN_DECLS

typedef enum {
  NL_SEGMENT_TOKEN_END,
  NL_SEGMENT_TOKEN_COMMENT,
  NL_SEGMENT_TOKEN_WORD,
  NL_SEGMENT_TOKEN_KEYWORD,
  NL_SEGMENT_TOKEN_STRING,
  NL_SEGMENT_TOKEN_INTEGER,
  NL_SEGMENT_TOKEN_DECIMAL,
  NL_SEGMENT_TOKEN_DATE,
  NL_SEGMENT_TOKEN_OFFSET,
  NL_SEGMENT_TOKEN_COMPARISON,
  NL_SEGMENT_TOKEN_OPEN,
  NL_SEGMENT_TOKEN_CLOSE,
  NL_SEGMENT_TOKEN_COMMA,
  NL_SEGMENT_TOKEN_COLON,
  NL_SEGMENT_TOKEN_INVALID,
} NlSegmentTokenKind;

typedef enum {
  NL_SEGMENT_KEYWORD_NONE,
  NL_SEGMENT_KEYWORD_AND,
  NL_SEGMENT_KEYWORD_BETWEEN,
  NL_SEGMENT_KEYWORD_CONTAINS,
  NL_SEGMENT_KEYWORD_FALSE,
  NL_SEGMENT_KEYWORD_IN,
  NL_SEGMENT_KEYWORD_IS,
  NL_SEGMENT_KEYWORD_MATCHES,
  NL_SEGMENT_KEYWORD_NOT,
  NL_SEGMENT_KEYWORD_NULL,
  NL_SEGMENT_KEYWORD_OR,
  NL_SEGMENT_KEYWORD_TODAY,
  NL_SEGMENT_KEYWORD_TRUE,
  NL_SEGMENT_KEYWORD_YESTERDAY,
} NlSegmentKeyword;

typedef struct {
  NlSegmentTokenKind kind;
  NlSegmentKeyword keyword;
  NlSegmentError mistake; /* what makes an INVALID token invalid */
  NlSegmentSpan span;
} NlSegmentToken;

typedef struct {
  const char *text;
  const char *position;
  guint line;
  guint column;
} NlSegmentLexer;

void nl_segment_lexer_init (NlSegmentLexer *lexer, const char *text);
void nl_segment_lexer_next (NlSegmentLexer *lexer, NlSegmentToken *token);

G_END_DECLS
