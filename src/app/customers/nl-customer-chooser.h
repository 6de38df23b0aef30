/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_CHOOSER (nl_customer_chooser_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerChooser, nl_customer_chooser, NL, CUSTOMER_CHOOSER, AdwDialog)

NlCustomerChooser *nl_customer_chooser_new (NlWorkspace *workspace, gint64 except_id);

G_END_DECLS
