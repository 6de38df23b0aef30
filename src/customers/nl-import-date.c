/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-date.h"

#include <string.h>

#define SECONDS_PER_DAY 86400

typedef struct {
  int year;
  int month;
  int day;
  char separator;
  gboolean has_year_first;
} Day;

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* Up to @max digits. */
static int
read_number (const char **text, int max, int *n_digits)
{
  int number = 0;
  int n = 0;

  while (n < max && is_digit (**text)) {
    number = number * 10 + (**text - '0');
    (*text)++;
    n++;
  }
  *n_digits = n;
  return number;
}

static gboolean
read_three (const char **text, int numbers[3], int digits[3], char *separator)
{
  numbers[0] = read_number (text, 8, &digits[0]);
  if (digits[0] == 8) {
    /* 20260531, as of ISO 8601 without its hyphens. */
    numbers[2] = numbers[0] % 100;
    numbers[1] = numbers[0] / 100 % 100;
    numbers[0] /= 10000;
    digits[0] = 4;
    *separator = '-';
    return TRUE;
  }
  *separator = **text;
  if (digits[0] == 0 || *separator == '\0' || strchr ("-/.", *separator) == NULL)
    return FALSE;
  (*text)++;
  numbers[1] = read_number (text, 2, &digits[1]);
  if (digits[1] == 0 || **text != *separator)
    return FALSE;
  (*text)++;
  numbers[2] = read_number (text, 4, &digits[2]);
  return digits[2] > 0;
}

static gboolean
read_day (const char **text, NlDateOrder order, Day *day)
{
  int numbers[3];
  int digits[3];
  gboolean month_first;

  if (!read_three (text, numbers, digits, &day->separator))
    return FALSE;
  day->has_year_first = digits[0] == 4;
  if (day->has_year_first) {
    *day = (Day) { numbers[0], numbers[1], numbers[2], day->separator, TRUE };
  } else {
    /* With dots nobody writes the month first. */
    month_first = day->separator != '.' && order == NL_DATE_ORDER_MONTH_FIRST;
    if (digits[0] > 2 || (digits[2] != 2 && digits[2] != 4))
      return FALSE;
    if (day->separator != '.' && numbers[0] <= 12 && numbers[1] > 12)
      month_first = TRUE;
    if (numbers[0] > 12)
      month_first = FALSE;
    day->year = numbers[2];
    day->month = numbers[month_first ? 0 : 1];
    day->day = numbers[month_first ? 1 : 0];
    /* Two digits are read as strptime() does (POSIX, %y). */
    if (digits[2] == 2)
      day->year += day->year < 69 ? 2000 : 1900;
  }
  return day->year > 0 && day->month >= 1 && day->month <= 12 && day->day >= 1
         && day->day <= g_date_get_days_in_month ((GDateMonth) day->month, (GDateYear) day->year);
}

static void
skip_blanks (const char **text)
{
  while (**text == ' ')
    (*text)++;
}

static gboolean
read_hours (const char **text, gint64 *microseconds)
{
  int n;
  int hour = read_number (text, 2, &n);
  int minute;
  int second = 0;
  gint64 fraction = 0;

  if (n == 0 || *(*text)++ != ':')
    return FALSE;
  minute = read_number (text, 2, &n);
  if (n != 2)
    return FALSE;
  if (**text == ':') {
    (*text)++;
    second = read_number (text, 2, &n);
    if (n != 2)
      return FALSE;
    if (**text == '.' || **text == ',') {
      (*text)++;
      fraction = read_number (text, 6, &n);
      for (; n < 6; n++)
        fraction *= 10;
      while (is_digit (**text))
        (*text)++;
    }
  }
  skip_blanks (text);
  if (g_ascii_strncasecmp (*text, "am", 2) == 0 || g_ascii_strncasecmp (*text, "pm", 2) == 0) {
    if (hour < 1 || hour > 12)
      return FALSE;
    hour = hour % 12 + (g_ascii_tolower (**text) == 'p' ? 12 : 0);
    *text += 2;
    skip_blanks (text);
  }
  /* 60 is a leap second. */
  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
    return FALSE;
  *microseconds
      = (hour * G_GINT64_CONSTANT (3600) + minute * 60 + second) * G_USEC_PER_SEC + fraction;
  return TRUE;
}

/* Whether the text ends behind an offset, which is then in seconds. */
static gboolean
read_offset (const char *text, gint64 *offset)
{
  int sign = *text == '-' ? -1 : 1;
  int hours;
  int minutes = 0;
  int n;

  *offset = 0;
  if (g_ascii_strcasecmp (text, "Z") == 0 || g_ascii_strcasecmp (text, "UTC") == 0
      || g_ascii_strcasecmp (text, "GMT") == 0)
    return TRUE;
  if (*text != '+' && *text != '-')
    return FALSE;
  text++;
  hours = read_number (&text, 2, &n);
  if (n != 2)
    return FALSE;
  if (*text == ':')
    text++;
  if (*text != '\0') {
    minutes = read_number (&text, 2, &n);
    if (n != 2)
      return FALSE;
  }
  *offset = sign * (hours * 3600 + minutes * 60);
  return *text == '\0' && hours <= 18 && minutes <= 59;
}

/* Days since 1970: the algorithm of “chrono-Compatible Low-Level Date Algorithms” (Hinnant, public
 * domain). */
static gint64
count_days (const Day *day)
{
  int year = day->year - (day->month <= 2);
  int era = year / 400;
  int year_of_era = year - era * 400;
  int day_of_year = (153 * (day->month + (day->month > 2 ? -3 : 9)) + 2) / 5 + day->day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * G_GINT64_CONSTANT (146097) + day_of_era - 719468;
}

/**
 * nl_import_parse_time:
 * @text: a day or a time: ISO 8601, Shopify's `2025-10-02 17:09:34 -0300`, or day, month and year
 *   with dots, strokes or hyphens
 * @timezone: of a text that names none
 * @order: what comes first when the text itself does not say
 * @time: (out): microseconds since 1970 UTC
 *
 * Returns: whether @text is a time
 */
gboolean
nl_import_parse_time (const char *text, GTimeZone *timezone, NlDateOrder order, gint64 *time)
{
  Day day;
  gint64 clock = 0;
  gint64 offset = 0;
  gint64 seconds;

  skip_blanks (&text);
  if (!read_day (&text, order, &day))
    return FALSE;
  if (*text == 'T' || *text == 't' || *text == ' ' || *text == ',') {
    text++;
    skip_blanks (&text);
    if (!read_hours (&text, &clock))
      return FALSE;
  }
  seconds = count_days (&day) * SECONDS_PER_DAY;
  if (*text == '\0') {
    gint64 local = seconds + clock / G_USEC_PER_SEC;
    int interval = g_time_zone_adjust_time (timezone, G_TIME_TYPE_STANDARD, &local);

    *time = (local - g_time_zone_get_offset (timezone, interval)) * G_USEC_PER_SEC
            + clock % G_USEC_PER_SEC;
    return TRUE;
  }
  if (!read_offset (text, &offset))
    return FALSE;
  *time = (seconds - offset) * G_USEC_PER_SEC + clock;
  return TRUE;
}

/**
 * nl_import_guess_date_order:
 * @text: a cell of a column of dates
 *
 * Returns: the order it shows by a number past 12; %NL_DATE_ORDER_DETECT when it shows none
 */
NlDateOrder
nl_import_guess_date_order (const char *text)
{
  int numbers[3];
  int digits[3];
  char separator;

  skip_blanks (&text);
  if (!read_three (&text, numbers, digits, &separator) || digits[0] > 2 || separator == '.')
    return NL_DATE_ORDER_DETECT;
  if (numbers[0] > 12 && numbers[0] <= 31 && numbers[1] <= 12)
    return NL_DATE_ORDER_DAY_FIRST;
  if (numbers[1] > 12 && numbers[1] <= 31 && numbers[0] <= 12)
    return NL_DATE_ORDER_MONTH_FIRST;
  return NL_DATE_ORDER_DETECT;
}
