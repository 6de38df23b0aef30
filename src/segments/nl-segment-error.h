/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a query's text. Offset and length count bytes; line and column count from 1, the
 * column in characters. */
typedef struct {
  guint offset;
  guint length;
  guint line;
  guint column;
} NlSegmentSpan;

typedef enum {
  NL_SEGMENT_ERROR_EMPTY,
  NL_SEGMENT_ERROR_ENCODING,
  NL_SEGMENT_ERROR_TOO_LONG,
  NL_SEGMENT_ERROR_TOO_DEEP,
  NL_SEGMENT_ERROR_CHARACTER,
  NL_SEGMENT_ERROR_UNTERMINATED_STRING,
  NL_SEGMENT_ERROR_UNTERMINATED_COMMENT,
  NL_SEGMENT_ERROR_SYNTAX,
  NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE,
  NL_SEGMENT_ERROR_UNKNOWN_FUNCTION,
  NL_SEGMENT_ERROR_UNKNOWN_PARAMETER,
  NL_SEGMENT_ERROR_DUPLICATE_PARAMETER,
  NL_SEGMENT_ERROR_MISSING_PARAMETER,
  NL_SEGMENT_ERROR_OPERATOR,
  NL_SEGMENT_ERROR_TYPE,
  NL_SEGMENT_ERROR_VALUE,
  NL_SEGMENT_ERROR_DATE,
  NL_SEGMENT_ERROR_NUMBER,
  NL_SEGMENT_ERROR_REVERSED,
  NL_SEGMENT_ERROR_MISSING_DATA,
  NL_SEGMENT_ERROR_NOT_ROWS,
} NlSegmentError;

#define NL_SEGMENT_ERROR (nl_segment_error_quark ())
GQuark nl_segment_error_quark (void);

void nl_segment_error_set (GError **error,
                           NlSegmentError code,
                           const NlSegmentSpan *span,
                           const char *format,
                           ...) G_GNUC_PRINTF (4, 5);
gboolean nl_segment_error_get_span (const GError *error, NlSegmentSpan *span);

G_END_DECLS
