/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NL_SEGMENT_SYNTAX_KEYWORD,
  NL_SEGMENT_SYNTAX_ATTRIBUTE,
  NL_SEGMENT_SYNTAX_FUNCTION,
  NL_SEGMENT_SYNTAX_PARAMETER,
  NL_SEGMENT_SYNTAX_UNKNOWN_NAME,
  NL_SEGMENT_SYNTAX_OPERATOR,
  NL_SEGMENT_SYNTAX_STRING,
  NL_SEGMENT_SYNTAX_NUMBER,
  NL_SEGMENT_SYNTAX_DATE,
  NL_SEGMENT_SYNTAX_PUNCTUATION,
  NL_SEGMENT_SYNTAX_COMMENT,
  NL_SEGMENT_SYNTAX_INVALID,
} NlSegmentSyntaxKind;

/* A piece of text to colour; in bytes. */
typedef struct {
  NlSegmentSyntaxKind kind;
  guint offset;
  guint length;
} NlSegmentSyntaxSpan;

GArray *nl_segment_syntax_scan (const char *text);

G_END_DECLS
