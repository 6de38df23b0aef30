/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-section.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/personas/nl-persona-entry.h"
#include "app/widgets/nl-tooltip.h"
#include "personas/nl-persona.h"

/**
 * NlPersonaSection:
 *
 * A list of what is said about a persona. Each statement shows whether it comes from the data, with
 * its figure, or was inferred. A button turns it into a list of entries to edit, add to, remove
 * from and reorder.
 */
struct _NlPersonaSection {
  AdwBin parent_instance;
  GtkLabel *title;
  GtkStack *stack;
  GtkBox *content;
  GtkWidget *entries_box;
  GtkListBox *editor;
  GtkWidget *add_row;
  GtkWidget *edit;
  GtkWidget *rewrite;

  NlPersonaSectionStyle style;
  JsonNode *entries;
};

G_DEFINE_FINAL_TYPE (NlPersonaSection, nl_persona_section, ADW_TYPE_BIN)

enum {
  SAVED,
  REWRITE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define ENTRY_KEY "nl-entry"

static const NlPersonaSectionInfo infos[] = {
  { NL_PERSONA_QUOTES, N_ ("Quotes"), NL_PERSONA_SECTION_QUOTES, FALSE },
  { NL_PERSONA_GOALS, N_ ("Goals"), NL_PERSONA_SECTION_STATEMENTS, FALSE },
  { NL_PERSONA_FRUSTRATIONS, N_ ("Frustrations"), NL_PERSONA_SECTION_STATEMENTS, FALSE },
  { NL_PERSONA_VOCABULARY, N_ ("Vocabulary"), NL_PERSONA_SECTION_WORDS, FALSE },
  { NL_PERSONA_MOTIVATIONS, N_ ("Motivations"), NL_PERSONA_SECTION_STATEMENTS, TRUE },
  { NL_PERSONA_OBJECTIONS, N_ ("Objections"), NL_PERSONA_SECTION_STATEMENTS, TRUE },
  { NL_PERSONA_CHANNELS, N_ ("Channels"), NL_PERSONA_SECTION_STATEMENTS, TRUE },
  { NL_PERSONA_BEST_HOURS, N_ ("Best Hours"), NL_PERSONA_SECTION_STATEMENTS, TRUE },
};

static JsonArray *
get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
show_entries (NlPersonaSection *self)
{
  JsonArray *array = get_array (self->entries);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (self->entries_box != NULL)
    gtk_box_remove (self->content, self->entries_box);
  if (self->style == NL_PERSONA_SECTION_WORDS) {
    self->entries_box = adw_wrap_box_new ();
    adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->entries_box), 6);
    adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->entries_box), 6);
  } else {
    self->entries_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  }
  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);
    GtkWidget *child;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      continue;
    child = nl_persona_entry_new (json_node_get_object (node), self->style);
    if (self->style == NL_PERSONA_SECTION_WORDS)
      adw_wrap_box_append (ADW_WRAP_BOX (self->entries_box), child);
    else
      gtk_box_append (GTK_BOX (self->entries_box), child);
  }
  if (n == 0) {
    GtkWidget *label = gtk_label_new (_ ("Nothing yet"));

    gtk_widget_add_css_class (label, "dimmed");
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    if (self->style != NL_PERSONA_SECTION_WORDS)
      gtk_box_append (GTK_BOX (self->entries_box), label);
    else
      adw_wrap_box_append (ADW_WRAP_BOX (self->entries_box), label);
  }
  gtk_box_prepend (self->content, self->entries_box);
}

static void
move_row (NlPersonaSection *self, GtkWidget *row, int by)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + by;
  int last = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->add_row)) - 1;

  if (index < 0 || index > last)
    return;
  g_object_ref (row);
  gtk_list_box_remove (self->editor, row);
  gtk_list_box_insert (self->editor, row, index);
  g_object_unref (row);
  gtk_widget_grab_focus (row);
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW);
}

static void
up_cb (NlPersonaSection *self, GtkWidget *button)
{
  move_row (self, find_row (button), -1);
}

static void
down_cb (NlPersonaSection *self, GtkWidget *button)
{
  move_row (self, find_row (button), 1);
}

static void
remove_cb (NlPersonaSection *self, GtkWidget *button)
{
  GtkWidget *row = find_row (button);
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  gtk_widget_grab_focus (next);
  gtk_list_box_remove (self->editor, row);
}

static void
name_button (GtkWidget *button, const char *name)
{
  nl_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_button (NlPersonaSection *self,
            GtkWidget *row,
            const char *icon_name,
            const char *tooltip,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  name_button (button, tooltip);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
add_editor_row (NlPersonaSection *self, JsonObject *entry)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *figure = entry != NULL ? nl_persona_entry_get_figure (entry) : NULL;

  /* Translators: the label of a text that is edited, when it does not come from the data. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 figure != NULL ? _ ("From your data") : _ ("Text"));
  if (entry != NULL) {
    gtk_editable_set_text (GTK_EDITABLE (row), nl_persona_entry_get_text (entry));
    g_object_set_data_full (G_OBJECT (row), ENTRY_KEY, json_object_ref (entry),
                            (GDestroyNotify) json_object_unref);
  }
  add_button (self, row, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (up_cb));
  add_button (self, row, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (down_cb));
  add_button (self, row, "list-remove-symbolic", _ ("Remove"), G_CALLBACK (remove_cb));
  gtk_list_box_insert (self->editor, row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->add_row)));
  return row;
}

static void
add_activated_cb (NlPersonaSection *self)
{
  gtk_widget_grab_focus (add_editor_row (self, NULL));
}

static void
fill_editor (NlPersonaSection *self)
{
  JsonArray *array = get_array (self->entries);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->editor))) != self->add_row)
    gtk_list_box_remove (self->editor, row);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      add_editor_row (self, json_node_get_object (node));
  }
}

/* A statement keeps its figure as long as its text still shows it; else it is somebody's word. */
static JsonObject *
read_editor_row (GtkWidget *row)
{
  JsonObject *before = g_object_get_data (G_OBJECT (row), ENTRY_KEY);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  const char *figure = before != NULL ? nl_persona_entry_get_figure (before) : NULL;
  JsonObject *entry;

  if (*text == '\0')
    return NULL;
  entry = json_object_new ();
  json_object_set_string_member (entry, "text", text);
  if (figure != NULL && strstr (text, figure) != NULL) {
    json_object_set_string_member (entry, "source", "data");
    json_object_set_string_member (entry, "figure", figure);
  } else {
    json_object_set_string_member (entry, "source", "inferred");
  }
  return entry;
}

static void
done_clicked_cb (NlPersonaSection *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->editor));
       row != self->add_row; row = gtk_widget_get_next_sibling (row)) {
    JsonObject *entry = read_editor_row (row);

    if (entry != NULL)
      json_array_add_object_element (array, entry);
  }
  nl_persona_section_set_editing (self, FALSE);
  if (self->entries == NULL || !json_node_equal (node, self->entries))
    g_signal_emit (self, signals[SAVED], 0, node);
}

static void
cancel_clicked_cb (NlPersonaSection *self)
{
  nl_persona_section_set_editing (self, FALSE);
}

static void
edit_clicked_cb (NlPersonaSection *self)
{
  nl_persona_section_set_editing (self, TRUE);
}

static void
rewrite_clicked_cb (NlPersonaSection *self)
{
  g_signal_emit (self, signals[REWRITE], 0);
}

static gboolean
escape_shortcut (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!nl_persona_section_get_editing (NL_PERSONA_SECTION (widget)))
    return FALSE;
  cancel_clicked_cb (NL_PERSONA_SECTION (widget));
  return TRUE;
}

static void
nl_persona_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_PERSONA_SECTION);
  g_clear_pointer (&NL_PERSONA_SECTION (object)->entries, json_node_unref);
  G_OBJECT_CLASS (nl_persona_section_parent_class)->dispose (object);
}

static void
nl_persona_section_class_init (NlPersonaSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_persona_section_dispose;

  /**
   * NlPersonaSection::saved:
   * @self: a section
   * @entries: a #JsonNode of the edited entries
   *
   * The user edited the entries.
   */
  signals[SAVED] = g_signal_new ("saved", NL_TYPE_PERSONA_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, JSON_TYPE_NODE);
  /**
   * NlPersonaSection::rewrite:
   * @self: a section
   *
   * The user wants other entries.
   */
  signals[REWRITE] = g_signal_new ("rewrite", NL_TYPE_PERSONA_SECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_shortcut, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-persona-section.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, title);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, stack);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, content);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, editor);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, add_row);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, edit);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaSection, rewrite);
  gtk_widget_class_bind_template_callback (widget_class, add_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rewrite_clicked_cb);
}

static void
nl_persona_section_init (NlPersonaSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_persona_sections_list:
 * @n_sections: (out): how many
 *
 * Returns: (transfer none) (array length=n_sections): the sections of a persona, in the order in
 *   which they are read
 */
const NlPersonaSectionInfo *
nl_persona_sections_list (guint *n_sections)
{
  *n_sections = G_N_ELEMENTS (infos);
  return infos;
}

/**
 * nl_persona_section_new:
 * @title: what it is about, translated
 * @style: how to show its entries
 *
 * Returns: (transfer floating): an empty section
 */
GtkWidget *
nl_persona_section_new (const char *title, NlPersonaSectionStyle style)
{
  NlPersonaSection *self = g_object_new (NL_TYPE_PERSONA_SECTION, NULL);
  g_autofree char *edit = g_strdup_printf (_ ("Edit %s"), title);
  g_autofree char *rewrite = g_strdup_printf (_ ("Write %s Anew"), title);

  self->style = style;
  gtk_label_set_label (self->title, title);
  name_button (self->edit, edit);
  name_button (self->rewrite, rewrite);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return GTK_WIDGET (self);
}

/**
 * nl_persona_section_set_entries:
 * @self: a section
 * @entries: (nullable): an array of {text, source, figure}
 *
 * Shows these entries. What is being edited stays.
 */
void
nl_persona_section_set_entries (NlPersonaSection *self, JsonNode *entries)
{
  g_return_if_fail (NL_IS_PERSONA_SECTION (self));

  g_clear_pointer (&self->entries, json_node_unref);
  if (entries != NULL)
    self->entries = json_node_ref (entries);
  show_entries (self);
}

/**
 * nl_persona_section_set_read_only:
 * @self: a section
 * @read_only: whether its entries are only shown
 *
 * Takes the buttons away that edit a section.
 */
void
nl_persona_section_set_read_only (NlPersonaSection *self, gboolean read_only)
{
  g_return_if_fail (NL_IS_PERSONA_SECTION (self));

  gtk_widget_set_visible (self->edit, !read_only);
  gtk_widget_set_visible (self->rewrite, !read_only);
}

/**
 * nl_persona_section_set_editing:
 * @self: a section
 * @editing: whether its entries can be edited
 *
 * Begins to edit, or stops without saving.
 */
void
nl_persona_section_set_editing (NlPersonaSection *self, gboolean editing)
{
  g_return_if_fail (NL_IS_PERSONA_SECTION (self));

  if (editing)
    fill_editor (self);
  gtk_stack_set_visible_child_name (self->stack, editing ? "edit" : "view");
  gtk_widget_set_visible (self->edit, !editing);
  gtk_widget_set_visible (self->rewrite, !editing);
  gtk_widget_grab_focus (editing ? gtk_widget_get_first_child (GTK_WIDGET (self->editor))
                                 : self->edit);
}

/**
 * nl_persona_section_get_editing:
 * @self: a section
 *
 * Returns: whether its entries are being edited
 */
gboolean
nl_persona_section_get_editing (NlPersonaSection *self)
{
  g_return_val_if_fail (NL_IS_PERSONA_SECTION (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "edit");
}

/**
 * nl_persona_section_get_editor:
 * @self: a section
 *
 * Returns: (transfer none): the list of entries that are edited, an #AdwEntryRow each, and a row
 *   that adds one
 */
GtkListBox *
nl_persona_section_get_editor (NlPersonaSection *self)
{
  g_return_val_if_fail (NL_IS_PERSONA_SECTION (self), NULL);

  return self->editor;
}

/**
 * nl_persona_section_append:
 * @self: a section
 * @widget: what belongs below the entries, such as a plot
 *
 * Adds something to what is shown.
 */
void
nl_persona_section_append (NlPersonaSection *self, GtkWidget *widget)
{
  g_return_if_fail (NL_IS_PERSONA_SECTION (self));

  gtk_box_append (self->content, widget);
}
