/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-list-private.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"

/**
 * NlCustomerList:
 *
 * The customers of the current shop, or those of them that a search and a condition let through: as
 * a table, or as cards where that is too wide. Copies, deletes and opens the selected ones.
 */
G_DEFINE_FINAL_TYPE (NlCustomerList, nl_customer_list, ADW_TYPE_BIN)

enum {
  PROP_WORKSPACE = 1,
  PROP_PLACEHOLDER,
  PROP_COMPACT,
  PROP_SEARCH,
  PROP_ORDER,
  PROP_N_ITEMS,
  PROP_LOADING,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum {
  ACTIVATED,
  SEARCH_CLEARED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
go_to_top (NlCustomerList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  if (self->is_compact)
    gtk_list_view_scroll_to (self->cards, 0, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_column_view_scroll_to (self->table, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

/* While there is no answer yet, what was there stays: nothing flickers between two letters. */
static void
update_stage (NlCustomerList *self)
{
  guint n_items = nl_customer_list_get_n_items (self);
  gboolean is_loading = self->model != NULL && nl_rows_model_get_loading (self->model);

  if (n_items > 0)
    gtk_stack_set_visible_child_name (self->stages, self->is_compact ? "cards" : "table");
  else if (!is_loading)
    gtk_stack_set_visible_child_name (self->stages,
                                      nl_customer_list_is_filtered (self) ? "nothing" : "empty");
  if (n_items > 0 && !is_loading && self->goes_to_top) {
    self->goes_to_top = FALSE;
    go_to_top (self);
  }
  nl_customer_list_update_actions (self);
}

/* Only the view on the screen has the model: the other one would make rows nobody sees. */
static void
update_views (NlCustomerList *self)
{
  GtkSelectionModel *selection
      = self->selection != NULL ? GTK_SELECTION_MODEL (self->selection) : NULL;

  gtk_column_view_set_model (self->table, self->is_compact ? NULL : selection);
  gtk_list_view_set_model (self->cards, self->is_compact ? selection : NULL);
}

static void
shop_changed_cb (NlCustomerList *self)
{
  gint64 shop_id = nl_workspace_get_shop_id (self->workspace);

  if (self->shop_id == shop_id)
    return;
  self->shop_id = shop_id;
  gtk_stack_set_visible_child_name (self->stages, "loading");
  nl_customer_list_update_query (self);
}

static void
n_items_changed_cb (NlCustomerList *self)
{
  update_stage (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
loading_changed_cb (NlCustomerList *self)
{
  update_stage (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
failed_cb (NlCustomerList *self, const GError *error)
{
  nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Show the Customers"), error);
}

void
nl_customer_list_show_order (NlCustomerList *self)
{
  self->is_showing_order = TRUE;
  nl_customer_columns_show_order (self->table, self->order, self->reversed);
  self->is_showing_order = FALSE;
}

static void
sorter_changed_cb (NlCustomerList *self)
{
  NlCustomerOrder order;
  gboolean reversed;

  /* The table forgets its order when it goes. */
  if (self->table == NULL)
    return;
  if (!self->is_showing_order && nl_customer_columns_get_order (self->table, &order, &reversed))
    nl_customer_list_set_order (self, order, reversed);
}

static void
activate_cb (NlCustomerList *self, guint position)
{
  nl_customer_list_activate (self, nl_rows_selection_get_id (self->selection, position));
}

static void
clear_search_cb (NlCustomerList *self)
{
  g_signal_emit (self, signals[SEARCH_CLEARED], 0);
}

/* Opens a customer, if there is one. */
void
nl_customer_list_activate (NlCustomerList *self, gint64 id)
{
  if (id != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, id);
}

static void
set_compact (NlCustomerList *self, gboolean is_compact)
{
  if (self->is_compact == is_compact)
    return;
  self->is_compact = is_compact;
  update_views (self);
  update_stage (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static gboolean
nl_customer_list_grab_focus (GtkWidget *widget)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  GtkWidget *child = gtk_stack_get_visible_child (self->stages);

  return child != NULL && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
nl_customer_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (object);

  switch (id) {
  case PROP_WORKSPACE:
    g_value_set_object (value, self->workspace);
    break;
  case PROP_PLACEHOLDER:
    g_value_set_object (value, adw_bin_get_child (self->placeholder));
    break;
  case PROP_COMPACT:
    g_value_set_boolean (value, self->is_compact);
    break;
  case PROP_SEARCH:
    g_value_set_string (value, self->search);
    break;
  case PROP_ORDER:
    g_value_set_string (value, nl_customer_list_get_order_name (self));
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, nl_customer_list_get_n_items (self));
    break;
  case PROP_LOADING:
    g_value_set_boolean (value, self->model != NULL && nl_rows_model_get_loading (self->model));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_customer_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (object);

  switch (id) {
  case PROP_WORKSPACE:
    nl_customer_list_set_workspace (self, g_value_get_object (value));
    break;
  case PROP_PLACEHOLDER:
    adw_bin_set_child (self->placeholder, g_value_get_object (value));
    break;
  case PROP_COMPACT:
    set_compact (self, g_value_get_boolean (value));
    break;
  case PROP_SEARCH:
    nl_customer_list_set_search (self, g_value_get_string (value));
    break;
  case PROP_ORDER:
    nl_customer_list_set_order_by_name (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_customer_list_dispose (GObject *object)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (object);

  nl_customer_list_remove_menu (self);
  nl_customer_list_remove_bar (self);
  if (self->table != NULL)
    gtk_column_view_set_model (self->table, NULL);
  if (self->cards != NULL)
    gtk_list_view_set_model (self->cards, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CUSTOMER_LIST);
  G_OBJECT_CLASS (nl_customer_list_parent_class)->dispose (object);
}

static void
nl_customer_list_finalize (GObject *object)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (object);

  g_free (self->search);
  g_free (self->condition);
  g_clear_pointer (&self->values, g_array_unref);
  G_OBJECT_CLASS (nl_customer_list_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_WORKSPACE]
      = g_param_spec_object ("workspace", NULL, NULL, NL_TYPE_WORKSPACE, flags);
  /**
   * NlCustomerList:placeholder:
   *
   * What is shown when there are no customers at all, rather than none that were searched for.
   */
  properties[PROP_PLACEHOLDER]
      = g_param_spec_object ("placeholder", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  /**
   * NlCustomerList:order:
   *
   * By what the list is ordered, as a menu says it: "name", "spent", "orders", "last-order",
   * "added", "country", "email-status", "tags".
   */
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, NULL, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read_only);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_customer_list_class_init (NlCustomerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_customer_list_get_property;
  object_class->set_property = nl_customer_list_set_property;
  object_class->dispose = nl_customer_list_dispose;
  object_class->finalize = nl_customer_list_finalize;
  widget_class->grab_focus = nl_customer_list_grab_focus;

  install_properties (object_class);
  /**
   * NlCustomerList::activated:
   * @self: the list
   * @id: of the customer to open
   */
  signals[ACTIVATED] = g_signal_new ("activated", NL_TYPE_CUSTOMER_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * NlCustomerList::search-cleared:
   * @self: the list
   *
   * The user wants to see everybody again.
   */
  signals[SEARCH_CLEARED] = g_signal_new ("search-cleared", NL_TYPE_CUSTOMER_LIST,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-customer-list.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCustomerList, stages);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerList, placeholder);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerList, table);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerList, cards);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  nl_customer_list_install_actions (widget_class);
}

static void
nl_customer_list_init (NlCustomerList *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  nl_customer_columns_set_up (self, self->table);
  factory = nl_customer_cards_create_factory (self);
  gtk_list_view_set_factory (self->cards, factory);
  nl_customer_list_show_order (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  nl_customer_list_add_menu (self);
  nl_customer_list_add_touch (self);
  nl_customer_list_update_actions (self);
}

/**
 * nl_customer_list_set_workspace:
 * @self: a list
 * @workspace: (nullable): whose current shop's customers it shows
 *
 * Shows the customers of a workspace.
 */
void
nl_customer_list_set_workspace (NlCustomerList *self, NlWorkspace *workspace)
{
  g_return_if_fail (NL_IS_CUSTOMER_LIST (self));
  g_return_if_fail (workspace == NULL || NL_IS_WORKSPACE (workspace));

  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, shop_changed_cb, self);
  g_set_object (&self->workspace, workspace);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  self->shop_id = 0;
  if (workspace != NULL) {
    self->model = nl_rows_model_new (nl_workspace_get_store (workspace), NULL);
    self->selection = nl_rows_selection_new (self->model);
    g_signal_connect_object (self->model, "notify::n-items", G_CALLBACK (n_items_changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->selection, "selection-changed",
                             G_CALLBACK (nl_customer_list_update_actions), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (shop_changed_cb), self,
                             G_CONNECT_SWAPPED);
    shop_changed_cb (self);
  }
  update_views (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * nl_customer_list_get_workspace:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): whose customers it shows
 */
NlWorkspace *
nl_customer_list_get_workspace (NlCustomerList *self)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_LIST (self), NULL);

  return self->workspace;
}

/**
 * nl_customer_list_get_selection:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the rows and which of them are selected; %NULL without a
 *   workspace
 */
NlRowsSelection *
nl_customer_list_get_selection (NlCustomerList *self)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_LIST (self), NULL);

  return self->selection;
}

/**
 * nl_customer_list_get_n_items:
 * @self: a list
 *
 * Returns: how many customers it shows
 */
guint
nl_customer_list_get_n_items (NlCustomerList *self)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_LIST (self), 0);

  return self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}
