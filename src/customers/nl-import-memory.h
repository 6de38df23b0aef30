/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-preview.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_import_memory_recall (NlStore *store,
                                    NlImportPreview *preview) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_import_memory_keep (NlStore *store,
                                  NlImportMapping *mapping,
                                  const NlCsvOptions *format,
                                  char decimal_point,
                                  NlDateOrder date_order) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
