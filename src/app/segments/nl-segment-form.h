/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-segment-probe.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_FORM (nl_segment_form_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentForm, nl_segment_form, NL, SEGMENT_FORM, AdwBin)

void nl_segment_form_set_shop (NlSegmentForm *self, NlWorkspace *workspace, NlShop *shop);
NlSegmentProbe *nl_segment_form_get_probe (NlSegmentForm *self);
char *nl_segment_form_dup_name (NlSegmentForm *self);
char *nl_segment_form_dup_query (NlSegmentForm *self);
void nl_segment_form_show_query (NlSegmentForm *self);
void nl_segment_form_fill_in (NlSegmentForm *self, const char *name, const char *query);
void nl_segment_form_set_initial (NlSegmentForm *self, const char *name, const char *query);
gboolean nl_segment_form_is_dirty (NlSegmentForm *self);
const char *nl_segment_form_check (NlSegmentForm *self);

G_END_DECLS
