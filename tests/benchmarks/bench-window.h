/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "app/shell/nl-window.h"

G_BEGIN_DECLS

/* For how long at least bench_settle() waits. */
#define BENCH_QUIET_MILLISECONDS 250

/* The window of the application on a workspace, as a benchmark opens it. */
typedef struct {
  AdwApplication *application;
  NlWindow *window;
  NlWorkspace *workspace;
} BenchWindow;

void bench_window_open (BenchWindow *self, const char *folder);
void bench_window_close (BenchWindow *self);
GtkWidget *bench_window_find (BenchWindow *self, GType type);
GtkWidget *bench_find (GtkWidget *root, GType type);
void bench_settle (guint milliseconds);
void bench_wait (DexFuture *future);

G_END_DECLS
