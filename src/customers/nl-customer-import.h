/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "customers/nl-import-date.h"
#include "customers/nl-import-mapping.h"
#include "customers/nl-import-report.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlImportOptions:
 * @path: the customer file
 * @csv: how to read it; all zero detects everything
 * @mapping: which column is what
 * @rejects_path: (nullable): where rejected rows go; %NULL: beside the file
 * @dry_run: whether to count only, and change nothing
 * @decimal_point: of amounts: '.' or ','; 0 finds it out
 * @date_order: of dates like 05/06/2026
 *
 * What to import, and how.
 */
typedef struct {
  const char *path;
  NlCsvOptions csv;
  NlImportMapping *mapping;
  const char *rejects_path;
  gboolean dry_run;
  char decimal_point;
  NlDateOrder date_order;
} NlImportOptions;

DexFuture *nl_customers_import (NlStore *store,
                                NlShop *shop,
                                const NlImportOptions *options,
                                NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
