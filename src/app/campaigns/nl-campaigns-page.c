/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaigns-page.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-actions.h"
#include "app/campaigns/nl-campaign-dialog.h"
#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-campaign-row.h"
#include "app/campaigns/nl-campaign-status.h"
#include "app/shell/nl-window.h"
#include "personas/nl-personas.h"

/**
 * NlCampaignsPage:
 *
 * The campaigns of the shop, what changed last first, and the editor of each.
 */
struct _NlCampaignsPage {
  NlRecordsPage parent_instance;
  GtkStack *stages;
  GtkListBox *list;

  GHashTable *personas; /* id → NlPersona; NULL while they are read */
};

G_DEFINE_FINAL_TYPE (NlCampaignsPage, nl_campaigns_page, NL_TYPE_RECORDS_PAGE)

static NlWorkspace *
get_workspace (NlCampaignsPage *self)
{
  return nl_page_get_workspace (NL_PAGE (self));
}

static void
open_editor (NlCampaignsPage *self, gint64 id)
{
  AdwNavigationView *views = nl_records_page_get_views (NL_RECORDS_PAGE (self));
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (views);

  if (NL_IS_CAMPAIGN_EDITOR (page)
      && nl_campaign_editor_get_campaign_id (NL_CAMPAIGN_EDITOR (page)) == id)
    return;
  adw_navigation_view_pop_to_tag (views, "list");
  adw_navigation_view_push (views, ADW_NAVIGATION_PAGE (
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

/* Why there are no campaigns. */
static void
update_empty_stage (NlCampaignsPage *self)
{
  const char *stage = "loading";

  if (self->personas != NULL)
    stage = g_hash_table_size (self->personas) > 0 ? "empty" : "no-personas";
  gtk_stack_set_visible_child_name (self->stages, stage);
}

static void
nl_campaigns_page_sort (NlQuery *query)
{
  nl_query_order_by_sql (query, "updated_at DESC");
}

static void
nl_campaigns_page_take_related (NlRecordsPage *page, GListModel *personas)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (page);
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
  update_empty_stage (self);
}

static void
nl_campaigns_page_leave (NlRecordsPage *page)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (page);

  g_clear_pointer (&self->personas, g_hash_table_unref);
  update_empty_stage (self);
  NL_RECORDS_PAGE_CLASS (nl_campaigns_page_parent_class)->leave (page);
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
nl_campaigns_page_open_record (NlPage *page, gint64 id)
{
  open_editor (NL_CAMPAIGNS_PAGE (page), id);
}

static void
nl_campaigns_page_constructed (GObject *object)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (object);

  G_OBJECT_CLASS (nl_campaigns_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->list, nl_records_page_get_shown (NL_RECORDS_PAGE (self)),
                           create_row, self, NULL);
}

static void
nl_campaigns_page_dispose (GObject *object)
{
  NlCampaignsPage *self = NL_CAMPAIGNS_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CAMPAIGNS_PAGE);
  g_clear_pointer (&self->personas, g_hash_table_unref);
  G_OBJECT_CLASS (nl_campaigns_page_parent_class)->dispose (object);
}

static void
nl_campaigns_page_class_init (NlCampaignsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);
  NlRecordsPageClass *records_class = NL_RECORDS_PAGE_CLASS (klass);

  object_class->constructed = nl_campaigns_page_constructed;
  object_class->dispose = nl_campaigns_page_dispose;
  page_class->create_new = nl_campaigns_page_create_new;
  page_class->open_record = nl_campaigns_page_open_record;
  records_class->record_type = NL_TYPE_CAMPAIGN;
  records_class->shop_field = NL_CAMPAIGN_SHOP_ID;
  records_class->searched = "name || ' ' || coalesce (goal, '') || ' ' || coalesce ((SELECT p.name "
                            "FROM personas p WHERE p.id = persona_id), '')";
  records_class->sort = nl_campaigns_page_sort;
  records_class->leave = nl_campaigns_page_leave;
  records_class->related_table = "personas";
  records_class->list_related = nl_personas_list;
  records_class->take_related = nl_campaigns_page_take_related;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-campaigns-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, stages);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, persona_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
nl_campaigns_page_init (NlCampaignsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
