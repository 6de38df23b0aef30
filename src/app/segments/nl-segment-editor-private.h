/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/segments/nl-segment-editor.h"
#include "app/segments/nl-segment-form.h"
#include "app/segments/nl-segment-result.h"
#include "app/segments/nl-segment-sizes.h"
#include "app/widgets/nl-steps.h"

G_BEGIN_DECLS

/* What happens once a segment is saved. */
typedef enum {
  NL_THEN_STAY,
  NL_THEN_LEAVE,
  NL_THEN_CLOSE_WINDOW,
} NlThen;

struct _NlSegmentEditor {
  AdwNavigationPage parent_instance;
  NlSegmentForm *form;
  GtkBox *groups;
  NlSegmentSizes *sizes; /* NULL until it is made, in steps */

  NlWorkspace *workspace;
  NlShop *shop;
  NlSegment *segment; /* as it is in the store; without an id when it is new */
  gboolean is_saving;
  NlThen then; /* as soon as it is saved */
  NlSteps *steps;
};

void nl_segment_editor_update_actions (NlSegmentEditor *self);
void nl_segment_editor_take_segment (NlSegmentEditor *self, NlSegment *segment);
void nl_segment_editor_discard (NlSegmentEditor *self);
void nl_segment_editor_pop (NlSegmentEditor *self);
void nl_segment_editor_save (NlSegmentEditor *self, NlThen then);
void nl_segment_editor_leave_for (NlSegmentEditor *self, NlThen then, gboolean can_cancel);

G_END_DECLS
