/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/personas/nl-persona-avatar-view.h"
#include "app/personas/nl-persona-words.h"
#include "app/widgets/nl-tooltip.h"

/**
 * NlPersonaCard:
 *
 * A persona in the gallery: its face, who it is and whom it stands for.
 */
struct _NlPersonaCard {
  AdwBin parent_instance;
  NlImageView *avatar;
  GtkLabel *name;
  GtkLabel *tagline;
  GtkLabel *segment;
  GtkLabel *language;
  GtkWidget *draft;
  GMenuModel *card_menu;
  GtkPopover *menu; /* made when it is asked for */

  NlStore *store;
  NlRow *row;
  GHashTable *segment_names;
};

G_DEFINE_FINAL_TYPE (NlPersonaCard, nl_persona_card, ADW_TYPE_BIN)

enum {
  ACTION,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACTION], 0, name + strlen ("card."));
}

static void
menu_pressed_cb (NlPersonaCard *self, int n_press, double x, double y)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL) {
    self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (self->card_menu));
    gtk_popover_set_has_arrow (self->menu, FALSE);
    gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
    gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  }
  gtk_popover_set_pointing_to (self->menu, &place);
  gtk_popover_popup (self->menu);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  menu_pressed_cb (NL_PERSONA_CARD (widget), 1, gtk_widget_get_width (widget) / 2.0,
                   gtk_widget_get_height (widget) / 2.0);
}

static void
nl_persona_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (nl_persona_card_parent_class)->size_allocate (widget, width, height, baseline);
  if (NL_PERSONA_CARD (widget)->menu != NULL)
    gtk_popover_present (NL_PERSONA_CARD (widget)->menu);
}

static void
nl_persona_card_dispose (GObject *object)
{
  NlPersonaCard *self = NL_PERSONA_CARD (object);

  nl_persona_card_set_row (self, NULL, NULL);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONA_CARD);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nl_persona_card_parent_class)->dispose (object);
}

static void
nl_persona_card_class_init (NlPersonaCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[] = { "card.open",    "card.duplicate",       "card.redraw",
                                         "card.compare", "card.create-campaign", "card.delete" };

  G_OBJECT_CLASS (klass)->dispose = nl_persona_card_dispose;
  widget_class->size_allocate = nl_persona_card_size_allocate;

  /**
   * NlPersonaCard::action:
   * @self: a card
   * @name: "open", "duplicate", "redraw", "compare", "create-campaign" or "delete"
   *
   * The user wants something done with the persona.
   */
  signals[ACTION] = g_signal_new ("action", NL_TYPE_PERSONA_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (NL_TYPE_IMAGE_VIEW);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, card_action);
  gtk_widget_class_install_action (widget_class, "card.menu", NULL, menu_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-persona-card.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, name);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, tagline);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, segment);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, language);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, draft);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaCard, card_menu);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
}

static void
nl_persona_card_init (NlPersonaCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nl_tooltip_set (self->draft, _ ("Written on this computer from your numbers"));
}

/**
 * nl_persona_card_new:
 * @store: where the portraits are
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
nl_persona_card_new (NlStore *store)
{
  NlPersonaCard *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);

  self = g_object_new (NL_TYPE_PERSONA_CARD, NULL);
  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

/**
 * nl_persona_card_set_row:
 * @self: a card
 * @row: (nullable): which persona to follow
 * @segment_names: (nullable) (element-type gint64 utf8): what the segments are called
 *
 * Shows another persona.
 */
void
nl_persona_card_set_row (NlPersonaCard *self, NlRow *row, GHashTable *segment_names)
{
  g_return_if_fail (NL_IS_PERSONA_CARD (self));

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, nl_persona_card_update, self);
  g_set_object (&self->row, row);
  g_clear_pointer (&self->segment_names, g_hash_table_unref);
  if (segment_names != NULL)
    self->segment_names = g_hash_table_ref (segment_names);
  if (row == NULL)
    return;
  g_signal_connect_swapped (row, "notify::record", G_CALLBACK (nl_persona_card_update), self);
  nl_persona_card_update (self);
}

/**
 * nl_persona_card_update:
 * @self: a card
 *
 * Shows the persona anew, since a segment has another name.
 */
void
nl_persona_card_update (NlPersonaCard *self)
{
  NlRecord *record;
  const char *tagline;
  const char *segment = NULL;
  gint64 segment_id;
  g_autofree char *language = NULL;
  g_autofree char *former_segment = NULL;

  g_return_if_fail (NL_IS_PERSONA_CARD (self));

  record = self->row != NULL ? nl_row_get_record (self->row) : NULL;
  gtk_widget_set_opacity (GTK_WIDGET (self), record != NULL ? 1 : 0);
  if (record == NULL)
    return;
  tagline = nl_record_get_text (record, NL_PERSONA_TAGLINE);
  segment_id = nl_record_get_int64 (record, NL_PERSONA_SEGMENT_ID);
  if (self->segment_names != NULL && segment_id != 0)
    segment = g_hash_table_lookup (self->segment_names, &segment_id);
  language = g_ascii_strup (nl_record_get_text (record, NL_PERSONA_LANGUAGE), -1);
  gtk_label_set_label (self->name, nl_record_get_text (record, NL_PERSONA_NAME));
  gtk_label_set_label (self->tagline, tagline != NULL ? tagline : "");
  if (segment == NULL)
    former_segment = nl_persona_dup_segment_name (NL_PERSONA (record));
  gtk_label_set_label (self->segment, segment != NULL ? segment : former_segment);
  gtk_label_set_label (self->language, language);
  gtk_widget_set_visible (self->draft, nl_record_get_boolean (record, NL_PERSONA_DRAFT));
  nl_persona_avatar_view_load (self->avatar, self->store, NL_PERSONA (record));
}

/**
 * nl_persona_card_get_persona:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): the persona, once it was read
 */
NlPersona *
nl_persona_card_get_persona (NlPersonaCard *self)
{
  NlRecord *record;

  g_return_val_if_fail (NL_IS_PERSONA_CARD (self), NULL);

  record = self->row != NULL ? nl_row_get_record (self->row) : NULL;
  return record != NULL ? NL_PERSONA (record) : NULL;
}
