/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-error.h"
#include "segments/nl-segment-vocabulary.h"

/* The syntax tree of a query. All of it belongs to the NlSegmentQuery and lives as long. */

G_BEGIN_DECLS

typedef enum {
  NL_SEGMENT_VALUE_STRING,
  NL_SEGMENT_VALUE_INTEGER,
  NL_SEGMENT_VALUE_DECIMAL,
  NL_SEGMENT_VALUE_DATE,
  NL_SEGMENT_VALUE_DATE_TIME,
  NL_SEGMENT_VALUE_OFFSET,
  NL_SEGMENT_VALUE_TODAY,
  NL_SEGMENT_VALUE_YESTERDAY,
} NlSegmentValueKind;

typedef struct {
  NlSegmentValueKind kind;
  NlSegmentSpan span;
  const char *text; /* a string without its quotes, a number or date as written */
  int year, month, day, hour, minute, second;
  int offset; /* signed, in units */
  char unit;  /* d, w, m or y */
} NlSegmentValue;

/* A name compared with values: a clause about an attribute, a parameter of a function, or an
 * anniversary (whose name is the metafield's). */
typedef struct {
  const char *name;
  NlSegmentSpan name_span;
  NlSegmentOperator op;
  NlSegmentSpan operator_span;
  const NlSegmentValue *values;
  guint n_values;
  NlSegmentSpan span;
  const NlSegmentAttribute *attribute; /* found by the checker */
} NlSegmentTest;

typedef enum {
  NL_SEGMENT_NODE_OR,
  NL_SEGMENT_NODE_AND,
  NL_SEGMENT_NODE_NOT,
  NL_SEGMENT_NODE_ATTRIBUTE,
  NL_SEGMENT_NODE_FUNCTION,
  NL_SEGMENT_NODE_ANNIVERSARY,
} NlSegmentNodeKind;

typedef struct _NlSegmentNode NlSegmentNode;
struct _NlSegmentNode {
  NlSegmentNodeKind kind;
  NlSegmentSpan span;
  NlSegmentNode **children; /* of OR, AND (two or more) and NOT (one) */
  guint n_children;
  NlSegmentTest test; /* of ATTRIBUTE and ANNIVERSARY */
  const char *name;   /* of FUNCTION */
  NlSegmentSpan name_span;
  gboolean is_negated;
  NlSegmentTest *parameters;
  guint n_parameters;
  const NlSegmentFunction *function; /* found by the checker */
};

G_END_DECLS
