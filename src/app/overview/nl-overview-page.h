/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-page.h"

G_BEGIN_DECLS

#define NL_TYPE_OVERVIEW_PAGE (nl_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (NlOverviewPage, nl_overview_page, NL, OVERVIEW_PAGE, NlPage)

G_END_DECLS
