/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-editor-private.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-comparison-page.h"
#include "app/segments/nl-segment-actions.h"
#include "app/segments/nl-segment-members.h"
#include "app/shell/nl-window.h"
#include "segments/nl-segments.h"

/**
 * NlSegmentEditor:
 *
 * Edits a segment, and shows while one types whom it finds. Nothing is lost without asking: not by
 * going back, not by closing the window. When the segment changes elsewhere, such as by undoing,
 * the editor follows.
 */
G_DEFINE_FINAL_TYPE (NlSegmentEditor, nl_segment_editor, ADW_TYPE_NAVIGATION_PAGE)

/* What a query that is right is enough for. */
static const char *const query_actions[]
    = { "editor.copy", "editor.compare", "editor.snapshot", "editor.export" };

static gboolean
is_saved (NlSegmentEditor *self)
{
  return nl_segment_editor_get_segment_id (self) != 0;
}

void
nl_segment_editor_update_actions (NlSegmentEditor *self)
{
  NlSegmentProbe *probe = nl_segment_form_get_probe (self->form);
  g_autofree char *query = nl_segment_form_dup_query (self->form);
  gboolean is_right = probe != NULL && nl_segment_probe_get_parsed (probe) != NULL;
  gboolean is_dirty = nl_segment_form_is_dirty (self->form);

  if (self->segment == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save",
                                 (is_dirty || !is_saved (self)) && *query != '\0'
                                     && !self->is_saving);
  for (guint i = 0; i < G_N_ELEMENTS (query_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), query_actions[i], is_right);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.create-persona",
                                 is_right && is_saved (self) && !is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.duplicate", is_saved (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.delete", is_saved (self));
}

static void
show_sizes (NlSegmentEditor *self)
{
  nl_segment_sizes_set_segment (self->sizes, nl_workspace_get_store (self->workspace),
                                nl_segment_editor_get_segment_id (self));
}

static void
show_segment (NlSegmentEditor *self)
{
  NlRecord *record = NL_RECORD (self->segment);
  const char *name = nl_record_get_text (record, NL_SEGMENT_NAME);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 is_saved (self) && name != NULL ? name : _ ("New Segment"));
  if (self->sizes != NULL)
    show_sizes (self);
}

static const char *
get_text (NlSegmentEditor *self, guint field)
{
  return nl_record_get_text (NL_RECORD (self->segment), field);
}

/* Takes what is in the store, and keeps what was typed and is not saved. */
void
nl_segment_editor_take_segment (NlSegmentEditor *self, NlSegment *segment)
{
  gboolean is_dirty = nl_segment_form_is_dirty (self->form);

  g_set_object (&self->segment, segment);
  if (is_dirty)
    nl_segment_form_set_initial (self->form, get_text (self, NL_SEGMENT_NAME),
                                 get_text (self, NL_SEGMENT_QUERY));
  else
    nl_segment_form_fill_in (self->form, get_text (self, NL_SEGMENT_NAME),
                             get_text (self, NL_SEGMENT_QUERY));
  show_segment (self);
  nl_segment_editor_update_actions (self);
}

void
nl_segment_editor_discard (NlSegmentEditor *self)
{
  nl_segment_form_fill_in (self->form, get_text (self, NL_SEGMENT_NAME),
                           get_text (self, NL_SEGMENT_QUERY));
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 id;
} Following;

static void
following_free (gpointer data)
{
  Following *following = data;

  g_weak_ref_clear (&following->self);
  g_object_unref (following->store);
  g_free (following);
}

static DexFuture *
follow_fiber (gpointer data)
{
  Following *following = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegment) segment
      = dex_await_object (nl_store_find (following->store, NL_TYPE_SEGMENT, following->id), &error);
  g_autoptr (NlSegmentEditor) self = g_weak_ref_get (&following->self);

  if (self == NULL || self->form == NULL || self->is_saving)
    return dex_future_new_true ();
  if (segment != NULL) {
    nl_segment_editor_take_segment (self, segment);
  } else if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND)) {
    /* It is new again, and what stands here is all there is of it. */
    g_autoptr (NlSegment) fresh = g_object_new (NL_TYPE_SEGMENT, NULL);

    nl_segment_form_set_initial (self->form, NULL, NULL);
    nl_segment_editor_take_segment (self, fresh);
  }
  return dex_future_new_true ();
}

static void
store_changed_cb (NlSegmentEditor *self, NlChanges *changes)
{
  gint64 id = nl_segment_editor_get_segment_id (self);
  Following *following;

  if (id == 0 || self->is_saving || !nl_changes_contains (changes, "segments", id))
    return;
  following = g_new0 (Following, 1);
  g_weak_ref_init (&following->self, self);
  following->store = g_object_ref (nl_workspace_get_store (self->workspace));
  following->id = id;
  nl_fiber_start ("follow-segment", follow_fiber, following, following_free);
}

static gboolean
close_request_cb (NlSegmentEditor *self)
{
  if (!self->is_saving && !nl_segment_editor_is_dirty (self))
    return GDK_EVENT_PROPAGATE;
  nl_segment_editor_leave_for (self, NL_THEN_CLOSE_WINDOW, TRUE);
  return GDK_EVENT_STOP;
}

static void
copy (NlSegmentEditor *self)
{
  NlSegmentQuery *parsed = nl_segment_probe_get_parsed (nl_segment_form_get_probe (self->form));
  g_autofree char *text = parsed != NULL ? nl_segment_query_to_string (parsed) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  nl_window_toast (GTK_WIDGET (self), _ ("Query copied: paste it into Shopify’s segment editor"));
}

/* What is done with the query as it stands, saved or not. */
static void
use_query (NlSegmentEditor *self, const char *action)
{
  g_autofree char *name = nl_segment_form_dup_name (self->form);
  g_autofree char *query = nl_segment_form_dup_query (self->form);
  const char *title = *name != '\0' ? name : _ ("New Segment");
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), NL_TYPE_PAGE);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (g_str_equal (action, "editor.compare"))
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              nl_comparison_page_new (self->workspace, self->shop, title, query));
  else if (g_str_equal (action, "editor.snapshot"))
    nl_segment_members_take_snapshot (page, self->workspace, self->shop, title, query);
  else
    nl_segment_members_export (page, self->workspace, self->shop, title, query);
}

static void
editor_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlSegmentEditor *self = NL_SEGMENT_EDITOR (widget);

  if (g_str_equal (name, "editor.save")) {
    nl_segment_editor_save (self, NL_THEN_STAY);
  } else if (g_str_equal (name, "editor.leave")) {
    nl_segment_editor_leave (self, FALSE);
  } else if (g_str_equal (name, "editor.copy")) {
    copy (self);
  } else if (g_str_equal (name, "editor.duplicate")) {
    nl_segment_duplicate (widget, self->workspace, self->segment);
  } else if (g_str_equal (name, "editor.delete")) {
    nl_segment_delete (gtk_widget_get_ancestor (widget, NL_TYPE_PAGE), self->workspace,
                       self->segment);
    nl_segment_editor_discard (self);
    nl_segment_editor_pop (self);
  } else if (g_str_equal (name, "editor.show-query")) {
    nl_segment_form_show_query (self->form);
  } else if (g_str_equal (name, "editor.create-persona")) {
    gtk_widget_activate_action (widget, "win.new-persona", "x",
                                nl_segment_editor_get_segment_id (self));
  } else {
    use_query (self, name);
  }
}

static void
nl_segment_editor_root (GtkWidget *widget)
{
  NlSegmentEditor *self = NL_SEGMENT_EDITOR (widget);

  GTK_WIDGET_CLASS (nl_segment_editor_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "close-request",
                           G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
}

static void
nl_segment_editor_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), close_request_cb, widget);
  GTK_WIDGET_CLASS (nl_segment_editor_parent_class)->unroot (widget);
}

static void
nl_segment_editor_shown (AdwNavigationPage *page)
{
  NlSegmentEditor *self = NL_SEGMENT_EDITOR (page);

  if (!is_saved (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
nl_segment_editor_dispose (GObject *object)
{
  NlSegmentEditor *self = NL_SEGMENT_EDITOR (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENT_EDITOR);
  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->segment);
  G_OBJECT_CLASS (nl_segment_editor_parent_class)->dispose (object);
}

static void
nl_segment_editor_class_init (NlSegmentEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[]
      = { "editor.save",   "editor.leave",          "editor.copy",    "editor.duplicate",
          "editor.delete", "editor.create-persona", "editor.compare", "editor.snapshot",
          "editor.export", "editor.show-query" };

  object_class->dispose = nl_segment_editor_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = nl_segment_editor_shown;
  widget_class->root = nl_segment_editor_root;
  widget_class->unroot = nl_segment_editor_unroot;

  g_type_ensure (NL_TYPE_SEGMENT_FORM);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, editor_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, form);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, groups);
  gtk_widget_class_bind_template_callback (widget_class, nl_segment_editor_update_actions);
}

/* --- what is below the form, step by step --- */

static void
add_result (gpointer data)
{
  NlSegmentEditor *self = data;
  NlSegmentResult *result = g_object_new (NL_TYPE_SEGMENT_RESULT, NULL);

  gtk_box_append (self->groups, GTK_WIDGET (result));
  nl_segment_result_set_probe (result, nl_segment_form_get_probe (self->form), self->workspace,
                               self->shop);
}

static void
add_sizes (gpointer data)
{
  NlSegmentEditor *self = data;

  self->sizes = g_object_new (NL_TYPE_SEGMENT_SIZES, NULL);
  gtk_box_append (self->groups, GTK_WIDGET (self->sizes));
  show_sizes (self);
}

static const NlStepFunc steps[] = { add_result, add_sizes };

static void
nl_segment_editor_init (NlSegmentEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_segment_editor_new:
 * @workspace: the workspace
 * @segment: (nullable): what to edit; %NULL for a new one of the current shop
 *
 * Returns: (transfer floating): an editor
 */
NlSegmentEditor *
nl_segment_editor_new (NlWorkspace *workspace, NlSegment *segment)
{
  NlSegmentEditor *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_SEGMENT_EDITOR, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->segment = segment != NULL ? NL_SEGMENT (nl_record_copy (NL_RECORD (segment)))
                                  : g_object_new (NL_TYPE_SEGMENT, NULL);
  nl_segment_form_set_shop (self->form, workspace, self->shop);
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  nl_segment_editor_discard (self);
  show_segment (self);
  nl_segment_editor_update_actions (self);
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
  return self;
}

/**
 * nl_segment_editor_suggest:
 * @self: an editor of a new segment
 * @name: (nullable): what to call it
 * @query: what to ask for
 *
 * Fills the editor in; nothing is saved.
 */
void
nl_segment_editor_suggest (NlSegmentEditor *self, const char *name, const char *query)
{
  g_return_if_fail (NL_IS_SEGMENT_EDITOR (self));
  g_return_if_fail (query != NULL);

  nl_segment_form_fill_in (self->form, name, query);
}

/**
 * nl_segment_editor_get_segment_id:
 * @self: an editor
 *
 * Returns: the id of the segment that is edited; 0 while it is new
 */
gint64
nl_segment_editor_get_segment_id (NlSegmentEditor *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_EDITOR (self), 0);

  return nl_record_get_id (NL_RECORD (self->segment));
}

/**
 * nl_segment_editor_is_dirty:
 * @self: an editor
 *
 * Returns: whether there is something that is not saved
 */
gboolean
nl_segment_editor_is_dirty (NlSegmentEditor *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_EDITOR (self), FALSE);

  return nl_segment_form_is_dirty (self->form);
}

/**
 * nl_segment_editor_leave:
 * @self: an editor
 * @must_leave: whether it can't stay, since what it belongs to goes away
 *
 * Goes back to the list; asks before, when there are changes.
 */
void
nl_segment_editor_leave (NlSegmentEditor *self, gboolean must_leave)
{
  g_return_if_fail (NL_IS_SEGMENT_EDITOR (self));

  nl_segment_editor_leave_for (self, NL_THEN_LEAVE, !must_leave);
}
