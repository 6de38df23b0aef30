/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-writer.h"

#include <string.h>

#include "base/nl-clock.h"
#include "base/nl-id.h"
#include "customers/nl-customer-merge.h"
#include "customers/nl-import-insertion.h"
#include "customers/nl-import-keys.h"
#include "customers/nl-import-lookup.h"
#include "customers/nl-import-search.h"
#include "customers/nl-rfm.h"
#include "store/nl-bulk-load.h"
#include "store/nl-record-sql.h"

/* Rows that wait until customers can be looked up; past so many the wait is not worth it. */
#define MAX_LATE_ROWS 8192
/* From so many changed customers on, what the planner knew about them is out of date. */
#define MANY_CHANGES 1000
/* Of the pages that are worked on, and as much again for what is sorted. */
#define BULK_CACHE "PRAGMA cache_size = -65536"
#define USUAL_CACHE "PRAGMA cache_size = -32768"

/* Stores rows of customers, in one transaction of its caller.
 *
 * A large file is inserted without looking: what is kept row by row, triggers and, when the table
 * is small beside the file, indices, is put aside, and what has been seen is known by a hash. The
 * search table is built meanwhile on another core. A row that may belong to somebody who is there
 * already waits (“late”) until everything was made again, and is then looked up like the rows of a
 * small file. */
struct _NlImportWriter {
  NlConnection *connection;
  NlImportReport *report; /* of the caller */
  gint64 shop_id;
  gint64 started;
  gint64 first_id; /* ids from here on are of this import */

  NlBulkLoad *bulk;        /* NULL: row by row */
  NlImportKeys *keys;      /* NULL: there are indices to look into */
  NlSearchBuilder *search; /* NULL: triggers do it */
  NlStatement *insertion;  /* NULL: prepared each time */
  gboolean has_dates;      /* somebody came who can be scored */
  NlImportArena late_arena;
  GArray *late; /* of NlImportRow */
  guint next_late;
};

/**
 * nl_import_writer_new:
 * @connection: a writer, in a transaction
 * @shop_id: the shop the customers belong to
 * @report: where to count; outlives the writer
 *
 * Returns: (transfer full): a writer
 */
NlImportWriter *
nl_import_writer_new (NlConnection *connection, gint64 shop_id, NlImportReport *report)
{
  NlImportWriter *self = g_new0 (NlImportWriter, 1);

  self->connection = connection;
  self->report = report;
  self->shop_id = shop_id;
  self->started = nl_clock_now ();
  self->first_id = nl_id_new ();
  nl_import_arena_init (&self->late_arena);
  self->late = g_array_new (FALSE, FALSE, sizeof (NlImportRow));
  return self;
}

/**
 * nl_import_writer_free:
 * @self: (transfer full): a writer
 *
 * Frees @self. When it was not ended, the transaction must be rolled back.
 */
void
nl_import_writer_free (NlImportWriter *self)
{
  g_clear_pointer (&self->insertion, nl_statement_release);
  g_clear_pointer (&self->search, nl_search_builder_free);
  nl_connection_exec (self->connection, "give memory back", USUAL_CACHE, NULL);
  g_clear_pointer (&self->bulk, nl_bulk_load_free);
  g_clear_pointer (&self->keys, nl_import_keys_free);
  nl_import_arena_clear (&self->late_arena);
  g_array_unref (self->late);
  g_free (self);
}

/* --- a large file --- */

static gboolean
learn_keys (NlImportWriter *self, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "read who is there",
                               "SELECT email_key, external_id FROM customers WHERE shop_id = ?",
                               error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, self->shop_id);
  self->keys = nl_import_keys_new ();
  while (!nl_import_keys_is_full (self->keys) && nl_statement_step (statement, &failure)) {
    const char *email = nl_statement_get_text (statement, 0);
    const char *external_id = nl_statement_get_text (statement, 1);

    if (email != NULL)
      nl_import_keys_add (self->keys, 'e', email, strlen (email));
    if (external_id != NULL)
      nl_import_keys_add (self->keys, 'x', external_id, strlen (external_id));
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * nl_import_writer_begin:
 * @self: a writer
 * @expected_rows: about how many rows will come
 * @error: return location
 *
 * Makes ready for the rows.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_writer_begin (NlImportWriter *self, guint64 expected_rows, GError **error)
{
  gint64 existing;

  if (expected_rows < NL_IMPORT_BULK_ROWS)
    return TRUE;
  if (!nl_connection_query_int64 (self->connection, "count customers",
                                  "SELECT count(*) FROM customers", &existing, error)
      || !nl_connection_exec (self->connection, "make room", BULK_CACHE, error))
    return FALSE;
  /* Rows that are there have to go into the indices again: not worth it for a few more. */
  if ((guint64) existing > expected_rows / 2)
    return TRUE;
  self->bulk = nl_bulk_load_new (self->connection);
  if (!learn_keys (self, error)
      || !nl_bulk_load_drop (self->bulk, "trigger", "customers_*_insert", error)
      || !nl_bulk_load_drop (self->bulk, "index", "customers_*", error)
      || !nl_bulk_load_drop (self->bulk, "index", "customer_tags_customer", error))
    return FALSE;
  self->search = nl_import_search_begin (self->connection, error);
  self->insertion = nl_import_insertion_prepare (self->connection, error);
  return self->search != NULL && self->insertion != NULL;
}

static gboolean
fill_tags (NlImportWriter *self, GError **error)
{
  g_autofree char *fill = g_strdup_printf (
      "INSERT OR IGNORE INTO customer_tags (shop_id, tag_key, customer_id)"
      " SELECT shop_id, nl_fold (value), customers.id FROM customers, json_each (tags)"
      " WHERE customers.id >= %" G_GINT64_FORMAT " AND tags <> '[]' ORDER BY 1, 2, 3",
      self->first_id);

  return nl_connection_exec (self->connection, "fill tags", fill, error);
}

/* From here on customers can be looked up, and triggers do their work. At the end of the file all
 * indices are made while the search table is still being built. */
static gboolean
make_ready_for_lookups (NlImportWriter *self, gboolean at_end, GError **error)
{
  g_clear_pointer (&self->keys, nl_import_keys_free);
  g_clear_pointer (&self->insertion, nl_statement_release);
  if (!fill_tags (self, error) || !nl_bulk_load_restore (self->bulk, "customer_tags_*", error)
      || !nl_bulk_load_restore (self->bulk, "customers_email", error)
      || !nl_bulk_load_restore (self->bulk, "customers_external", error)
      || !nl_bulk_load_restore (self->bulk, "customers_phone", error)
      || !nl_bulk_load_restore (self->bulk, "customers_import_hash", error)
      || (at_end && !nl_bulk_load_restore_kind (self->bulk, "index", error))
      || !nl_search_builder_finish (self->search, error))
    return FALSE;
  g_clear_pointer (&self->search, nl_search_builder_free);
  return nl_bulk_load_restore (self->bulk, "customers_*_insert", error);
}

static gboolean
is_new (NlImportWriter *self, const NlImportRow *row)
{
  static const struct {
    guint field;
    char kind;
  } identifying[] = { { NL_CUSTOMER_EMAIL_KEY, 'e' }, { NL_CUSTOMER_EXTERNAL_ID, 'x' } };
  gboolean is_known = FALSE;
  gboolean has_any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (identifying); i++) {
    const NlImportCell *cell = &row->cells[identifying[i].field];

    if (!nl_import_row_has (row, identifying[i].field))
      continue;
    has_any = TRUE;
    is_known
        |= !nl_import_keys_add (self->keys, identifying[i].kind, cell->text, (gsize) cell->value);
  }
  return has_any && !is_known;
}

/* --- one row --- */

static void
bind (NlImportWriter *self, NlStatement *statement, gint64 id, const NlImportRow *row)
{
  self->has_dates |= nl_import_insertion_bind (statement, id, self->shop_id, self->started, row);
}

static gboolean
insert (NlImportWriter *self, const NlImportRow *row, GError **error)
{
  g_autoptr (NlStatement) statement = nl_import_insertion_prepare (self->connection, error);

  if (statement == NULL)
    return FALSE;
  bind (self, statement, nl_id_new (), row);
  self->report->inserted++;
  return nl_statement_run (statement, error);
}

/* Nothing but the table itself has to be kept, and the same statement serves all rows. */
static gboolean
insert_bulk (NlImportWriter *self, const NlImportRow *row, GError **error)
{
  gint64 id = nl_id_new ();

  bind (self, self->insertion, id, row);
  self->report->inserted++;
  if (!nl_statement_run (self->insertion, error))
    return FALSE;
  nl_statement_release (self->insertion);
  nl_statement_acquire (self->insertion, NL_IMPORT_INSERTION);
  return nl_import_search_add (self->search, id, row, error);
}

static gboolean
merge (NlImportWriter *self, gint64 id, const NlImportRow *row, GError **error)
{
  g_autoptr (NlRecord) stored = nl_record_load (NL_TYPE_CUSTOMER, id, self->connection, error);
  g_autoptr (NlCustomer) incoming = nl_import_row_dup_customer (row, self->shop_id);
  gboolean has_orders;
  gboolean is_first;

  if (stored == NULL || !nl_import_lookup_has_orders (self->connection, id, &has_orders, error))
    return FALSE;
  is_first = nl_record_get_updated_at (stored) < self->started;
  nl_customer_merge (NL_CUSTOMER (stored), incoming, has_orders);
  if (!nl_record_is_dirty (stored)) {
    self->report->unchanged++;
    return TRUE;
  }
  self->report->updated++;
  self->has_dates |= !nl_record_is_null (stored, NL_CUSTOMER_LAST_ORDER_AT);
  return nl_record_save (stored, self->connection, error)
         && nl_import_lookup_remember (self->connection, id, row, is_first, error);
}

static gboolean
store_looked_up (NlImportWriter *self, const NlImportRow *row, GError **error)
{
  gboolean is_known;
  gint64 id = 0;

  if (!nl_import_lookup_find (self->connection, self->shop_id, row, &id, error))
    return FALSE;
  if (id == 0)
    return insert (self, row, error);
  if (!nl_import_lookup_is_known (self->connection, id, row, &is_known, error))
    return FALSE;
  if (!is_known)
    return merge (self, id, row, error);
  self->report->unchanged++;
  return TRUE;
}

/**
 * nl_import_writer_add:
 * @self: a writer that has begun
 * @row: a row that makes sense
 * @error: return location for an #NlImportRowError when the row can't be stored, or for another
 *   error that ends the import
 *
 * Stores a row, or keeps it for nl_import_writer_next_late().
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_writer_add (NlImportWriter *self, const NlImportRow *row, GError **error)
{
  if (self->keys == NULL)
    return store_looked_up (self, row, error);
  if (is_new (self, row) && !nl_import_keys_is_full (self->keys))
    return insert_bulk (self, row, error);
  g_array_set_size (self->late, self->late->len + 1);
  nl_import_row_copy (&g_array_index (self->late, NlImportRow, self->late->len - 1), row,
                      &self->late_arena);
  return self->late->len < MAX_LATE_ROWS || make_ready_for_lookups (self, FALSE, error);
}

/**
 * nl_import_writer_settle:
 * @self: a writer that has begun, at the end of the file
 * @error: return location
 *
 * Makes ready for rows about customers who are there. The late rows are to be added after it.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_writer_settle (NlImportWriter *self, GError **error)
{
  return self->keys == NULL || make_ready_for_lookups (self, TRUE, error);
}

/**
 * nl_import_writer_next_late:
 * @self: a writer
 *
 * Gets a row that had to wait. There is none before the writer settled, which may also happen
 * within nl_import_writer_add() when many wait.
 *
 * Returns: (transfer none) (nullable): a row for nl_import_writer_add(); %NULL when all were got
 */
const NlImportRow *
nl_import_writer_next_late (NlImportWriter *self)
{
  if (self->keys != NULL || self->next_late == self->late->len)
    return NULL;
  return &g_array_index (self->late, NlImportRow, self->next_late++);
}

static gboolean
score_customers (NlImportWriter *self, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;

  /* Who has not ordered was put among the prospects at once. */
  if (!self->has_dates && self->report->updated == 0)
    return TRUE;
  statement = nl_connection_prepare (self->connection, "score customers", nl_rfm_get_sql (), error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, self->shop_id);
  return nl_statement_run (statement, error);
}

/**
 * nl_import_writer_end:
 * @self: a writer that settled, with no late row left
 * @error: return location
 *
 * Does what follows once all customers are stored: scores, indices, and a look for the planner.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_writer_end (NlImportWriter *self, GError **error)
{
  guint64 changes = self->report->inserted + self->report->updated;

  return score_customers (self, error)
         && (self->bulk == NULL || nl_bulk_load_restore (self->bulk, "*", error))
         && (changes < MANY_CHANGES || nl_connection_analyse (self->connection, error));
}
