/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-list-private.h"

/* Whom the list shows, and in which order. */

/* For menus. */
static const char *const order_names[] = {
  [NL_CUSTOMER_ORDER_NAME] = "name",
  [NL_CUSTOMER_ORDER_AMOUNT_SPENT] = "spent",
  [NL_CUSTOMER_ORDER_NUMBER_OF_ORDERS] = "orders",
  [NL_CUSTOMER_ORDER_LAST_ORDER] = "last-order",
  [NL_CUSTOMER_ORDER_ADDED] = "added",
  [NL_CUSTOMER_ORDER_COUNTRY] = "country",
  [NL_CUSTOMER_ORDER_EMAIL_STATUS] = "email-status",
  [NL_CUSTOMER_ORDER_TAGS] = "tags",
};

const char *
nl_customer_list_get_order_name (NlCustomerList *self)
{
  return order_names[self->order];
}

gboolean
nl_customer_list_is_filtered (NlCustomerList *self)
{
  g_autofree char *match = self->search != NULL ? nl_customer_search_to_match (self->search) : NULL;

  return match != NULL;
}

void
nl_customer_list_update_query (NlCustomerList *self)
{
  g_autoptr (NlQuery) query = NULL;

  if (self->model == NULL)
    return;
  if (self->shop_id != 0) {
    query = nl_customer_query_new (self->shop_id, self->search, self->order, self->reversed);
    if (self->condition != NULL)
      nl_query_where_sql (query, self->condition, self->values);
  }
  self->goes_to_top = TRUE;
  nl_rows_model_set_query (self->model, query);
}

void
nl_customer_list_set_order_by_name (NlCustomerList *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    if (g_strcmp0 (order_names[i], name) == 0)
      nl_customer_list_set_order (self, i, FALSE);
}

/**
 * nl_customer_list_set_search:
 * @self: a list
 * @search: (nullable): what somebody typed
 *
 * Shows only who has a word beginning with each word of @search.
 */
void
nl_customer_list_set_search (NlCustomerList *self, const char *search)
{
  g_return_if_fail (NL_IS_CUSTOMER_LIST (self));

  if (!g_set_str (&self->search, search))
    return;
  nl_customer_list_update_query (self);
  g_object_notify (G_OBJECT (self), "search");
}

/**
 * nl_customer_list_get_search:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what is searched for
 */
const char *
nl_customer_list_get_search (NlCustomerList *self)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_LIST (self), NULL);

  return self->search;
}

/**
 * nl_customer_list_set_condition:
 * @self: a list
 * @condition: (nullable): SQL from our own code over the columns of customers, such as that of a
 *   compiled segment
 * @values: (nullable) (element-type NlValue): for the `?` in it; copied
 *
 * Shows only the customers for whom @condition is true.
 */
void
nl_customer_list_set_condition (NlCustomerList *self, const char *condition, GArray *values)
{
  g_return_if_fail (NL_IS_CUSTOMER_LIST (self));

  g_set_str (&self->condition, condition);
  g_clear_pointer (&self->values, g_array_unref);
  if (values != NULL) {
    self->values = nl_value_array_new ();
    for (guint i = 0; i < values->len; i++) {
      NlValue value = nl_value_copy (&g_array_index (values, NlValue, i));

      g_array_append_val (self->values, value);
    }
  }
  nl_customer_list_update_query (self);
}

/**
 * nl_customer_list_set_order:
 * @self: a list
 * @order: by what
 * @reversed: whether the other way round
 *
 * Orders the list.
 */
void
nl_customer_list_set_order (NlCustomerList *self, NlCustomerOrder order, gboolean reversed)
{
  g_return_if_fail (NL_IS_CUSTOMER_LIST (self));

  if (self->order == order && self->reversed == reversed)
    return;
  self->order = order;
  self->reversed = reversed;
  nl_customer_list_show_order (self);
  nl_customer_list_update_query (self);
  g_object_notify (G_OBJECT (self), "order");
}

/**
 * nl_customer_list_get_order:
 * @self: a list
 * @reversed: (out): whether the other way round
 *
 * Returns: by what the list is ordered
 */
NlCustomerOrder
nl_customer_list_get_order (NlCustomerList *self, gboolean *reversed)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_LIST (self), NL_CUSTOMER_ORDER_NAME);

  *reversed = self->reversed;
  return self->order;
}
