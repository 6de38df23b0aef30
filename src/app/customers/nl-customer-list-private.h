/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/customers/nl-customer-bar.h"
#include "app/customers/nl-customer-list.h"

G_BEGIN_DECLS

struct _NlCustomerList {
  AdwBin parent_instance;
  GtkStack *stages;
  AdwBin *placeholder;
  GtkColumnView *table;
  GtkListView *cards;

  NlWorkspace *workspace;
  NlRowsModel *model;
  NlRowsSelection *selection;
  gint64 shop_id;
  char *search;
  char *condition;
  GArray *values;
  NlCustomerOrder order;
  gboolean reversed;
  gboolean is_compact;
  gboolean is_showing_order;
  gboolean goes_to_top;
};

/* What the parts of the list's code have between them. */
gboolean nl_customer_list_is_filtered (NlCustomerList *self);
void nl_customer_list_update_query (NlCustomerList *self);
void nl_customer_list_show_order (NlCustomerList *self);
void nl_customer_list_set_order_by_name (NlCustomerList *self, const char *name);
const char *nl_customer_list_get_order_name (NlCustomerList *self);
void nl_customer_list_install_actions (GtkWidgetClass *klass);
void nl_customer_list_install_bulk_actions (GtkWidgetClass *klass);
void nl_customer_list_add_menu (NlCustomerList *self);
void nl_customer_list_remove_menu (NlCustomerList *self);
NlRow *nl_customer_list_find_row_at (NlCustomerList *self, double x, double y);
void nl_customer_list_add_touch (NlCustomerList *self);
gboolean nl_customer_list_is_selecting (NlCustomerList *self);
void nl_customer_list_stop_selecting (NlCustomerList *self);
NlCustomerBar *nl_customer_list_get_bar (NlCustomerList *self);
void nl_customer_list_remove_bar (NlCustomerList *self);
void nl_customer_list_update_actions (NlCustomerList *self);
void nl_customer_list_activate (NlCustomerList *self, gint64 id);

void nl_customer_columns_set_up (NlCustomerList *self, GtkColumnView *view);
void nl_customer_columns_show_order (GtkColumnView *view, NlCustomerOrder order, gboolean reversed);
gboolean nl_customer_columns_get_order (GtkColumnView *view,
                                        NlCustomerOrder *order,
                                        gboolean *reversed);
GtkListItemFactory *nl_customer_cards_create_factory (NlCustomerList *self);

G_END_DECLS
