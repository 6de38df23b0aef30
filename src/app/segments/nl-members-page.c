/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-members-page.h"

#include "app/customers/nl-customer-list.h"
#include "app/shell/nl-window.h"
#include "segments/nl-segments.h"

/**
 * NlMembersPage:
 *
 * Every customer that a query finds, however many they are.
 */
struct _NlMembersPage {
  AdwNavigationPage parent_instance;
  NlCustomerList *list;
};

G_DEFINE_FINAL_TYPE (NlMembersPage, nl_members_page, ADW_TYPE_NAVIGATION_PAGE)

static void
activated_cb (NlMembersPage *self, gint64 id)
{
  nl_window_open_page (GTK_WIDGET (self), "customers", id);
}

static void
nl_members_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_MEMBERS_PAGE);
  G_OBJECT_CLASS (nl_members_page_parent_class)->dispose (object);
}

static void
nl_members_page_class_init (NlMembersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_members_page_dispose;
  g_type_ensure (NL_TYPE_CUSTOMER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-members-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlMembersPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
nl_members_page_init (NlMembersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_members_page_new:
 * @workspace: where the customers are
 * @shop: whose customers
 * @query: a segment query that is right
 *
 * Returns: (transfer floating): a page with everybody @query finds, who spent most first
 */
AdwNavigationPage *
nl_members_page_new (NlWorkspace *workspace, NlShop *shop, const char *query)
{
  NlMembersPage *self;
  g_autoptr (NlSegmentSql) sql = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_SHOP (shop), NULL);

  self = g_object_new (NL_TYPE_MEMBERS_PAGE, NULL);
  sql = nl_segments_compile (shop, query, NULL);
  nl_customer_list_set_condition (self->list, sql != NULL ? nl_segment_sql_get_text (sql) : "FALSE",
                                  sql != NULL ? nl_segment_sql_get_values (sql) : NULL);
  nl_customer_list_set_order (self->list, NL_CUSTOMER_ORDER_AMOUNT_SPENT, FALSE);
  nl_customer_list_set_workspace (self->list, workspace);
  return ADW_NAVIGATION_PAGE (self);
}
