/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv.h"

G_BEGIN_DECLS

/* The bytes a CSV reader reads, as UTF-8. */
typedef struct _NlCsvSource NlCsvSource;

NlCsvSource *nl_csv_source_open (const char *path, GError **error);
NlCsvSource *nl_csv_source_new_for_bytes (GBytes *bytes, GError **error);
void nl_csv_source_free (NlCsvSource *self);

const guint8 *nl_csv_source_peek (NlCsvSource *self, gsize *length);
void nl_csv_source_set_encoding (NlCsvSource *self, NlCsvEncoding encoding);
gssize nl_csv_source_read (NlCsvSource *self, char *into, gsize size, GError **error);
goffset nl_csv_source_get_size (NlCsvSource *self);
goffset nl_csv_source_get_position (NlCsvSource *self);

gunichar nl_csv_source_decode_byte (guint8 byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlCsvSource, nl_csv_source_free)

G_END_DECLS
