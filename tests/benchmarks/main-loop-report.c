/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main-loop-report.h"

#include <math.h>

/* Whose code the long turns of a main loop were spent in. */

typedef struct {
  const char *label;
  guint n_turns;
  guint n_long;
  guint n_ours;
  double longest;
  double longest_ours;
  char *where;
} ReportLine;

static gboolean
is_ours (const char *name)
{
  return !g_str_has_prefix (name, "bench_") && !g_str_equal (name, "main")
         && !g_str_equal (name, "_start") && !g_str_equal (name, "run_fiber")
         && !g_str_equal (name, "nl_future_wait") && !g_str_equal (name, "??");
}

/* The innermost of our functions, below the outermost of them, and what it called; NULL when there
 * is none. */
static char *
dup_place (char **names, void *call)
{
  const char *inner = NULL, *outer = NULL, *called;

  for (guint i = 0; i < MAIN_LOOP_DEPTH; i++) {
    if (!is_ours (names[i]))
      continue;
    if (inner == NULL)
      inner = names[i];
    outer = names[i];
  }
  if (inner == NULL)
    return NULL;
  called = main_loop_watch_name_call (call);
  return g_strconcat (inner != outer ? outer : inner, inner != outer ? " … " : "",
                      inner != outer ? inner : "", called != NULL ? " > " : "", called, NULL);
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (counts, *(char *const *) b))
         - GPOINTER_TO_INT (g_hash_table_lookup (counts, *(char *const *) a));
}

static void
print_places (const MainLoopTurn *turn, GHashTable *counts)
{
  guint n;
  g_autofree gpointer *places = g_hash_table_get_keys_as_array (counts, &n);

  g_print ("%s: %.1f ms\n", turn->label, (double) turn->microseconds / 1000);
  g_sort_array (places, n, sizeof (gpointer), compare_counts, counts);
  for (guint i = 0; i < MIN (n, 8); i++)
    g_print ("  %5.1f ms  %s\n",
             (double) turn->microseconds / 1000
                 * GPOINTER_TO_INT (g_hash_table_lookup (counts, places[i])) / turn->n_samples,
             (char *) places[i]);
}

/* How many milliseconds of a turn were spent in or below our functions, and mostly where. */
static double
attribute (const MainLoopTurn *turn, gint64 most, gboolean is_verbose, char **where)
{
  g_auto (GStrv) names
      = main_loop_watch_name_places (turn->places, turn->n_samples * MAIN_LOOP_DEPTH);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint ours = 0, often = 0;
  double milliseconds;

  for (guint i = 0; i < turn->n_samples; i++) {
    char *place = dup_place (names + i * MAIN_LOOP_DEPTH, turn->calls[i]);
    guint count;

    if (place == NULL)
      continue;
    ours++;
    count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, place)) + 1;
    if (count > often) {
      often = count;
      g_set_str (where, place);
    }
    g_hash_table_insert (counts, place, GUINT_TO_POINTER (count));
  }
  if (turn->n_samples == 0)
    return 0;
  milliseconds = (double) turn->microseconds / 1000 * ours / turn->n_samples;
  if (is_verbose && milliseconds * 1000 > (double) most)
    print_places (turn, counts);
  return milliseconds;
}

static void
add_turn (ReportLine *line, const MainLoopTurn *turn, gint64 most, gboolean is_verbose)
{
  double milliseconds = (double) turn->microseconds / 1000;
  g_autofree char *where = NULL;
  double ours;

  line->label = turn->label;
  line->n_turns++;
  line->longest = fmax (line->longest, milliseconds);
  if (turn->microseconds <= most)
    return;
  line->n_long++;
  ours = attribute (turn, most, is_verbose, &where);
  if (ours * 1000 > (double) most)
    line->n_ours++;
  if (ours > line->longest_ours) {
    line->longest_ours = ours;
    g_set_str (&line->where, where);
  }
}

/* Prints a line for each label: how many turns there were, how many longer than @most microseconds,
 * and in how many of those more than that was spent in or below our functions. @most is
 * what the watch was started with. Returns how many these are in all. */
guint
main_loop_report (GArray *turns, gint64 most, gboolean is_verbose)
{
  g_autofree char *limit = g_strdup_printf ("> %" G_GINT64_FORMAT " ms", most / 1000);
  ReportLine line = { 0 };
  guint n_ours = 0;

  g_print ("%-28s %6s %7s %9s %9s %7s  %s\n", "", "turns", limit, "longest", "of ours", limit,
           "where");
  for (guint i = 0; i < turns->len; i++) {
    const MainLoopTurn *turn = &g_array_index (turns, MainLoopTurn, i);

    add_turn (&line, turn, most, is_verbose);
    if (i + 1 < turns->len && g_array_index (turns, MainLoopTurn, i + 1).label == turn->label)
      continue;
    g_print ("%-28s %6u %7u %6.1f ms %6.1f ms %7u  %s\n", line.label, line.n_turns, line.n_long,
             line.longest, line.longest_ours, line.n_ours, line.where != NULL ? line.where : "");
    n_ours += line.n_ours;
    g_free (line.where);
    line = (ReportLine) { 0 };
  }
  g_print ("%u turns longer than %" G_GINT64_FORMAT " ms because of us\n", n_ours, most / 1000);
  return n_ours;
}
