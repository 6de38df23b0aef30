/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "customers/nl-customer.h"

G_BEGIN_DECLS

#define NL_TYPE_MERGE_PAGE (nl_merge_page_get_type ())
G_DECLARE_FINAL_TYPE (NlMergePage, nl_merge_page, NL, MERGE_PAGE, AdwNavigationPage)

NlMergePage *nl_merge_page_new (NlWorkspace *workspace,
                                NlCustomer *first,
                                NlCustomer *second,
                                const char *reason);

void nl_merge_page_open (GtkWidget *widget,
                         NlWorkspace *workspace,
                         gint64 first_id,
                         gint64 second_id);

G_END_DECLS
