/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/overview/nl-overview-page.h"

#include "base/nl-format.h"
#include "customers/nl-customer.h"
#include "customers/nl-order.h"

/**
 * NlOverviewPage:
 *
 * How the shop is doing.
 */
struct _NlOverviewPage {
  NlPage parent_instance;
  AdwPreferencesGroup *group;
  AdwActionRow *customers;
  AdwActionRow *orders;
};

G_DEFINE_FINAL_TYPE (NlOverviewPage, nl_overview_page, NL_TYPE_PAGE)

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
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
set_count (AdwActionRow *row, gint64 count)
{
  g_autofree char *text = nl_number_format ((double) count, 0, NULL);

  adw_action_row_set_subtitle (row, text);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (NlQuery) customers = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (NlQuery) orders = nl_query_new (NL_TYPE_ORDER);
  g_autoptr (NlOverviewPage) self = NULL;
  gint64 n_customers;
  gint64 n_orders;

  nl_query_where_int64 (customers, NL_CUSTOMER_SHOP_ID, loading->shop_id);
  nl_query_where_int64 (orders, NL_ORDER_SHOP_ID, loading->shop_id);
  n_customers = dex_await_int64 (nl_store_count (loading->store, customers), NULL);
  n_orders = dex_await_int64 (nl_store_count (loading->store, orders), NULL);

  self = g_weak_ref_get (&loading->self);
  if (self != NULL
      && nl_workspace_get_shop_id (nl_page_get_workspace (NL_PAGE (self))) == loading->shop_id) {
    set_count (self->customers, n_customers);
    set_count (self->orders, n_orders);
  }
  return dex_future_new_true ();
}

static void
load (NlOverviewPage *self)
{
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (self));
  NlShop *shop = nl_workspace_get_shop (workspace);
  Loading *loading;

  if (shop == NULL)
    return;
  adw_preferences_group_set_title (self->group,
                                   nl_record_get_text (NL_RECORD (shop), NL_SHOP_NAME));
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (workspace));
  loading->shop_id = nl_workspace_get_shop_id (workspace);
  nl_fiber_start ("overview", load_fiber, loading, loading_free);
}

static void
store_changed_cb (NlOverviewPage *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "customers") || nl_changes_touches (changes, "orders"))
    load (self);
}

static void
nl_overview_page_constructed (GObject *object)
{
  NlOverviewPage *self = NL_OVERVIEW_PAGE (object);
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (self));

  G_OBJECT_CLASS (nl_overview_page_parent_class)->constructed (object);

  g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}

static void
nl_overview_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (nl_overview_page_parent_class)->dispose (object);
}

static void
nl_overview_page_class_init (NlOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nl_overview_page_constructed;
  object_class->dispose = nl_overview_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, group);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, customers);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, orders);
}

static void
nl_overview_page_init (NlOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
