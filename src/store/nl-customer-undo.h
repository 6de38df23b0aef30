/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

typedef struct sqlite3_changeset_iter sqlite3_changeset_iter;
typedef struct _NlCustomerUndo NlCustomerUndo;

NlCustomerUndo *nl_customer_undo_new (NlConnection *connection,
                                      int size,
                                      void *inverse,
                                      GError **error);
void nl_customer_undo_free (NlCustomerUndo *self);
void nl_customer_undo_join (NlCustomerUndo *self,
                            sqlite3_changeset_iter *change,
                            gboolean is_as_left);
gboolean nl_customer_undo_end (NlCustomerUndo *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlCustomerUndo, nl_customer_undo_free)

G_END_DECLS
