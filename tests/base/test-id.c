/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "base/nl-id.h"
#include "nl-test.h"

static void
test_ids_grow (void)
{
  gint64 last = 0;

  for (int i = 0; i < 10000; i++) {
    gint64 id = nl_id_new ();

    g_assert_cmpint (id, >, last);
    last = id;
  }
}

static void
test_ids_grow_when_the_clock_goes_back (void)
{
  gint64 now = g_get_real_time ();
  gint64 first;

  nl_clock_set_for_tests (now + 5 * G_USEC_PER_SEC);
  first = nl_id_new ();
  nl_clock_set_for_tests (now);
  g_assert_cmpint (nl_id_new (), >, first);
  nl_clock_set_for_tests (0);
}

static void
test_ids_tell_their_time (void)
{
  gint64 now = g_get_real_time () + 60 * G_USEC_PER_SEC;

  nl_clock_set_for_tests (now);
  g_assert_cmpint (nl_id_get_time (nl_id_new ()), ==, now / 1000 * 1000);
  nl_clock_set_for_tests (0);
}

static void
test_replicas_differ (void)
{
  gint64 one;
  gint64 two;

  nl_clock_set_for_tests (g_get_real_time () + 120 * G_USEC_PER_SEC);
  nl_id_set_replica (1);
  one = nl_id_new ();
  nl_id_set_replica (2);
  two = nl_id_new ();
  nl_id_set_replica (0);
  nl_clock_set_for_tests (0);
  g_assert_cmpint (one >> 10 & 4095, ==, 1);
  g_assert_cmpint (two >> 10 & 4095, ==, 2);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/id/grow", test_ids_grow);
  g_test_add_func ("/id/clock-goes-back", test_ids_grow_when_the_clock_goes_back);
  g_test_add_func ("/id/time", test_ids_tell_their_time);
  g_test_add_func ("/id/replica", test_replicas_differ);
  return g_test_run ();
}
