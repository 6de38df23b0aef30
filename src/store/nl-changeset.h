/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

/* Undo: SQLite's session extension writes down what a transaction did, cascades included. */

typedef struct _NlChangesetRecorder NlChangesetRecorder;

NlChangesetRecorder *nl_changeset_recorder_new (NlConnection *connection, GError **error);
GBytes *nl_changeset_recorder_end (NlChangesetRecorder *self, GError **error);
void nl_changeset_recorder_free (NlChangesetRecorder *self);
gboolean nl_changeset_apply_inverse (NlConnection *connection, GBytes *changeset, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlChangesetRecorder, nl_changeset_recorder_free)

G_END_DECLS
