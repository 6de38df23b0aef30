/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-lines.h"

#include "base/nl-id.h"

/* What a file is silent about is NULL. The article of a line that has another name now is another
 * one: nothing is left of the old one. */
#define UPDATE                                                                              \
  "UPDATE order_lines SET title = ifnull (?2, title),"                                      \
  " sku = iif (?2 IS NULL OR title = ?2, ifnull (?3, sku), ?3),"                            \
  " product_external_id = iif (?2 IS NULL OR title = ?2, ifnull (?4, product_external_id)," \
  "  ?4), quantity = ifnull (?5, quantity), price = ifnull (?6, price) WHERE id = ?1"
#define INSERT                                                                      \
  "INSERT INTO order_lines (id, title, sku, product_external_id, quantity, price,"  \
  " order_id, position) VALUES (?1, coalesce (?2, ?3, ''), ?3, ?4, ifnull (?5, 1)," \
  " ifnull (?6, 0), ?7, ?8)"

static void
bind (NlStatement *statement, gint64 id, const NlOrderLine *line)
{
  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_text (statement, 2, line->title);
  nl_statement_bind_text (statement, 3, line->sku);
  if (line->product_id != 0)
    nl_statement_bind_int64 (statement, 4, line->product_id);
  if (line->has_quantity)
    nl_statement_bind_int64 (statement, 5, line->quantity);
  if (line->has_price)
    nl_statement_bind_int64 (statement, 6, line->price);
}

static gboolean
insert (NlConnection *connection,
        gint64 order_id,
        const NlOrderData *order,
        guint first,
        GError **error)
{
  for (guint i = first; i < order->lines->len; i++) {
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "add the line of an order", INSERT, error);

    if (statement == NULL)
      return FALSE;
    bind (statement, nl_id_new (), &g_array_index (order->lines, NlOrderLine, i));
    nl_statement_bind_int64 (statement, 7, order_id);
    nl_statement_bind_int64 (statement, 8, i + 1);
    if (!nl_statement_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * nl_order_lines_add:
 * @connection: a writer
 * @order_id: an order that has just been stored
 * @order: it, as a file tells it
 * @error: return location
 *
 * Stores the lines of a new order.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_lines_add (NlConnection *connection,
                    gint64 order_id,
                    const NlOrderData *order,
                    GError **error)
{
  return insert (connection, order_id, order, 0, error);
}

static gboolean
is_same (NlStatement *stored, const NlOrderLine *line)
{
  return (line->title == NULL || g_str_equal (nl_statement_get_text (stored, 1), line->title))
         && (line->sku == NULL || g_strcmp0 (nl_statement_get_text (stored, 2), line->sku) == 0)
         && (line->product_id == 0 || nl_statement_get_int64 (stored, 3) == line->product_id)
         && (!line->has_quantity || nl_statement_get_int64 (stored, 4) == line->quantity)
         && (!line->has_price || nl_statement_get_int64 (stored, 5) == line->price);
}

static GArray *
compare (NlConnection *connection,
         gint64 order_id,
         const NlOrderData *order,
         gboolean *same,
         GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read the lines of an order",
                               "SELECT id, title, sku, product_external_id, quantity, price"
                               " FROM order_lines WHERE order_id = ? ORDER BY position",
                               error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, order_id);
  for (*same = TRUE; nl_statement_step (statement, &failure);) {
    gint64 id = nl_statement_get_int64 (statement, 0);

    *same = *same && ids->len < order->lines->len
            && is_same (statement, &g_array_index (order->lines, NlOrderLine, ids->len));
    g_array_append_val (ids, id);
  }
  *same = *same && ids->len == order->lines->len;
  if (failure == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * nl_order_lines_update:
 * @connection: a writer
 * @order_id: a stored order
 * @order: it, as a file tells it
 * @changed: (out): whether its lines were others
 * @error: return location
 *
 * Makes the lines of an order those of a file. What the file has no column for stays, and so do all
 * of them when it tells of none.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_lines_update (NlConnection *connection,
                       gint64 order_id,
                       const NlOrderData *order,
                       gboolean *changed,
                       GError **error)
{
  g_autoptr (GArray) ids = NULL;
  gboolean same;

  *changed = FALSE;
  if (order->lines->len == 0)
    return TRUE;
  ids = compare (connection, order_id, order, &same, error);
  if (ids == NULL || same)
    return ids != NULL;
  *changed = TRUE;
  for (guint i = 0; i < ids->len; i++) {
    gboolean stays = i < order->lines->len;
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "change the lines of an order",
                                 stays ? UPDATE : "DELETE FROM order_lines WHERE id = ?1", error);

    if (statement == NULL)
      return FALSE;
    if (stays)
      bind (statement, g_array_index (ids, gint64, i),
            &g_array_index (order->lines, NlOrderLine, i));
    else
      nl_statement_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
    if (!nl_statement_run (statement, error))
      return FALSE;
  }
  return insert (connection, order_id, order, ids->len, error);
}
