/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_PROFILE (nl_customer_profile_get_type ())
G_DECLARE_FINAL_TYPE (
    NlCustomerProfile, nl_customer_profile, NL, CUSTOMER_PROFILE, AdwNavigationPage)

NlCustomerProfile *nl_customer_profile_new (NlWorkspace *workspace, gint64 customer_id);

G_END_DECLS
