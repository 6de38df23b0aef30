/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-rate-limit.h"
#include "nl-test.h"

#define SECOND G_TIME_SPAN_SECOND

static void
test_retry_after (void)
{
  static const struct {
    const char *value;
    gint64 delay;
  } cases[] = {
    { NULL, -1 },
    { "", -1 },
    { "5", 5 * SECOND },
    { " 5 ", 5 * SECOND },
    { "0", 0 },
    { "0.25", SECOND / 4 },
    { "999999999999", G_TIME_SPAN_DAY },
    { "-5", -1 },
    { "5 s", -1 },
    { "soon", -1 },
    { "nan", -1 },
    { "0x10", -1 },
    { "1e3", -1 },
    { "1.2.3", -1 },
    { ".", -1 },
    { "+5", -1 },
    /* 1800000000 is Fri, 15 Jan 2027 08:00:00. */
    { "Fri, 15 Jan 2027 08:00:30 GMT", 30 * SECOND },
    { "Friday, 15-Jan-27 08:00:30 GMT", 30 * SECOND },
    { "Fri Jan 15 08:00:30 2027", 30 * SECOND },
    { "Fri, 15 Jan 2027 07:00:00 GMT", 0 },
    { "Fri, 15 Jan 2028 08:00:00 GMT", G_TIME_SPAN_DAY },
    { "Fri, 99 Jan 2027 08:00:00 GMT", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (nl_retry_after_parse (cases[i].value, 1800000000 * SECOND) != cases[i].delay)
      g_error ("“%s”: %" G_GINT64_FORMAT, cases[i].value,
               nl_retry_after_parse (cases[i].value, 1800000000 * SECOND));
}

static void
test_durations (void)
{
  static const struct {
    const char *value;
    gint64 duration;
  } cases[] = {
    { "12ms", 12000 },
    { "1s", SECOND },
    { "6m0s", 360 * SECOND },
    { "1h30m", 5400 * SECOND },
    { "1.5s", 1500000 },
    { "2", 2 * SECOND },
    { "7us", 7 },
    { "1d", G_TIME_SPAN_DAY },
    { "9d", G_TIME_SPAN_DAY },
    { "", -1 },
    { NULL, -1 },
    { "s", -1 },
    { "1x", -1 },
    { "1m-5s", -1 },
    { "..s", -1 },
    { "0x10s", -1 },
    { "1e3s", -1 },
    { "1e400ms", -1 },
    { "1 s", -1 },
    { "1s ", -1 },
    { "1h30", 3630 * SECOND },
    { "0s", 0 },
    { "99999999999999999999999999d", G_TIME_SPAN_DAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (nl_duration_parse (cases[i].value), ==, cases[i].duration);
}

/* Name, value, name, value…, NULL. */
static const char *
look_up (gpointer data, const char *name)
{
  for (const char *const *pair = data; *pair != NULL; pair += 2)
    if (g_ascii_strcasecmp (pair[0], name) == 0)
      return pair[1];
  return NULL;
}

static gint64
delay_after (guint status, const char *const *headers)
{
  NlRateLimit limit;

  nl_rate_limit_init (&limit);
  nl_rate_limit_learn (&limit, status, look_up, (gpointer) headers, 1000 * SECOND);
  return nl_rate_limit_get_delay (&limit, 1000 * SECOND);
}

/* What was sent since the last answer counts: after the last one that is left, the next waits until
 * one more fits in. */
static void
test_sent (void)
{
  static const char *const headers[] = { "x-ratelimit-limit-requests",
                                         "60",
                                         "x-ratelimit-remaining-requests",
                                         "2",
                                         "x-ratelimit-reset-requests",
                                         "1m0s",
                                         NULL };
  NlRateLimit limit;

  nl_rate_limit_init (&limit);
  nl_rate_limit_note_sent (&limit, 1000 * SECOND);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, 1000 * SECOND), ==, 0);
  nl_rate_limit_learn (&limit, 200, look_up, (gpointer) headers, 1000 * SECOND);
  nl_rate_limit_note_sent (&limit, 1000 * SECOND);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, 1000 * SECOND), ==, 0);
  nl_rate_limit_note_sent (&limit, 1000 * SECOND);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, 1000 * SECOND), ==, SECOND);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, 1001 * SECOND), ==, 0);
}

static void
test_learn (void)
{
  const char *const nothing[] = { NULL };
  const char *const retry[] = { "Retry-After", "7", NULL };
  const char *const plenty[] = { "x-ratelimit-limit-requests",
                                 "60",
                                 "x-ratelimit-remaining-requests",
                                 "59",
                                 "x-ratelimit-reset-requests",
                                 "1s",
                                 NULL };
  const char *const empty[] = { "x-ratelimit-limit-requests",
                                "60",
                                "x-ratelimit-remaining-requests",
                                "0",
                                "x-ratelimit-reset-requests",
                                "1m0s",
                                NULL };
  const char *const nonsense[] = { "x-ratelimit-limit-requests",
                                   "0",
                                   "x-ratelimit-remaining-requests",
                                   "-1",
                                   "x-ratelimit-reset-requests",
                                   "1m",
                                   NULL };
  const char *const no_tokens[] = { "x-ratelimit-limit-tokens",
                                    "1000",
                                    "x-ratelimit-remaining-tokens",
                                    "0",
                                    "x-ratelimit-reset-tokens",
                                    "20s",
                                    NULL };

  g_assert_cmpint (delay_after (200, nothing), ==, 0);
  g_assert_cmpint (delay_after (429, nothing), ==, 0);
  g_assert_cmpint (delay_after (429, retry), ==, 7 * SECOND);
  g_assert_cmpint (delay_after (503, retry), ==, 7 * SECOND);
  g_assert_cmpint (delay_after (200, retry), ==, 0);
  g_assert_cmpint (delay_after (200, plenty), ==, 0);
  /* Full after a minute, so one more fits in after a second. */
  g_assert_cmpint (delay_after (200, empty), ==, SECOND);
  g_assert_cmpint (delay_after (200, nonsense), ==, 0);
  g_assert_cmpint (delay_after (200, no_tokens), ==, 2 * SECOND);
}

/* Any text that a server may send gives a delay within a day, or none. */
static void
test_anything (void)
{
  static const char LETTERS[] = "0123456789.-+ msuhdxeE:,GMTFri";

  for (guint i = 0; i < nl_test_rounds (50000, 5000); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    gint64 delays[2];

    for (int n = g_test_rand_int_range (0, 14); n > 0; n--)
      g_string_append_c (text, LETTERS[g_test_rand_int_range (0, sizeof LETTERS - 1)]);
    delays[0] = nl_retry_after_parse (text->str, 1800000000 * SECOND);
    delays[1] = nl_duration_parse (text->str);
    for (gsize j = 0; j < G_N_ELEMENTS (delays); j++) {
      g_assert_cmpint (delays[j], >=, -1);
      g_assert_cmpint (delays[j], <=, G_TIME_SPAN_DAY);
    }
  }
}

/* A duration in parts is the sum of its parts. */
static void
test_durations_add_up (void)
{
  for (guint i = 0; i < 1000; i++) {
    int hours = g_test_rand_int_range (0, 20);
    int minutes = g_test_rand_int_range (0, 60);
    int seconds = g_test_rand_int_range (0, 60);
    int ms = g_test_rand_int_range (0, 1000);
    g_autofree char *text = g_strdup_printf ("%dh%dm%ds%dms", hours, minutes, seconds, ms);

    /* Whole microseconds of a sum of fractions. */
    g_assert_cmpint (ABS (nl_duration_parse (text)
                          - ((gint64) (hours * 60 + minutes) * 60 + seconds) * SECOND - ms * 1000),
                     <=, 1);
  }
}

/* What is learned of tokens does not count requests, and the longer wait of the two holds. */
static void
test_two_buckets (void)
{
  static const char *const both[] = { "x-ratelimit-limit-requests",
                                      "10",
                                      "x-ratelimit-remaining-requests",
                                      "0",
                                      "x-ratelimit-reset-requests",
                                      "10s",
                                      "x-ratelimit-limit-tokens",
                                      "1000",
                                      "x-ratelimit-remaining-tokens",
                                      "0",
                                      "x-ratelimit-reset-tokens",
                                      "50s",
                                      "retry-after",
                                      "3",
                                      NULL };
  static const char *const more_than_all[] = { "x-ratelimit-limit-requests",
                                               "10",
                                               "x-ratelimit-remaining-requests",
                                               "11",
                                               "x-ratelimit-reset-requests",
                                               "10s",
                                               NULL };
  NlRateLimit limit;

  g_assert_cmpint (delay_after (200, both), ==, 5 * SECOND);
  g_assert_cmpint (delay_after (429, both), ==, 5 * SECOND);
  nl_rate_limit_init (&limit);
  nl_rate_limit_learn (&limit, 200, look_up, (gpointer) more_than_all, 0);
  for (guint i = 0; i < 20; i++)
    nl_rate_limit_note_sent (&limit, 0);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, 0), ==, 0);
}

static void
test_passes (void)
{
  const char *const retry[] = { "Retry-After", "7", NULL };
  const char *const nothing[] = { NULL };
  NlRateLimit limit;

  nl_rate_limit_init (&limit);
  nl_rate_limit_learn (&limit, 429, look_up, (gpointer) retry, 0);
  /* Another answer that says nothing does not shorten the wait. */
  nl_rate_limit_learn (&limit, 200, look_up, (gpointer) nothing, SECOND);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, SECOND), ==, 6 * SECOND);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, 8 * SECOND), ==, 0);
}

/* Who was told to wait until tomorrow does not wait for a year when the clock is set right. */
static void
test_clock_goes_back (void)
{
  const char *const retry[] = { "Retry-After", "86400", NULL };
  const gint64 now = 400 * G_TIME_SPAN_DAY;
  NlRateLimit limit;

  nl_rate_limit_init (&limit);
  nl_rate_limit_learn (&limit, 429, look_up, (gpointer) retry, now);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, now), ==, G_TIME_SPAN_DAY);
  g_assert_cmpint (nl_rate_limit_get_delay (&limit, now - 365 * G_TIME_SPAN_DAY), ==, 0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/rate-limit/retry-after", test_retry_after);
  g_test_add_func ("/net/rate-limit/durations", test_durations);
  g_test_add_func ("/net/rate-limit/anything", test_anything);
  g_test_add_func ("/net/rate-limit/durations-add-up", test_durations_add_up);
  g_test_add_func ("/net/rate-limit/two-buckets", test_two_buckets);
  g_test_add_func ("/net/rate-limit/learn", test_learn);
  g_test_add_func ("/net/rate-limit/sent", test_sent);
  g_test_add_func ("/net/rate-limit/passes", test_passes);
  g_test_add_func ("/net/rate-limit/clock-goes-back", test_clock_goes_back);
  return g_test_run ();
}
