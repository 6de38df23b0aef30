/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/nl-rows-selection.h"
#include "app/shell/nl-workspace.h"
#include "customers/nl-customer-query.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_LIST (nl_customer_list_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerList, nl_customer_list, NL, CUSTOMER_LIST, AdwBin)

void nl_customer_list_set_workspace (NlCustomerList *self, NlWorkspace *workspace);
NlWorkspace *nl_customer_list_get_workspace (NlCustomerList *self);
void nl_customer_list_set_search (NlCustomerList *self, const char *search);
const char *nl_customer_list_get_search (NlCustomerList *self);
void nl_customer_list_set_condition (NlCustomerList *self, const char *condition, GArray *values);
void nl_customer_list_set_order (NlCustomerList *self, NlCustomerOrder order, gboolean reversed);
NlCustomerOrder nl_customer_list_get_order (NlCustomerList *self, gboolean *reversed);
NlRowsSelection *nl_customer_list_get_selection (NlCustomerList *self);
guint nl_customer_list_get_n_items (NlCustomerList *self);

G_END_DECLS
