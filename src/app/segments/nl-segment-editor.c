/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-editor.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-query-view.h"
#include "app/segments/nl-segment-actions.h"
#include "app/segments/nl-segment-result.h"
#include "app/shell/nl-window.h"
#include "segments/nl-segments.h"

/**
 * NlSegmentEditor:
 *
 * Writes a segment's query, and shows while one types what is wrong with it or whom it finds.
 * Nothing is lost without asking: not by going back, not by closing the window.
 */
struct _NlSegmentEditor {
  AdwNavigationPage parent_instance;
  AdwEntryRow *name;
  NlQueryView *query;
  GtkWidget *placeholder;
  GtkWidget *message_box;
  GtkImage *message_icon;
  GtkLabel *message;
  GtkWidget *go_to;
  NlSegmentResult *result;

  NlWorkspace *workspace;
  NlShop *shop;
  NlSegment *segment; /* as it is in the store; without an id when it is new */
  NlSegmentProbe *probe;
  char *initial_name; /* what leaving would not lose */
  char *initial_query;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (NlSegmentEditor, nl_segment_editor, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_name (NlSegmentEditor *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static gboolean
is_saved (NlSegmentEditor *self)
{
  return nl_segment_editor_get_segment_id (self) != 0;
}

static void
update_actions (NlSegmentEditor *self)
{
  g_autofree char *query = nl_query_view_dup_query (self->query);
  gboolean is_right = nl_segment_probe_get_parsed (self->probe) != NULL;
  gboolean is_dirty = nl_segment_editor_is_dirty (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save",
                                 (is_dirty || !is_saved (self)) && *query != '\0'
                                     && !self->is_saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.copy", is_right);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.create-persona",
                                 is_right && is_saved (self) && !is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.duplicate", is_saved (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.delete", is_saved (self));
  gtk_widget_set_visible (self->placeholder, *query == '\0');
}

static void
show_message (NlSegmentEditor *self,
              const char *icon_name,
              const char *css_class,
              const char *text,
              gboolean has_place)
{
  const char *classes[] = { css_class, NULL };

  gtk_widget_set_visible (self->message_box, text != NULL);
  if (text == NULL)
    return;
  gtk_image_set_from_icon_name (self->message_icon, icon_name);
  gtk_widget_set_css_classes (self->message_box, classes);
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (self->go_to, has_place);
}

static void
show_hints (NlSegmentEditor *self)
{
  NlSegmentQuery *parsed = nl_segment_probe_get_parsed (self->probe);
  const NlSegmentHint *hints = NULL;
  guint n_hints = 0;

  if (parsed != NULL)
    hints = nl_segment_query_get_hints (parsed, &n_hints);
  show_message (self, "dialog-information-symbolic", "dimmed",
                n_hints > 0 ? hints[0].message : NULL, FALSE);
}

/* Says what the probe found out. */
static void
probe_changed_cb (NlSegmentEditor *self)
{
  const GError *error = nl_segment_probe_get_error (self->probe);
  NlSegmentSpan span;

  switch (nl_segment_probe_get_state (self->probe)) {
  case NL_SEGMENT_PROBE_WRONG:
    show_message (self, "dialog-error-symbolic", "error", error->message, TRUE);
    if (nl_segment_error_get_span (error, &span))
      nl_query_view_underline (self->query, &span, error->message);
    gtk_accessible_announce (GTK_ACCESSIBLE (self->query), error->message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    break;
  case NL_SEGMENT_PROBE_UNFINISHED:
    show_message (self, "content-loading-symbolic", "dimmed", error->message, FALSE);
    break;
  case NL_SEGMENT_PROBE_MISSING_DATA:
    show_message (self, "dialog-information-symbolic", "accent", error->message, FALSE);
    break;
  case NL_SEGMENT_PROBE_FAILED:
    show_message (self, "dialog-warning-symbolic", "warning", error->message, FALSE);
    break;
  case NL_SEGMENT_PROBE_COUNTED:
    show_hints (self);
    break;
  case NL_SEGMENT_PROBE_EMPTY:
    show_message (self, NULL, NULL, NULL, FALSE);
    break;
  case NL_SEGMENT_PROBE_COUNTING:
  default:
    break;
  }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->query), GTK_ACCESSIBLE_STATE_INVALID,
                               nl_segment_probe_get_state (self->probe) == NL_SEGMENT_PROBE_WRONG
                                   ? GTK_ACCESSIBLE_INVALID_TRUE
                                   : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  update_actions (self);
}

static void
query_changed_cb (NlSegmentEditor *self)
{
  g_autofree char *query = nl_query_view_dup_query (self->query);

  nl_segment_probe_set_query (self->probe, query);
  update_actions (self);
}

static void
name_changed_cb (NlSegmentEditor *self)
{
  g_autofree char *name = dup_name (self);

  if (*name != '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  if (self->probe != NULL)
    update_actions (self);
}

static void
name_activated_cb (NlSegmentEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->query));
}

static void
go_to_clicked_cb (NlSegmentEditor *self)
{
  const GError *error = nl_segment_probe_get_error (self->probe);
  NlSegmentSpan span;

  if (error != NULL && nl_segment_error_get_span (error, &span))
    nl_query_view_go_to (self->query, &span);
}

static void
show_segment (NlSegmentEditor *self)
{
  NlRecord *record = NL_RECORD (self->segment);
  const char *name = nl_record_get_text (record, NL_SEGMENT_NAME);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 is_saved (self) && name != NULL ? name : _ ("New Segment"));
}

/* What stands there now is not lost by leaving. */
static void
set_initial (NlSegmentEditor *self)
{
  g_free (self->initial_name);
  g_free (self->initial_query);
  self->initial_name = dup_name (self);
  self->initial_query = nl_query_view_dup_query (self->query);
  update_actions (self);
}

static void
pop (NlSegmentEditor *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL
      && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view))
             == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

/* What happens once a segment is saved. */
typedef enum { STAY, LEAVE, CLOSE_WINDOW } Then;

typedef struct {
  NlSegmentEditor *self;
  NlSegment *segment;
  Then then;
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
go_on (NlSegmentEditor *self, Then then)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (then == LEAVE)
    pop (self);
  else if (then == CLOSE_WINDOW && root != NULL)
    gtk_window_close (GTK_WINDOW (root));
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  NlSegmentEditor *self = saving->self;
  g_autoptr (GError) error = NULL;
  gboolean saved = dex_await (nl_segments_save (nl_workspace_get_store (self->workspace),
                                                self->shop, saving->segment),
                              &error);

  self->is_saving = FALSE;
  if (!saved && g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA)) {
    g_clear_error (&error);
    saved = dex_await (nl_store_save (nl_workspace_get_store (self->workspace),
                                      NL_RECORD (saving->segment)),
                       &error);
  }
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->probe == NULL)
    return dex_future_new_true ();
  if (saved) {
    g_set_object (&self->segment, saving->segment);
    g_set_str (&self->initial_name,
               nl_record_get_text (NL_RECORD (saving->segment), NL_SEGMENT_NAME));
    g_set_str (&self->initial_query,
               nl_record_get_text (NL_RECORD (saving->segment), NL_SEGMENT_QUERY));
    show_segment (self);
    update_actions (self);
    go_on (self, saving->then);
  } else {
    update_actions (self);
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Save Segment"), error);
  }
  return dex_future_new_true ();
}

static void
save (NlSegmentEditor *self, Then then)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *query = nl_query_view_dup_query (self->query);
  Saving *saving;

  if (self->is_saving)
    return;
  if (*name == '\0') {
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
    nl_window_toast (GTK_WIDGET (self), _ ("Give the segment a name to save it"));
    return;
  }
  if (nl_segment_probe_get_state (self->probe) == NL_SEGMENT_PROBE_WRONG
      || nl_segment_probe_get_state (self->probe) == NL_SEGMENT_PROBE_UNFINISHED) {
    go_to_clicked_cb (self);
    nl_window_toast (GTK_WIDGET (self), _ ("Correct the query to save it"));
    return;
  }
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->segment = NL_SEGMENT (nl_record_copy (NL_RECORD (self->segment)));
  saving->then = then;
  nl_record_set_text (NL_RECORD (saving->segment), NL_SEGMENT_NAME, name);
  nl_record_set_text (NL_RECORD (saving->segment), NL_SEGMENT_QUERY, query);
  nl_record_set_int64 (NL_RECORD (saving->segment), NL_SEGMENT_SHOP_ID,
                       nl_record_get_id (NL_RECORD (self->shop)));
  self->is_saving = TRUE;
  update_actions (self);
  nl_fiber_start ("save-segment", save_fiber, saving, saving_free);
}

static void
discard (NlSegmentEditor *self)
{
  NlRecord *record = NL_RECORD (self->segment);
  const char *name = nl_record_get_text (record, NL_SEGMENT_NAME);

  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  nl_query_view_set_query (self->query, nl_record_get_text (record, NL_SEGMENT_QUERY));
  set_initial (self);
}

typedef struct {
  NlSegmentEditor *self;
  Then then;
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
    save (question->self, question->then);
  } else if (g_str_equal (response, "discard")) {
    discard (question->self);
    go_on (question->self, question->then);
  }
}

static void
ask (NlSegmentEditor *self, Then then, gboolean can_cancel)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Save Changes?"), _ ("The segment was changed. Changes that are not saved will be lost."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  Question *question = g_new0 (Question, 1);

  if (can_cancel)
    adw_alert_dialog_add_response (alert, "cancel", _ ("_Cancel"));
  adw_alert_dialog_add_responses (alert, "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "save");
  adw_alert_dialog_set_close_response (alert, can_cancel ? "cancel" : "save");
  question->self = g_object_ref (self);
  question->then = then;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gboolean
close_request_cb (NlSegmentEditor *self)
{
  if (!nl_segment_editor_is_dirty (self))
    return GDK_EVENT_PROPAGATE;
  ask (self, CLOSE_WINDOW, TRUE);
  return GDK_EVENT_STOP;
}

static void
copy (NlSegmentEditor *self)
{
  NlSegmentQuery *parsed = nl_segment_probe_get_parsed (self->probe);
  g_autofree char *text = parsed != NULL ? nl_segment_query_to_string (parsed) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  nl_window_toast (GTK_WIDGET (self), _ ("Query copied: paste it into Shopify’s segment editor"));
}

static void
editor_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlSegmentEditor *self = NL_SEGMENT_EDITOR (widget);

  if (g_str_equal (name, "editor.save")) {
    save (self, STAY);
  } else if (g_str_equal (name, "editor.leave")) {
    nl_segment_editor_leave (self, FALSE);
  } else if (g_str_equal (name, "editor.copy")) {
    copy (self);
  } else if (g_str_equal (name, "editor.duplicate")) {
    nl_segment_duplicate (widget, self->workspace, self->segment);
    pop (self);
  } else if (g_str_equal (name, "editor.delete")) {
    nl_segment_delete (gtk_widget_get_ancestor (widget, NL_TYPE_PAGE), self->workspace,
                       self->segment);
    discard (self);
    pop (self);
  } else if (g_str_equal (name, "editor.create-persona")) {
    gtk_widget_activate_action (widget, "win.new-persona", "x",
                                nl_segment_editor_get_segment_id (self));
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
    gtk_widget_grab_focus (GTK_WIDGET (self->query));
}

static void
nl_segment_editor_dispose (GObject *object)
{
  NlSegmentEditor *self = NL_SEGMENT_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENT_EDITOR);
  g_clear_object (&self->probe);
  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->segment);
  g_clear_pointer (&self->initial_name, g_free);
  g_clear_pointer (&self->initial_query, g_free);
  G_OBJECT_CLASS (nl_segment_editor_parent_class)->dispose (object);
}

static void
nl_segment_editor_class_init (NlSegmentEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[]
      = { "editor.save",      "editor.leave",  "editor.copy",
          "editor.duplicate", "editor.delete", "editor.create-persona" };

  object_class->dispose = nl_segment_editor_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = nl_segment_editor_shown;
  widget_class->root = nl_segment_editor_root;
  widget_class->unroot = nl_segment_editor_unroot;

  g_type_ensure (NL_TYPE_QUERY_VIEW);
  g_type_ensure (NL_TYPE_SEGMENT_RESULT);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, editor_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, name);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, query);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, placeholder);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, message_box);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, message_icon);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, message);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, go_to);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentEditor, result);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_clicked_cb);
}

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
  g_autoptr (NlQueryValues) values = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_SEGMENT_EDITOR, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->segment = segment != NULL ? NL_SEGMENT (nl_record_copy (NL_RECORD (segment)))
                                  : g_object_new (NL_TYPE_SEGMENT, NULL);
  self->probe = nl_segment_probe_new (nl_workspace_get_store (workspace), self->shop);
  values = nl_query_values_new (nl_workspace_get_store (workspace),
                                nl_record_get_id (NL_RECORD (self->shop)));
  nl_query_view_set_values (self->query, values);
  nl_segment_result_set_probe (self->result, self->probe, workspace, self->shop);
  g_signal_connect_object (self->probe, "changed", G_CALLBACK (probe_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->query, "notify::query", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
  discard (self);
  show_segment (self);
  update_actions (self);
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

  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  nl_query_view_set_query (self->query, query);
  set_initial (self);
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
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;

  g_return_val_if_fail (NL_IS_SEGMENT_EDITOR (self), FALSE);

  name = dup_name (self);
  query = nl_query_view_dup_query (self->query);
  return g_strcmp0 (name, self->initial_name) != 0 || g_strcmp0 (query, self->initial_query) != 0;
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

  if (nl_segment_editor_is_dirty (self))
    ask (self, LEAVE, !must_leave);
  else
    pop (self);
}
