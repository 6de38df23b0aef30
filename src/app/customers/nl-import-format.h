/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/nl-csv.h"

G_BEGIN_DECLS

extern const char *const nl_import_delimiters[];
extern const char *const nl_import_encodings[];

char *nl_import_delimiter_dup_name (const char *delimiter);
char *nl_import_encoding_dup_name (const char *encoding);
NlCsvEncoding nl_import_encoding_find (const char *encoding);
char *nl_import_format_dup_description (const NlCsvOptions *format);

G_END_DECLS
