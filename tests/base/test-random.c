/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-random.h"

#include "base/nl-clock.h"
#include "base/nl-id.h"
#include "nl-test.h"

#define N_THREADS 4
#define IDS_PER_THREAD nl_test_rounds (20000, 4000)

/* The numbers of SplitMix64 as published for the seed 1234567. */
static void
test_published_numbers (void)
{
  static const guint64 expected[]
      = { G_GUINT64_CONSTANT (6457827717110365317), G_GUINT64_CONSTANT (3203168211198807973),
          G_GUINT64_CONSTANT (9817491932198370423), G_GUINT64_CONSTANT (4593380528125082431),
          G_GUINT64_CONSTANT (16408922859458223821) };
  NlRandom random = { 1234567 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (nl_random_next (&random), ==, expected[i]);
}

static void
test_same_seed_same_numbers (void)
{
  for (guint64 seed = 0; seed < 50; seed++) {
    NlRandom a;
    NlRandom b;
    NlRandom other_stream;
    NlRandom other_seed;
    guint64 first;

    nl_random_init (&a, seed, "avatar");
    nl_random_init (&b, seed, "avatar");
    nl_random_init (&other_stream, seed, "name");
    nl_random_init (&other_seed, seed + 1, "avatar");
    first = nl_random_next (&a);
    g_assert_cmpuint (nl_random_next (&b), ==, first);
    g_assert_cmpuint (nl_random_next (&other_stream), !=, first);
    g_assert_cmpuint (nl_random_next (&other_seed), !=, first);
  }
}

/* Every number below the limit comes, none far more often than others. */
static void
test_below (void)
{
  static const guint limits[] = { 1, 2, 3, 7, 100, 1000 };
  NlRandom random;

  nl_random_init (&random, 7, "below");
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++) {
    g_autofree guint *counts = g_new0 (guint, limits[i]);
    guint expected = 400;

    for (guint j = 0; j < limits[i] * expected; j++) {
      guint number = nl_random_below (&random, limits[i]);

      g_assert_cmpuint (number, <, limits[i]);
      counts[number]++;
    }
    /* Six standard deviations off: one run in a hundred million. */
    for (guint j = 0; j < limits[i]; j++) {
      g_assert_cmpuint (counts[j], >, expected - 6 * 20);
      g_assert_cmpuint (counts[j], <, expected + 6 * 20 + (limits[i] == 1));
    }
  }
  for (guint i = 0; i < 1000; i++)
    nl_random_below (&random, G_MAXUINT);
}

static void
test_shuffle (void)
{
  guint first[5] = { 0 };

  for (guint seed = 0; seed < 2000; seed++) {
    g_autoptr (GPtrArray) array = g_ptr_array_new ();
    g_autoptr (GPtrArray) again = g_ptr_array_new ();
    guint seen = 0;
    NlRandom random;

    for (guint i = 0; i < 5; i++) {
      g_ptr_array_add (array, GUINT_TO_POINTER (i));
      g_ptr_array_add (again, GUINT_TO_POINTER (i));
    }
    nl_random_init (&random, seed, "shuffle");
    nl_random_shuffle (&random, array);
    nl_random_init (&random, seed, "shuffle");
    nl_random_shuffle (&random, again);
    for (guint i = 0; i < 5; i++) {
      seen |= 1u << GPOINTER_TO_UINT (array->pdata[i]);
      g_assert_true (array->pdata[i] == again->pdata[i]);
    }
    g_assert_cmpuint (seen, ==, 0x1f);
    first[GPOINTER_TO_UINT (array->pdata[0])]++;
  }
  for (guint i = 0; i < 5; i++) {
    g_assert_cmpuint (first[i], >, 300);
    g_assert_cmpuint (first[i], <, 500);
  }
}

static void
test_shuffle_of_few (void)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  NlRandom random;

  nl_random_init (&random, 1, "few");
  nl_random_shuffle (&random, array);
  g_assert_cmpuint (array->len, ==, 0);
  g_ptr_array_add (array, (gpointer) "only");
  nl_random_shuffle (&random, array);
  g_assert_cmpstr (array->pdata[0], ==, "only");
}

static gpointer
make_ids (gpointer data)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < IDS_PER_THREAD; i++) {
    gint64 id = nl_id_new ();

    g_array_append_val (ids, id);
  }
  return ids;
}

/* From all threads at once: growing in each, and no two alike. */
static void
test_ids_of_threads (void)
{
  GThread *threads[N_THREADS];
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("ids", make_ids, NULL);
  for (guint i = 0; i < N_THREADS; i++) {
    g_autoptr (GArray) ids = g_thread_join (threads[i]);
    gint64 last = 0;

    for (guint j = 0; j < ids->len; j++) {
      gint64 id = g_array_index (ids, gint64, j);

      g_assert_cmpint (id, >, last);
      g_assert_true (g_hash_table_add (all, g_memdup2 (&id, sizeof id)));
      last = id;
    }
  }
  g_assert_cmpuint (g_hash_table_size (all), ==, N_THREADS * IDS_PER_THREAD);
}

/* More than a millisecond has numbers for, while the clock stands still, jumps and goes back. */
static void
test_ids_on_a_mad_clock (void)
{
  gint64 now = g_get_real_time () + 600 * G_USEC_PER_SEC;
  gint64 last = 0;

  for (guint i = 0; i < 20000; i++) {
    gint64 id;

    if (i % 3000 == 0)
      now += g_test_rand_int_range (-2000000, 2000000);
    nl_clock_set_for_tests (now);
    id = nl_id_new ();
    g_assert_cmpint (id, >, last);
    last = id;
  }
  nl_clock_set_for_tests (0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/random/published", test_published_numbers);
  g_test_add_func ("/random/seed", test_same_seed_same_numbers);
  g_test_add_func ("/random/below", test_below);
  g_test_add_func ("/random/shuffle", test_shuffle);
  g_test_add_func ("/random/shuffle-few", test_shuffle_of_few);
  g_test_add_func ("/id-property/threads", test_ids_of_threads);
  g_test_add_func ("/id-property/mad-clock", test_ids_on_a_mad_clock);
  return g_test_run ();
}
