/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-node.h"
#include "segments/nl-segment-query.h"

G_BEGIN_DECLS

struct _NlSegmentQuery {
  gatomicrefcount references;
  char *text;
  GPtrArray *memory; /* what the tree is made of */
  NlSegmentNode *root;
  guint n_clauses;
  GMutex lock; /* guards what the checker finds out */
  gboolean is_checked;
  GError *mistake;
  GArray *hints; /* (element-type NlSegmentHint) */
  NlSegmentData data;
};

void nl_segment_print_string (GString *out, const char *text);
char *nl_segment_value_to_string (const NlSegmentValue *value);
char *nl_segment_node_to_string (const NlSegmentNode *node);
gboolean nl_segment_node_check (NlSegmentQuery *query, NlSegmentNode *node, GError **error);
NlSegmentSql *nl_segment_node_compile (const NlSegmentNode *node, const NlSegmentContext *context);
NlSegmentSql *nl_segment_node_compile_count (const NlSegmentNode *node,
                                             const NlSegmentContext *context);

G_END_DECLS
