/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "store/nl-value.h"

G_BEGIN_DECLS

typedef struct _NlStatement NlStatement;

NlStatement *nl_statement_new (sqlite3 *database,
                               const char *purpose,
                               const char *sql,
                               GError **error);
void nl_statement_free (NlStatement *self);
sqlite3_stmt *nl_statement_get_handle (NlStatement *self);
gboolean nl_statement_is_busy (NlStatement *self);
void nl_statement_acquire (NlStatement *self, const char *purpose);
void nl_statement_release (NlStatement *self);

void nl_statement_bind_null (NlStatement *self, int index);
void nl_statement_bind_int64 (NlStatement *self, int index, gint64 value);
void nl_statement_bind_double (NlStatement *self, int index, double value);
void nl_statement_bind_text (NlStatement *self, int index, const char *value);
void nl_statement_bind_text_length (NlStatement *self, int index, const char *value, gsize length);
void nl_statement_bind_bytes (NlStatement *self, int index, GBytes *value);
void nl_statement_bind_value (NlStatement *self, int index, const NlValue *value);
void nl_statement_bind_values (NlStatement *self, int first_index, GArray *values);

gboolean nl_statement_step (NlStatement *self, GError **error);
gboolean nl_statement_run (NlStatement *self, GError **error);

gboolean nl_statement_is_null (NlStatement *self, int column);
gint64 nl_statement_get_int64 (NlStatement *self, int column);
double nl_statement_get_double (NlStatement *self, int column);
const char *nl_statement_get_text (NlStatement *self, int column);
GBytes *nl_statement_dup_bytes (NlStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlStatement, nl_statement_release)

G_END_DECLS
