/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-window.h"

G_BEGIN_DECLS

#define NL_TYPE_RESTORE_DIALOG (nl_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlRestoreDialog, nl_restore_dialog, NL, RESTORE_DIALOG, AdwDialog)

NlRestoreDialog *nl_restore_dialog_new (const char *folder);
void nl_restore_dialog_open (NlRestoreDialog *self, NlWindow *window);

G_END_DECLS
