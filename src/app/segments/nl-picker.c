/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-text.h"

#define LIST_HEIGHT 320

/**
 * NlPicker:
 *
 * A button that shows what was chosen, and a list to choose from, which typing narrows down. It may
 * also take what is not in the list.
 */
struct _NlPicker {
  AdwBin parent_instance;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkEditable *search;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkWidget *other; /* the row that takes what was typed */
  GtkLabel *other_label;
  gboolean takes_other;
};

G_DEFINE_FINAL_TYPE (NlPicker, nl_picker, ADW_TYPE_BIN)

enum {
  OPENED,
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define KEY_DATA "nl-picker-key"
#define WORDS_DATA "nl-picker-words"
#define TITLE_DATA "nl-picker-title"

static gboolean
fits (GtkListBoxRow *row, const char *folded)
{
  const char *words = g_object_get_data (G_OBJECT (row), WORDS_DATA);

  return *folded == '\0' || (words != NULL && strstr (words, folded) != NULL);
}

static void
filter (NlPicker *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  g_autofree char *folded = nl_text_fold (typed);
  gboolean is_there = FALSE;
  guint n = 0;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    gboolean is_visible;

    if (GTK_WIDGET (row) == self->other)
      continue;
    is_visible = fits (row, folded);
    gtk_widget_set_visible (GTK_WIDGET (row), is_visible);
    n += is_visible;
    is_there |= g_strcmp0 (g_object_get_data (G_OBJECT (row), TITLE_DATA), folded) == 0;
  }
  if (self->takes_other && *typed != '\0' && !is_there) {
    /* Translators: takes the text between the quotes, which is not in the list. */
    g_autofree char *text = g_strdup_printf (_ ("Use “%s”"), typed);

    gtk_label_set_label (self->other_label, text);
    gtk_widget_set_visible (self->other, TRUE);
    n++;
  } else {
    gtk_widget_set_visible (self->other, FALSE);
  }
  gtk_widget_set_visible (self->nothing, n == 0);
}

static void
choose (NlPicker *self, GtkListBoxRow *row)
{
  g_autofree char *key = NULL;

  if (GTK_WIDGET (row) == self->other)
    key = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  else
    key = g_strdup (g_object_get_data (G_OBJECT (row), KEY_DATA));
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, key);
}

static void
row_activated_cb (NlPicker *self, GtkListBoxRow *row)
{
  choose (self, row);
}

/* Return takes the first one that is left. */
static void
search_activated_cb (NlPicker *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row))) {
      choose (self, row);
      return;
    }
}

static gboolean
search_key_cb (NlPicker *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static void
shown_cb (NlPicker *self)
{
  gtk_editable_set_text (self->search, "");
  g_signal_emit (self, signals[OPENED], 0);
  filter (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
stop_search_cb (NlPicker *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
nl_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NL_PICKER (widget)->button));
}

static void
nl_picker_class_init (NlPickerClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = nl_picker_grab_focus;

  /**
   * NlPicker::opened:
   * @self: a picker
   *
   * The list is about to be seen; the time to fill it.
   */
  signals[OPENED] = g_signal_new ("opened", NL_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  /**
   * NlPicker::chosen:
   * @self: a picker
   * @key: the key of a choice, or what was typed
   *
   * Something was chosen.
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_list (NlPicker *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (list);
  self->nothing = gtk_label_new (_ ("Nothing Found"));
  gtk_widget_add_css_class (self->nothing, "dimmed");
  gtk_widget_set_margin_top (self->nothing, 12);
  gtk_widget_set_margin_bottom (self->nothing, 12);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, self->nothing);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->other_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->other_label, 0);
  gtk_label_set_ellipsize (self->other_label, PANGO_ELLIPSIZE_END);
  self->other = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->other), GTK_WIDGET (self->other_label));
  gtk_widget_set_visible (self->other, FALSE);
  gtk_list_box_append (self->list, self->other);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
nl_picker_init (NlPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (search);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (search), _ ("Search"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (search, keys);
  g_signal_connect_swapped (search, "changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (search, "activate", G_CALLBACK (search_activated_cb), self);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (stop_search_cb), self);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_widget_set_size_request (box, 280, -1);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, box);
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "picker");
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (shown_cb), self);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_menu_button_set_can_shrink (self->button, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * nl_picker_new:
 * @accessible_name: what is chosen
 *
 * Returns: (transfer floating): a picker without choices
 */
NlPicker *
nl_picker_new (const char *accessible_name)
{
  NlPicker *self = g_object_new (NL_TYPE_PICKER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_name, -1);
  return self;
}

/**
 * nl_picker_set_label:
 * @self: a picker
 * @label: what was chosen
 *
 * Sets what the button shows.
 */
void
nl_picker_set_label (NlPicker *self, const char *label)
{
  g_return_if_fail (NL_IS_PICKER (self));

  gtk_menu_button_set_label (self->button, label);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

/**
 * nl_picker_set_icon:
 * @self: a picker
 * @icon_name: an icon
 *
 * Shows an icon before the label, for a button that adds what is chosen.
 */
void
nl_picker_set_icon (NlPicker *self, const char *icon_name)
{
  AdwButtonContent *content;

  g_return_if_fail (NL_IS_PICKER (self));

  content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_icon_name (content, icon_name);
  adw_button_content_set_label (content, gtk_menu_button_get_label (self->button));
  adw_button_content_set_can_shrink (content, TRUE);
  gtk_menu_button_set_always_show_arrow (self->button, FALSE);
  gtk_menu_button_set_child (self->button, GTK_WIDGET (content));
}

/**
 * nl_picker_set_takes_other:
 * @self: a picker
 * @takes_other: whether to take what is not in the list
 *
 * Sets whether what is typed can be chosen.
 */
void
nl_picker_set_takes_other (NlPicker *self, gboolean takes_other)
{
  g_return_if_fail (NL_IS_PICKER (self));

  self->takes_other = takes_other;
}

/**
 * nl_picker_clear:
 * @self: a picker
 *
 * Removes the choices.
 */
void
nl_picker_clear (NlPicker *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (NL_IS_PICKER (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL
         && GTK_WIDGET (row) != self->other)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/**
 * nl_picker_add:
 * @self: a picker
 * @key: what it stands for
 * @title: what it is called
 * @detail: (nullable): more about it
 *
 * Adds a choice.
 */
void
nl_picker_add (NlPicker *self, const char *key, const char *title, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *const texts[] = { title, detail };
  g_autofree char *words = NULL;

  g_return_if_fail (NL_IS_PICKER (self));
  g_return_if_fail (key != NULL && title != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    GtkWidget *label;

    if (texts[i] == NULL)
      continue;
    label = gtk_label_new (texts[i]);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
    if (i == 1) {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
    }
    gtk_box_append (GTK_BOX (box), label);
  }
  words = g_strjoin (" ", title, key, detail, NULL);
  g_object_set_data_full (G_OBJECT (row), KEY_DATA, g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (row), WORDS_DATA, nl_text_fold (words), g_free);
  g_object_set_data_full (G_OBJECT (row), TITLE_DATA, nl_text_fold (title), g_free);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "",
                                  -1);
  gtk_list_box_insert (self->list, row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->other)));
}

/**
 * nl_picker_refill:
 * @self: a picker
 *
 * Has an open list filled again, since there is more to choose from; what was typed still narrows
 * it down.
 */
void
nl_picker_refill (NlPicker *self)
{
  g_return_if_fail (NL_IS_PICKER (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return;
  g_signal_emit (self, signals[OPENED], 0);
  filter (self);
}

/**
 * nl_picker_popup:
 * @self: a picker
 *
 * Opens the list.
 */
void
nl_picker_popup (NlPicker *self)
{
  g_return_if_fail (NL_IS_PICKER (self));

  gtk_menu_button_popup (self->button);
}
