/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

/* How a piece of work is run: the kinds of transactions there are. */
typedef enum {
  NL_STORE_WORK_READ,
  NL_STORE_WORK_WRITE,
  NL_STORE_WORK_REHEARSE, /* a write that is rolled back */
  NL_STORE_WORK_UNDOABLE,
  NL_STORE_WORK_UNDO,
  NL_STORE_WORK_LOOK, /* whether others wrote */
  NL_STORE_WORK_EMPTY_LOG,
  NL_STORE_WORK_QUIT,
} NlStoreWorkKind;

typedef struct {
  NlStoreWorkKind kind;
  NlStoreFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GType result_type;
  GCancellable *cancellable;
  DexPromise *promise;
} NlStoreWork;

NlStoreWork *nl_store_work_new (NlStoreWorkKind kind,
                                NlStoreFunc func,
                                gpointer data,
                                GDestroyNotify data_destroy,
                                GType result_type,
                                GCancellable *cancellable);
NlChanges *nl_store_work_run (NlStoreWork *self, NlConnection *connection, GError **error);

G_END_DECLS
