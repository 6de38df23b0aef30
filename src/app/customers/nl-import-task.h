/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "customers/nl-import-options.h"
#include "customers/nl-import-report.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* An import as the user wants it. It outlives the dialog. */
typedef struct {
  NlStore *store;
  NlShop *shop;
  char *path;
  char *rejects_path;
  NlCsvOptions format;
  NlImportMapping *mapping;
  char decimal_point;
  NlDateOrder date_order;
  NlOperation *operation;
} NlImportTask;

void nl_import_task_clear (NlImportTask *self);
DexFuture *nl_import_task_run (const NlImportTask *self) G_GNUC_WARN_UNUSED_RESULT;
void nl_import_task_follow_up (const NlImportTask *self, const NlImportReport *report);

G_END_DECLS
