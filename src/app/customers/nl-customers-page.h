/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-page.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMERS_PAGE (nl_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomersPage, nl_customers_page, NL, CUSTOMERS_PAGE, NlPage)

G_END_DECLS
