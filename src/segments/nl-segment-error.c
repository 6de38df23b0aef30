/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-error.h"

#include <glib/gi18n-lib.h>

typedef struct {
  NlSegmentSpan span;
} NlSegmentErrorPrivate;

static void
nl_segment_error_private_init (NlSegmentErrorPrivate *priv)
{
  priv->span = (NlSegmentSpan) { 0, 0, 1, 1 };
}

static void
nl_segment_error_private_copy (const NlSegmentErrorPrivate *from, NlSegmentErrorPrivate *to)
{
  to->span = from->span;
}

static void
nl_segment_error_private_clear (NlSegmentErrorPrivate *priv)
{}

G_DEFINE_EXTENDED_ERROR (NlSegmentError, nl_segment_error)

/**
 * nl_segment_error_set:
 * @error: (out) (optional): where to put the error
 * @code: what kind of mistake it is
 * @span: where in the query's text
 * @format: what is wrong and what would be right, translated, as one or two sentences
 * @...: what goes into @format
 *
 * Makes an error of the domain `NL_SEGMENT_ERROR`. Its message starts with the line and the column.
 */
void
nl_segment_error_set (
    GError **error, NlSegmentError code, const NlSegmentSpan *span, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  g_return_if_fail (span != NULL);

  if (error == NULL)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: where a segment query is wrong, then what is wrong there. */
  g_set_error (error, NL_SEGMENT_ERROR, (int) code, _ ("Line %u, column %u: %s"), span->line,
               span->column, text);
  nl_segment_error_get_private (*error)->span = *span;
}

/**
 * nl_segment_error_get_span:
 * @error: any error
 * @span: (out): where in the query's text the mistake is
 *
 * Returns: whether @error is of the domain `NL_SEGMENT_ERROR`; if not, @span is left alone
 */
gboolean
nl_segment_error_get_span (const GError *error, NlSegmentSpan *span)
{
  g_return_val_if_fail (error != NULL, FALSE);
  g_return_val_if_fail (span != NULL, FALSE);

  if (error->domain != NL_SEGMENT_ERROR)
    return FALSE;
  *span = nl_segment_error_get_private (error)->span;
  return TRUE;
}
