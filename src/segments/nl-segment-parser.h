/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-node.h"

G_BEGIN_DECLS

/* Bounds that keep a hostile query from exhausting the stack or SQLite. */
#define NL_SEGMENT_MAX_BYTES (256 * 1024)
#define NL_SEGMENT_MAX_DEPTH 50
#define NL_SEGMENT_MAX_CLAUSES 500

/* What could stand where the text ends: what completion offers. */
typedef enum {
  NL_SEGMENT_EXPECTED_NOTHING,
  NL_SEGMENT_EXPECTED_CLAUSE,
  NL_SEGMENT_EXPECTED_CLAUSE_AFTER_NOT,
  NL_SEGMENT_EXPECTED_JOINER,
  NL_SEGMENT_EXPECTED_OPERATOR,
  NL_SEGMENT_EXPECTED_AFTER_NOT,
  NL_SEGMENT_EXPECTED_AFTER_IS,
  NL_SEGMENT_EXPECTED_NULL,
  NL_SEGMENT_EXPECTED_VALUE,
  NL_SEGMENT_EXPECTED_BETWEEN_AND,
  NL_SEGMENT_EXPECTED_PARAMETER,
  NL_SEGMENT_EXPECTED_TRUTH,
} NlSegmentExpected;

typedef struct {
  NlSegmentExpected expected;
  const char *function;  /* set inside the parentheses of a function */
  const char *name;      /* the attribute or parameter that is being compared */
  guint depth;           /* open groups */
  GPtrArray *parameters; /* names that this function already has */
} NlSegmentExpectation;

NlSegmentNode *nl_segment_parser_run (const char *text,
                                      GPtrArray *memory,
                                      NlSegmentExpectation *expectation,
                                      GError **error);

G_END_DECLS
