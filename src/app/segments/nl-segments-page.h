/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-records-page.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENTS_PAGE (nl_segments_page_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentsPage, nl_segments_page, NL, SEGMENTS_PAGE, NlRecordsPage)

G_END_DECLS
