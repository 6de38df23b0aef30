/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-query-view.h"

#include <adwaita.h>
#include <string.h>

#include "app/segments/nl-query-completion.h"
#include "app/widgets/nl-source-scheme.h"
#include "segments/nl-segment-syntax.h"

/**
 * NlQueryView:
 *
 * A text view for a segment query: coloured by the language's own scanner, mistakes underlined,
 * names completed. Tab leaves it, so that the keyboard never gets stuck.
 */
struct _NlQueryView {
  GtkSourceView parent_instance;
  GtkTextTag *tags[NL_SEGMENT_SYNTAX_INVALID + 1];
  GtkTextTag *mistake_tag;
  char *mistake;
  NlQueryCompletion *completion;
  gboolean was_seen;
};

G_DEFINE_FINAL_TYPE (NlQueryView, nl_query_view, GTK_SOURCE_TYPE_VIEW)

enum {
  PROP_QUERY = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

/* Which style of a GtkSourceView scheme each piece is shown in. */
static const char *const styles[] = {
  [NL_SEGMENT_SYNTAX_KEYWORD] = "def:statement", [NL_SEGMENT_SYNTAX_ATTRIBUTE] = "def:function",
  [NL_SEGMENT_SYNTAX_FUNCTION] = "def:type",     [NL_SEGMENT_SYNTAX_PARAMETER] = "def:identifier",
  [NL_SEGMENT_SYNTAX_UNKNOWN_NAME] = NULL,       [NL_SEGMENT_SYNTAX_OPERATOR] = NULL,
  [NL_SEGMENT_SYNTAX_STRING] = "def:string",     [NL_SEGMENT_SYNTAX_NUMBER] = "def:number",
  [NL_SEGMENT_SYNTAX_DATE] = "def:constant",     [NL_SEGMENT_SYNTAX_PUNCTUATION] = NULL,
  [NL_SEGMENT_SYNTAX_COMMENT] = "def:comment",   [NL_SEGMENT_SYNTAX_INVALID] = NULL,
};

static void
get_span (GtkTextBuffer *buffer,
          const char *text,
          guint offset,
          guint length,
          GtkTextIter *start,
          GtkTextIter *end)
{
  glong before = g_utf8_pointer_to_offset (text, text + offset);

  gtk_text_buffer_get_iter_at_offset (buffer, start, (int) before);
  gtk_text_buffer_get_iter_at_offset (
      buffer, end, (int) (before + g_utf8_strlen (text + offset, (gssize) length)));
}

static void
colour (NlQueryView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *text = nl_query_view_dup_query (self);
  g_autoptr (GArray) spans = nl_segment_syntax_scan (text);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_text_buffer_remove_tag (buffer, self->tags[i], &start, &end);
  for (guint i = 0; i < spans->len; i++) {
    const NlSegmentSyntaxSpan *span = &g_array_index (spans, NlSegmentSyntaxSpan, i);

    get_span (buffer, text, span->offset, span->length, &start, &end);
    gtk_text_buffer_apply_tag (buffer, self->tags[span->kind], &start, &end);
  }
}

/* Follows light and dark, from when it is seen for the first time: a scheme has to be read. */
static void
update_scheme (NlQueryView *self)
{
  GtkSourceStyleScheme *scheme = self->was_seen ? nl_source_scheme_get () : NULL;

  if (scheme == NULL)
    return;
  gtk_source_buffer_set_style_scheme (
      GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))), scheme);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_source_style_apply (styles[i] != NULL
                                ? gtk_source_style_scheme_get_style (scheme, styles[i])
                                : NULL,
                            self->tags[i]);
}

static void
text_changed_cb (NlQueryView *self)
{
  nl_query_view_underline (self, NULL, NULL);
  colour (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

static gboolean
query_tooltip_cb (
    NlQueryView *self, int x, int y, gboolean keyboard_mode, GtkTooltip *tooltip, gpointer data)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  if (self->mistake == NULL)
    return FALSE;
  if (keyboard_mode) {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

    gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  } else {
    gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y,
                                           &buffer_x, &buffer_y);
    gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y);
  }
  if (!gtk_text_iter_has_tag (&iter, self->mistake_tag))
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->mistake);
  return TRUE;
}

static void
nl_query_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUERY)
    g_value_take_string (value, nl_query_view_dup_query (NL_QUERY_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_query_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUERY)
    nl_query_view_set_query (NL_QUERY_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* A popover follows the widget it belongs to only when told. */
static void
nl_query_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (nl_query_view_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (NL_QUERY_VIEW (widget)->completion));
}

static void
nl_query_view_map (GtkWidget *widget)
{
  NlQueryView *self = NL_QUERY_VIEW (widget);

  if (!self->was_seen) {
    self->was_seen = TRUE;
    update_scheme (self);
  }
  GTK_WIDGET_CLASS (nl_query_view_parent_class)->map (widget);
}

static void
nl_query_view_dispose (GObject *object)
{
  NlQueryView *self = NL_QUERY_VIEW (object);

  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  G_OBJECT_CLASS (nl_query_view_parent_class)->dispose (object);
}

static void
nl_query_view_finalize (GObject *object)
{
  g_free (NL_QUERY_VIEW (object)->mistake);
  G_OBJECT_CLASS (nl_query_view_parent_class)->finalize (object);
}

static void
nl_query_view_class_init (NlQueryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nl_query_view_get_property;
  object_class->set_property = nl_query_view_set_property;
  object_class->dispose = nl_query_view_dispose;
  object_class->finalize = nl_query_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = nl_query_view_map;
  GTK_WIDGET_CLASS (klass)->size_allocate = nl_query_view_size_allocate;

  properties[PROP_QUERY]
      = g_param_spec_string ("query", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_query_view_init (NlQueryView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (buffer));
  gtk_text_view_set_monospace (view, TRUE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_input_hints (view, GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_LOWERCASE);
  gtk_source_buffer_set_highlight_syntax (buffer, FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (buffer, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    self->tags[i] = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NULL, NULL);
  self->mistake_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), "mistake", "underline",
                                                  PANGO_UNDERLINE_ERROR, NULL);
  self->completion = nl_query_completion_new (view);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
}

/**
 * nl_query_view_dup_query:
 * @self: the view
 *
 * Returns: (transfer full): what is written
 */
char *
nl_query_view_dup_query (NlQueryView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (NL_IS_QUERY_VIEW (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * nl_query_view_set_query:
 * @self: the view
 * @query: (nullable): what to write
 *
 * Replaces the text. Undo doesn't go behind it.
 */
void
nl_query_view_set_query (NlQueryView *self, const char *query)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (NL_IS_QUERY_VIEW (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, query != NULL ? query : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/**
 * nl_query_view_replace_query:
 * @self: the view
 * @query: what to write
 *
 * Replaces the text, as if somebody had typed it: it can be undone.
 */
void
nl_query_view_replace_query (NlQueryView *self, const char *query)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (NL_IS_QUERY_VIEW (self));
  g_return_if_fail (query != NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, query, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * nl_query_view_set_values:
 * @self: the view
 * @values: the values of the shop that the query is for
 *
 * Has the completion offer these too.
 */
void
nl_query_view_set_values (NlQueryView *self, NlQueryValues *values)
{
  g_return_if_fail (NL_IS_QUERY_VIEW (self));

  nl_query_completion_set_values (self->completion, values);
}

/**
 * nl_query_view_underline:
 * @self: the view
 * @span: (nullable): where a mistake is; %NULL for none
 * @message: (nullable): what is wrong there, for a tooltip
 *
 * Underlines a mistake, until the text changes. A mistake without a length, such as a missing
 * word, underlines the character before it.
 */
void
nl_query_view_underline (NlQueryView *self, const NlSegmentSpan *span, const char *message)
{
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (NL_IS_QUERY_VIEW (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->mistake_tag, &start, &end);
  g_clear_pointer (&self->mistake, g_free);
  text = nl_query_view_dup_query (self);
  if (span == NULL || span->offset > strlen (text) || span->length > strlen (text + span->offset))
    return;
  get_span (buffer, text, span->offset, span->length, &start, &end);
  if (span->length == 0)
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (buffer, self->mistake_tag, &start, &end);
  self->mistake = g_strdup (message);
}

/**
 * nl_query_view_go_to:
 * @self: the view
 * @span: a place
 *
 * Selects a piece of the text, and gives the view the keyboard.
 */
void
nl_query_view_go_to (NlQueryView *self, const NlSegmentSpan *span)
{
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (NL_IS_QUERY_VIEW (self));
  g_return_if_fail (span != NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  text = nl_query_view_dup_query (self);
  if (span->offset > strlen (text) || span->length > strlen (text + span->offset))
    return;
  get_span (buffer, text, span->offset, span->length, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
