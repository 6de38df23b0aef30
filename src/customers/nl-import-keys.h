/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NlImportKeys NlImportKeys;

NlImportKeys *nl_import_keys_new (void);
void nl_import_keys_free (NlImportKeys *self);
gboolean nl_import_keys_add (NlImportKeys *self, char kind, const char *key, gsize length);
gboolean nl_import_keys_is_full (NlImportKeys *self);

guint64 nl_import_hash (guint64 seed, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportKeys, nl_import_keys_free)

G_END_DECLS
