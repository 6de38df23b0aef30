/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "customers/nl-import-kind.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_DIALOG (nl_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlImportDialog, nl_import_dialog, NL, IMPORT_DIALOG, AdwDialog)

NlImportDialog *nl_import_dialog_new (NlWorkspace *workspace, NlImportKind kind);
void nl_import_dialog_open_file (NlImportDialog *self, GFile *file);
void nl_import_dialog_import_with_rejects (NlImportDialog *self, GFile *rejects);

G_END_DECLS
