/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-rate-limit.h"

#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

/* Whoever wants more than this is not believed. */
#define LONGEST G_TIME_SPAN_DAY

/* Digits and a point: what else the C library reads, such as 0x10 or 1e9, is none of HTTP's. */
static gboolean
read_number (const char *text, char **end, double *number)
{
  gsize length = strspn (text, "0123456789.");
  g_autofree char *digits = g_strndup (text, length);
  char *stop;

  *number = g_ascii_strtod (digits, &stop);
  *end = (char *) text + length;
  return length > 0 && *stop == '\0';
}

static gint64
from_seconds (double seconds)
{
  if (!isfinite (seconds) || seconds < 0)
    return -1;
  return (gint64) MIN (seconds * G_USEC_PER_SEC, (double) LONGEST);
}

/**
 * nl_retry_after_parse:
 * @value: (nullable): what a Retry-After header says: seconds, also with a fraction, or a date (RFC
 *   9110, section 10.2.3)
 * @now: microseconds since 1970 UTC
 *
 * Returns: how many microseconds to wait, at most a day; -1 when it says nothing of the kind
 */
gint64
nl_retry_after_parse (const char *value, gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;
  char *end;
  double seconds;

  if (value == NULL)
    return -1;
  text = g_strstrip (g_strdup (value));
  if (read_number (text, &end, &seconds))
    return *end == '\0' ? from_seconds (seconds) : -1;
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  return CLAMP (g_date_time_to_unix_usec (date) - now, 0, LONGEST);
}

/**
 * nl_duration_parse:
 * @value: (nullable): a duration such as "12ms", "1s", "6m0s" or "1h30m"; a bare number is seconds
 *
 * Returns: microseconds, at most a day; -1 when it is none
 */
gint64
nl_duration_parse (const char *value)
{
  static const struct {
    const char *unit;
    double seconds;
  } units[]
      = { { "ms", 1e-3 }, { "us", 1e-6 }, { "s", 1 }, { "m", 60 }, { "h", 3600 }, { "d", 86400 } };
  double total = 0;

  if (value == NULL || *value == '\0')
    return -1;
  while (*value != '\0') {
    gsize i = 0;
    char *end;
    double number;

    if (!read_number (value, &end, &number))
      return -1;
    if (*end == '\0')
      return from_seconds (total + number);
    while (i < G_N_ELEMENTS (units) && !g_str_has_prefix (end, units[i].unit))
      i++;
    if (i == G_N_ELEMENTS (units))
      return -1;
    total += number * units[i].seconds;
    value = end + strlen (units[i].unit);
  }
  return from_seconds (total);
}

/**
 * nl_rate_limit_init:
 * @self: a limit
 *
 * Nothing is known yet.
 */
void
nl_rate_limit_init (NlRateLimit *self)
{
  self->not_before = 0;
  self->remaining = -1;
  self->interval = 0;
}

static gint64
read_count (NlHeaderFunc header, gpointer data, const char *name)
{
  const char *value = header (data, name);
  gint64 number;

  if (value == NULL || !g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL))
    return -1;
  return number;
}

/* One bucket, of requests or of tokens. The reset is the time until it is full again, so one more
 * fits in after the share of it that one takes. */
static void
learn_bucket (NlRateLimit *self,
              const char *what,
              gboolean is_requests,
              NlHeaderFunc header,
              gpointer data,
              gint64 now)
{
  g_autofree char *limit_name = g_strconcat ("x-ratelimit-limit-", what, NULL);
  g_autofree char *remaining_name = g_strconcat ("x-ratelimit-remaining-", what, NULL);
  g_autofree char *reset_name = g_strconcat ("x-ratelimit-reset-", what, NULL);
  gint64 limit = read_count (header, data, limit_name);
  gint64 remaining = read_count (header, data, remaining_name);
  gint64 reset = nl_duration_parse (header (data, reset_name));

  /* Some servers send 0 or -1 for everything and mean nothing by it. */
  if (limit <= 0 || remaining < 0 || remaining > limit || reset < 0)
    return;
  if (is_requests) {
    self->remaining = remaining;
    self->interval = reset / limit;
  }
  if (remaining == 0)
    self->not_before = MAX (self->not_before, now + (is_requests ? reset / limit : reset / 10));
}

/**
 * nl_rate_limit_learn:
 * @self: a limit
 * @status: of an answer
 * @header: looks its headers up
 * @data: passed to @header
 * @now: microseconds since 1970 UTC
 *
 * Takes in what an answer says: Retry-After, and the x-ratelimit headers of AI providers.
 */
void
nl_rate_limit_learn (
    NlRateLimit *self, guint status, NlHeaderFunc header, gpointer data, gint64 now)
{
  gint64 retry_after = nl_retry_after_parse (header (data, "retry-after"), now);

  self->remaining = -1;
  learn_bucket (self, "requests", TRUE, header, data, now);
  learn_bucket (self, "tokens", FALSE, header, data, now);
  if ((status == 429 || status == 503) && retry_after > 0)
    self->not_before = MAX (self->not_before, now + retry_after);
}

/**
 * nl_rate_limit_note_sent:
 * @self: a limit
 * @now: microseconds since 1970 UTC
 *
 * Counts a request whose answer has not come yet. After the last one that is left, the next waits
 * until one more fits in.
 */
void
nl_rate_limit_note_sent (NlRateLimit *self, gint64 now)
{
  if (self->remaining > 0 && --self->remaining == 0)
    self->not_before = MAX (self->not_before, now + self->interval);
}

/**
 * nl_rate_limit_get_delay:
 * @self: a limit
 * @now: microseconds since 1970 UTC
 *
 * Returns: how many microseconds to wait before the next request
 */
gint64
nl_rate_limit_get_delay (const NlRateLimit *self, gint64 now)
{
  gint64 delay = self->not_before - now;

  /* Nobody was told to wait for longer: the clock was set back meanwhile. */
  return delay <= LONGEST ? MAX (delay, 0) : 0;
}
