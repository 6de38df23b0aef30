/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_RENAME_DIALOG (nl_rename_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlRenameDialog, nl_rename_dialog, NL, RENAME_DIALOG, AdwAlertDialog)

void nl_rename_dialog_present (GtkWidget *widget,
                               NlStore *store,
                               NlRecord *record,
                               guint name_field,
                               const char *title,
                               const char *failed);

G_END_DECLS
