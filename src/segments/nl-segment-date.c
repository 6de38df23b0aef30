/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-range.h"

/* 1970-01-01 in days since 0001-01-01, as GDate counts them. */
#define EPOCH_JULIAN 719163

static void
get_today (const NlSegmentContext *context, GDate *day)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (context->now);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, context->time_zone);

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
}

/* GDate clamps to the last day of a shorter month by itself. */
static void
shift (GDate *day, int count, char unit)
{
  guint n = (guint) ABS (count);

  if (unit == 'w')
    n *= 7;
  if (unit == 'm') {
    if (count < 0)
      g_date_subtract_months (day, n);
    else
      g_date_add_months (day, n);
  } else if (unit == 'y') {
    if (count < 0)
      g_date_subtract_years (day, n);
    else
      g_date_add_years (day, n);
  } else {
    if (count < 0)
      g_date_subtract_days (day, n);
    else
      g_date_add_days (day, n);
  }
}

/* The first instant at which the clocks of the zone show this time, or that follows the hour they
 * leave out. */
static gint64
to_utc (GTimeZone *zone, const GDate *day, int second_of_day)
{
  static const GTimeType types[] = { G_TIME_TYPE_STANDARD, G_TIME_TYPE_DAYLIGHT };
  gint64 clock = ((gint64) g_date_get_julian (day) - EPOCH_JULIAN) * 86400 + second_of_day;
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    gint64 adjusted = clock;
    int interval = g_time_zone_adjust_time (zone, types[i], &adjusted);

    first = MIN (first, adjusted - g_time_zone_get_offset (zone, interval));
  }
  return first * G_USEC_PER_SEC;
}

/**
 * nl_segment_value_get_instants:
 * @value: a checked date
 * @context: the shop's zone and the moment that is now
 * @first: (out): microseconds since 1970 UTC
 * @last: (out): microseconds since 1970 UTC, the last that still belongs to @value
 *
 * Gets what a date covers: a whole day in the shop's zone, or a second for a date with a time. A
 * day starts when its clocks first show midnight, or where they skip it, the hour after.
 */
void
nl_segment_value_get_instants (const NlSegmentValue *value,
                               const NlSegmentContext *context,
                               gint64 *first,
                               gint64 *last)
{
  GDate day;

  get_today (context, &day);
  switch ((int) value->kind) {
  case NL_SEGMENT_VALUE_OFFSET:
    shift (&day, value->offset, value->unit);
    break;
  case NL_SEGMENT_VALUE_YESTERDAY:
    shift (&day, -1, 'd');
    break;
  case NL_SEGMENT_VALUE_TODAY:
    break;
  default:
    g_date_set_dmy (&day, (GDateDay) value->day, (GDateMonth) value->month,
                    (GDateYear) value->year);
    break;
  }
  if (value->kind == NL_SEGMENT_VALUE_DATE_TIME) {
    *first = to_utc (context->time_zone, &day,
                     value->hour * 3600 + value->minute * 60 + value->second);
    *last = *first + G_USEC_PER_SEC - 1;
    return;
  }
  *first = to_utc (context->time_zone, &day, 0);
  g_date_add_days (&day, 1);
  *last = to_utc (context->time_zone, &day, 0) - 1;
}
