/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-records-page.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONAS_PAGE (nl_personas_page_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonasPage, nl_personas_page, NL, PERSONAS_PAGE, NlRecordsPage)

G_END_DECLS
