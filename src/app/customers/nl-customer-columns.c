/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-cell.h"
#include "app/customers/nl-customer-list-private.h"

/* The columns of the table, in the order of NlCustomerColumn, and the cards. */

/* What a click on a header orders by. The arrow points up where small comes first; of amounts and
 * dates NlCustomerOrder puts the large first. */
static const struct {
  NlCustomerOrder order;
  gboolean large_first;
} sorts[NL_CUSTOMER_N_COLUMNS] = {
  [NL_CUSTOMER_COLUMN_NAME] = { NL_CUSTOMER_ORDER_NAME, FALSE },
  [NL_CUSTOMER_COLUMN_COUNTRY] = { NL_CUSTOMER_ORDER_COUNTRY, FALSE },
  [NL_CUSTOMER_COLUMN_ORDERS] = { NL_CUSTOMER_ORDER_NUMBER_OF_ORDERS, TRUE },
  [NL_CUSTOMER_COLUMN_SPENT] = { NL_CUSTOMER_ORDER_AMOUNT_SPENT, TRUE },
  [NL_CUSTOMER_COLUMN_LAST_ORDER] = { NL_CUSTOMER_ORDER_LAST_ORDER, TRUE },
  [NL_CUSTOMER_COLUMN_EMAIL_STATUS] = { NL_CUSTOMER_ORDER_EMAIL_STATUS, TRUE },
  [NL_CUSTOMER_COLUMN_TAGS] = { NL_CUSTOMER_ORDER_TAGS, FALSE },
};

static void
set_up_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  gtk_list_item_set_child (item, nl_customer_cell_new (GPOINTER_TO_UINT (column)));
}

static void
set_up_card_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, nl_customer_cell_new_card ());
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NlCustomerList *list)
{
  NlWorkspace *workspace = nl_customer_list_get_workspace (list);

  nl_customer_cell_set_row (NL_CUSTOMER_CELL (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item), nl_workspace_get_shop (workspace));
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  nl_customer_cell_set_row (NL_CUSTOMER_CELL (gtk_list_item_get_child (item)), NULL, NULL);
}

/* @item is a GtkListItem or a GtkColumnViewRow. */
static void
bind_name_cb (GtkSignalListItemFactory *factory, GObject *item)
{
  g_autoptr (NlRow) row = NULL;

  g_object_get (item, "item", &row, NULL);
  nl_customer_row_bind_name (row, item);
}

static void
unbind_name_cb (GtkSignalListItemFactory *factory, GObject *item)
{
  nl_customer_row_unbind_name (item);
}

static void
connect_names (GtkListItemFactory *factory)
{
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_name_cb), NULL);
}

/* A header stands above its numbers, at their end. GTK has no property for it. */
static void
align_header (GtkColumnView *view, guint position)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *button = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  GtkWidget *box;

  for (guint i = 0; button != NULL && i < position; i++)
    button = gtk_widget_get_next_sibling (button);
  box = button != NULL ? gtk_widget_get_first_child (button) : NULL;
  if (!GTK_IS_BOX (box))
    return;
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  /* The arrow, for which there is always room, goes before the title. */
  gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
}

/* Sets up what the template says about the columns: what they show, and how to sort by them. */
void
nl_customer_columns_set_up (NlCustomerList *self, GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < NL_CUSTOMER_N_COLUMNS; i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkSorter) sorter = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), GUINT_TO_POINTER (i));
    g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cell_cb), self, 0);
    g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
    gtk_column_view_column_set_factory (column, factory);
    /* The database sorts; this one only makes the header a button. */
    sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
    gtk_column_view_column_set_sorter (column, sorter);
  }
  align_header (view, NL_CUSTOMER_COLUMN_ORDERS);
  align_header (view, NL_CUSTOMER_COLUMN_SPENT);
  connect_names (rows);
  gtk_column_view_set_row_factory (view, rows);
}

/* Makes the header's arrow say how the list is ordered. */
void
nl_customer_columns_show_order (GtkColumnView *view, NlCustomerOrder order, gboolean reversed)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < NL_CUSTOMER_N_COLUMNS; i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

    if (sorts[i].order != order)
      continue;
    gtk_column_view_sort_by_column (view, column,
                                    reversed == sorts[i].large_first ? GTK_SORT_ASCENDING
                                                                     : GTK_SORT_DESCENDING);
    return;
  }
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
}

/* What the headers say the order is; FALSE when none of them says anything. */
gboolean
nl_customer_columns_get_order (GtkColumnView *view, NlCustomerOrder *order, gboolean *reversed)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  GtkColumnViewColumn *primary = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean is_ascending
      = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_ASCENDING;
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; primary != NULL && i < NL_CUSTOMER_N_COLUMNS; i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

    if (column != primary)
      continue;
    *order = sorts[i].order;
    *reversed = is_ascending == sorts[i].large_first;
    return TRUE;
  }
  return FALSE;
}

GtkListItemFactory *
nl_customer_cards_create_factory (NlCustomerList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_card_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cell_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  connect_names (factory);
  return factory;
}
