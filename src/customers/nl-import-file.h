/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv.h"

G_BEGIN_DECLS

NlCsvReader *nl_import_file_open (const char *path,
                                  const NlCsvOptions *csv,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_import_file_fail_without_rows (const char *path, GError **error);

G_END_DECLS
