/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_WELCOME_PAGE (nl_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (NlWelcomePage, nl_welcome_page, NL, WELCOME_PAGE, AdwBin)

G_END_DECLS
