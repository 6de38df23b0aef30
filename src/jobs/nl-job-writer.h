/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

/* Runs in a savepoint on the writer's thread; sets the error exactly when it returns FALSE. */
typedef gboolean (*NlJobWriteFunc) (NlConnection *connection, gpointer data, GError **error);

#define NL_TYPE_JOB_WRITER (nl_job_writer_get_type ())
G_DECLARE_FINAL_TYPE (NlJobWriter, nl_job_writer, NL, JOB_WRITER, GObject)

NlJobWriter *nl_job_writer_new (NlStore *store);
DexFuture *nl_job_writer_push (NlJobWriter *self,
                               NlJobWriteFunc func,
                               gpointer data,
                               GDestroyNotify data_destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
