/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Fewer than @max letters of several scripts, with marks and pictures, from the seed of the test.
 */
char *random_text_new (int max);
