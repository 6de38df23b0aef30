/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_SHOP_DIALOG (nl_shop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlShopDialog, nl_shop_dialog, NL, SHOP_DIALOG, AdwDialog)

NlShopDialog *nl_shop_dialog_new (NlWorkspace *workspace, NlShop *shop);

G_END_DECLS
