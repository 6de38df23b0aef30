/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-page.h"

G_BEGIN_DECLS

#define NL_TYPE_ACTIVITY_PAGE (nl_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (NlActivityPage, nl_activity_page, NL, ACTIVITY_PAGE, NlPage)

G_END_DECLS
