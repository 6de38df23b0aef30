/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv.h"

G_BEGIN_DECLS

gboolean nl_csv_detect_text (const guint8 *head, gsize length, GError **error);
NlCsvEncoding nl_csv_detect_encoding (const guint8 *head, gsize length);
char nl_csv_detect_delimiter (const char *text, gsize length, gboolean is_complete);
gboolean nl_csv_detect_header (const char *text,
                               gsize length,
                               gboolean is_complete,
                               char delimiter);

G_END_DECLS
