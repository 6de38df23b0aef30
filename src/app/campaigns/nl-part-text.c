/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-part-text.h"

#include <adwaita.h>
#include <libspelling.h>
#include <string.h>

#include "app/campaigns/nl-unspelled.h"
#include "app/widgets/nl-source-scheme.h"

/**
 * NlPartText:
 *
 * A text of a message: wrapped, spell-checked in its own language, with Markdown coloured. One that
 * must be a single line stays one: Enter goes on to what comes next, and line breaks that are
 * pasted become blanks. Tab leaves it, so that the keyboard never gets stuck.
 */
struct _NlPartText {
  GtkSourceView parent_instance;
  SpellingTextBufferAdapter *speller;
  GtkTextTag *no_spell; /* libspelling leaves out what has it */
  GRegex *unspelled;
  char *language;
  gboolean is_single_line;
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

/* Follows light and dark. */
static void
update_scheme (NlPartText *self)
{
  GtkSourceStyleScheme *scheme = nl_source_scheme_get ();

  if (scheme != NULL)
    gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)), scheme);
}

/* Tags what is no word in the lines from @start to @end. */
static void
tag_lines (NlPartText *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextTag *mistake
      = self->speller != NULL ? spelling_text_buffer_adapter_get_tag (self->speller) : NULL;
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
    gtk_text_buffer_apply_tag (buffer, self->no_spell, &from, &to);
    /* It may have been looked at as a word before its end was typed. */
    if (mistake != NULL)
      gtk_text_buffer_remove_tag (buffer, mistake, &from, &to);
  }
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

/* Where it colours anew, GtkSourceView puts its own idea of what is not to be checked. */
static void
highlighted_cb (NlPartText *self, const GtkTextIter *start, const GtkTextIter *end)
{
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

/* The provider's name for a language: "fr" is "fr_FR" when there is a dictionary for that. */
static char *
find_dictionary (SpellingProvider *provider, const char *language)
{
  g_autofree char *code = g_strdelimit (g_strdup (language), "-", '_');
  g_autoptr (GListModel) languages = NULL;
  gsize length = strlen (code);
  char *found = NULL;

  if (spelling_provider_supports_language (provider, code))
    return g_steal_pointer (&code);
  languages = spelling_provider_list_languages (provider);
  for (guint i = 0; found == NULL && languages != NULL && i < g_list_model_get_n_items (languages);
       i++) {
    g_autoptr (SpellingLanguage) item = g_list_model_get_item (languages, i);
    const char *other = spelling_language_get_code (item);

    if (g_str_has_prefix (other, code) && (other[length] == '_' || other[length] == '\0'))
      found = g_strdup (other);
  }
  return found;
}

/* One checker a language for all texts: a dictionary takes megabytes. %NULL without one. */
static SpellingChecker *
get_checker (const char *language)
{
  static GHashTable *checkers;
  gpointer checker = NULL;
  g_autofree char *dictionary = NULL;

  if (checkers == NULL)
    checkers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_lookup_extended (checkers, language, NULL, &checker))
    return checker;
  dictionary = find_dictionary (spelling_provider_get_default (), language);
  if (dictionary != NULL)
    checker = spelling_checker_new (spelling_provider_get_default (), dictionary);
  g_hash_table_insert (checkers, g_strdup (language), checker);
  return checker;
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

static gboolean
start_spelling (gpointer data)
{
  NlPartText *self = data;
  SpellingChecker *checker = get_checker (self->language);

  self->spell_source = 0;
  if (checker == NULL) {
    if (self->speller != NULL)
      spelling_text_buffer_adapter_set_enabled (self->speller, FALSE);
    return G_SOURCE_REMOVE;
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
  return G_SOURCE_REMOVE;
}

static void
nl_part_text_dispose (GObject *object)
{
  NlPartText *self = NL_PART_TEXT (object);

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
 * @is_markdown: whether to colour it as Markdown
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
  if (is_markdown)
    gtk_source_buffer_set_language (buffer,
                                    gtk_source_language_manager_get_language (
                                        gtk_source_language_manager_get_default (), "markdown"));
  gtk_source_buffer_set_highlight_syntax (buffer, is_markdown);
  self->no_spell = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NO_SPELL_TAG, NULL);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (text_inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (text_deleted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "highlight-updated", G_CALLBACK (highlighted_cb), self,
                           G_CONNECT_SWAPPED);
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
