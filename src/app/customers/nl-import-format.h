/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/nl-csv.h"
#include "customers/nl-import-date.h"
#include "customers/nl-import-kind.h"

G_BEGIN_DECLS

extern const char *const nl_import_delimiters[];
extern const char *const nl_import_encodings[];
extern const char *const nl_import_kinds[];
extern const char *const nl_import_decimals[];
extern const char *const nl_import_dates[];

char *nl_import_delimiter_dup_name (const char *delimiter);
char *nl_import_encoding_dup_name (const char *encoding);
NlCsvEncoding nl_import_encoding_find (const char *encoding);
char *nl_import_kind_dup_name (const char *kind);
NlImportKind nl_import_kind_find (const char *kind);
char *nl_import_kind_dup_description (NlImportKind kind, const char *program);
char *nl_import_decimal_dup_name (const char *decimal);
char *nl_import_dates_dup_name (const char *dates);
NlDateOrder nl_import_dates_find (const char *dates);
char *nl_import_format_dup_description (const NlCsvOptions *format);

G_END_DECLS
