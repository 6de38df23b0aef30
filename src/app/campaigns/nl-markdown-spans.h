/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NL_MARKDOWN_SPAN_HEADING,
  NL_MARKDOWN_SPAN_MARKER, /* of a list or a quotation */
  NL_MARKDOWN_SPAN_STRONG,
  NL_MARKDOWN_SPAN_EMPHASIS,
  NL_MARKDOWN_SPAN_CODE,
  NL_MARKDOWN_SPAN_LINK_TEXT,
  NL_MARKDOWN_SPAN_LINK_TARGET,
  NL_MARKDOWN_N_SPANS,
} NlMarkdownSpanKind;

/* From one character to before another one. */
typedef struct {
  NlMarkdownSpanKind kind;
  int start;
  int end;
} NlMarkdownSpan;

GArray *nl_markdown_spans_find (const char *lines);

G_END_DECLS
