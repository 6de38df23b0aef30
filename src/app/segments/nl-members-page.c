/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-members-page.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-member-cell.h"
#include "app/segments/nl-segment-words.h"
#include "app/shell/nl-window.h"
#include "customers/nl-customer-query.h"
#include "segments/nl-segments.h"
#include "store/nl-rows-model.h"

/**
 * NlMembersPage:
 *
 * Every customer that a query finds, however many they are.
 */
struct _NlMembersPage {
  AdwNavigationPage parent_instance;
  AdwWindowTitle *title;
  GtkListView *list;
  NlShop *shop;
  NlRowsModel *rows;
};

G_DEFINE_FINAL_TYPE (NlMembersPage, nl_members_page, ADW_TYPE_NAVIGATION_PAGE)

static void
record_changed_cb (GtkListItem *item)
{
  NlRow *row = gtk_list_item_get_item (item);
  NlRecord *record = row != NULL ? nl_row_get_record (row) : NULL;

  nl_member_cell_set_customer (NL_MEMBER_CELL (gtk_list_item_get_child (item)),
                               record != NULL ? NL_CUSTOMER (record) : NULL);
}

static void
setup_cb (NlMembersPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, nl_member_cell_new (self->shop));
}

static void
bind_cb (NlMembersPage *self, GtkListItem *item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "notify::record",
                            G_CALLBACK (record_changed_cb), item);
  record_changed_cb (item);
}

static void
unbind_cb (NlMembersPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), record_changed_cb, item);
}

static void
activate_cb (NlMembersPage *self, guint position)
{
  g_autoptr (NlRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    nl_window_open_page (GTK_WIDGET (self), "customers", nl_row_get_id (row));
}

static void
count_changed_cb (NlMembersPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autofree char *number = nl_segment_dup_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s customer", "%s customers", n), number);

  adw_window_title_set_subtitle (self->title, n > 0 ? text : "");
}

static void
nl_members_page_dispose (GObject *object)
{
  NlMembersPage *self = NL_MEMBERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_MEMBERS_PAGE);
  g_clear_object (&self->shop);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (nl_members_page_parent_class)->dispose (object);
}

static void
nl_members_page_class_init (NlMembersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_members_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-members-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlMembersPage, title);
  gtk_widget_class_bind_template_child (widget_class, NlMembersPage, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
nl_members_page_init (NlMembersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_members_page_new:
 * @store: where the customers are
 * @shop: whose customers
 * @query: a segment query that is right
 *
 * Returns: (transfer floating): a page with everybody @query finds, who spent most first
 */
AdwNavigationPage *
nl_members_page_new (NlStore *store, NlShop *shop, const char *query)
{
  NlMembersPage *self;
  g_autoptr (NlQuery) customers = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);
  g_return_val_if_fail (NL_IS_SHOP (shop), NULL);

  self = g_object_new (NL_TYPE_MEMBERS_PAGE, NULL);
  self->shop = g_object_ref (shop);
  customers = nl_customer_query_new (nl_record_get_id (NL_RECORD (shop)), NULL,
                                     NL_CUSTOMER_ORDER_AMOUNT_SPENT, FALSE);
  self->rows = nl_rows_model_new (store, nl_segments_add_condition (customers, shop, query, NULL)
                                             ? customers
                                             : NULL);
  g_signal_connect_object (self->rows, "notify::n-items", G_CALLBACK (count_changed_cb), self,
                           G_CONNECT_SWAPPED);
  count_changed_cb (self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_list_view_set_model (self->list, selection);
  return ADW_NAVIGATION_PAGE (self);
}
