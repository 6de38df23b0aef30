/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

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

static gint64
get_id_of_another_process (const char *program, const char *clock)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--one-id", clock, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  return g_ascii_strtoll (said, NULL, 10);
}

/* A clock that was never set, or is set to what no id can tell: two programs that begin at the same
 * moment make different ids, which are ids. */
static void
test_ids_without_a_clock (gconstpointer program)
{
  static const char *const clocks[] = {
    "1", "-1000000", "1000000000", "1735689600000000", "9000000000000000", "90000000000000000"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++) {
    gint64 first = get_id_of_another_process (program, clocks[i]);
    gint64 second = get_id_of_another_process (program, clocks[i]);

    g_assert_cmpint (first, >, 0);
    g_assert_cmpint (second, >, 0);
    g_assert_cmpint (first, !=, second);
  }
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
  if (argc == 3 && g_str_equal (argv[1], "--one-id")) {
    nl_clock_set_for_tests (g_ascii_strtoll (argv[2], NULL, 10));
    g_print ("%" G_GINT64_FORMAT "\n", nl_id_new ());
    return 0;
  }
  nl_test_init (&argc, &argv);
  g_test_add_func ("/id/grow", test_ids_grow);
  g_test_add_func ("/id/clock-goes-back", test_ids_grow_when_the_clock_goes_back);
  g_test_add_func ("/id/time", test_ids_tell_their_time);
  g_test_add_data_func ("/id/no-clock", argv[0], test_ids_without_a_clock);
  g_test_add_func ("/id/replica", test_replicas_differ);
  return g_test_run ();
}
