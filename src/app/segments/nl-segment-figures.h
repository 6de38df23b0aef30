/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_FIGURES (nl_segment_figures_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentFigures, nl_segment_figures, NL, SEGMENT_FIGURES, AdwBin)

void nl_segment_figures_set_statistics (NlSegmentFigures *self, JsonObject *statistics);

G_END_DECLS
