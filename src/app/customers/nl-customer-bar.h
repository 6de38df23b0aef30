/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_BAR (nl_customer_bar_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerBar, nl_customer_bar, NL, CUSTOMER_BAR, AdwBin)

void nl_customer_bar_set_n_selected (NlCustomerBar *self, guint n_selected, guint fewest);
GMenuModel *nl_customer_bar_get_consent_menu (NlCustomerBar *self);

G_END_DECLS
