/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"
#include "store/nl-record.h"

G_BEGIN_DECLS

/* Records in and out of the database, on the thread of a connection. */

gboolean nl_record_save (NlRecord *self, NlConnection *connection, GError **error);
gboolean nl_record_delete (GType type, gint64 id, NlConnection *connection, GError **error);
NlRecord *nl_record_load (GType type, gint64 id, NlConnection *connection, GError **error);

const char *nl_record_columns (const NlRecordDescription *description);
NlRecord *nl_record_read (GType type, NlStatement *statement);

G_END_DECLS
