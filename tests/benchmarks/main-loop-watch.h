/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many of the program's functions are remembered that called each other. */
#define MAIN_LOOP_DEPTH 8

/* One turn of the main loop, from what woke it to when it waits again. */
typedef struct {
  const char *label;   /* what was being done */
  gint64 microseconds; /* without those in which other programs had the processor */
  guint n_samples;
  void **places; /* of a long one, %MAIN_LOOP_DEPTH a sample: where in the program it was found,
                  * the innermost function first; NULL: only in libraries */
  void **calls;  /* for each sample, what the innermost function called: a place in a library, or
                    NULL */
} MainLoopTurn;

void main_loop_watch_start (gint64 most);
void main_loop_watch_set_label (const char *label);
GArray *main_loop_watch_stop (void);
char **main_loop_watch_name_places (void *const *places, guint n_places);
const char *main_loop_watch_name_call (void *place);

G_END_DECLS
