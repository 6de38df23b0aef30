/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-rows-read.h"

#include "base/nl-future.h"
#include "store/nl-row.h"

/* What a model of rows asks the store, and what it does with the answer. */

/* How long rows are filled in at a time: half of what a turn of the main loop may take, for widgets
 * show each at once. Those who fill in at the same time share it. */
#define FILL_MICROSECONDS 3000
static guint n_filling;

typedef struct {
  NlQuery *query;
  guint limit;
} IdsQuestion;

typedef struct {
  GType type;
  GArray *ids;
} RecordsQuestion;

static void
ids_question_free (gpointer data)
{
  IdsQuestion *question = data;

  nl_query_unref (question->query);
  g_free (question);
}

static void
records_question_free (gpointer data)
{
  RecordsQuestion *question = data;

  g_array_unref (question->ids);
  g_free (question);
}

static gpointer
read_ids (NlConnection *connection, gpointer data, GError **error)
{
  IdsQuestion *question = data;

  return nl_query_fetch_first_ids (question->query, question->limit, connection, error);
}

static gpointer
read_records (NlConnection *connection, gpointer data, GError **error)
{
  RecordsQuestion *question = data;

  return nl_query_fetch_by_ids (question->type, (const gint64 *) (void *) question->ids->data,
                                question->ids->len, connection, error);
}

/**
 * nl_rows_read_ids:
 * @store: a store
 * @query: which records
 * @limit: how many at most; 0: all
 * @cancellable: (nullable): interrupts the question
 *
 * Returns: (transfer full): a future of a #GArray of their ids, in order
 */
DexFuture *
nl_rows_read_ids (NlStore *store, NlQuery *query, guint limit, GCancellable *cancellable)
{
  IdsQuestion *question = g_new0 (IdsQuestion, 1);

  question->query = nl_query_ref (query);
  question->limit = limit;
  return nl_store_read (store, read_ids, question, ids_question_free, G_TYPE_ARRAY, cancellable);
}

/**
 * nl_rows_read_records:
 * @store: a store
 * @type: a record type
 * @ids: (element-type gint64): which ones
 * @cancellable: (nullable): interrupts the question
 *
 * Returns: (transfer full): a future of a #GPtrArray as long as @ids; %NULL stands for a record
 * that is gone
 */
DexFuture *
nl_rows_read_records (NlStore *store, GType type, GArray *ids, GCancellable *cancellable)
{
  RecordsQuestion *question = g_new0 (RecordsQuestion, 1);

  question->type = type;
  question->ids = g_array_ref (ids);
  return nl_store_read (store, read_records, question, records_question_free, G_TYPE_PTR_ARRAY,
                        cancellable);
}

static void
record_clear (gpointer record)
{
  g_clear_object (&record);
}

/**
 * nl_rows_fill:
 * @rows: (element-type NlRow): rows
 * @records: (element-type NlRecord): as long as @rows; %NULL stands for a record that is gone
 *
 * Fills rows in, a few in each turn of the main loop. A row that is filled in from elsewhere
 * meanwhile stays as it is, for that was read later. Only a fiber can call this.
 */
void
nl_rows_fill (GPtrArray *rows, GPtrArray *records)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (record_clear);
  gint64 end;

  end = g_get_monotonic_time () + FILL_MICROSECONDS / ++n_filling;
  for (guint i = 0; i < rows->len; i++) {
    NlRecord *record = nl_row_get_record (g_ptr_array_index (rows, i));

    g_ptr_array_add (before, record != NULL ? g_object_ref (record) : NULL);
  }
  for (guint i = 0; i < rows->len; i++) {
    NlRow *row = g_ptr_array_index (rows, i);

    if (nl_row_get_record (row) == g_ptr_array_index (before, i))
      nl_row_set_record (row, g_ptr_array_index (records, i));
    if (g_get_monotonic_time () < end)
      continue;
    dex_await (nl_future_sleep (1, NULL), NULL);
    end = g_get_monotonic_time () + FILL_MICROSECONDS / n_filling;
  }
  n_filling--;
}
