/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-chooser.h"

#include "app/customers/nl-customer-cell.h"
#include "customers/nl-customer-query.h"
#include "store/nl-rows-model.h"

/**
 * NlCustomerChooser:
 *
 * Asks for another customer of the shop.
 */
struct _NlCustomerChooser {
  AdwDialog parent_instance;
  GtkStack *stages;
  GtkSearchEntry *entry;
  GtkListView *list;

  NlShop *shop;
  NlRowsModel *model;
  gint64 except_id;
};

G_DEFINE_FINAL_TYPE (NlCustomerChooser, nl_customer_chooser, ADW_TYPE_DIALOG)

enum {
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
search_changed_cb (NlCustomerChooser *self)
{
  g_autoptr (NlQuery) query
      = nl_customer_query_new (nl_record_get_id (NL_RECORD (self->shop)),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                               NL_CUSTOMER_ORDER_NAME, FALSE);
  g_autoptr (GArray) values = nl_value_array_new ();
  NlValue except = nl_value_int64 (self->except_id);

  g_array_append_val (values, except);
  nl_query_where_sql (query, "customers.id <> ?", values);
  nl_rows_model_set_query (self->model, query);
}

static void
loading_changed_cb (NlCustomerChooser *self)
{
  if (!nl_rows_model_get_loading (self->model))
    gtk_stack_set_visible_child_name (self->stages,
                                      g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0
                                          ? "list"
                                          : "nothing");
}

static void
activate_cb (NlCustomerChooser *self, guint position)
{
  gint64 id = nl_rows_model_get_id (self->model, position);

  if (id == 0)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

/* Enter goes on to what was found. */
static void
search_done_cb (NlCustomerChooser *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static gboolean
search_key_cb (NlCustomerChooser *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  search_done_cb (self);
  return GDK_EVENT_STOP;
}

/* The entry keeps Escape to itself. */
static void
search_stopped_cb (NlCustomerChooser *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the rows --- */

static void
set_up_cb (NlCustomerChooser *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, nl_customer_cell_new_card ());
}

static void
bind_cb (NlCustomerChooser *self, GtkListItem *item)
{
  NlRow *row = gtk_list_item_get_item (item);

  nl_customer_cell_set_row (NL_CUSTOMER_CELL (gtk_list_item_get_child (item)), row, self->shop);
  nl_customer_row_bind_name (row, G_OBJECT (item));
}

static void
unbind_cb (NlCustomerChooser *self, GtkListItem *item)
{
  nl_customer_cell_set_row (NL_CUSTOMER_CELL (gtk_list_item_get_child (item)), NULL, NULL);
  nl_customer_row_unbind_name (G_OBJECT (item));
}

static void
nl_customer_chooser_dispose (GObject *object)
{
  NlCustomerChooser *self = NL_CUSTOMER_CHOOSER (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->shop);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_CUSTOMER_CHOOSER);
  G_OBJECT_CLASS (nl_customer_chooser_parent_class)->dispose (object);
}

static void
nl_customer_chooser_class_init (NlCustomerChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_customer_chooser_dispose;

  /**
   * NlCustomerChooser::chosen:
   * @self: the dialog
   * @id: of the customer
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_CUSTOMER_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-customer-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCustomerChooser, stages);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
nl_customer_chooser_init (NlCustomerChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * nl_customer_chooser_new:
 * @workspace: a workspace with a shop
 * @except_id: who is not offered
 *
 * Returns: (transfer floating): a dialog that asks for a customer
 */
NlCustomerChooser *
nl_customer_chooser_new (NlWorkspace *workspace, gint64 except_id)
{
  NlCustomerChooser *self;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_CUSTOMER_CHOOSER, NULL);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->except_id = except_id;
  self->model = nl_rows_model_new (nl_workspace_get_store (workspace), NULL);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_list_view_set_model (self->list, selection);
  search_changed_cb (self);
  return self;
}
