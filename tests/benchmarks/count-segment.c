/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/nl-clock.h"
#include "segments/nl-segment-count.h"

/* Counts a segment some times and prints the seconds that each count took, a line each, then how
 * many customers there are: count-segment DATABASE QUERY TIMES. */
int
main (int argc, char **argv)
{
  g_autoptr (NlConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gint64 times;
  gint64 shop;
  gint64 count = 0;

  if (argc != 4)
    return 2;
  times = g_ascii_strtoll (argv[3], NULL, 10);
  connection = nl_connection_open (argv[1], NL_CONNECTION_READER, &error);
  if (connection == NULL
      || !nl_connection_query_int64 (connection, "find the shop", "SELECT id FROM shops", &shop,
                                     &error))
    g_error ("%s", error->message);
  for (gint64 i = 0; i < times; i++) {
    gint64 start = g_get_monotonic_time ();

    if (!nl_segment_count_customers (connection, shop, argv[2], nl_clock_now (), &count, &error))
      g_error ("%s", error->message);
    printf ("%.6f\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  }
  printf ("%" G_GINT64_FORMAT "\n", count);
  return 0;
}
