/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/segments/nl-segment-editor-private.h"
#include "app/segments/nl-segment-question.h"
#include "app/shell/nl-window.h"
#include "segments/nl-segments.h"

/* Saving a segment, and leaving its editor without losing anything. */

void
nl_segment_editor_pop (NlSegmentEditor *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL
      && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view))
             == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

typedef struct {
  NlSegmentEditor *self;
  NlSegment *segment;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->self);
  g_object_unref (saving->segment);
  g_free (saving);
}

static void
go_on (NlSegmentEditor *self, NlThen then)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (then == NL_THEN_LEAVE)
    nl_segment_editor_pop (self);
  else if (then == NL_THEN_CLOSE_WINDOW && root != NULL)
    gtk_window_close (GTK_WINDOW (root));
}

static void ask (NlSegmentEditor *self, NlThen then, gboolean can_cancel);

/* Asks before, when there are changes; those that are being saved are none. */
void
nl_segment_editor_leave_for (NlSegmentEditor *self, NlThen then, gboolean can_cancel)
{
  if (self->is_saving)
    self->then = then;
  else if (then != NL_THEN_STAY && nl_segment_editor_is_dirty (self))
    ask (self, then, can_cancel);
  else
    go_on (self, then);
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  NlSegmentEditor *self = saving->self;
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), NL_TYPE_PAGE);
  g_autoptr (GtkWidget) host = page != NULL ? g_object_ref (page) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset
      = dex_await_boxed (nl_segments_save_undoable (nl_workspace_get_store (self->workspace),
                                                    self->shop, saving->segment),
                         &error);

  self->is_saving = FALSE;
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->form == NULL)
    return dex_future_new_true ();
  if (changeset == NULL) {
    nl_segment_editor_update_actions (self);
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Save Segment"), error);
    return dex_future_new_true ();
  }
  nl_segment_editor_take_segment (self, saving->segment);
  if (host != NULL && self->then != NL_THEN_CLOSE_WINDOW)
    nl_window_toast_undo (host, _ ("Segment saved"), changeset);
  nl_segment_editor_leave_for (self, self->then, TRUE);
  return dex_future_new_true ();
}

void
nl_segment_editor_save (NlSegmentEditor *self, NlThen then)
{
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;
  const char *problem;
  Saving *saving;

  if (self->is_saving)
    return;
  problem = nl_segment_form_check (self->form);
  if (problem != NULL) {
    nl_window_toast (GTK_WIDGET (self), problem);
    return;
  }
  name = nl_segment_form_dup_name (self->form);
  query = nl_segment_form_dup_query (self->form);
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->segment = NL_SEGMENT (nl_record_copy (NL_RECORD (self->segment)));
  nl_record_set_text (NL_RECORD (saving->segment), NL_SEGMENT_NAME, name);
  nl_record_set_text (NL_RECORD (saving->segment), NL_SEGMENT_QUERY, query);
  self->is_saving = TRUE;
  self->then = then;
  nl_segment_editor_update_actions (self);
  nl_fiber_start ("save-segment", save_fiber, saving, saving_free);
}

typedef struct {
  NlSegmentEditor *self;
  NlThen then;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->self);
  g_free (question);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "save")) {
    nl_segment_editor_save (question->self, question->then);
  } else if (g_str_equal (response, "discard")) {
    nl_segment_editor_discard (question->self);
    go_on (question->self, question->then);
  }
}

static void
ask (NlSegmentEditor *self, NlThen then, gboolean can_cancel)
{
  AdwDialog *dialog = nl_segment_question_new (can_cancel);
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->then = then;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
