/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-lexer.h"
#include "segments/nl-segment-parser.h"

G_BEGIN_DECLS

typedef struct {
  const char *text;
  NlSegmentLexer lexer;
  NlSegmentToken token;    /* the one to look at */
  NlSegmentToken previous; /* the one before it */
  GPtrArray *memory;       /* (element-type gpointer): what the tree is made of */
  NlSegmentExpectation *expectation;
  guint depth;
  guint n_clauses;
  GError **error;
} NlSegmentParser;

void nl_segment_parser_advance (NlSegmentParser *parser);
char *nl_segment_parser_keep_text (NlSegmentParser *parser, const NlSegmentToken *token);
gpointer nl_segment_parser_keep (NlSegmentParser *parser, gpointer data);
NlSegmentSpan nl_segment_parser_span_from (NlSegmentParser *parser, const NlSegmentSpan *start);
void nl_segment_parser_expect (NlSegmentParser *parser, NlSegmentExpected expected);
gboolean nl_segment_parser_at (NlSegmentParser *parser, NlSegmentKeyword keyword);
gboolean nl_segment_parser_take (NlSegmentParser *parser,
                                 NlSegmentTokenKind kind,
                                 const char *what);
gboolean nl_segment_parser_fail (NlSegmentParser *parser, const char *what);

gboolean nl_segment_parser_parse_value (NlSegmentParser *parser, NlSegmentValue *value);
gboolean nl_segment_parser_parse_values (NlSegmentParser *parser, NlSegmentTest *test);
gboolean nl_segment_parser_parse_comparison (NlSegmentParser *parser, NlSegmentTest *test);
gboolean nl_segment_parser_parse_parameters (NlSegmentParser *parser, NlSegmentNode *node);
gboolean nl_segment_parser_parse_old_parameters (NlSegmentParser *parser, NlSegmentNode *node);

G_END_DECLS
