/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-lookup.h"

#include <glib/gi18n-lib.h>

static gboolean
find_by (NlConnection *connection,
         gint64 shop_id,
         const char *sql,
         const NlImportRow *row,
         guint field,
         gint64 *id,
         GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;

  *id = 0;
  if (!nl_import_row_has (row, field))
    return TRUE;
  statement = nl_connection_prepare (connection, "look a customer up", sql, error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, shop_id);
  nl_statement_bind_text_length (statement, 2, row->cells[field].text,
                                 (gsize) row->cells[field].value);
  if (nl_statement_step (statement, &failure))
    *id = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
find_by_hash (NlConnection *connection,
              gint64 shop_id,
              const char *sql,
              const NlImportRow *row,
              gint64 *id,
              GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look the row of a file up", sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, shop_id);
  nl_statement_bind_int64 (statement, 2, row->hash);
  if (nl_statement_step (statement, &failure))
    *id = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Somebody of whom only the name is known is the one of whom a row said exactly the same; and who
 * was merged with somebody is found in the rows about that one. */
static gboolean
find_by_row (
    NlConnection *connection, gint64 shop_id, const NlImportRow *row, gint64 *id, GError **error)
{
  return find_by_hash (connection, shop_id,
                       "SELECT id FROM customers WHERE shop_id = ? AND import_hash = ?"
                       " AND email_key IS NULL AND external_id IS NULL AND phone_key IS NULL",
                       row, id, error)
         && (*id != 0
             || find_by_hash (connection, shop_id,
                              "SELECT customer_id FROM customer_import_rows JOIN customers"
                              " ON customers.id = customer_id WHERE shop_id = ? AND hash = ?",
                              row, id, error));
}

static gboolean
ask (NlConnection *connection,
     const char *sql,
     gint64 id,
     gint64 hash,
     gboolean *yes,
     GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look at a customer", sql, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_int64 (statement, 2, hash);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *yes = nl_statement_get_int64 (statement, 0) != 0;
  return TRUE;
}

/**
 * nl_import_lookup_find:
 * @connection: a writer, with the indices of customers
 * @shop_id: the shop whose customers are looked through
 * @row: a row of a file
 * @id: (out): the customer; 0 when there is none yet
 * @error: return location for %NL_IMPORT_ROW_ERROR_AMBIGUOUS, or for another error that ends the
 *   import
 *
 * Finds out which customer a row is about: by email and external id, then by phone, then because
 * a row said the same before.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_lookup_find (
    NlConnection *connection, gint64 shop_id, const NlImportRow *row, gint64 *id, GError **error)
{
  gint64 by_email, by_external_id;

  if (!find_by (connection, shop_id, "SELECT id FROM customers WHERE shop_id = ? AND email_key = ?",
                row, NL_CUSTOMER_EMAIL_KEY, &by_email, error)
      || !find_by (connection, shop_id,
                   "SELECT id FROM customers WHERE shop_id = ? AND external_id = ?", row,
                   NL_CUSTOMER_EXTERNAL_ID, &by_external_id, error))
    return FALSE;
  if (by_email != 0 && by_external_id != 0 && by_email != by_external_id) {
    g_set_error_literal (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_AMBIGUOUS,
                         _ ("The email belongs to one customer and the customer ID to another."));
    return FALSE;
  }
  *id = by_email != 0 ? by_email : by_external_id;
  /* A phone is shared in families: it decides only for rows that have nothing better. */
  if (*id == 0 && !nl_import_row_has (row, NL_CUSTOMER_EMAIL)
      && !nl_import_row_has (row, NL_CUSTOMER_EXTERNAL_ID)
      && !find_by (
          connection, shop_id,
          "SELECT id FROM customers WHERE shop_id = ? AND phone_key = ? ORDER BY id LIMIT 1", row,
          NL_CUSTOMER_PHONE_KEY, id, error))
    return FALSE;
  return *id != 0 || find_by_row (connection, shop_id, row, id, error);
}

/**
 * nl_import_lookup_has_orders:
 * @connection: a connection
 * @id: a customer
 * @has_orders: (out): whether orders of the customer are stored
 * @error: return location
 *
 * Finds out whether a customer's sums come from orders, rather than from a file of customers.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_lookup_has_orders (NlConnection *connection,
                             gint64 id,
                             gboolean *has_orders,
                             GError **error)
{
  return ask (connection, "SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = ?1) AND ?2 = 0",
              id, 0, has_orders, error);
}

/**
 * nl_import_lookup_is_known:
 * @connection: a connection
 * @id: a customer
 * @row: a row about the customer
 * @is_known: (out): whether a row that said exactly the same was imported
 * @error: return location
 *
 * Finds out whether a row says nothing new.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_lookup_is_known (
    NlConnection *connection, gint64 id, const NlImportRow *row, gboolean *is_known, GError **error)
{
  return ask (connection,
              "SELECT EXISTS (SELECT 1 FROM customers WHERE id = ?1 AND import_hash = ?2)"
              " OR EXISTS"
              " (SELECT 1 FROM customer_import_rows WHERE customer_id = ?1 AND hash = ?2)",
              id, row->hash, is_known, error);
}

/**
 * nl_import_lookup_remember:
 * @connection: a writer
 * @id: a customer
 * @row: the row that changed the customer
 * @is_first: whether it is the first of this import about the customer
 * @error: return location
 *
 * Keeps what nl_import_lookup_is_known() asks for. A file may have several rows about somebody: the
 * last one's hash stands with the customer, the others beside it, so that the same file is known
 * again as a whole.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_lookup_remember (
    NlConnection *connection, gint64 id, const NlImportRow *row, gboolean is_first, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      is_first ? "DELETE FROM customer_import_rows WHERE customer_id = %" G_GINT64_FORMAT
               : "INSERT OR IGNORE INTO customer_import_rows (customer_id, hash)"
                 " SELECT id, import_hash FROM customers"
                 " WHERE import_hash IS NOT NULL AND id = %" G_GINT64_FORMAT,
      id);
  g_autoptr (NlStatement) statement = NULL;

  if (!nl_connection_exec (connection, "remember rows of a file", sql, error))
    return FALSE;
  statement = nl_connection_prepare (connection, "remember a row of a file",
                                     "UPDATE customers SET import_hash = ? WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, row->hash);
  nl_statement_bind_int64 (statement, 2, id);
  return nl_statement_run (statement, error);
}
