/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-circuit-breaker.h"

#include "nl-test.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define NOW (400 * G_TIME_SPAN_DAY)

static void
fail (NlCircuitBreaker *breaker, guint n, gint64 now)
{
  for (guint i = 0; i < n; i++) {
    nl_circuit_breaker_note_sent (breaker);
    nl_circuit_breaker_note_failure (breaker, now);
  }
}

/* One request that fails says nothing of a server; five in a row do. */
static void
test_opens_after_five (void)
{
  NlCircuitBreaker breaker = { 0 };

  for (guint i = 1; i < 5; i++) {
    fail (&breaker, 1, NOW);
    g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW), ==, 0);
  }
  fail (&breaker, 1, NOW);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW), ==, 30 * SECOND);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW + 10 * SECOND), ==, 20 * SECOND);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW + 30 * SECOND), ==, 0);
}

static void
test_only_in_a_row (void)
{
  NlCircuitBreaker breaker = { 0 };

  for (guint i = 0; i < 20; i++) {
    fail (&breaker, 4, NOW);
    nl_circuit_breaker_note_success (&breaker);
  }
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW), ==, 0);
  /* What was cancelled is no failure, and no success either. */
  fail (&breaker, 4, NOW);
  nl_circuit_breaker_note_sent (&breaker);
  nl_circuit_breaker_note_nothing (&breaker);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW), ==, 0);
  fail (&breaker, 1, NOW);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW), ==, 30 * SECOND);
}

/* After a pause one request goes first; the others come back a little later. */
static void
test_one_goes_first (void)
{
  NlCircuitBreaker breaker = { 0 };
  gint64 after = NOW + 31 * SECOND;

  fail (&breaker, 5, NOW);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, after), ==, 0);
  nl_circuit_breaker_note_sent (&breaker);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, after), ==, 5 * SECOND);
  /* Whoever went first and gave up makes room for the next. */
  nl_circuit_breaker_note_nothing (&breaker);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, after), ==, 0);
  nl_circuit_breaker_note_sent (&breaker);
  nl_circuit_breaker_note_success (&breaker);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, after), ==, 0);
  fail (&breaker, 4, after);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, after), ==, 0);
}

/* Each time that it still does not work, the pause is twice as long, up to ten minutes. */
static void
test_pauses_grow (void)
{
  static const gint64 PAUSES[] = { 30 * SECOND, 1 * MINUTE,  2 * MINUTE,  4 * MINUTE,
                                   8 * MINUTE,  10 * MINUTE, 10 * MINUTE, 10 * MINUTE };
  NlCircuitBreaker breaker = { 0 };
  gint64 now = NOW;

  fail (&breaker, 4, now);
  for (gsize i = 0; i < G_N_ELEMENTS (PAUSES); i++) {
    fail (&breaker, 1, now);
    g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, PAUSES[i]);
    now += PAUSES[i];
  }
  for (guint i = 0; i < 100; i++) {
    fail (&breaker, 1, now);
    g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, 10 * MINUTE);
    now += 10 * MINUTE;
  }
  nl_circuit_breaker_note_success (&breaker);
  fail (&breaker, 5, now);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, now), ==, 30 * SECOND);
}

/* Requests that were out when it opened fail as well, and do not make the pause longer. */
static void
test_late_failures (void)
{
  NlCircuitBreaker breaker = { 0 };

  fail (&breaker, 5, NOW);
  for (guint i = 0; i < 50; i++)
    nl_circuit_breaker_note_failure (&breaker, NOW + i * SECOND / 10);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, NOW), ==, 30 * SECOND);
}

/* A pause of half a minute is not one of a year when the clock is set right meanwhile. */
static void
test_clock_goes_back (void)
{
  NlCircuitBreaker breaker = { 0 };
  gint64 before = NOW - 365 * G_TIME_SPAN_DAY;

  fail (&breaker, 5, NOW);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, before), ==, 0);
  /* And it opens again there, when it still does not work. */
  fail (&breaker, 1, before);
  g_assert_cmpint (nl_circuit_breaker_get_delay (&breaker, before), ==, MINUTE);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/circuit-breaker/opens", test_opens_after_five);
  g_test_add_func ("/circuit-breaker/in-a-row", test_only_in_a_row);
  g_test_add_func ("/circuit-breaker/one-goes-first", test_one_goes_first);
  g_test_add_func ("/circuit-breaker/pauses", test_pauses_grow);
  g_test_add_func ("/circuit-breaker/late-failures", test_late_failures);
  g_test_add_func ("/circuit-breaker/clock-goes-back", test_clock_goes_back);
  return g_test_run ();
}
