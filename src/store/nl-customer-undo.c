/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Debian's sqlite3.h declares the session extension only when asked. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "store/nl-customer-undo.h"

#include "store/nl-store-error.h"

#define N_SUMS 4

/* What belongs together in a customer: it is taken back as a whole, or not at all. */
static const char *const groups[][13] = {
  { "number_of_orders", "amount_spent", "first_order_at", "last_order_at" },
  { "email", "email_key", "email_domain" },
  { "phone", "phone_key" },
  { "address1", "address2", "city", "province", "province_code", "country_code", "zip",
    "region_key", "city_key", "latitude", "longitude", "company" },
  { "email_subscription_status", "email_subscription_changed_at", "email_subscription_source" },
  { "sms_subscription_status", "sms_subscription_changed_at", "sms_subscription_source" },
};

/* A customer whose sums or orders a change touched. */
typedef struct {
  gboolean was_counted; /* from orders, right before the undo */
  gboolean is_owner;    /* orders come back to them */
  gboolean has_sums;    /* the sums are to be as they were: */
  sqlite3_value *sums[N_SUMS];
  gboolean is_stale; /* but others changed them since */
} Touched;

/* Orders may have come since what is undone, to those it was about: whoever is touched is counted
 * again. A customer of whom orders never were stored keeps what a file of customers said. */
struct _NlCustomerUndo {
  NlConnection *connection;
  GPtrArray *columns;  /* of customers, in the order of the table */
  int order_owner;     /* the column of orders that says whose they are */
  GHashTable *touched; /* id -> Touched */
};

static void
touched_free (gpointer data)
{
  Touched *touched = data;

  for (guint i = 0; i < N_SUMS; i++)
    sqlite3_value_free (touched->sums[i]);
  g_free (touched);
}

static Touched *
touch (NlCustomerUndo *self, gint64 id)
{
  Touched *touched = g_hash_table_lookup (self->touched, &id);

  if (touched != NULL)
    return touched;
  touched = g_new0 (Touched, 1);
  g_hash_table_insert (self->touched, g_memdup2 (&id, sizeof id), touched);
  return touched;
}

static GPtrArray *
list_columns (NlConnection *connection, const char *table, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "undo", "SELECT name FROM pragma_table_info (?)", error);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_text (statement, 1, table);
  while (nl_statement_step (statement, &failure))
    g_ptr_array_add (columns, g_strdup (nl_statement_get_text (statement, 0)));
  if (failure == NULL)
    return g_steal_pointer (&columns);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static int
find_column (GPtrArray *columns, const char *name)
{
  guint column = 0;

  return g_ptr_array_find_with_equal_func (columns, name, g_str_equal, &column) ? (int) column : -1;
}

static void
note_order (NlCustomerUndo *self, sqlite3_changeset_iter *change)
{
  sqlite3_value *before = NULL;
  sqlite3_value *after = NULL;

  sqlite3changeset_old (change, self->order_owner, &before);
  sqlite3changeset_new (change, self->order_owner, &after);
  if (before != NULL && sqlite3_value_type (before) == SQLITE_INTEGER)
    touch (self, sqlite3_value_int64 (before));
  if (after != NULL && sqlite3_value_type (after) == SQLITE_INTEGER)
    touch (self, sqlite3_value_int64 (after))->is_owner = TRUE;
}

static void
note_customer (NlCustomerUndo *self, sqlite3_changeset_iter *change)
{
  sqlite3_value *id = NULL;

  sqlite3changeset_old (change, 0, &id);
  for (guint i = 0; i < N_SUMS; i++) {
    sqlite3_value *sum = NULL;
    Touched *touched;

    sqlite3changeset_new (change, find_column (self->columns, groups[0][i]), &sum);
    if (sum == NULL)
      continue;
    touched = touch (self, sqlite3_value_int64 (id));
    touched->has_sums = TRUE;
    touched->sums[i] = sqlite3_value_dup (sum);
  }
}

static gboolean
note_changes (NlCustomerUndo *self, int size, void *inverse, GError **error)
{
  sqlite3_changeset_iter *change = NULL;
  int code = sqlite3changeset_start (&change, size, inverse);

  while (code == SQLITE_OK && (code = sqlite3changeset_next (change)) == SQLITE_ROW) {
    const char *table;
    int n_columns, operation;

    code = sqlite3changeset_op (change, &table, &n_columns, &operation, NULL);
    if (code != SQLITE_OK || operation != SQLITE_UPDATE)
      continue;
    if (g_str_equal (table, "orders"))
      note_order (self, change);
    else if (g_str_equal (table, "customers"))
      note_customer (self, change);
  }
  sqlite3changeset_finalize (change);
  if (code == SQLITE_DONE)
    return TRUE;
  nl_store_error_set (error, nl_connection_get_handle (self->connection), code, "undo");
  return FALSE;
}

static gboolean
ask (NlCustomerUndo *self, const char *sql, gint64 id, gboolean *yes, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "look at a customer", sql, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *yes = nl_statement_get_int64 (statement, 0) != 0;
  return TRUE;
}

static gboolean
has_orders (NlCustomerUndo *self, gint64 id, gboolean *has, GError **error)
{
  return ask (self, "SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = ?)", id, has, error);
}

static gboolean
is_counted (NlCustomerUndo *self, gint64 id, gboolean *is, GError **error)
{
  return has_orders (self, id, is, error)
         && (!*is
             || ask (self,
                     "SELECT EXISTS (SELECT 1 FROM customers AS c WHERE id = ?"
                     " AND number_of_orders = (SELECT count (*) FROM orders"
                     "  WHERE customer_id = c.id AND cancelled_at IS NULL))",
                     id, is, error));
}

/**
 * nl_customer_undo_new:
 * @connection: a writer, in a transaction, before @inverse is applied
 * @size: the length of @inverse
 * @inverse: a changeset that takes something back
 * @error: return location
 *
 * Looks which customers' sums it is about.
 *
 * Returns: (transfer full): what to ask while and after it is applied
 */
NlCustomerUndo *
nl_customer_undo_new (NlConnection *connection, int size, void *inverse, GError **error)
{
  g_autoptr (GPtrArray) customers = list_columns (connection, "customers", error);
  g_autoptr (GPtrArray) orders
      = customers != NULL ? list_columns (connection, "orders", error) : NULL;
  g_autoptr (NlCustomerUndo) self = NULL;
  GHashTableIter iterator;
  gpointer id, touched;

  if (orders == NULL)
    return NULL;
  self = g_new0 (NlCustomerUndo, 1);
  self->connection = connection;
  self->columns = g_steal_pointer (&customers);
  self->order_owner = find_column (orders, "customer_id");
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, touched_free);
  if (!note_changes (self, size, inverse, error))
    return NULL;
  g_hash_table_iter_init (&iterator, self->touched);
  while (g_hash_table_iter_next (&iterator, &id, &touched))
    if (!is_counted (self, *(gint64 *) id, &((Touched *) touched)->was_counted, error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * nl_customer_undo_free:
 * @self: (transfer full): one of them
 *
 * Frees @self.
 */
void
nl_customer_undo_free (NlCustomerUndo *self)
{
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->touched);
  g_free (self);
}

static gboolean
is_as_it_was_left (sqlite3_changeset_iter *change, int column)
{
  sqlite3_value *left = NULL;
  sqlite3_value *found = NULL;
  int type;

  sqlite3changeset_old (change, column, &left);
  if (left == NULL)
    return TRUE;
  sqlite3changeset_conflict (change, column, &found);
  type = sqlite3_value_type (left);
  if (found == NULL || sqlite3_value_type (found) != type)
    return FALSE;
  if (type == SQLITE_INTEGER)
    return sqlite3_value_int64 (left) == sqlite3_value_int64 (found);
  if (type == SQLITE_NULL)
    return TRUE;
  return sqlite3_value_bytes (left) == sqlite3_value_bytes (found)
         && memcmp (sqlite3_value_blob (left), sqlite3_value_blob (found),
                    (gsize) sqlite3_value_bytes (left))
                == 0;
}

static int
find_group (const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_strv_contains (groups[i], column))
      return (int) i;
  return -1;
}

static gboolean
is_group_as_it_was_left (NlCustomerUndo *self, sqlite3_changeset_iter *change, int group)
{
  for (guint i = 0; groups[group][i] != NULL; i++)
    if (!is_as_it_was_left (change, find_column (self->columns, groups[group][i])))
      return FALSE;
  return TRUE;
}

/* Takes back what @change did to one column, or to its whole group; not what somebody else has by
 * now who may not have it twice. */
static void
take_back (NlCustomerUndo *self, sqlite3_changeset_iter *change, int column, int group)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE OR IGNORE customers SET ");
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  sqlite3_stmt *statement = NULL;
  sqlite3_value *id = NULL;

  for (guint i = 1; i < self->columns->len; i++) {
    const char *name = self->columns->pdata[i];
    sqlite3_value *before = NULL;

    if (group < 0 ? (int) i != column : find_group (name) != group)
      continue;
    sqlite3changeset_new (change, (int) i, &before);
    if (before == NULL)
      continue;
    g_string_append_printf (sql, "%s%s = ?", values->len > 0 ? ", " : "", name);
    g_ptr_array_add (values, before);
  }
  g_string_append (sql, " WHERE id = ?");
  sqlite3changeset_old (change, 0, &id);
  g_ptr_array_add (values, id);
  if (sqlite3_prepare_v2 (nl_connection_get_handle (self->connection), sql->str, -1, &statement,
                          NULL)
      == SQLITE_OK) {
    for (guint i = 0; i < values->len; i++)
      sqlite3_bind_value (statement, (int) i + 1, values->pdata[i]);
    sqlite3_step (statement);
  }
  sqlite3_finalize (statement);
}

/**
 * nl_customer_undo_join:
 * @self: made for the changeset that is being applied
 * @change: an update of a customer that can't be taken back as a whole
 * @is_as_left: whether the customer is as the change left them, and only cannot be as before, such
 *   as when somebody else has their email now
 *
 * Takes back what nobody changed since, such as the name of somebody who has ordered again.
 */
void
nl_customer_undo_join (NlCustomerUndo *self, sqlite3_changeset_iter *change, gboolean is_as_left)
{
  sqlite3_value *id = NULL;
  guint done = 0; /* a bit for each group */

  sqlite3changeset_old (change, 0, &id);
  for (guint i = 1; i < self->columns->len; i++) {
    int group = find_group (self->columns->pdata[i]);
    sqlite3_value *before = NULL;

    sqlite3changeset_new (change, (int) i, &before);
    if (before == NULL || (group >= 0 && (done >> group & 1) != 0))
      continue;
    if (group >= 0)
      done |= 1u << group;
    if (is_as_left
        || (group < 0 ? is_as_it_was_left (change, (int) i)
                      : is_group_as_it_was_left (self, change, group)))
      take_back (self, change, (int) i, group);
    else if (group == 0)
      touch (self, sqlite3_value_int64 (id))->is_stale = TRUE;
  }
}

static gboolean
count_again (NlCustomerUndo *self, gint64 id, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      self->connection, "count a customer's orders",
      "UPDATE customers SET (number_of_orders, amount_spent, first_order_at, last_order_at) ="
      " (SELECT count (o.id), ifnull (sum (iif (o.currency = s.currency, o.total - o.refunded, 0)),"
      " 0), min (o.ordered_at), max (o.ordered_at) FROM shops AS s LEFT JOIN orders AS o"
      " ON o.customer_id = customers.id AND o.cancelled_at IS NULL"
      " WHERE s.id = customers.shop_id) WHERE id = ?",
      error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  return nl_statement_run (statement, error);
}

static gboolean
put_sums_back (NlCustomerUndo *self, gint64 id, const Touched *touched, GError **error)
{
  for (guint i = 0; i < N_SUMS; i++) {
    g_autofree char *sql
        = g_strdup_printf ("UPDATE customers SET %s = ? WHERE id = ?", groups[0][i]);
    g_autoptr (NlStatement) statement = NULL;

    if (touched->sums[i] == NULL)
      continue;
    statement = nl_connection_prepare (self->connection, "undo", sql, error);
    if (statement == NULL)
      return FALSE;
    if (sqlite3_value_type (touched->sums[i]) == SQLITE_INTEGER)
      nl_statement_bind_int64 (statement, 1, sqlite3_value_int64 (touched->sums[i]));
    nl_statement_bind_int64 (statement, 2, id);
    if (!nl_statement_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * nl_customer_undo_end:
 * @self: made for a changeset that has been applied
 * @error: return location
 *
 * Makes the sums true of those whose orders or sums it was about.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_customer_undo_end (NlCustomerUndo *self, GError **error)
{
  GHashTableIter iterator;
  gpointer key, value;

  g_hash_table_iter_init (&iterator, self->touched);
  while (g_hash_table_iter_next (&iterator, &key, &value)) {
    gint64 id = *(gint64 *) key;
    const Touched *touched = value;
    gboolean has, must_count;

    if (!has_orders (self, id, &has, error))
      return FALSE;
    must_count = has || touched->is_owner
                 || (touched->was_counted && (touched->is_stale || !touched->has_sums));
    if (must_count && !count_again (self, id, error))
      return FALSE;
    if (must_count && !has && !touched->is_owner && !put_sums_back (self, id, touched, error))
      return FALSE;
  }
  return TRUE;
}
