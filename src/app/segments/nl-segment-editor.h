/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "segments/nl-segment.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_EDITOR (nl_segment_editor_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentEditor, nl_segment_editor, NL, SEGMENT_EDITOR, AdwNavigationPage)

NlSegmentEditor *nl_segment_editor_new (NlWorkspace *workspace, NlSegment *segment);
void nl_segment_editor_suggest (NlSegmentEditor *self, const char *name, const char *query);
gint64 nl_segment_editor_get_segment_id (NlSegmentEditor *self);
gboolean nl_segment_editor_is_dirty (NlSegmentEditor *self);
void nl_segment_editor_leave (NlSegmentEditor *self, gboolean must_leave);

G_END_DECLS
