/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-vocabulary.h"

#include <string.h>

#define LONGEST_NAME 64

/* How many letters to add, drop, change or swap with their neighbour (optimal string alignment). */
static guint
measure_distance (const char *a, const char *b)
{
  guint rows[3][LONGEST_NAME + 1];
  gsize length_a = strlen (a);
  gsize length_b = strlen (b);

  if (length_a > LONGEST_NAME || length_b > LONGEST_NAME)
    return G_MAXUINT;
  for (guint j = 0; j <= length_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= length_a; i++) {
    guint *row = rows[i % 3];
    const guint *above = rows[(i + 2) % 3];
    const guint *two_above = rows[(i + 1) % 3];

    row[0] = i;
    for (guint j = 1; j <= length_b; j++) {
      char x = g_ascii_tolower (a[i - 1]);
      char y = g_ascii_tolower (b[j - 1]);

      row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (x == y ? 0 : 1));
      if (i > 1 && j > 1 && x == g_ascii_tolower (b[j - 2]) && y == g_ascii_tolower (a[i - 2]))
        row[j] = MIN (row[j], two_above[j - 2] + 1);
    }
  }
  return rows[length_a % 3][length_b];
}

/**
 * nl_segment_suggestion_init:
 * @suggestion: (out caller-allocates): a search on the stack
 * @name: the name that is not known
 *
 * Starts a search for the name that was probably meant: the one with the least Damerau-Levenshtein
 * distance, when that is at most a third of its letters.
 */
void
nl_segment_suggestion_init (NlSegmentSuggestion *suggestion, const char *name)
{
  *suggestion = (NlSegmentSuggestion) { name, NULL, (guint) MAX (strlen (name) / 3, 1) + 1 };
}

/**
 * nl_segment_suggestion_offer:
 * @suggestion: a search
 * @candidate: a known name, which outlives @suggestion
 *
 * Remembers @candidate as `best` when it is nearer than every other so far.
 */
void
nl_segment_suggestion_offer (NlSegmentSuggestion *suggestion, const char *candidate)
{
  guint distance = measure_distance (suggestion->name, candidate);

  if (distance < suggestion->best_distance) {
    suggestion->best = candidate;
    suggestion->best_distance = distance;
  }
}
