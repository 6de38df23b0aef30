/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaigns-page.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-actions.h"
#include "app/campaigns/nl-campaign-dialog.h"
#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-campaign-row.h"
#include "app/campaigns/nl-campaign-status.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-stepped-rows.h"
#include "base/nl-text.h"
#include "personas/nl-personas.h"
#include "store/nl-rows-model.h"

/**
 * NlCampaignsPage:
 *
 * The campaigns of the shop, what changed last first, and the editor of each.
 */
struct _NlCampaignsPage {
  NlPage parent_instance;
  AdwNavigationView *views;
  GtkWidget *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stages;
  GtkListBox *list;

  NlRowsModel *rows;
  GHashTable *personas; /* id → NlPersona; NULL while they are read */
  gint64 shop_id;
  guint serial;
};

G_DEFINE_FINAL_TYPE (NlCampaignsPage, nl_campaigns_page, NL_TYPE_PAGE)

static NlWorkspace *
get_workspace (NlCampaignsPage *self)
{
  return nl_page_get_workspace (NL_PAGE (self));
}

static NlCampaignEditor *
get_editor (NlCampaignsPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->views);

  return NL_IS_CAMPAIGN_EDITOR (page) ? NL_CAMPAIGN_EDITOR (page) : NULL;
}

static void
open_editor (NlCampaignsPage *self, gint64 id)
{
  NlCampaignEditor *editor = get_editor (self);

  if (editor != NULL && nl_campaign_editor_get_campaign_id (editor) == id)
    return;
  adw_navigation_view_pop_to_tag (self->views, "list");
  adw_navigation_view_push (self->views, ADW_NAVIGATION_PAGE (
                                             nl_campaign_editor_new (get_workspace (self), id)));
}

static void
row_action_cb (NlCampaignsPage *self, const char *name, NlRecordRow *row)
{
  NlCampaign *campaign = NL_CAMPAIGN (nl_record_row_get_record (row));
  GtkWidget *widget = GTK_WIDGET (self);

  if (campaign == NULL)
    return;
  if (g_str_equal (name, "open"))
    open_editor (self, nl_record_get_id (NL_RECORD (campaign)));
  else if (g_str_equal (name, "rename"))
    nl_campaign_rename (widget, get_workspace (self), campaign);
  else if (g_str_equal (name, "duplicate"))
    nl_campaign_duplicate (widget, get_workspace (self), campaign);
  else if (g_str_equal (name, "delete"))
    nl_campaign_delete (widget, get_workspace (self), campaign);
  else
    nl_campaign_change_status (widget, get_workspace (self), campaign, name);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  NlCampaignsPage *self = data;
  NlWorkspace *workspace = get_workspace (self);
  NlShop *shop = nl_workspace_get_shop (workspace);
  const char *zone = shop != NULL ? nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE) : NULL;
  GtkWidget *row = nl_campaign_row_new (nl_workspace_get_store (workspace), item, zone);

  nl_campaign_row_set_personas (NL_CAMPAIGN_ROW (row), self->personas);
  g_signal_connect_object (row, "action", G_CALLBACK (row_action_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
row_activated_cb (NlCampaignsPage *self, NlRecordRow *row)
{
  row_action_cb (self, "open", row);
}

static void
update_stage (NlCampaignsPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;
  gboolean is_searching = *gtk_editable_get_text (self->search_entry) != '\0';
  const char *stage;

  if (has_rows)
    stage = "list";
  else if (nl_rows_model_get_loading (self->rows) || self->personas == NULL)
    stage = "loading";
  else if (is_searching)
    stage = "nothing";
  else
    stage = g_hash_table_size (self->personas) > 0 ? "empty" : "no-personas";
  gtk_stack_set_visible_child_name (self->stages, stage);
}

static void
update_query (NlCampaignsPage *self)
{
  g_autofree char *folded = nl_text_fold (gtk_editable_get_text (self->search_entry));
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CAMPAIGN);

  nl_query_where_int64 (query, NL_CAMPAIGN_SHOP_ID,
                        nl_workspace_get_shop_id (get_workspace (self)));
  nl_query_order_by_sql (query, "updated_at DESC");
  if (*folded != '\0') {
    g_autoptr (GArray) values = nl_value_array_new ();
    NlValue value = nl_value_text (folded);

    g_array_append_val (values, value);
    nl_query_where_sql (query,
                        "instr (nl_fold (name || ' ' || coalesce (goal, '') || ' ' || coalesce "
                        "((SELECT p.name FROM personas p WHERE p.id = persona_id), '')), ?) > 0",
                        values);
  }
  nl_rows_model_set_query (self->rows, query);
}

static void
search_changed_cb (NlCampaignsPage *self)
{
  update_query (self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  guint serial;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static void
take_personas (NlCampaignsPage *self, GListModel *personas)
{
  GtkListBoxRow *row;

  g_clear_pointer (&self->personas, g_hash_table_unref);
  self->personas = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (personas); i++) {
    NlRecord *persona = g_list_model_get_item (personas, i);
    gint64 id = nl_record_get_id (persona);

    g_hash_table_replace (self->personas, g_memdup2 (&id, sizeof id), persona);
  }
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    nl_campaign_row_set_personas (NL_CAMPAIGN_ROW (row), self->personas);
  update_stage (self);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GListModel) personas
      = dex_await_object (nl_personas_list (loading->store, loading->shop_id), NULL);
  g_autoptr (NlCampaignsPage) self = g_weak_ref_get (&loading->self);

  if (self != NULL && self->list != NULL && self->serial == loading->serial && personas != NULL)
    take_personas (self, personas);
  return dex_future_new_true ();
}

static void
load (NlCampaignsPage *self)
{
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (get_workspace (self)));
  loading->shop_id = nl_workspace_get_shop_id (get_workspace (self));
  loading->serial = ++self->serial;
  nl_fiber_start ("campaigns", load_fiber, loading, loading_free);
}

static void
store_changed_cb (NlCampaignsPage *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "personas"))
    load (self);
}

static void
shop_changed_cb (NlCampaignsPage *self)
{
  gint64 shop_id = nl_workspace_get_shop_id (get_workspace (self));

  /* Who edits the shop goes on where they were. */
  if (shop_id == self->shop_id)
    return;
  self->shop_id = shop_id;
  adw_navigation_view_pop_to_tag (self->views, "list");
  gtk_editable_set_text (self->search_entry, "");
  g_clear_pointer (&self->personas, g_hash_table_unref);
  update_query (self);
  load (self);
}

static void
created_cb (NlCampaignsPage *self, gint64 id)
{
  open_editor (self, id);
}

/**
 * nl_campaigns_page_start_campaign:
 * @self: the page
 * @persona_id: whom it shall talk to, or 0
 *
 * Asks what a new campaign is about, writes it, and opens it.
 */
void
nl_campaigns_page_start_campaign (NlCampaignsPage *self, gint64 persona_id)
{
  NlCampaignDialog *dialog;

  g_return_if_fail (NL_IS_CAMPAIGNS_PAGE (self));

  if (nl_workspace_get_shop (get_workspace (self)) == NULL)
    return;
  dialog = nl_campaign_dialog_new (get_workspace (self), persona_id);
  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
new_clicked_cb (NlCampaignsPage *self)
{
  nl_campaigns_page_start_campaign (self, 0);
}

static void
persona_clicked_cb (NlCampaignsPage *self)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.new-persona", "x", (gint64) 0))
    nl_window_open_page (GTK_WIDGET (self), "personas", 0);
}

static void
nl_campaigns_page_create_new (NlPage *page)
{
  nl_campaigns_page_start_campaign (NL_CAMPAIGNS_PAGE (page), 0);
}

static void
nl_campaigns_page_start_search (NlPage *page)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (page);

  if (get_editor (self) != NULL)
    return;
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
nl_campaigns_page_open_record (NlPage *page, gint64 id)
{
  open_editor (NL_CAMPAIGNS_PAGE (page), id);
}

static void
nl_campaigns_page_constructed (GObject *object)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (object);
  NlWorkspace *workspace = get_workspace (self);
  NlStore *store = nl_workspace_get_store (workspace);
  g_autoptr (NlSteppedRows) shown = NULL;

  G_OBJECT_CLASS (nl_campaigns_page_parent_class)->constructed (object);

  self->shop_id = nl_workspace_get_shop_id (workspace);
  self->rows = nl_rows_model_new (store, NULL);
  shown = nl_stepped_rows_new (self->rows, 0);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (shown), create_row, self, NULL);
  g_signal_connect_object (self->rows, "notify::n-items", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::loading", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_query (self);
  update_stage (self);
  load (self);
}

static void
nl_campaigns_page_dispose (GObject *object)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CAMPAIGNS_PAGE);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->personas, g_hash_table_unref);
  G_OBJECT_CLASS (nl_campaigns_page_parent_class)->dispose (object);
}

static void
nl_campaigns_page_class_init (NlCampaignsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);

  object_class->constructed = nl_campaigns_page_constructed;
  object_class->dispose = nl_campaigns_page_dispose;
  page_class->start_search = nl_campaigns_page_start_search;
  page_class->create_new = nl_campaigns_page_create_new;
  page_class->open_record = nl_campaigns_page_open_record;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-campaigns-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, views);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, stages);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, persona_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
nl_campaigns_page_init (NlCampaignsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}
