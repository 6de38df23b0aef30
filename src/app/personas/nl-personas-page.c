/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-personas-page.h"

#include <glib/gi18n-lib.h>

#include "app/personas/nl-persona-actions.h"
#include "app/personas/nl-persona-card.h"
#include "app/personas/nl-persona-comparison.h"
#include "app/personas/nl-persona-dialog.h"
#include "app/personas/nl-persona-page.h"
#include "app/shell/nl-window.h"
#include "segments/nl-segments.h"

/**
 * NlPersonasPage:
 *
 * The personas of the shop as a gallery, and the page of each.
 */
struct _NlPersonasPage {
  NlRecordsPage parent_instance;
  GtkGridView *grid;

  GHashTable *segment_names; /* (element-type gint64 utf8) */
};

G_DEFINE_FINAL_TYPE (NlPersonasPage, nl_personas_page, NL_TYPE_RECORDS_PAGE)

static NlWorkspace *
get_workspace (NlPersonasPage *self)
{
  return nl_page_get_workspace (NL_PAGE (self));
}

static void
nl_personas_page_open (NlRecordsPage *page, NlRecord *persona)
{
  AdwNavigationView *views = nl_records_page_get_views (page);

  adw_navigation_view_pop_to_tag (views, "list");
  adw_navigation_view_push (views, nl_persona_page_new (nl_page_get_workspace (NL_PAGE (page)),
                                                        NL_PERSONA (persona)));
}

static void
card_action_cb (NlPersonasPage *self, const char *name, NlPersonaCard *card)
{
  NlPersona *persona = nl_persona_card_get_persona (card);
  GtkWidget *widget = GTK_WIDGET (self);
  NlWorkspace *workspace = get_workspace (self);

  if (persona == NULL)
    return;
  if (g_str_equal (name, "open"))
    nl_personas_page_open (NL_RECORDS_PAGE (self), NL_RECORD (persona));
  else if (g_str_equal (name, "redraw"))
    nl_persona_redraw (widget, workspace, persona);
  else if (g_str_equal (name, "duplicate"))
    adw_dialog_present (ADW_DIALOG (nl_persona_dialog_new_duplicate (workspace, persona)), widget);
  else if (g_str_equal (name, "compare"))
    nl_persona_compare (nl_records_page_get_views (NL_RECORDS_PAGE (self)), workspace, persona);
  else if (g_str_equal (name, "delete"))
    nl_persona_delete (widget, workspace, persona);
  else if (g_str_equal (name, "create-campaign"))
    gtk_widget_activate_action (widget, "win.new-campaign", "x",
                                nl_record_get_id (NL_RECORD (persona)));
}

static void
update_label (GtkListItem *item)
{
  NlRow *row = gtk_list_item_get_item (item);
  NlRecord *record = row != NULL ? nl_row_get_record (row) : NULL;

  if (record != NULL)
    gtk_list_item_set_accessible_label (item, nl_record_get_text (record, NL_PERSONA_NAME));
}

static void
setup_cb (NlPersonasPage *self, GtkListItem *item)
{
  GtkWidget *card = nl_persona_card_new (nl_workspace_get_store (get_workspace (self)));

  g_signal_connect_object (card, "action", G_CALLBACK (card_action_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, card);
}

static void
bind_cb (NlPersonasPage *self, GtkListItem *item)
{
  NlRow *row = gtk_list_item_get_item (item);

  nl_persona_card_set_row (NL_PERSONA_CARD (gtk_list_item_get_child (item)), row,
                           self->segment_names);
  g_signal_connect_swapped (row, "notify::record", G_CALLBACK (update_label), item);
  update_label (item);
}

static void
unbind_cb (NlPersonasPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_label, item);
  nl_persona_card_set_row (NL_PERSONA_CARD (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
activate_cb (NlPersonasPage *self, guint position)
{
  g_autoptr (NlRow) row
      = g_list_model_get_item (G_LIST_MODEL (gtk_grid_view_get_model (self->grid)), position);
  NlRecord *record = row != NULL ? nl_row_get_record (row) : NULL;

  if (record != NULL)
    nl_personas_page_open (NL_RECORDS_PAGE (self), record);
}

static void
nl_personas_page_sort (NlQuery *query)
{
  nl_query_order_by (query, NL_PERSONA_NAME, FALSE);
}

/* The card in a cell of the gallery. */
static NlPersonaCard *
get_card (GtkWidget *cell)
{
  GtkWidget *card = gtk_widget_get_first_child (cell);

  return card != NULL && NL_IS_PERSONA_CARD (card) ? NL_PERSONA_CARD (card) : NULL;
}

static void
nl_personas_page_take_related (NlRecordsPage *page, GListModel *segments)
{
  NlPersonasPage *self = NL_PERSONAS_PAGE (page);

  g_hash_table_remove_all (self->segment_names);
  for (guint i = 0; i < g_list_model_get_n_items (segments); i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (segments, i);
    gint64 id = nl_record_get_id (segment);

    g_hash_table_insert (self->segment_names, g_memdup2 (&id, sizeof id),
                         g_strdup (nl_record_get_text (segment, NL_SEGMENT_NAME)));
  }
  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    if (get_card (cell) != NULL)
      nl_persona_card_update (get_card (cell));
}

static void
nl_personas_page_create_new (NlPage *page)
{
  NlWorkspace *workspace = nl_page_get_workspace (page);

  if (nl_workspace_get_shop (workspace) != NULL)
    adw_dialog_present (ADW_DIALOG (nl_persona_dialog_new (workspace, 0)), GTK_WIDGET (page));
}

static void
new_clicked_cb (NlPersonasPage *self)
{
  nl_personas_page_create_new (NL_PAGE (self));
}

static void
nl_personas_page_start_search (NlPage *page)
{
  adw_navigation_view_pop_to_tag (nl_records_page_get_views (NL_RECORDS_PAGE (page)), "list");
  NL_PAGE_CLASS (nl_personas_page_parent_class)->start_search (page);
}

static gboolean
card_shortcut (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkWidget *cell = gtk_widget_get_focus_child (GTK_WIDGET (NL_PERSONAS_PAGE (widget)->grid));
  NlPersonaCard *card = cell != NULL ? get_card (cell) : NULL;

  if (card == NULL)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (card), g_variant_get_string (arguments, NULL), NULL);
  return TRUE;
}

static void
nl_personas_page_constructed (GObject *object)
{
  NlPersonasPage *self = NL_PERSONAS_PAGE (object);
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (nl_personas_page_parent_class)->constructed (object);

  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (nl_records_page_get_shown (NL_RECORDS_PAGE (self)))));
  gtk_grid_view_set_model (self->grid, selection);
}

static void
nl_personas_page_dispose (GObject *object)
{
  NlPersonasPage *self = NL_PERSONAS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONAS_PAGE);
  g_clear_pointer (&self->segment_names, g_hash_table_unref);
  G_OBJECT_CLASS (nl_personas_page_parent_class)->dispose (object);
}

static void
nl_personas_page_class_init (NlPersonasPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);
  NlRecordsPageClass *records_class = NL_RECORDS_PAGE_CLASS (klass);

  object_class->constructed = nl_personas_page_constructed;
  object_class->dispose = nl_personas_page_dispose;
  page_class->start_search = nl_personas_page_start_search;
  page_class->create_new = nl_personas_page_create_new;
  records_class->record_type = NL_TYPE_PERSONA;
  records_class->shop_field = NL_PERSONA_SHOP_ID;
  records_class->searched = "name || ' ' || ifnull (tagline, '')";
  records_class->sort = nl_personas_page_sort;
  records_class->open = nl_personas_page_open;
  records_class->open_failed = N_ ("Could Not Open Persona");
  records_class->related_table = "segments";
  records_class->list_related = nl_segments_list;
  records_class->take_related = nl_personas_page_take_related;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, card_shortcut, "s", "card.delete");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, card_shortcut, "s", "card.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, card_shortcut, "s",
                                "card.menu");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-personas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonasPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
nl_personas_page_init (NlPersonasPage *self)
{
  self->segment_names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
