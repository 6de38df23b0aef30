/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PREFERENCES_DIALOG (nl_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    NlPreferencesDialog, nl_preferences_dialog, NL, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *nl_preferences_dialog_new (GSettings *settings,
                                      const char *folder,
                                      NlWorkspace *workspace);

G_END_DECLS
