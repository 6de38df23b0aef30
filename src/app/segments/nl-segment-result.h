/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-segment-probe.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_RESULT (nl_segment_result_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentResult, nl_segment_result, NL, SEGMENT_RESULT, AdwBin)

void nl_segment_result_set_probe (NlSegmentResult *self,
                                  NlSegmentProbe *probe,
                                  NlWorkspace *workspace,
                                  NlShop *shop);

G_END_DECLS
