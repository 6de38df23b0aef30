/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/providers/nl-provider-status.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_ROW (nl_provider_row_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderRow, nl_provider_row, NL, PROVIDER_ROW, AdwActionRow)

GtkWidget *nl_provider_row_new (NlProviderAccount *account);
NlProviderAccount *nl_provider_row_get_account (NlProviderRow *self);
void nl_provider_row_update (NlProviderRow *self, NlProviderHealth *health, NlKeyState key);
void nl_provider_row_set_place (NlProviderRow *self, guint index, guint n);

G_END_DECLS
