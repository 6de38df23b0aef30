/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-range.h"

#include <string.h>

/* What a value covers in whole numbers: from first to last. Between two whole numbers it covers
 * none, and first is above last by one. */
typedef struct {
  gint64 first;
  gint64 last;
} Extent;

static gboolean
append_digit (gint64 *number, char digit)
{
  return !__builtin_mul_overflow (*number, 10, number)
         && !__builtin_add_overflow (*number, digit - '0', number);
}

/* @text with the decimal point moved @digits to the right: 10.005 by 2 lies between 1000 and 1001.
 * Never through a floating-point number, so that a cent stays a cent. */
static Extent
scale (const char *text, guint digits)
{
  gboolean is_negative = *text == '-';
  const char *p = text + (is_negative ? 1 : 0);
  gboolean fits = TRUE;
  gboolean is_whole;
  gint64 number = 0;

  for (; g_ascii_isdigit (*p); p++)
    fits = fits && append_digit (&number, *p);
  p += *p == '.' ? 1 : 0;
  for (guint i = 0; i < digits; i++) {
    fits = fits && append_digit (&number, *p != '\0' ? *p : '0');
    p += *p != '\0' ? 1 : 0;
  }
  is_whole = p[strspn (p, "0")] == '\0';
  if (!fits)
    return is_negative ? (Extent) { G_MININT64 + 1, G_MININT64 }
                       : (Extent) { G_MAXINT64, G_MAXINT64 - 1 };
  if (is_negative)
    return (Extent) { -number, is_whole ? -number : -number - 1 };
  return (Extent) { is_whole ? number : number + 1, number };
}

static Extent
get_extent (const NlSegmentTest *test,
            guint index,
            const NlSegmentContext *context,
            guint minor_digits)
{
  const NlSegmentValue *value = &test->values[index];
  Extent extent;

  if (test->attribute->type == NL_SEGMENT_TYPE_DATE) {
    nl_segment_value_get_instants (value, context, &extent.first, &extent.last);
    return extent;
  }
  if (test->attribute->type == NL_SEGMENT_TYPE_MONEY)
    return scale (value->text, minor_digits);
  extent.first = extent.last = g_ascii_strtoll (value->text, NULL, 10);
  return extent;
}

static gint64
before (gint64 number)
{
  return number == G_MININT64 ? number : number - 1;
}

static gint64
after (gint64 number)
{
  return number == G_MAXINT64 ? number : number + 1;
}

/**
 * nl_segment_test_get_range:
 * @test: a checked comparison of a date, an amount, an integer or an id with one value, or BETWEEN
 * @context: what dates depend on
 * @minor_digits: decimals of the currency of an amount
 *
 * Translates a comparison into the numbers that the database holds: microseconds since 1970 UTC,
 * minor units, or the integer itself.
 *
 * Returns: the numbers that @test is true for
 */
NlSegmentRange
nl_segment_test_get_range (const NlSegmentTest *test,
                           const NlSegmentContext *context,
                           guint minor_digits)
{
  Extent extent = get_extent (test, 0, context, minor_digits);

  switch ((int) test->op) {
  case NL_SEGMENT_OPERATOR_EQUAL:
    return (NlSegmentRange) { extent.first, extent.last, FALSE };
  case NL_SEGMENT_OPERATOR_NOT_EQUAL:
    return (NlSegmentRange) { extent.first, extent.last, TRUE };
  case NL_SEGMENT_OPERATOR_GREATER:
    return (NlSegmentRange) { after (extent.last), G_MAXINT64, FALSE };
  case NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL:
    return (NlSegmentRange) { extent.first, G_MAXINT64, FALSE };
  case NL_SEGMENT_OPERATOR_LESS:
    return (NlSegmentRange) { G_MININT64, before (extent.first), FALSE };
  case NL_SEGMENT_OPERATOR_LESS_OR_EQUAL:
    return (NlSegmentRange) { G_MININT64, extent.last, FALSE };
  case NL_SEGMENT_OPERATOR_BETWEEN:
    return (NlSegmentRange) { extent.first, get_extent (test, 1, context, minor_digits).last,
                              FALSE };
  default:
    g_return_val_if_reached (((NlSegmentRange) { 1, 0, FALSE }));
  }
}

/**
 * nl_segment_range_contains:
 * @range: a range
 * @number: any number
 *
 * Returns: whether @range wants @number
 */
gboolean
nl_segment_range_contains (const NlSegmentRange *range, gint64 number)
{
  return (number >= range->low && number <= range->high) != range->is_negated;
}
