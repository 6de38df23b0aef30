/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-duplicates.h"

#include "base/nl-clock.h"

/* A number or a name that more customers share is a switchboard's or a common one. */
#define MOST_ALIKE "5"

/* Every one with a key, and for each key who has had it longest. */
#define PAIRS(reason, key, condition)                                                \
  "SELECT first, id, " reason " AS reason FROM ("                                    \
  " SELECT id, min (id) OVER same AS first, count (*) OVER same AS n FROM ("         \
  "  SELECT id, " key " AS key FROM customers WHERE shop_id = ?1 AND " condition ")" \
  " WINDOW same AS (PARTITION BY key))"                                              \
  "WHERE n BETWEEN 2 AND " MOST_ALIKE " AND id <> first"

#define LOCAL "substr (email_key, 1, instr (email_key, '@') - 1)"
#define WITHOUT_TAG \
  "iif (instr (" LOCAL ", '+') > 1, substr (" LOCAL ", 1, instr (" LOCAL ", '+') - 1), " LOCAL ")"
/* Most servers deliver name+tag@ to name@ (RFC 5233), and Google ignores dots before the @:
 * https://support.google.com/mail/answer/7436150 */
#define MAILBOX                                           \
  "iif (email_domain IN ('gmail.com', 'googlemail.com')," \
  " replace (" WITHOUT_TAG ", '.', '') || '@gmail.com', " WITHOUT_TAG " || '@' || email_domain)"
#define NAME_AND_ZIP \
  "nl_fold (first_name || ' ' || last_name) || '|' || upper (replace (zip, ' ', ''))"

static const char find_sql[] = "SELECT first, id, min (reason) FROM (" PAIRS ("0", MAILBOX, "email_key IS NOT NULL") " UNION ALL " PAIRS (
    "1",
    "phone_key",
    "phone_key IS NOT NULL") " UNION ALL " PAIRS ("2",
                                                  NAME_AND_ZIP,
                                                  "first_name IS NOT NULL AND last_name IS NOT "
                                                  "NULL AND zip IS NOT NULL") ") AS pairs WHERE "
                                                                              "NOT EXISTS (SELECT "
                                                                              "1 FROM "
                                                                              "customer_distinct_"
                                                                              "pairs AS d"
                                                                              " WHERE d.first_id = "
                                                                              "pairs.first AND "
                                                                              "d.second_id = "
                                                                              "pairs.id)"
                                                                              " GROUP BY first, id "
                                                                              "ORDER BY min "
                                                                              "(reason), first, id "
                                                                              "LIMIT ?2";

typedef struct {
  gint64 shop_id;
  guint limit;
} Find;

static gpointer
find (NlConnection *connection, gpointer data, GError **error)
{
  Find *self = data;
  g_autoptr (GListStore) result = g_list_store_new (NL_TYPE_DUPLICATE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) reasons = g_array_new (FALSE, FALSE, sizeof (NlDuplicateReason));
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look for duplicates", find_sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, self->shop_id);
  nl_statement_bind_int64 (statement, 2, self->limit);
  while (nl_statement_step (statement, &failure)) {
    NlDuplicateReason reason = (NlDuplicateReason) nl_statement_get_int64 (statement, 2);

    for (int i = 0; i < 2; i++) {
      gint64 id = nl_statement_get_int64 (statement, i);

      g_array_append_val (ids, id);
    }
    g_array_append_val (reasons, reason);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  customers = nl_query_fetch_by_ids (NL_TYPE_CUSTOMER, (const gint64 *) (void *) ids->data,
                                     ids->len, connection, error);
  if (customers == NULL)
    return NULL;
  for (guint i = 0; i < reasons->len; i++) {
    g_autoptr (NlDuplicate) duplicate
        = nl_duplicate_new (customers->pdata[2 * i], customers->pdata[2 * i + 1],
                            g_array_index (reasons, NlDuplicateReason, i));

    g_list_store_append (result, duplicate);
  }
  return g_steal_pointer (&result);
}

/**
 * nl_duplicates_find:
 * @store: the workspace
 * @shop_id: whose customers
 * @limit: how many pairs at most
 * @cancellable: (nullable): stops the search
 *
 * Looks for customers who may be one person: their emails reach one mailbox, or they share a
 * telephone number, or name and postal code. Pairs somebody called distinct are left out.
 *
 * Returns: (transfer full): a future of a #GListStore of #NlDuplicate, the surest first
 */
DexFuture *
nl_duplicates_find (NlStore *store, gint64 shop_id, guint limit, GCancellable *cancellable)
{
  Find self = { .shop_id = shop_id, .limit = limit };

  return nl_store_read (store, find, g_memdup2 (&self, sizeof self), g_free, G_TYPE_LIST_STORE,
                        cancellable);
}

/* Their rows are touched, too: of a table WITHOUT ROWID SQLite tells nobody that it changed
 * (https://sqlite.org/c3ref/update_hook.html). */
static const char *const distinct_sql[] = {
  "INSERT OR IGNORE INTO customer_distinct_pairs (first_id, second_id) VALUES (?1, ?2)",
  "UPDATE customers SET updated_at = ?3 WHERE id IN (?1, ?2)",
};

static gpointer
set_distinct (NlConnection *connection, gpointer data, GError **error)
{
  NlDuplicate *duplicate = data;

  for (gsize i = 0; i < G_N_ELEMENTS (distinct_sql); i++) {
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "tell two customers apart", distinct_sql[i], error);

    if (statement == NULL)
      return NULL;
    nl_statement_bind_int64 (statement, 1,
                             nl_record_get_id (NL_RECORD (nl_duplicate_get_first (duplicate))));
    nl_statement_bind_int64 (statement, 2,
                             nl_record_get_id (NL_RECORD (nl_duplicate_get_second (duplicate))));
    if (i == 1)
      nl_statement_bind_int64 (statement, 3, nl_clock_now ());
    if (!nl_statement_run (statement, error))
      return NULL;
  }
  return NULL;
}

/**
 * nl_duplicates_set_distinct:
 * @store: the workspace
 * @duplicate: a pair who are two people
 *
 * Never suggests the pair again.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_duplicates_set_distinct (NlStore *store, NlDuplicate *duplicate)
{
  dex_return_error_if_fail (NL_IS_DUPLICATE (duplicate));

  return nl_store_write_undoable (store, set_distinct, g_object_ref (duplicate), g_object_unref);
}
