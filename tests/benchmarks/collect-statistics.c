/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/nl-clock.h"
#include "segments/nl-segment-statistics.h"

/* Collects the statistics of a segment some times and prints the seconds that each took, a line
 * each: collect-statistics DATABASE QUERY TIMES. */
int
main (int argc, char **argv)
{
  g_autoptr (NlConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gint64 shop;

  if (argc != 4)
    return 2;
  connection = nl_connection_open (argv[1], NL_CONNECTION_READER, &error);
  if (connection == NULL
      || !nl_connection_query_int64 (connection, "find the shop", "SELECT id FROM shops", &shop,
                                     &error))
    g_error ("%s", error->message);
  for (gint64 i = g_ascii_strtoll (argv[3], NULL, 10); i > 0; i--) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (JsonObject) statistics
        = nl_segment_statistics_collect (connection, shop, NULL, argv[2], nl_clock_now (), &error);

    if (statistics == NULL)
      g_error ("%s", error->message);
    printf ("%.6f\n", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  }
  return 0;
}
