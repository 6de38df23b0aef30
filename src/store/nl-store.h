/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-future.h"
#include "store/nl-changes.h"
#include "store/nl-connection.h"
#include "store/nl-query.h"
#include "store/nl-record-sql.h"
#include "store/nl-store-error.h"

G_BEGIN_DECLS

/* The workspace's file in its folder. */
#define NL_STORE_FILE_NAME "workspace.db"

#define NL_TYPE_STORE (nl_store_get_type ())
G_DECLARE_FINAL_TYPE (NlStore, nl_store, NL, STORE, GObject)

/* Work on the database, on one of the store's threads. Sets the error exactly when it fails. */
typedef gpointer (*NlStoreFunc) (NlConnection *connection, gpointer data, GError **error);

DexFuture *nl_store_open (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_close (NlStore *self) G_GNUC_WARN_UNUSED_RESULT;
void nl_store_watch (NlStore *self);
const char *nl_store_get_folder (NlStore *self);

DexFuture *nl_store_read (NlStore *self,
                          NlStoreFunc func,
                          gpointer data,
                          GDestroyNotify data_destroy,
                          GType result_type,
                          GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_write (NlStore *self,
                           NlStoreFunc func,
                           gpointer data,
                           GDestroyNotify data_destroy,
                           GType result_type,
                           GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_rehearse (NlStore *self,
                              NlStoreFunc func,
                              gpointer data,
                              GDestroyNotify data_destroy,
                              GType result_type,
                              GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_write_undoable (NlStore *self,
                                    NlStoreFunc func,
                                    gpointer data,
                                    GDestroyNotify data_destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_undo (NlStore *self, GBytes *changeset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_empty_log (NlStore *self) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_store_find (NlStore *self, GType type, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_list (NlStore *self, NlQuery *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_count (NlStore *self, NlQuery *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_save (NlStore *self, NlRecord *record) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_save_undoable (NlStore *self, NlRecord *record) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_delete (NlStore *self, GType type, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
