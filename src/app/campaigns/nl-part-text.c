/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-part-text.h"

#include <adwaita.h>
#include <string.h>

#include "app/campaigns/nl-markdown-spans.h"
#include "app/campaigns/nl-spelling.h"
#include "app/campaigns/nl-unspelled.h"
#include "app/widgets/nl-source-scheme.h"
#include "base/nl-future.h"

/**
 * NlPartText:
 *
 * A text of a message: wrapped, spell-checked in its own language, with Markdown in its styles. One
 * that must be a single line stays one: Enter goes on to what comes next, and line breaks that are
 * pasted become blanks. Tab leaves it, so that the keyboard never gets stuck.
 */
struct _NlPartText {
  GtkSourceView parent_instance;
  SpellingTextBufferAdapter *speller;
  GtkTextTag *no_spell; /* libspelling leaves out what has it */
  GRegex *unspelled;
  GtkTextTag *spans[NL_MARKDOWN_N_SPANS]; /* NULL: it is no Markdown */
  char *language;
  gboolean is_single_line;
  gboolean is_gone;
  guint spell_source;
};

/* The name by which GtkSourceView and libspelling know it. */
#define NO_SPELL_TAG "gtksourceview:context-classes:no-spell-check"

G_DEFINE_FINAL_TYPE (NlPartText, nl_part_text, GTK_SOURCE_TYPE_VIEW)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (NlPartText *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

/* Which style of a GtkSourceView scheme each piece of Markdown is shown in. */
static const char *const span_styles[] = {
  [NL_MARKDOWN_SPAN_HEADING] = "def:heading",
  [NL_MARKDOWN_SPAN_MARKER] = "def:list-marker",
  [NL_MARKDOWN_SPAN_STRONG] = "def:strong-emphasis",
  [NL_MARKDOWN_SPAN_EMPHASIS] = "def:emphasis",
  [NL_MARKDOWN_SPAN_CODE] = "def:inline-code",
  [NL_MARKDOWN_SPAN_LINK_TEXT] = "def:link-text",
  [NL_MARKDOWN_SPAN_LINK_TARGET] = "def:link-destination",
};

/* Follows light and dark. */
static void
update_scheme (NlPartText *self)
{
  GtkSourceStyleScheme *scheme = nl_source_scheme_get ();

  if (scheme == NULL)
    return;
  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)), scheme);
  for (guint i = 0; i < NL_MARKDOWN_N_SPANS; i++)
    if (self->spans[i] != NULL)
      gtk_source_style_apply (gtk_source_style_scheme_get_style (scheme, span_styles[i]),
                              self->spans[i]);
}

static void
leave_out (NlPartText *self, const GtkTextIter *from, const GtkTextIter *to)
{
  gtk_text_buffer_apply_tag (get_buffer (self), self->no_spell, from, to);
  /* It may have been looked at as a word before its end was typed. */
  if (self->speller != NULL)
    gtk_text_buffer_remove_tag (get_buffer (self),
                                spelling_text_buffer_adapter_get_tag (self->speller), from, to);
}

static void
tag_markdown (NlPartText *self, const GtkTextIter *first, const char *lines)
{
  g_autoptr (GArray) spans = nl_markdown_spans_find (lines);

  for (guint i = 0; i < spans->len; i++) {
    const NlMarkdownSpan *span = &g_array_index (spans, NlMarkdownSpan, i);
    GtkTextIter from = *first;
    GtkTextIter to = *first;

    gtk_text_iter_forward_chars (&from, span->start);
    gtk_text_iter_forward_chars (&to, span->end);
    gtk_text_buffer_apply_tag (get_buffer (self), self->spans[span->kind], &from, &to);
    if (span->kind == NL_MARKDOWN_SPAN_CODE || span->kind == NL_MARKDOWN_SPAN_LINK_TARGET)
      leave_out (self, &from, &to);
  }
}

/* Tags what is no word, and what is Markdown, in the lines from @start to @end. */
static void
tag_lines (NlPartText *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter first = *start;
  GtkTextIter last = *end;
  g_autofree char *text = NULL;
  g_autoptr (GArray) pieces = NULL;

  gtk_text_iter_set_line_offset (&first, 0);
  if (!gtk_text_iter_ends_line (&last))
    gtk_text_iter_forward_to_line_end (&last);
  text = gtk_text_iter_get_slice (&first, &last);
  pieces = nl_unspelled_find (self->unspelled, text);
  for (guint i = 0; i < pieces->len; i++) {
    const NlUnspelled *piece = &g_array_index (pieces, NlUnspelled, i);
    GtkTextIter from = first;
    GtkTextIter to = first;

    gtk_text_iter_forward_chars (&from, piece->start);
    gtk_text_iter_forward_chars (&to, piece->end);
    leave_out (self, &from, &to);
  }
  if (self->spans[0] != NULL)
    tag_markdown (self, &first, text);
}

static void
untag_lines (NlPartText *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter first = *start;
  GtkTextIter last = *end;

  gtk_text_iter_set_line_offset (&first, 0);
  if (!gtk_text_iter_ends_line (&last))
    gtk_text_iter_forward_to_line_end (&last);
  gtk_text_buffer_remove_tag (get_buffer (self), self->no_spell, &first, &last);
  for (guint i = 0; i < NL_MARKDOWN_N_SPANS; i++)
    if (self->spans[i] != NULL)
      gtk_text_buffer_remove_tag (get_buffer (self), self->spans[i], &first, &last);
}

static void
text_inserted_cb (NlPartText *self, const GtkTextIter *end, const char *text, int length)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  untag_lines (self, &start, end);
  tag_lines (self, &start, end);
}

static void
text_deleted_cb (NlPartText *self, const GtkTextIter *start, const GtkTextIter *end)
{
  untag_lines (self, start, end);
  tag_lines (self, start, end);
}

static void
changed_cb (NlPartText *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
insert_text_cb (NlPartText *self, GtkTextIter *where, const char *text, int length)
{
  GtkTextBuffer *buffer = get_buffer (self);
  g_autofree char *line = NULL;

  if (!self->is_single_line || memchr (text, '\n', (gsize) length) == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (length == 1) {
    GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

    if (root != NULL)
      gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
    return;
  }
  line = g_strndup (text, (gsize) length);
  g_strdelimit (line, "\r\n", ' ');
  gtk_text_buffer_insert (buffer, where, line, -1);
}

/* libspelling 0.4 knows only a tag that comes after itself. */
static void
announce_no_spell (NlPartText *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (get_buffer (self));
  g_autoptr (GtkTextTag) tag = g_object_ref (self->no_spell);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_tag_table_remove (table, tag);
  gtk_text_tag_table_add (table, tag);
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  tag_lines (self, &start, &end);
}

static void
use_checker (NlPartText *self, SpellingChecker *checker)
{
  if (checker == NULL) {
    if (self->speller != NULL)
      spelling_text_buffer_adapter_set_enabled (self->speller, FALSE);
    return;
  }
  if (self->speller == NULL) {
    self->speller
        = spelling_text_buffer_adapter_new (GTK_SOURCE_BUFFER (get_buffer (self)), checker);
    announce_no_spell (self);
    gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self),
                                  spelling_text_buffer_adapter_get_menu_model (self->speller));
    gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", G_ACTION_GROUP (self->speller));
  }
  spelling_text_buffer_adapter_set_checker (self->speller, checker);
  spelling_text_buffer_adapter_set_enabled (self->speller, TRUE);
}

typedef struct {
  GWeakRef self;
  char *language;
} Spelling;

static void
spelling_free (gpointer data)
{
  Spelling *spelling = data;

  g_weak_ref_clear (&spelling->self);
  g_free (spelling->language);
  g_free (spelling);
}

static DexFuture *
spelling_fiber (gpointer data)
{
  Spelling *spelling = data;
  SpellingChecker *checker = nl_spelling_await_checker (spelling->language);
  g_autoptr (NlPartText) self = g_weak_ref_get (&spelling->self);

  if (self != NULL && !self->is_gone && g_strcmp0 (self->language, spelling->language) == 0)
    use_checker (self, checker);
  return dex_future_new_true ();
}

static gboolean
start_spelling (gpointer data)
{
  NlPartText *self = data;
  Spelling *spelling = g_new0 (Spelling, 1);

  self->spell_source = 0;
  g_weak_ref_init (&spelling->self, self);
  spelling->language = g_strdup (self->language);
  nl_fiber_start ("spelling", spelling_fiber, spelling, spelling_free);
  return G_SOURCE_REMOVE;
}

static void
nl_part_text_dispose (GObject *object)
{
  NlPartText *self = NL_PART_TEXT (object);

  self->is_gone = TRUE;
  g_clear_handle_id (&self->spell_source, g_source_remove);
  if (self->speller != NULL) {
    spelling_text_buffer_adapter_set_enabled (self->speller, FALSE);
    gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", NULL);
    gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self), NULL);
  }
  g_clear_object (&self->speller);
  G_OBJECT_CLASS (nl_part_text_parent_class)->dispose (object);
}

static void
nl_part_text_finalize (GObject *object)
{
  NlPartText *self = NL_PART_TEXT (object);

  g_free (self->language);
  g_regex_unref (self->unspelled);
  G_OBJECT_CLASS (nl_part_text_parent_class)->finalize (object);
}

static void
nl_part_text_class_init (NlPartTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_part_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = nl_part_text_finalize;

  /**
   * NlPartText::changed:
   * @self: the text
   *
   * Something was typed, undone or set.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_PART_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
nl_part_text_init (NlPartText *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->unspelled = nl_unspelled_regex_new (NULL);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 9);
  gtk_text_view_set_bottom_margin (view, 9);
  gtk_text_view_set_left_margin (view, 12);
  gtk_text_view_set_right_margin (view, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "inline");
}

/**
 * nl_part_text_new:
 * @is_single_line: whether it has no line breaks
 * @is_markdown: whether to show what is special in Markdown
 *
 * Returns: (transfer floating): an empty text
 */
GtkWidget *
nl_part_text_new (gboolean is_single_line, gboolean is_markdown)
{
  NlPartText *self = g_object_new (NL_TYPE_PART_TEXT, NULL);
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  self->is_single_line = is_single_line;
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (buffer));
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  gtk_source_buffer_set_highlight_syntax (buffer, FALSE);
  for (guint i = 0; is_markdown && i < NL_MARKDOWN_N_SPANS; i++)
    self->spans[i] = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NULL, NULL);
  self->no_spell = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NO_SPELL_TAG, NULL);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (text_inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (text_deleted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self);
  return GTK_WIDGET (self);
}

/**
 * nl_part_text_dup_text:
 * @self: a text
 *
 * Returns: (transfer full): what is written
 */
char *
nl_part_text_dup_text (NlPartText *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (NL_IS_PART_TEXT (self), NULL);

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

/**
 * nl_part_text_set_text:
 * @self: a text
 * @text: what stands there from now on
 *
 * Replaces the text, as a step that can't be undone by key.
 */
void
nl_part_text_set_text (NlPartText *self, const char *text)
{
  GtkTextIter start;

  g_return_if_fail (NL_IS_PART_TEXT (self));
  g_return_if_fail (text != NULL);

  /* libspelling 0.4 loses count when a text that it is looking through is replaced as a whole. */
  if (self->speller != NULL)
    spelling_text_buffer_adapter_set_enabled (self->speller, FALSE);
  gtk_text_buffer_begin_irreversible_action (get_buffer (self));
  gtk_text_buffer_set_text (get_buffer (self), text, -1);
  gtk_text_buffer_end_irreversible_action (get_buffer (self));
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
  if (self->speller != NULL && self->spell_source == 0)
    self->spell_source = g_idle_add_full (G_PRIORITY_LOW, start_spelling, self, NULL);
}

/**
 * nl_part_text_set_language:
 * @self: a text
 * @language: what it is written in, a BCP 47 tag
 *
 * Sets the language to check the spelling in. Without a dictionary for it, nothing is checked. The
 * dictionary is read when nothing else is to do.
 */
void
nl_part_text_set_language (NlPartText *self, const char *language)
{
  g_return_if_fail (NL_IS_PART_TEXT (self));
  g_return_if_fail (language != NULL);

  if (!g_set_str (&self->language, language))
    return;
  g_clear_handle_id (&self->spell_source, g_source_remove);
  self->spell_source = g_idle_add_full (G_PRIORITY_LOW, start_spelling, self, NULL);
}

/**
 * nl_part_text_set_names:
 * @self: a text
 * @names: (nullable) (array zero-terminated=1): names of shops, products and codes
 *
 * Sets what is not a mistake in any language.
 */
void
nl_part_text_set_names (NlPartText *self, const char *const *names)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (NL_IS_PART_TEXT (self));

  g_regex_unref (self->unspelled);
  self->unspelled = nl_unspelled_regex_new (names);
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  tag_lines (self, &start, &end);
}
