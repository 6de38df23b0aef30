/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ai/nl-provider-account.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

void nl_provider_removal_remove (GtkWidget *widget,
                                 NlWorkspace *workspace,
                                 NlProviderAccount *account);
void nl_provider_removal_clear_key (GtkWidget *widget,
                                    NlWorkspace *workspace,
                                    NlProviderAccount *account);

G_END_DECLS
