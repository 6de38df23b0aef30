/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-part-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-words.h"
#include "app/campaigns/nl-text-list.h"
#include "app/campaigns/nl-part-text.h"

/**
 * NlPartView:
 *
 * One part of a message: what it is called, how long it is and may be, its text, and what the
 * channel would say against it.
 */
struct _NlPartView {
  GtkBox parent_instance;
  GtkLabel *label;
  GtkImage *icon;
  GtkLabel *count;
  GtkLabel *problem;
  GtkWidget *editor; /* an NlPartText or NlTextList */

  const NlPart *part;
  NlPartState state;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (NlPartView, nl_part_view, GTK_TYPE_BOX)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
editor_changed_cb (NlPartView *self)
{
  if (!self->is_loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
nl_part_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_PART_VIEW);
  G_OBJECT_CLASS (nl_part_view_parent_class)->dispose (object);
}

static void
nl_part_view_class_init (NlPartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_part_view_dispose;

  /**
   * NlPartView::changed:
   * @self: the part
   *
   * The user changed the text.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_PART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-part-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPartView, label);
  gtk_widget_class_bind_template_child (widget_class, NlPartView, icon);
  gtk_widget_class_bind_template_child (widget_class, NlPartView, count);
  gtk_widget_class_bind_template_child (widget_class, NlPartView, problem);
}

static void
nl_part_view_init (NlPartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_editor (NlPartView *self, const NlChannel *channel, const char *language)
{
  NlPartFlags flags = self->part->flags;
  GtkWidget *frame;

  if ((flags & NL_PART_LIST) != 0) {
    self->editor = nl_text_list_new (channel, self->part);
    gtk_box_insert_child_after (GTK_BOX (self), self->editor,
                                gtk_widget_get_first_child (GTK_WIDGET (self)));
    return;
  }
  self->editor
      = nl_part_text_new ((flags & NL_PART_MULTILINE) == 0, (flags & NL_PART_MARKDOWN) != 0);
  if ((flags & NL_PART_MARKDOWN) != 0)
    gtk_widget_set_size_request (self->editor, -1, 180);
  else if ((flags & NL_PART_MULTILINE) != 0)
    gtk_widget_set_size_request (self->editor, -1, 84);
  nl_part_text_set_language (NL_PART_TEXT (self->editor), language);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL, -1);
  frame = adw_bin_new ();
  gtk_widget_add_css_class (frame, "card");
  gtk_widget_add_css_class (frame, "part-frame");
  adw_bin_set_child (ADW_BIN (frame), self->editor);
  gtk_box_insert_child_after (GTK_BOX (self), frame,
                              gtk_widget_get_first_child (GTK_WIDGET (self)));
}

/**
 * nl_part_view_new:
 * @channel: a channel
 * @part: one of its parts
 * @language: what the text is written in
 *
 * Returns: (transfer floating): the part, empty
 */
GtkWidget *
nl_part_view_new (const NlChannel *channel, const NlPart *part, const char *language)
{
  NlPartView *self;

  g_return_val_if_fail (channel != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (NL_TYPE_PART_VIEW, NULL);
  self->part = part;
  gtk_label_set_label (self->label, nl_part_get_label (part));
  add_editor (self, channel, language);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (editor_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * nl_part_view_get_part:
 * @self: the view
 *
 * Returns: (transfer none): the part it shows
 */
const NlPart *
nl_part_view_get_part (NlPartView *self)
{
  g_return_val_if_fail (NL_IS_PART_VIEW (self), NULL);

  return self->part;
}

/**
 * nl_part_view_get_editor:
 * @self: the view
 *
 * Returns: (transfer none): what the text is typed into: an #NlPartText or an #NlTextList
 */
GtkWidget *
nl_part_view_get_editor (NlPartView *self)
{
  g_return_val_if_fail (NL_IS_PART_VIEW (self), NULL);

  return self->editor;
}

/**
 * nl_part_view_set_names:
 * @self: the view
 * @names: (nullable) (array zero-terminated=1): names of shops, products and codes
 *
 * Sets what is not a mistake in any language.
 */
void
nl_part_view_set_names (NlPartView *self, const char *const *names)
{
  g_return_if_fail (NL_IS_PART_VIEW (self));

  if (NL_IS_PART_TEXT (self->editor))
    nl_part_text_set_names (NL_PART_TEXT (self->editor), names);
}

/**
 * nl_part_view_get_state:
 * @self: the view
 *
 * Returns: how the text stands towards the limits
 */
NlPartState
nl_part_view_get_state (NlPartView *self)
{
  g_return_val_if_fail (NL_IS_PART_VIEW (self), NL_PART_STATE_OK);

  return self->state;
}

/**
 * nl_part_view_load:
 * @self: the view
 * @parts: the texts of a message
 *
 * Shows the part's text.
 */
void
nl_part_view_load (NlPartView *self, NlMessageParts *parts)
{
  g_return_if_fail (NL_IS_PART_VIEW (self));

  self->is_loading = TRUE;
  if (NL_IS_TEXT_LIST (self->editor))
    nl_text_list_set_list (NL_TEXT_LIST (self->editor),
                           nl_message_parts_get_list (parts, self->part->name));
  else
    nl_part_text_set_text (NL_PART_TEXT (self->editor),
                           nl_message_parts_get_text (parts, self->part->name));
  self->is_loading = FALSE;
}

/**
 * nl_part_view_store:
 * @self: the view
 * @parts: the texts of a message
 *
 * Puts what is written into @parts.
 */
void
nl_part_view_store (NlPartView *self, NlMessageParts *parts)
{
  g_return_if_fail (NL_IS_PART_VIEW (self));

  if (NL_IS_TEXT_LIST (self->editor)) {
    g_auto (GStrv) list = nl_text_list_dup_list (NL_TEXT_LIST (self->editor));

    nl_message_parts_set_list (parts, self->part->name, (const char *const *) list);
  } else {
    g_autofree char *text = nl_part_text_dup_text (NL_PART_TEXT (self->editor));

    nl_message_parts_set_text (parts, self->part->name, text);
  }
}

/**
 * nl_part_view_show_check:
 * @self: the view
 * @check: what the limits say about its text
 *
 * Shows how long the text is and may be, and what is wrong with it.
 */
void
nl_part_view_show_check (NlPartView *self, NlPartCheck *check)
{
  static const char *const styles[] = { "dimmed", "warning", "error" };
  const char *icon = nl_part_state_get_icon_name (check->state);
  g_autofree char *count = nl_part_check_dup_count (check);
  g_autofree char *spoken = NULL;

  g_return_if_fail (NL_IS_PART_VIEW (self));

  self->state = check->state;
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++) {
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), styles[i]);
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), styles[i]);
  }
  gtk_widget_add_css_class (GTK_WIDGET (self->count), nl_part_state_get_style (check->state));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), nl_part_state_get_style (check->state));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), nl_part_state_get_style (check->state));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->problem, check->message != NULL ? check->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), check->message != NULL);
  spoken = g_strjoin (". ", count, check->message, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_STATE_INVALID,
                               check->state == NL_PART_STATE_ERROR ? GTK_ACCESSIBLE_INVALID_TRUE
                                                                   : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
