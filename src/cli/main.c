/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libdex.h>

#include "nl-config.h"

int
main (int argc, char **argv)
{
  dex_init ();
  g_print ("ninjalead-cli %s\n", NL_VERSION);
  return 0;
}
