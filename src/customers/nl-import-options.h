/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv.h"
#include "customers/nl-import-date.h"
#include "customers/nl-import-mapping.h"

G_BEGIN_DECLS

/**
 * NlImportOptions:
 * @path: the file
 * @csv: how to read it; all zero detects everything
 * @mapping: (nullable): which column is what; of orders it may be %NULL, then @preset and @maps tell
 * @preset: (nullable): whose export of orders it is, of nl_import_preset_list(); %NULL guesses by
 *   the headers
 * @maps: (nullable) (array zero-terminated=1): `COLUMN=field` of a file of orders, for columns that
 *   are something else than their headers say
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
  const char *preset;
  const char *const *maps;
  const char *rejects_path;
  gboolean dry_run;
  char decimal_point;
  NlDateOrder date_order;
} NlImportOptions;

G_END_DECLS
