/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-vocabulary.h"

G_BEGIN_DECLS

typedef enum {
  NL_SEGMENT_COMPLETION_ATTRIBUTE,
  NL_SEGMENT_COMPLETION_FUNCTION,
  NL_SEGMENT_COMPLETION_PARAMETER,
  NL_SEGMENT_COMPLETION_OPERATOR,
  NL_SEGMENT_COMPLETION_KEYWORD,
  NL_SEGMENT_COMPLETION_VALUE,
} NlSegmentCompletionKind;

typedef struct {
  NlSegmentCompletionKind kind;
  char *label;
  char *text;        /* what replaces the span */
  char *description; /* translated, or NULL */
} NlSegmentCompletion;

/* What could stand at a place of a query. */
typedef struct {
  guint offset; /* the span that a completion replaces, in bytes */
  guint length;
  char *typed;      /* what stands before the cursor in the span, without a quote */
  GPtrArray *items; /* (element-type NlSegmentCompletion), the likeliest first */
  guint n_first;    /* how many of them begin with what was typed, not only have it in them */
  const NlSegmentAttribute *attribute; /* what an operator or a value belongs to, or NULL */
  gboolean is_value;                   /* a value: the shop's own ones can be offered too */
} NlSegmentCompletions;

NlSegmentCompletions *nl_segment_completions_new (const char *text, gsize cursor);
void nl_segment_completions_free (NlSegmentCompletions *self);
void nl_segment_completions_add_value (NlSegmentCompletions *self,
                                       const char *value,
                                       const char *name,
                                       const char *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSegmentCompletions, nl_segment_completions_free)

G_END_DECLS
