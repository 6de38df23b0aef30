/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-words-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-row-focus.h"
#include "base/nl-text.h"

/**
 * NlWordsRow:
 *
 * A row for a list of words or tags: each is a chip with a button to remove it, and an entry takes
 * new ones, several at once when there are commas between them. Its title is that of
 * #AdwPreferencesRow.
 */
struct _NlWordsRow {
  AdwPreferencesRow parent_instance;
  GtkLabel *label;
  GtkWidget *chips;
  GtkText *entry;
  GPtrArray *words;
};

G_DEFINE_FINAL_TYPE (NlWordsRow, nl_words_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_WORDS = 1,
  PROP_PLACEHOLDER,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

#define WORD_KEY "nl-word"

static void update_chips (NlWordsRow *self);

static void
changed (NlWordsRow *self)
{
  update_chips (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

static void
remove_clicked_cb (NlWordsRow *self, GtkWidget *button)
{
  const char *word = g_object_get_data (G_OBJECT (button), WORD_KEY);
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, &index))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_ptr_array_remove_index (self->words, index);
  changed (self);
}

static GtkWidget *
create_chip (NlWordsRow *self, const char *word)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (word);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *description = g_strdup_printf (_ ("Remove “%s”"), word);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);
  g_object_set_data_full (G_OBJECT (button), WORD_KEY, g_strdup (word), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static void
update_chips (NlWordsRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->chips), child);
  for (guint i = 0; i < self->words->len; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (self->chips),
                         create_chip (self, g_ptr_array_index (self->words, i)));
  gtk_widget_set_visible (self->chips, self->words->len > 0);
}

static gboolean
has_word (NlWordsRow *self, const char *word)
{
  g_autofree char *folded = nl_text_fold (word);

  for (guint i = 0; i < self->words->len; i++) {
    g_autofree char *other = nl_text_fold (g_ptr_array_index (self->words, i));

    if (g_str_equal (folded, other))
      return TRUE;
  }
  return FALSE;
}

static gboolean
add_words (NlWordsRow *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, ",;\n", -1);
  guint n_before = self->words->len;

  for (guint i = 0; words[i] != NULL; i++) {
    const char *word = g_strstrip (words[i]);

    if (*word != '\0' && !has_word (self, word))
      g_ptr_array_add (self->words, g_strdup (word));
  }
  return self->words->len > n_before;
}

/* Takes what was typed. Nothing is lost when the user forgets Enter. */
static void
take_entry (NlWordsRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*text == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (add_words (self, text))
    changed (self);
}

static void
entry_changed_cb (NlWordsRow *self)
{
  if (strpbrk (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ",;\n") != NULL)
    take_entry (self);
}

static void
clicked_cb (NlWordsRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
key_pressed_cb (NlWordsRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_BackSpace || self->words->len == 0
      || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    return GDK_EVENT_PROPAGATE;
  g_ptr_array_remove_index (self->words, self->words->len - 1);
  changed (self);
  return GDK_EVENT_STOP;
}

static gboolean
nl_words_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NL_WORDS_ROW (widget)->entry));
}

static void
nl_words_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlWordsRow *self = NL_WORDS_ROW (object);

  switch (id) {
  case PROP_WORDS:
    g_value_take_boxed (value, nl_words_row_dup_words (self));
    break;
  case PROP_PLACEHOLDER:
    g_value_set_string (value, gtk_text_get_placeholder_text (self->entry));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_words_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlWordsRow *self = NL_WORDS_ROW (object);

  switch (id) {
  case PROP_WORDS:
    nl_words_row_set_words (self, g_value_get_boxed (value));
    break;
  case PROP_PLACEHOLDER:
    gtk_text_set_placeholder_text (self->entry, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_words_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_WORDS_ROW);
  G_OBJECT_CLASS (nl_words_row_parent_class)->dispose (object);
}

static void
nl_words_row_finalize (GObject *object)
{
  g_ptr_array_unref (NL_WORDS_ROW (object)->words);
  G_OBJECT_CLASS (nl_words_row_parent_class)->finalize (object);
}

static void
nl_words_row_class_init (NlWordsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = nl_words_row_get_property;
  object_class->set_property = nl_words_row_set_property;
  object_class->dispose = nl_words_row_dispose;
  object_class->finalize = nl_words_row_finalize;
  widget_class->focus = nl_row_focus;
  widget_class->grab_focus = nl_words_row_grab_focus;

  properties[PROP_WORDS] = g_param_spec_boxed ("words", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-words-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlWordsRow, label);
  gtk_widget_class_bind_template_child (widget_class, NlWordsRow, chips);
  gtk_widget_class_bind_template_child (widget_class, NlWordsRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_entry);
}

static void
nl_words_row_init (NlWordsRow *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, -1);
  update_chips (self);
}

/**
 * nl_words_row_dup_words:
 * @self: the row
 *
 * Returns: (transfer full): the words, also the one that is being typed
 */
char **
nl_words_row_dup_words (NlWordsRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (NL_IS_WORDS_ROW (self), NULL);

  take_entry (self);
  for (guint i = 0; i < self->words->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->words, i));
  return g_strv_builder_end (builder);
}

/**
 * nl_words_row_set_words:
 * @self: the row
 * @words: (nullable): the words; a word that differs from another by case or accents only is left
 *   out
 *
 * Replaces the words.
 */
void
nl_words_row_set_words (NlWordsRow *self, const char *const *words)
{
  g_return_if_fail (NL_IS_WORDS_ROW (self));

  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!has_word (self, words[i]))
      g_ptr_array_add (self->words, g_strdup (words[i]));
  changed (self);
}
