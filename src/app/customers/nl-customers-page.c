/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customers-page.h"

#include "app/customers/nl-customer-list.h"
#include "app/customers/nl-customer-profile.h"
#include "app/customers/nl-customer-text.h"
#include "app/customers/nl-duplicates-page.h"
#include "app/customers/nl-import-dialog.h"
#include "base/nl-format.h"

/**
 * NlCustomersPage:
 *
 * The customers of the shop, and the search for some of them.
 */
struct _NlCustomersPage {
  NlPage parent_instance;
  AdwWindowTitle *title;
  GtkMenuButton *more;
  GMenuModel *page_menu;
  GtkWidget *import;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  NlCustomerList *list;

  guint header_id;
  gint64 shop_id;
  gboolean waits_for_shop;
  GFile *waiting_file;
};

G_DEFINE_FINAL_TYPE (NlCustomersPage, nl_customers_page, NL_TYPE_PAGE)

enum {
  PROP_ORDER = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static AdwNavigationView *
get_navigation (NlCustomersPage *self)
{
  return ADW_NAVIGATION_VIEW (adw_bin_get_child (ADW_BIN (self)));
}

static void
update_count (NlCustomersPage *self)
{
  guint n_items = nl_customer_list_get_n_items (self->list);
  gboolean is_compact, is_loading;
  g_autofree char *count = NULL;

  g_object_get (self->list, "compact", &is_compact, "loading", &is_loading, NULL);
  /* The first rows come before all of them have been counted. */
  if (is_loading)
    return;
  /* Below “Customers”, the number alone says as much. */
  if (n_items > 0)
    count = is_compact ? nl_number_format (n_items, 0, NULL) : nl_customer_dup_count (n_items);
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
}

static void
search_changed_cb (NlCustomersPage *self)
{
  nl_customer_list_set_search (self->list,
                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_cleared_cb (NlCustomersPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Enter and Down go on to what was found. */
static void
search_done_cb (NlCustomersPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static gboolean
search_key_cb (NlCustomersPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  search_done_cb (self);
  return GDK_EVENT_STOP;
}

/* Escape, wherever the focus is on the list's page, unless customers are selected. */
static gboolean
close_search (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NlCustomersPage *self = NL_CUSTOMERS_PAGE (widget);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (get_navigation (self));

  if (g_strcmp0 (adw_navigation_page_get_tag (page), "list") != 0
      || !gtk_search_bar_get_search_mode (self->search_bar))
    return GDK_EVENT_PROPAGATE;
  search_cleared_cb (self);
  return GDK_EVENT_STOP;
}

static void
start_search (NlPage *page)
{
  NlCustomersPage *self = NL_CUSTOMERS_PAGE (page);

  adw_navigation_view_pop_to_tag (get_navigation (self), "list");
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

static void
open_record (NlPage *page, gint64 id)
{
  NlCustomersPage *self = NL_CUSTOMERS_PAGE (page);
  AdwNavigationView *navigation = get_navigation (self);

  adw_navigation_view_pop_to_tag (navigation, "list");
  adw_navigation_view_push (
      navigation, ADW_NAVIGATION_PAGE (nl_customer_profile_new (nl_page_get_workspace (page), id)));
}

static void
activated_cb (NlCustomersPage *self, gint64 id)
{
  open_record (NL_PAGE (self), id);
}

static void
find_duplicates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (widget));
  AdwNavigationView *navigation = get_navigation (NL_CUSTOMERS_PAGE (widget));

  if (nl_workspace_get_shop_id (workspace) == 0)
    return;
  adw_navigation_view_pop_to_tag (navigation, "list");
  adw_navigation_view_push (navigation, ADW_NAVIGATION_PAGE (nl_duplicates_page_new (workspace)));
}

/* --- import --- */

static void
imported_cb (NlCustomersPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  adw_navigation_view_pop_to_tag (get_navigation (self), "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
import_now (NlCustomersPage *self, NlImportKind kind, GFile *file)
{
  NlImportDialog *dialog = nl_import_dialog_new (nl_page_get_workspace (NL_PAGE (self)), kind);

  g_signal_connect_object (dialog, "show-customers", G_CALLBACK (imported_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  if (file != NULL)
    nl_import_dialog_open_file (dialog, file);
}

static void
import_orders_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (nl_workspace_get_shop_id (nl_page_get_workspace (NL_PAGE (widget))) != 0)
    import_now (NL_CUSTOMERS_PAGE (widget), NL_IMPORT_KIND_ORDERS, NULL);
}

static void
shop_changed_cb (NlCustomersPage *self)
{
  gint64 shop_id = nl_workspace_get_shop_id (nl_page_get_workspace (NL_PAGE (self)));
  g_autoptr (GFile) file = NULL;

  /* A profile is of a customer of the shop before; a shop that was edited keeps its id. */
  if (self->shop_id != shop_id)
    adw_navigation_view_pop_to_tag (get_navigation (self), "list");
  self->shop_id = shop_id;
  if (shop_id == 0 || !self->waits_for_shop)
    return;
  self->waits_for_shop = FALSE;
  file = g_steal_pointer (&self->waiting_file);
  import_now (self, NL_IMPORT_KIND_CUSTOMERS, file);
}

static void
import_file (NlPage *page, GFile *file)
{
  NlCustomersPage *self = NL_CUSTOMERS_PAGE (page);

  if (nl_workspace_get_shop_id (nl_page_get_workspace (page)) != 0) {
    import_now (self, NL_IMPORT_KIND_CUSTOMERS, file);
    return;
  }
  /* Customers belong to a shop. */
  self->waits_for_shop = TRUE;
  g_set_object (&self->waiting_file, file);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-shop", NULL);
}

static void
nl_customers_page_constructed (GObject *object)
{
  NlCustomersPage *self = NL_CUSTOMERS_PAGE (object);

  G_OBJECT_CLASS (nl_customers_page_parent_class)->constructed (object);

  nl_customer_list_set_workspace (self->list, nl_page_get_workspace (NL_PAGE (self)));
  self->shop_id = nl_workspace_get_shop_id (nl_page_get_workspace (NL_PAGE (self)));
  g_signal_connect_object (nl_page_get_workspace (NL_PAGE (self)), "notify::shop",
                           G_CALLBACK (shop_changed_cb), self, G_CONNECT_SWAPPED);
  update_count (self);
}

static void
update_header (gpointer data)
{
  NlCustomersPage *self = data;
  gboolean is_compact;

  self->header_id = 0;
  g_object_get (self->list, "compact", &is_compact, NULL);
  gtk_widget_set_visible (self->import, !is_compact);
  update_count (self);
}

/* Where there is no room, importing is in the menu only. Not at once: the list learns its width
 * when the header has been laid out. */
static void
compact_changed_cb (NlCustomersPage *self)
{
  if (self->header_id == 0)
    self->header_id = g_idle_add_once (update_header, self);
}

static void
order_changed_cb (NlCustomersPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

static void
nl_customers_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    g_object_get_property (G_OBJECT (NL_CUSTOMERS_PAGE (object)->list), "order", value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_customers_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDER)
    g_object_set_property (G_OBJECT (NL_CUSTOMERS_PAGE (object)->list), "order", value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_customers_page_dispose (GObject *object)
{
  NlCustomersPage *self = NL_CUSTOMERS_PAGE (object);

  g_clear_handle_id (&self->header_id, g_source_remove);
  g_clear_object (&self->waiting_file);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_CUSTOMERS_PAGE);
  G_OBJECT_CLASS (nl_customers_page_parent_class)->dispose (object);
}

static void
nl_customers_page_class_init (NlCustomersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nl_customers_page_constructed;
  object_class->get_property = nl_customers_page_get_property;
  object_class->set_property = nl_customers_page_set_property;
  object_class->dispose = nl_customers_page_dispose;
  NL_PAGE_CLASS (klass)->start_search = start_search;
  NL_PAGE_CLASS (klass)->import_file = import_file;
  NL_PAGE_CLASS (klass)->open_record = open_record;

  properties[PROP_ORDER]
      = g_param_spec_string ("order", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "customers-page.order", "order");

  gtk_widget_class_install_action (widget_class, "customers-page.find-duplicates", NULL,
                                   find_duplicates_action);
  gtk_widget_class_install_action (widget_class, "customers-page.import-orders", NULL,
                                   import_orders_action);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_search, NULL);

  g_type_ensure (NL_TYPE_CUSTOMER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-customers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, title);
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, more);
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, page_menu);
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, import);
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NlCustomersPage, list);
  gtk_widget_class_bind_template_callback (widget_class, update_count);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, compact_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
}

/* Made when somebody asks for it: its many items are widgets. */
static void
create_menu (GtkMenuButton *button, gpointer model)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, model);
}

static void
nl_customers_page_init (NlCustomersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->more, create_menu, g_object_ref (self->page_menu),
                                         g_object_unref);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->list));
}
