/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-id.h"

#include "base/nl-clock.h"

/* 41 bits of milliseconds since 2025-01-01 UTC, 12 bits of replica, 10 of sequence. */
#define EPOCH_MS G_GINT64_CONSTANT (1735689600000)
/* Until 2094, with a quarter of an hour of ids to borrow. */
#define LAST_TIME ((G_GINT64_CONSTANT (1) << 41) - (1 << 20))
#define REPLICA_BITS 12
#define SEQUENCE_BITS 10
#define TIME_SHIFT (REPLICA_BITS + SEQUENCE_BITS)

static GMutex lock;
static guint replica_number;
static gint64 last_ticket;

/* Milliseconds since the epoch. A clock that was never set tells the same time at each start, and
 * would give out the same ids again: then any other time is better. */
static gint64
get_time (void)
{
  static gint64 instead;
  gint64 time = nl_clock_now () / 1000 - EPOCH_MS;

  if (time > 0 && time < LAST_TIME)
    return time;
  if (instead == 0)
    instead = (gint64) g_random_int () << 8 | 1;
  return instead;
}

/**
 * nl_id_set_replica:
 * @replica: 0 to 4095: which copy of the workspace this process writes
 *
 * Two replicas never make the same id, even when both were offline.
 */
void
nl_id_set_replica (guint replica)
{
  g_return_if_fail (replica < 1u << REPLICA_BITS);

  g_mutex_lock (&lock);
  replica_number = replica;
  g_mutex_unlock (&lock);
}

/**
 * nl_id_new:
 *
 * Makes an id that no other call made: a 63-bit Snowflake id. Ids of one process only grow, also
 * when the clock is set back. Thread-safe.
 *
 * Returns: a positive number
 */
gint64
nl_id_new (void)
{
  gint64 ticket;
  gint64 id;

  g_mutex_lock (&lock);
  /* A ticket is (millisecond, sequence) as one number: running out of sequence borrows from the
   * next millisecond. */
  ticket = get_time () << SEQUENCE_BITS;
  last_ticket = MAX (ticket, last_ticket + 1);
  id = (last_ticket >> SEQUENCE_BITS) << TIME_SHIFT | (gint64) replica_number << SEQUENCE_BITS
       | (last_ticket & ((1 << SEQUENCE_BITS) - 1));
  g_mutex_unlock (&lock);
  return id;
}

/**
 * nl_id_get_time:
 * @id: an id that nl_id_new() made
 *
 * Returns: when it was made, in microseconds since 1970 UTC, exact to the millisecond
 */
gint64
nl_id_get_time (gint64 id)
{
  return ((id >> TIME_SHIFT) + EPOCH_MS) * 1000;
}
