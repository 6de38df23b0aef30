/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

char *bench_workspace_write_customers (const char *folder, guint n_customers);
DexFuture *bench_workspace_import (NlWorkspace *workspace, const char *path);
gint64 bench_workspace_add_personas (NlWorkspace *workspace, guint n_personas);
gint64 bench_workspace_add_campaign (NlWorkspace *workspace, gint64 persona_id);

G_END_DECLS
