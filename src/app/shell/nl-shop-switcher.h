/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_SHOP_SWITCHER (nl_shop_switcher_get_type ())
G_DECLARE_FINAL_TYPE (NlShopSwitcher, nl_shop_switcher, NL, SHOP_SWITCHER, AdwBin)

void nl_shop_switcher_set_workspace (NlShopSwitcher *self, NlWorkspace *workspace);

G_END_DECLS
