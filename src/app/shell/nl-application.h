/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_APPLICATION (nl_application_get_type ())
G_DECLARE_FINAL_TYPE (NlApplication, nl_application, NL, APPLICATION, AdwApplication)

NlApplication *nl_application_new (void);
void nl_application_set_folder (NlApplication *self, const char *folder);
const char *nl_application_get_folder (NlApplication *self);
GSettings *nl_application_get_settings (NlApplication *self);

G_END_DECLS
