/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv-scanner.h"

G_BEGIN_DECLS

gboolean nl_csv_repair_is_utf8 (const char *text, gsize length);
void nl_csv_repair_fields (NlCsvScanner *scanner, GString *repaired);

G_END_DECLS
