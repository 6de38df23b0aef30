/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

/* Runs on the thread that writes. */
typedef void (*NlTestWriterFunc) (gpointer data);

DexFuture *nl_test_writer_interrupt (NlStore *store,
                                     guint n_statements,
                                     NlTestWriterFunc func,
                                     gpointer data);

void nl_test_writer_settle (NlStore *store);

/* What the thread that writes is held up by, until the test lets it go on. */
typedef struct {
  GMutex lock;
  GCond cond;
  gboolean is_open;
} NlTestGate;

void nl_test_gate_pass (gpointer gate);
void nl_test_gate_open (NlTestGate *self);

G_END_DECLS
