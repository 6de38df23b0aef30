/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-query-completion.h"

#include <string.h>

#include "segments/nl-segment-completion.h"

#define MAX_ITEMS 40
#define MAX_HEIGHT 220

/**
 * NlQueryCompletion:
 *
 * What could stand at the cursor of a segment query, in a list below it. Comes while a word is
 * being typed, or with Ctrl+Space; Up and Down choose, Return and Tab take, Escape dismisses. The
 * view keeps the keyboard.
 */
struct _NlQueryCompletion {
  GtkPopover parent_instance;
  GtkTextView *view;
  GtkWidget *scroller;
  GtkListBox *list;
  NlSegmentCompletions *completions;
  NlQueryValues *values;
  gboolean is_waiting; /* for values that may be offered where the cursor stands */
};

G_DEFINE_FINAL_TYPE (NlQueryCompletion, nl_query_completion, GTK_TYPE_POPOVER)

static GtkWidget *
create_row (const NlSegmentCompletion *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *label = gtk_label_new (item->label);
  GtkWidget *description = gtk_label_new (item->description);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_label_set_ellipsize (GTK_LABEL (description), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (description), 36);
  gtk_widget_add_css_class (description, "caption");
  gtk_widget_add_css_class (description, "dimmed");
  gtk_widget_set_visible (description, item->description != NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), description);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
dismiss (NlQueryCompletion *self)
{
  self->is_waiting = FALSE;
  g_clear_pointer (&self->completions, nl_segment_completions_free);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
select_row (NlQueryCompletion *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
  const NlSegmentCompletion *item;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  if (row == NULL)
    return;
  item = g_ptr_array_index (self->completions->items, index);
  gtk_list_box_select_row (self->list, row);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), item->label,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Below where the word begins that is being typed. */
static void
point_to_word (NlQueryCompletion *self, const char *text)
{
  GtkTextIter iter;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_offset (
      gtk_text_view_get_buffer (self->view), &iter,
      (int) g_utf8_pointer_to_offset (text, text + self->completions->offset));
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &place.x, &place.y);
  place.width = 1;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
}

/* Whether all there is to offer stands there already. */
static gboolean
is_complete (NlSegmentCompletions *completions)
{
  const NlSegmentCompletion *only;

  if (completions->items->len == 0)
    return TRUE;
  only = g_ptr_array_index (completions->items, 0);
  return completions->items->len == 1 && g_str_equal (only->label, completions->typed);
}

/* Names come once one begins to type them. Values come at once: who has to guess them gets nowhere.
 */
static gboolean
is_wanted (NlSegmentCompletions *completions)
{
  return *completions->typed != '\0' || completions->is_value;
}

static void
offer (NlQueryCompletion *self, gboolean always)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  gboolean is_waiting;
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter cursor;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  text = gtk_text_iter_get_text (&start, &end);
  before = gtk_text_iter_get_text (&start, &cursor);
  g_clear_pointer (&self->completions, nl_segment_completions_free);
  self->completions = nl_segment_completions_new (text, strlen (before));
  is_waiting = self->values != NULL && nl_query_values_offer (self->values, self->completions);
  if (is_complete (self->completions) || (!always && !is_wanted (self->completions))) {
    dismiss (self);
    self->is_waiting = is_waiting;
    return;
  }
  self->is_waiting = is_waiting;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < MIN (self->completions->items->len, MAX_ITEMS); i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (self->completions->items, i)));
  point_to_word (self, text);
  gtk_popover_popup (GTK_POPOVER (self));
  select_row (self, 0);
}

static void
take (NlQueryCompletion *self, int index)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  const NlSegmentCompletion *item;
  GtkTextIter start;
  GtkTextIter end;
  glong from;

  if (self->completions == NULL || index < 0 || (guint) index >= self->completions->items->len)
    return;
  item = g_ptr_array_index (self->completions->items, index);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_iter_get_text (&start, &end);
  from = g_utf8_pointer_to_offset (text, text + self->completions->offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (
      buffer, &end,
      (int) (from + g_utf8_strlen (text + self->completions->offset, self->completions->length)));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, item->text, -1);
  gtk_text_buffer_end_user_action (buffer);
  dismiss (self);
}

static int
get_selected (NlQueryCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static void
row_activated_cb (NlQueryCompletion *self, GtkListBoxRow *row)
{
  take (self, gtk_list_box_row_get_index (row));
}

static gboolean
key_pressed_cb (NlQueryCompletion *self, guint keyval, guint keycode, GdkModifierType state)
{
  int n_items = (int) nl_query_completion_get_n_items (self);
  int selected = get_selected (self);

  if (keyval == GDK_KEY_space && (state & GDK_CONTROL_MASK) != 0) {
    offer (self, TRUE);
    return GDK_EVENT_STOP;
  }
  if (n_items == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    select_row (self, (selected + 1) % n_items);
    return GDK_EVENT_STOP;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    select_row (self, (selected + n_items - 1) % n_items);
    return GDK_EVENT_STOP;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_Tab:
    take (self, selected);
    return GDK_EVENT_STOP;
  case GDK_KEY_Escape:
    dismiss (self);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
typed_cb (NlQueryCompletion *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self->view)))
    offer (self, FALSE);
}

static void
loaded_cb (NlQueryCompletion *self)
{
  if (self->is_waiting && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    offer (self, FALSE);
}

/* The cursor went elsewhere without a change. */
static void
cursor_moved_cb (NlQueryCompletion *self)
{
  g_autofree char *before = NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter cursor;
  gsize place;

  self->is_waiting = FALSE;
  if (self->completions == NULL)
    return;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  before = gtk_text_iter_get_text (&start, &cursor);
  place = strlen (before);
  if (place < self->completions->offset
      || place > self->completions->offset + self->completions->length + 1)
    dismiss (self);
}

static void
nl_query_completion_dispose (GObject *object)
{
  g_clear_pointer (&NL_QUERY_COMPLETION (object)->completions, nl_segment_completions_free);
  g_clear_object (&NL_QUERY_COMPLETION (object)->values);
  G_OBJECT_CLASS (nl_query_completion_parent_class)->dispose (object);
}

static void
nl_query_completion_class_init (NlQueryCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_query_completion_dispose;
}

static void
nl_query_completion_init (NlQueryCompletion *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (list, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self), self->scroller);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "completion");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_query_completion_new:
 * @view: the view of a query, whose buffer is set
 *
 * Completes what is typed into @view, and becomes its child: @view unparents it when it is
 * disposed of.
 *
 * Returns: (transfer none): the completion
 */
NlQueryCompletion *
nl_query_completion_new (GtkTextView *view)
{
  NlQueryCompletion *self;
  GtkEventController *keys;
  GtkEventController *focus;
  GtkTextBuffer *buffer;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (NL_TYPE_QUERY_COMPLETION, NULL);
  self->view = view;
  keys = gtk_event_controller_key_new ();
  focus = gtk_event_controller_focus_new ();
  buffer = gtk_text_view_get_buffer (view);
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (view));
  gtk_event_controller_set_name (keys, "completion");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (dismiss), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * nl_query_completion_set_values:
 * @self: a completion
 * @values: the values of the shop that the query is for
 *
 * Offers these too, where a value belongs.
 */
void
nl_query_completion_set_values (NlQueryCompletion *self, NlQueryValues *values)
{
  g_return_if_fail (NL_IS_QUERY_COMPLETION (self));
  g_return_if_fail (NL_IS_QUERY_VALUES (values));

  g_set_object (&self->values, values);
  g_signal_connect_object (values, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
}

/**
 * nl_query_completion_get_n_items:
 * @self: a completion
 *
 * Returns: how many things it offers now; 0 when it is not shown
 */
guint
nl_query_completion_get_n_items (NlQueryCompletion *self)
{
  g_return_val_if_fail (NL_IS_QUERY_COMPLETION (self), 0);

  return self->completions != NULL ? MIN (self->completions->items->len, MAX_ITEMS) : 0;
}
