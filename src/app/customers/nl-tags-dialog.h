/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_TAGS_DIALOG (nl_tags_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlTagsDialog, nl_tags_dialog, NL, TAGS_DIALOG, AdwDialog)

NlTagsDialog *nl_tags_dialog_new (NlWorkspace *workspace, guint n_customers);

G_END_DECLS
