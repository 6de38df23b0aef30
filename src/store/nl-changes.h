/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NL_TYPE_CHANGES (nl_changes_get_type ())
typedef struct _NlChanges NlChanges;

GType nl_changes_get_type (void);
NlChanges *nl_changes_new (void);
NlChanges *nl_changes_ref (NlChanges *self);
void nl_changes_unref (NlChanges *self);

void nl_changes_add (NlChanges *self, const char *table, gint64 id);
void nl_changes_add_everything (NlChanges *self);
gboolean nl_changes_is_empty (NlChanges *self);
gboolean nl_changes_touches (NlChanges *self, const char *table);
gboolean nl_changes_contains (NlChanges *self, const char *table, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlChanges, nl_changes_unref)

G_END_DECLS
