/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-circuit-breaker.h"

/* More than one request alone fails. */
#define MAX_FAILURES 5
#define FIRST_PAUSE (30 * G_TIME_SPAN_SECOND)
#define LONGEST_PAUSE (10 * G_TIME_SPAN_MINUTE)
/* For those who come while one request is out to see whether it works again. */
#define PROBE_PAUSE (5 * G_TIME_SPAN_SECOND)

/* Nobody was told to wait for longer: the clock was set back meanwhile. */
static gboolean
is_open (const NlCircuitBreaker *self, gint64 now)
{
  return self->open_until > now && self->open_until - now <= LONGEST_PAUSE;
}

/**
 * nl_circuit_breaker_get_delay:
 * @self: a breaker
 * @now: microseconds since 1970 UTC
 *
 * Returns: how many microseconds to leave the server alone; 0 when it may be asked
 */
gint64
nl_circuit_breaker_get_delay (const NlCircuitBreaker *self, gint64 now)
{
  if (is_open (self, now))
    return self->open_until - now;
  return self->is_probing ? PROBE_PAUSE : 0;
}

/**
 * nl_circuit_breaker_note_sent:
 * @self: a breaker that allows it
 *
 * A request goes out: after a pause, a single one.
 */
void
nl_circuit_breaker_note_sent (NlCircuitBreaker *self)
{
  self->is_probing = self->n_openings > 0;
}

/**
 * nl_circuit_breaker_note_success:
 * @self: a breaker
 *
 * The server works.
 */
void
nl_circuit_breaker_note_success (NlCircuitBreaker *self)
{
  *self = (NlCircuitBreaker) { 0 };
}

/**
 * nl_circuit_breaker_note_failure:
 * @self: a breaker
 * @now: microseconds since 1970 UTC
 *
 * The server does not work: after five failures in a row, or one after a pause, it is left alone,
 * each time for twice as long, up to ten minutes.
 */
void
nl_circuit_breaker_note_failure (NlCircuitBreaker *self, gint64 now)
{
  self->is_probing = FALSE;
  /* One of those that were out already when it was noticed. */
  if (is_open (self, now))
    return;
  if (++self->n_failures < MAX_FAILURES && self->n_openings == 0)
    return;
  self->open_until = now + MIN (FIRST_PAUSE << MIN (self->n_openings, 8), LONGEST_PAUSE);
  self->n_openings++;
  self->n_failures = 0;
}

/**
 * nl_circuit_breaker_note_nothing:
 * @self: a breaker
 *
 * A request ended without saying anything about the server: somebody cancelled it, or there is no
 * network.
 */
void
nl_circuit_breaker_note_nothing (NlCircuitBreaker *self)
{
  self->is_probing = FALSE;
}
