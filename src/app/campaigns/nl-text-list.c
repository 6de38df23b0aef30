/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-text-list.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-words.h"

/**
 * NlTextList:
 *
 * The texts of a part that is a list, one row each with how long it is, and a row to add one.
 */
struct _NlTextList {
  GtkBox parent_instance;
  GtkWidget *list;
  GtkWidget *add;
  GPtrArray *items; /* of Item */
  const NlChannel *channel;
  const NlPart *part;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (NlTextList, nl_text_list, GTK_TYPE_BOX)

typedef struct {
  GtkWidget *row;
  GtkEditable *entry;
  GtkLabel *count;
  GtkWidget *remove;
} Item;

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
update_item (NlTextList *self, Item *item, guint position)
{
  static const char *const styles[] = { "dimmed", "warning", "error" };
  g_autoptr (NlPartCheck) check
      = nl_message_check (self->channel, self->part, gtk_editable_get_text (item->entry));
  g_autofree char *count = nl_part_check_dup_count (check);
  g_autofree char *label = g_strdup_printf ("%s, %u", nl_part_get_label (self->part), position + 1);
  gboolean is_empty = *gtk_editable_get_text (item->entry) == '\0';
  const char *style = nl_part_state_get_style (is_empty ? NL_PART_STATE_OK : check->state);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (item->count), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (item->count), style);
  gtk_label_set_label (item->count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (item->count), is_empty ? NULL : check->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  check->message != NULL && !is_empty ? check->message : count, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (item->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               !is_empty && check->state == NL_PART_STATE_ERROR
                                   ? GTK_ACCESSIBLE_INVALID_TRUE
                                   : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
changed (NlTextList *self)
{
  for (guint i = 0; i < self->items->len; i++)
    update_item (self, self->items->pdata[i], i);
  gtk_widget_set_visible (self->list, self->items->len > 0);
  gtk_widget_set_sensitive (self->add,
                            self->part->list_max == 0 || self->items->len < self->part->list_max);
  if (!self->is_loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_clicked_cb (NlTextList *self, GtkWidget *button)
{
  for (guint i = 0; i < self->items->len; i++) {
    Item *item = self->items->pdata[i];
    Item *next = i + 1 < self->items->len ? self->items->pdata[i + 1]
                 : i > 0                  ? self->items->pdata[i - 1]
                                          : NULL;

    if (item->remove != button)
      continue;
    gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next->entry) : self->add);
    gtk_list_box_remove (GTK_LIST_BOX (self->list), item->row);
    g_ptr_array_remove_index (self->items, i);
    break;
  }
  changed (self);
}

static void add_clicked_cb (NlTextList *self);

/* Enter goes on to the next text, or to a new one after the last. */
static void
entry_activated_cb (NlTextList *self, GtkWidget *entry)
{
  for (guint i = 0; i < self->items->len; i++) {
    Item *item = self->items->pdata[i];
    Item *next = i + 1 < self->items->len ? self->items->pdata[i + 1] : NULL;

    if (GTK_WIDGET (item->entry) != entry)
      continue;
    if (next != NULL)
      gtk_widget_grab_focus (GTK_WIDGET (next->entry));
    else if (*gtk_editable_get_text (item->entry) != '\0' && gtk_widget_get_sensitive (self->add))
      add_clicked_cb (self);
    return;
  }
}

static Item *
add_item (NlTextList *self, const char *text)
{
  Item *item = g_new0 (Item, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  item->row = gtk_list_box_row_new ();
  item->entry = GTK_EDITABLE (gtk_text_new ());
  item->count = GTK_LABEL (gtk_label_new (NULL));
  item->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_editable_set_text (item->entry, text);
  gtk_widget_set_hexpand (GTK_WIDGET (item->entry), TRUE);
  gtk_editable_set_width_chars (item->entry, 6);
  gtk_widget_add_css_class (GTK_WIDGET (item->count), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (item->count), "caption");
  gtk_widget_add_css_class (item->remove, "flat");
  gtk_widget_add_css_class (item->remove, "circular");
  gtk_widget_set_valign (item->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (item->remove, _ ("Remove"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (item->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (item->count));
  gtk_box_append (GTK_BOX (box), item->remove);
  gtk_widget_add_css_class (box, "part-item");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (item->row), FALSE);
  gtk_widget_set_focusable (item->row, FALSE);
  g_signal_connect_object (item->entry, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item->entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item->remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->list), item->row);
  g_ptr_array_add (self->items, item);
  return item;
}

static void
add_clicked_cb (NlTextList *self)
{
  Item *item = add_item (self, "");

  changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (item->entry));
}

static void
nl_text_list_finalize (GObject *object)
{
  g_ptr_array_unref (NL_TEXT_LIST (object)->items);
  G_OBJECT_CLASS (nl_text_list_parent_class)->finalize (object);
}

static void
nl_text_list_class_init (NlTextListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_text_list_finalize;

  /**
   * NlTextList::changed:
   * @self: the list
   *
   * Something was typed, added or removed.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_TEXT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
nl_text_list_init (NlTextList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->list = gtk_list_box_new ();
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->add);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_text_list_new:
 * @channel: a channel
 * @part: one of its parts, a list
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
nl_text_list_new (const NlChannel *channel, const NlPart *part)
{
  NlTextList *self;
  g_autofree char *label = NULL;

  g_return_val_if_fail (channel != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);

  self = g_object_new (NL_TYPE_TEXT_LIST, NULL);
  self->channel = channel;
  self->part = part;
  /* Translators: %s is a part of a message, such as “Headlines”. */
  label = g_strdup_printf (_ ("Add to %s"), nl_part_get_label (part));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_part_get_label (part), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * nl_text_list_dup_list:
 * @self: the list
 *
 * Returns: (transfer full): its texts, without those that are blank
 */
char **
nl_text_list_dup_list (NlTextList *self)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  g_return_val_if_fail (NL_IS_TEXT_LIST (self), NULL);

  for (guint i = 0; i < self->items->len; i++) {
    Item *item = self->items->pdata[i];
    g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (item->entry)));

    if (*text != '\0')
      g_strv_builder_add (list, text);
  }
  return g_strv_builder_end (list);
}

/**
 * nl_text_list_set_list:
 * @self: the list
 * @list: (array zero-terminated=1): its texts
 *
 * Replaces the texts.
 */
void
nl_text_list_set_list (NlTextList *self, const char *const *list)
{
  g_return_if_fail (NL_IS_TEXT_LIST (self));

  self->is_loading = TRUE;
  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  g_ptr_array_set_size (self->items, 0);
  for (; list != NULL && *list != NULL; list++)
    add_item (self, *list);
  changed (self);
  self->is_loading = FALSE;
}
