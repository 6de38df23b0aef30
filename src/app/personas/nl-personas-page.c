/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-personas-page.h"

#include <glib/gi18n-lib.h>

#include "app/personas/nl-persona-actions.h"
#include "app/personas/nl-persona-card.h"
#include "app/personas/nl-persona-comparison.h"
#include "app/personas/nl-persona-dialog.h"
#include "app/personas/nl-persona-page.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-stepped-rows.h"
#include "base/nl-text.h"
#include "segments/nl-segments.h"
#include "store/nl-rows-model.h"

/**
 * NlPersonasPage:
 *
 * The personas of the shop as a gallery, and the page of each.
 */
struct _NlPersonasPage {
  NlPage parent_instance;
  AdwNavigationView *views;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkGridView *grid;

  NlRowsModel *rows;
  GHashTable *segment_names; /* (element-type gint64 utf8) */
  gint64 opening;            /* the persona to open, as soon as it is read */
};

G_DEFINE_FINAL_TYPE (NlPersonasPage, nl_personas_page, NL_TYPE_PAGE)

static NlWorkspace *
get_workspace (NlPersonasPage *self)
{
  return nl_page_get_workspace (NL_PAGE (self));
}

static void
open_persona (NlPersonasPage *self, NlPersona *persona)
{
  adw_navigation_view_pop_to_tag (self->views, "gallery");
  adw_navigation_view_push (self->views, nl_persona_page_new (get_workspace (self), persona));
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
    open_persona (self, persona);
  else if (g_str_equal (name, "redraw"))
    nl_persona_redraw (widget, workspace, persona);
  else if (g_str_equal (name, "duplicate"))
    adw_dialog_present (ADW_DIALOG (nl_persona_dialog_new_duplicate (workspace, persona)), widget);
  else if (g_str_equal (name, "compare"))
    nl_persona_compare (self->views, workspace, persona);
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
    open_persona (self, NL_PERSONA (record));
}

static gboolean
is_searching (NlPersonasPage *self)
{
  return *gtk_editable_get_text (self->search_entry) != '\0';
}

static void
update_stage (NlPersonasPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;

  if (has_rows)
    gtk_stack_set_visible_child_name (self->stack, "gallery");
  else if (!nl_rows_model_get_loading (self->rows))
    gtk_stack_set_visible_child_name (self->stack, is_searching (self) ? "nothing" : "empty");
}

static void
update_query (NlPersonasPage *self)
{
  g_autofree char *folded = nl_text_fold (gtk_editable_get_text (self->search_entry));
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_PERSONA);

  nl_query_where_int64 (query, NL_PERSONA_SHOP_ID, nl_workspace_get_shop_id (get_workspace (self)));
  nl_query_order_by (query, NL_PERSONA_NAME, FALSE);
  if (*folded != '\0') {
    g_autoptr (GArray) values = nl_value_array_new ();
    NlValue value = nl_value_text (folded);

    g_array_append_val (values, value);
    nl_query_where_sql (query, "instr (nl_fold (name || ' ' || ifnull (tagline, '')), ?) > 0",
                        values);
  }
  nl_rows_model_set_query (self->rows, query);
}

static void
search_changed_cb (NlPersonasPage *self)
{
  update_query (self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static Loading *
loading_new (NlPersonasPage *self, gint64 id)
{
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  loading->id = id;
  return loading;
}

static DexFuture *
load_segments_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GListModel) segments
      = dex_await_object (nl_segments_list (loading->store, loading->id), NULL);
  g_autoptr (NlPersonasPage) self = g_weak_ref_get (&loading->self);

  if (self == NULL || segments == NULL
      || nl_workspace_get_shop_id (get_workspace (self)) != loading->id)
    return dex_future_new_true ();
  g_hash_table_remove_all (self->segment_names);
  for (guint i = 0; i < g_list_model_get_n_items (segments); i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (segments, i);
    gint64 *id = g_new (gint64, 1);

    *id = nl_record_get_id (segment);
    g_hash_table_insert (self->segment_names, id,
                         g_strdup (nl_record_get_text (segment, NL_SEGMENT_NAME)));
  }
  update_query (self);
  return dex_future_new_true ();
}

/* What the segments are called; then the gallery. */
static void
load (NlPersonasPage *self)
{
  nl_fiber_start ("persona-gallery", load_segments_fiber,
                  loading_new (self, nl_workspace_get_shop_id (get_workspace (self))),
                  loading_free);
}

static void
store_changed_cb (NlPersonasPage *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "segments"))
    load (self);
}

static void
shop_changed_cb (NlPersonasPage *self)
{
  adw_navigation_view_pop_to_tag (self->views, "gallery");
  gtk_editable_set_text (self->search_entry, "");
  update_query (self);
  load (self);
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
  NlPersonasPage *self = NL_PERSONAS_PAGE (page);

  adw_navigation_view_pop_to_tag (self->views, "gallery");
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static DexFuture *
open_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPersona) persona
      = dex_await_object (nl_store_find (loading->store, NL_TYPE_PERSONA, loading->id), &error);
  g_autoptr (NlPersonasPage) self = g_weak_ref_get (&loading->self);

  if (self == NULL || self->opening != loading->id)
    return dex_future_new_true ();
  self->opening = 0;
  if (persona != NULL)
    open_persona (self, persona);
  else
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Open Persona"), error);
  return dex_future_new_true ();
}

static void
nl_personas_page_open_record (NlPage *page, gint64 id)
{
  NlPersonasPage *self = NL_PERSONAS_PAGE (page);

  self->opening = id;
  nl_fiber_start ("open-persona", open_fiber, loading_new (self, id), loading_free);
}

/* The card whose cell has the keyboard. */
static GtkWidget *
get_focused_card (NlPersonasPage *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));
  GtkWidget *card = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return card != NULL && NL_IS_PERSONA_CARD (card) ? card : NULL;
}

static gboolean
card_shortcut (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkWidget *card = get_focused_card (NL_PERSONAS_PAGE (widget));

  if (card == NULL)
    return FALSE;
  gtk_widget_activate_action (card, g_variant_get_string (arguments, NULL), NULL);
  return TRUE;
}

static void
nl_personas_page_constructed (GObject *object)
{
  NlPersonasPage *self = NL_PERSONAS_PAGE (object);
  NlWorkspace *workspace = get_workspace (self);
  NlStore *store = nl_workspace_get_store (workspace);
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (nl_personas_page_parent_class)->constructed (object);

  self->rows = nl_rows_model_new (store, NULL);
  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (G_LIST_MODEL (nl_stepped_rows_new (self->rows, 0))));
  gtk_grid_view_set_model (self->grid, selection);
  g_signal_connect_object (self->rows, "notify::n-items", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::loading", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
}

static void
nl_personas_page_dispose (GObject *object)
{
  NlPersonasPage *self = NL_PERSONAS_PAGE (object);

  /* The bin lets go of its child before the template does, which would do it behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONAS_PAGE);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->segment_names, g_hash_table_unref);
  G_OBJECT_CLASS (nl_personas_page_parent_class)->dispose (object);
}

static void
nl_personas_page_class_init (NlPersonasPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);

  object_class->constructed = nl_personas_page_constructed;
  object_class->dispose = nl_personas_page_dispose;
  page_class->start_search = nl_personas_page_start_search;
  page_class->create_new = nl_personas_page_create_new;
  page_class->open_record = nl_personas_page_open_record;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, card_shortcut, "s", "card.delete");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, card_shortcut, "s", "card.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, card_shortcut, "s",
                                "card.menu");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-personas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonasPage, views);
  gtk_widget_class_bind_template_child (widget_class, NlPersonasPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NlPersonasPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NlPersonasPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NlPersonasPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
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
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}
