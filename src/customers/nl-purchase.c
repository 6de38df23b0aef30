/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-purchase.h"

/**
 * NlPurchase:
 *
 * A product a customer bought, over all their orders in one currency.
 */
struct _NlPurchase {
  GObject parent_instance;

  char *title;
  gint64 quantity;
  gint64 amount;
  char *currency;
  gint64 last_at;
};

G_DEFINE_FINAL_TYPE (NlPurchase, nl_purchase, G_TYPE_OBJECT)

static void
nl_purchase_finalize (GObject *object)
{
  NlPurchase *self = NL_PURCHASE (object);

  g_free (self->title);
  g_free (self->currency);
  G_OBJECT_CLASS (nl_purchase_parent_class)->finalize (object);
}

static void
nl_purchase_class_init (NlPurchaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_purchase_finalize;
}

static void
nl_purchase_init (NlPurchase *self)
{}

/**
 * nl_purchase_get_title:
 * @self: a purchase
 *
 * Returns: (transfer none): what the product is called in the latest order
 */
const char *
nl_purchase_get_title (NlPurchase *self)
{
  g_return_val_if_fail (NL_IS_PURCHASE (self), NULL);

  return self->title;
}

/**
 * nl_purchase_get_quantity:
 * @self: a purchase
 *
 * Returns: how many of it, over all orders that were not cancelled
 */
gint64
nl_purchase_get_quantity (NlPurchase *self)
{
  g_return_val_if_fail (NL_IS_PURCHASE (self), 0);

  return self->quantity;
}

/**
 * nl_purchase_get_amount:
 * @self: a purchase
 *
 * Returns: what was paid for it before discounts, in minor units of nl_purchase_get_currency()
 */
gint64
nl_purchase_get_amount (NlPurchase *self)
{
  g_return_val_if_fail (NL_IS_PURCHASE (self), 0);

  return self->amount;
}

/**
 * nl_purchase_get_currency:
 * @self: a purchase
 *
 * Returns: (transfer none): an ISO 4217 code
 */
const char *
nl_purchase_get_currency (NlPurchase *self)
{
  g_return_val_if_fail (NL_IS_PURCHASE (self), NULL);

  return self->currency;
}

/**
 * nl_purchase_get_last_at:
 * @self: a purchase
 *
 * Returns: when it was ordered last, in microseconds since 1970 UTC
 */
gint64
nl_purchase_get_last_at (NlPurchase *self)
{
  g_return_val_if_fail (NL_IS_PURCHASE (self), 0);

  return self->last_at;
}

/* A bare column beside max() is of the row that has it: https://sqlite.org/lang_select.html#bareagg
 */
static const char list_sql[]
    = "SELECT l.title, sum (l.quantity), sum (l.quantity * l.price), o.currency, max (o.ordered_at)"
      " FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id"
      " WHERE o.customer_id = ? AND o.cancelled_at IS NULL"
      " GROUP BY coalesce (l.product_external_id, nl_fold (l.title)), o.currency"
      " ORDER BY 2 DESC, 5 DESC";

static gpointer
list (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GListStore) purchases = g_list_store_new (NL_TYPE_PURCHASE);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "list what was bought", list_sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, *(gint64 *) data);
  while (nl_statement_step (statement, &failure)) {
    g_autoptr (NlPurchase) purchase = g_object_new (NL_TYPE_PURCHASE, NULL);

    purchase->title = g_strdup (nl_statement_get_text (statement, 0));
    purchase->quantity = nl_statement_get_int64 (statement, 1);
    purchase->amount = nl_statement_get_int64 (statement, 2);
    purchase->currency = g_strdup (nl_statement_get_text (statement, 3));
    purchase->last_at = nl_statement_get_int64 (statement, 4);
    g_list_store_append (purchases, purchase);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&purchases);
}

/**
 * nl_purchases_list:
 * @store: the workspace
 * @customer_id: a customer
 *
 * Lists what a customer bought: products by their id, or, where the file had none, by their title.
 *
 * Returns: (transfer full): a future of a #GListStore of #NlPurchase, what was bought most first
 */
DexFuture *
nl_purchases_list (NlStore *store, gint64 customer_id)
{
  return nl_store_read (store, list, g_memdup2 (&customer_id, sizeof customer_id), g_free,
                        G_TYPE_LIST_STORE, NULL);
}
