/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_FAILURE_PAGE (nl_failure_page_get_type ())
G_DECLARE_FINAL_TYPE (NlFailurePage, nl_failure_page, NL, FAILURE_PAGE, AdwBin)

void nl_failure_page_set_error (NlFailurePage *self, const char *folder, const GError *error);

G_END_DECLS
