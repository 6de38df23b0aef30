/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "customers/nl-import-reader.h"
#include "customers/nl-import-rejects.h"
#include "customers/nl-import-report.h"
#include "customers/nl-import-row.h"
#include "customers/nl-import-options.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* What imports of every kind have in common. The importer of a kind begins with it. */
typedef struct {
  /* what is wanted */
  char *path;
  NlCsvOptions csv;
  char *rejects_path;
  gboolean dry_run;
  NlImportContext *context;
  NlOperation *operation;
  GCancellable *cancellable;

  /* on the writer's thread */
  NlImportMapping *headers; /* the columns that were checked */
  NlImportReader *reader;
  NlImportRejects *rejects;
  NlImportReport *report;
} NlImportSession;

void nl_import_session_init (NlImportSession *self,
                             NlShop *shop,
                             const NlImportOptions *options,
                             NlOperation *operation);
void nl_import_session_clear (NlImportSession *self);
DexFuture *nl_import_session_run (NlImportSession *self,
                                  NlStore *store,
                                  NlStoreFunc func,
                                  GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

void nl_import_session_begin (NlImportSession *self, NlImportMapping *headers);
gboolean nl_import_session_open (
    NlImportSession *self, gsize row_size, NlImportParse parse, gpointer data, GError **error);
void nl_import_session_count (NlImportSession *self, const NlImportRawRow *row);
gboolean nl_import_session_reject (NlImportSession *self,
                                   const NlImportRawRow *row,
                                   const GError *reason,
                                   GError **error);
guint64 nl_import_session_estimate (NlImportSession *self, guint64 rows, goffset position);
gboolean nl_import_session_tell (NlImportSession *self, goffset position, GError **error);
NlImportReport *nl_import_session_end (NlImportSession *self, GError **error);

G_END_DECLS
