/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-checker-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A thousand years in each unit: dates stay within the years that have four digits. */
static const struct {
  char unit;
  int most;
} offset_bounds[] = { { 'd', 365250 }, { 'w', 52178 }, { 'm', 12000 }, { 'y', 1000 } };

/* Integer digits that fit into 64 bits together with the three decimals some currencies have. */
#define MONEY_DIGITS 15

static gboolean
fail (GError **error, NlSegmentError code, const NlSegmentValue *value, const char *message)
{
  nl_segment_error_set (error, code, &value->span, "%s", message);
  return FALSE;
}

static gboolean
is_number (const NlSegmentValue *value)
{
  return value->kind == NL_SEGMENT_VALUE_INTEGER || value->kind == NL_SEGMENT_VALUE_DECIMAL;
}

static gboolean
check_integer (const NlSegmentValue *value, GError **error)
{
  if (value->kind != NL_SEGMENT_VALUE_INTEGER)
    return fail (error, NL_SEGMENT_ERROR_TYPE, value,
                 _ ("A whole number belongs here, such as 3."));
  if (!g_ascii_string_to_signed (value->text, 10, G_MININT64, G_MAXINT64, NULL, NULL))
    return fail (error, NL_SEGMENT_ERROR_NUMBER, value, _ ("This number is too large."));
  return TRUE;
}

static gboolean
check_decimal (const NlSegmentValue *value, GError **error)
{
  const char *digits = value->text;

  if (!is_number (value))
    return fail (error, NL_SEGMENT_ERROR_TYPE, value, _ ("A number belongs here, such as 99.90."));
  digits += *digits == '-' ? 1 : 0;
  digits += strspn (digits, "0");
  if (strspn (digits, "0123456789") > MONEY_DIGITS)
    return fail (error, NL_SEGMENT_ERROR_NUMBER, value, _ ("This number is too large."));
  return TRUE;
}

static gboolean
check_offset (const NlSegmentValue *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (offset_bounds); i++)
    if (offset_bounds[i].unit == value->unit && ABS (value->offset) > offset_bounds[i].most)
      return fail (error, NL_SEGMENT_ERROR_DATE, value,
                   _ ("A date can be at most a thousand years from today."));
  return TRUE;
}

static gboolean
check_date (const NlSegmentValue *value, GError **error)
{
  if (value->kind == NL_SEGMENT_VALUE_STRING)
    return fail (error, NL_SEGMENT_ERROR_TYPE, value,
                 _ ("A date belongs here, without quotes, such as 2026-05-30, -30d or today."));
  if (is_number (value))
    return fail (error, NL_SEGMENT_ERROR_TYPE, value,
                 _ ("A date belongs here, such as 2026-05-30, -30d or today."));
  if (value->kind == NL_SEGMENT_VALUE_OFFSET)
    return check_offset (value, error);
  if (value->kind == NL_SEGMENT_VALUE_TODAY || value->kind == NL_SEGMENT_VALUE_YESTERDAY)
    return TRUE;
  if (value->year < 1 || value->month < 1 || value->month > 12 || value->day < 1
      || !g_date_valid_dmy ((GDateDay) MIN (value->day, 99), (GDateMonth) value->month,
                            (GDateYear) value->year))
    return fail (error, NL_SEGMENT_ERROR_DATE, value, _ ("There is no such day in the calendar."));
  if (value->hour < 0 || value->hour > 23 || value->minute < 0 || value->minute > 59
      || value->second < 0 || value->second > 59)
    return fail (error, NL_SEGMENT_ERROR_DATE, value, _ ("There is no such time of the day."));
  return TRUE;
}

static gboolean
check_enum (const NlSegmentValue *value, const NlSegmentAttribute *attribute, GError **error)
{
  g_autofree char *all = g_strjoinv ("', '", (char **) attribute->values);
  NlSegmentSuggestion suggestion;

  if (value->kind == NL_SEGMENT_VALUE_STRING && g_strv_contains (attribute->values, value->text))
    return TRUE;
  if (value->kind != NL_SEGMENT_VALUE_STRING) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_TYPE, &value->span,
                          _ ("%s is one of '%s', in single quotes."), attribute->name, all);
    return FALSE;
  }
  nl_segment_suggestion_init (&suggestion, value->text);
  for (guint i = 0; attribute->values[i] != NULL; i++)
    nl_segment_suggestion_offer (&suggestion, attribute->values[i]);
  if (suggestion.best != NULL)
    nl_segment_error_set (error, NL_SEGMENT_ERROR_VALUE, &value->span,
                          _ ("%s is never '%s'. Did you mean '%s'?"), attribute->name, value->text,
                          suggestion.best);
  else
    nl_segment_error_set (error, NL_SEGMENT_ERROR_VALUE, &value->span,
                          _ ("%s is never '%s', but one of '%s'."), attribute->name, value->text,
                          all);
  return FALSE;
}

/* @n capital letters, then @rest or the end. */
static gboolean
starts_with_code (const char *text, gsize n, char rest)
{
  return strspn (text, G_CSET_A_2_Z) == n && text[n] == rest;
}

static gboolean
check_code (const NlSegmentValue *value, const NlSegmentAttribute *attribute, GError **error)
{
  switch ((int) attribute->type) {
  case NL_SEGMENT_TYPE_COUNTRY:
    if (starts_with_code (value->text, 2, '\0'))
      return TRUE;
    return fail (error, NL_SEGMENT_ERROR_VALUE, value,
                 _ ("A country is two capital letters (ISO 3166-1), such as 'FR' or 'US'."));
  case NL_SEGMENT_TYPE_REGION:
    if (starts_with_code (value->text, 2, '-') && value->text[3] != '\0'
        && strpbrk (value->text, " \t\n") == NULL)
      return TRUE;
    return fail (error, NL_SEGMENT_ERROR_VALUE, value,
                 _ ("A region is the code of its country and its own, such as 'US-NY'."));
  case NL_SEGMENT_TYPE_CITY:
    if (starts_with_code (value->text, 2, '-') && strchr (value->text + 3, '-') != NULL
        && strpbrk (value->text, " \t\n") == NULL)
      return TRUE;
    return fail (error, NL_SEGMENT_ERROR_VALUE, value,
                 _ ("A city is country, region and name without spaces, such as "
                    "'US-NY-NewYorkCity'."));
  case NL_SEGMENT_TYPE_CURRENCY:
    if (starts_with_code (value->text, 3, '\0'))
      return TRUE;
    return fail (error, NL_SEGMENT_ERROR_VALUE, value,
                 _ ("A currency is three capital letters (ISO 4217), such as 'EUR'."));
  case NL_SEGMENT_TYPE_COORDINATES:
    if (nl_segment_value_parse_coordinates (value->text, NULL, NULL))
      return TRUE;
    return fail (error, NL_SEGMENT_ERROR_VALUE, value,
                 _ ("Coordinates are latitude and longitude in degrees, such as "
                    "'48.8566,2.3522'."));
  default:
    return TRUE;
  }
}

static gboolean
check_text (const NlSegmentValue *value, const NlSegmentAttribute *attribute, GError **error)
{
  if (value->kind == NL_SEGMENT_VALUE_STRING)
    return check_code (value, attribute, error);
  if (attribute->type == NL_SEGMENT_TYPE_COMPANY && value->kind == NL_SEGMENT_VALUE_INTEGER)
    return check_integer (value, error);
  nl_segment_error_set (error, NL_SEGMENT_ERROR_TYPE, &value->span,
                        _ ("Text in single quotes belongs here: '%s'."), value->text);
  return FALSE;
}

/**
 * nl_segment_value_parse_coordinates:
 * @text: `latitude,longitude` in degrees
 * @latitude: (out) (optional): from -90 to 90
 * @longitude: (out) (optional): from -180 to 180
 *
 * Returns: whether @text is a place on earth
 */
gboolean
nl_segment_value_parse_coordinates (const char *text, double *latitude, double *longitude)
{
  static const char *const allowed = "+-.0123456789 ,";
  const char *comma = strchr (text, ',');
  char *end_of_latitude;
  char *end_of_longitude;
  double y;
  double x;

  if (comma == NULL || text[strspn (text, allowed)] != '\0')
    return FALSE;
  y = g_ascii_strtod (text, &end_of_latitude);
  x = g_ascii_strtod (comma + 1, &end_of_longitude);
  if (end_of_latitude == text || end_of_longitude == comma + 1)
    return FALSE;
  end_of_latitude += strspn (end_of_latitude, " ");
  end_of_longitude += strspn (end_of_longitude, " ");
  if (end_of_latitude != comma || *end_of_longitude != '\0' || fabs (y) > 90 || fabs (x) > 180)
    return FALSE;
  if (latitude != NULL)
    *latitude = y;
  if (longitude != NULL)
    *longitude = x;
  return TRUE;
}

/**
 * nl_segment_value_check:
 * @value: a value as written
 * @attribute: what it is compared with
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Returns: whether @value is of the type of @attribute and within its bounds
 */
gboolean
nl_segment_value_check (const NlSegmentValue *value,
                        const NlSegmentAttribute *attribute,
                        GError **error)
{
  switch (attribute->type) {
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_ID:
    return check_integer (value, error);
  case NL_SEGMENT_TYPE_MONEY:
    return check_decimal (value, error);
  case NL_SEGMENT_TYPE_DISTANCE:
    if (is_number (value) && *value->text == '-')
      return fail (error, NL_SEGMENT_ERROR_NUMBER, value, _ ("A distance is not negative."));
    return check_decimal (value, error);
  case NL_SEGMENT_TYPE_DATE:
    return check_date (value, error);
  case NL_SEGMENT_TYPE_ENUM:
    return check_enum (value, attribute, error);
  case NL_SEGMENT_TYPE_STRING:
  case NL_SEGMENT_TYPE_COUNTRY:
  case NL_SEGMENT_TYPE_REGION:
  case NL_SEGMENT_TYPE_CITY:
  case NL_SEGMENT_TYPE_TAG:
  case NL_SEGMENT_TYPE_COMPANY:
  case NL_SEGMENT_TYPE_CURRENCY:
  case NL_SEGMENT_TYPE_COORDINATES:
    return check_text (value, attribute, error);
  default:
    g_return_val_if_reached (FALSE);
  }
}

/* Days from today, where that does not depend on which day today is; FALSE where it does. */
static gboolean
get_relative (const NlSegmentValue *value, char *unit, int *offset)
{
  *unit = value->kind == NL_SEGMENT_VALUE_OFFSET ? value->unit : 'd';
  *offset = value->kind == NL_SEGMENT_VALUE_OFFSET      ? value->offset
            : value->kind == NL_SEGMENT_VALUE_YESTERDAY ? -1
                                                        : 0;
  return value->kind == NL_SEGMENT_VALUE_OFFSET || value->kind == NL_SEGMENT_VALUE_YESTERDAY
         || value->kind == NL_SEGMENT_VALUE_TODAY;
}

static gboolean
is_absolute (const NlSegmentValue *value)
{
  return value->kind == NL_SEGMENT_VALUE_DATE || value->kind == NL_SEGMENT_VALUE_DATE_TIME;
}

static gboolean
is_reversed (const NlSegmentValue *from, const NlSegmentValue *to)
{
  char from_unit;
  char to_unit;
  int from_offset;
  int to_offset;

  if (is_number (from) && is_number (to))
    return g_ascii_strtod (from->text, NULL) > g_ascii_strtod (to->text, NULL);
  if (is_absolute (from) && is_absolute (to)) {
    gsize length = from->kind == to->kind ? strlen (from->text) : strlen ("yyyy-mm-dd");

    return strncmp (from->text, to->text, length) > 0;
  }
  if (!get_relative (from, &from_unit, &from_offset) || !get_relative (to, &to_unit, &to_offset))
    return FALSE;
  if (from_unit == to_unit)
    return from_offset > to_offset;
  return (from_offset > 0 && to_offset <= 0) || (from_offset >= 0 && to_offset < 0);
}

/**
 * nl_segment_test_check_order:
 * @test: a comparison whose values are of the right type
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Says when a BETWEEN can never be true, whatever day it is.
 *
 * Returns: whether the smaller value comes first
 */
gboolean
nl_segment_test_check_order (const NlSegmentTest *test, GError **error)
{
  NlSegmentSpan span;

  if (test->op != NL_SEGMENT_OPERATOR_BETWEEN || !is_reversed (&test->values[0], &test->values[1]))
    return TRUE;
  span = test->values[0].span;
  span.length = test->values[1].span.offset + test->values[1].span.length - span.offset;
  nl_segment_error_set (error, NL_SEGMENT_ERROR_REVERSED, &span,
                        _ ("The smaller value comes first: BETWEEN %s AND %s."),
                        test->values[1].text, test->values[0].text);
  return FALSE;
}
