/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "nl-test-writer.h"
#include "store-fixture.h"

/* What NlStore::changed says of each transaction. */

#define ROUNDS nl_test_rounds (60, 15)

static void
test_what_changes_know (void)
{
  g_autoptr (NlChanges) changes = nl_changes_new ();

  g_assert_true (nl_changes_is_empty (changes));
  g_assert_false (nl_changes_touches (changes, "customers"));
  nl_changes_add (changes, "customers", 7);
  g_assert_false (nl_changes_is_empty (changes));
  g_assert_true (nl_changes_touches (changes, "customers"));
  g_assert_false (nl_changes_touches (changes, "shops"));
  g_assert_true (nl_changes_contains (changes, "customers", 7));
  g_assert_false (nl_changes_contains (changes, "customers", 8));
  g_assert_false (nl_changes_contains (changes, "shops", 7));
}

static void
test_everything (void)
{
  g_autoptr (NlChanges) changes = nl_changes_new ();

  nl_changes_add_everything (changes);
  g_assert_false (nl_changes_is_empty (changes));
  g_assert_true (nl_changes_touches (changes, "any"));
  g_assert_true (nl_changes_contains (changes, "any", 1));
}

/* After a large change the single rows are forgotten, and all count as changed. */
static void
test_many_rows_are_all_rows (void)
{
  g_autoptr (NlChanges) changes = nl_changes_new ();

  for (gint64 id = 1; id <= 200000; id++)
    nl_changes_add (changes, "customers", id);
  g_assert_true (nl_changes_contains (changes, "customers", 1));
  g_assert_true (nl_changes_contains (changes, "customers", 200000));
  g_assert_true (nl_changes_contains (changes, "customers", G_MAXINT64));
  g_assert_false (nl_changes_contains (changes, "shops", 1));
}

static void
remember (NlStore *store, NlChanges *changes, GPtrArray *told)
{
  g_ptr_array_add (told, nl_changes_ref (changes));
}

/* What is told comes on the main loop, after the write is done. */
static void
wait_for (GPtrArray *told, guint n)
{
  gint64 deadline = g_get_monotonic_time () + NL_TEST_PATIENCE;

  while (told->len < n) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    dex_await (nl_future_sleep (1, NULL), NULL);
  }
  g_assert_cmpuint (told->len, ==, n);
}

/* Begins to remember what is told, after all that was written up to now. */
static void
begin (NlStore *store, GPtrArray *told)
{
  nl_test_writer_settle (store);
  g_signal_connect (store, "changed", G_CALLBACK (remember), told);
}

typedef struct {
  gint64 shop_id;
  GArray *ids;      /* of customers there are */
  GArray *touched;  /* by this transaction */
  gboolean segment; /* whether it added a segment */
  gboolean fails;
} Transaction;

static gboolean
run_one (NlConnection *connection, Transaction *self, GError **error)
{
  guint position = self->ids->len > 0 ? (guint) g_test_rand_int_range (0, (int) self->ids->len) : 0;
  int kind = self->ids->len > 0 ? g_test_rand_int_range (0, 4) : 0;
  g_autoptr (NlRecord) record = NULL;
  gint64 id;

  if (kind == 0) {
    record = g_object_new (NL_TYPE_CUSTOMER, "shop-id", self->shop_id, NULL);
    if (!nl_record_save (record, connection, error))
      return FALSE;
    id = nl_record_get_id (record);
  } else {
    id = g_array_index (self->ids, gint64, position);
    record = nl_record_load (NL_TYPE_CUSTOMER, id, connection, NULL);
    if (record == NULL)
      return TRUE;
    nl_record_set_int64 (record, NL_CUSTOMER_AMOUNT_SPENT, g_test_rand_int ());
    if (!nl_record_save (record, connection, error))
      return FALSE;
  }
  g_array_append_val (self->touched, id);
  return TRUE;
}

static gpointer
run_transaction (NlConnection *connection, gpointer data, GError **error)
{
  Transaction *self = data;

  for (int n = g_test_rand_int_range (1, 6); n > 0; n--)
    if (!run_one (connection, self, error))
      return NULL;
  if (self->segment) {
    g_autofree char *name = g_strdup_printf ("Segment %u", (guint) g_test_rand_int ());
    g_autoptr (NlRecord) segment = g_object_new (NL_TYPE_SEGMENT, "shop-id", self->shop_id, "name",
                                                 name, "query", "amount_spent > 1", NULL);

    if (!nl_record_save (segment, connection, error))
      return NULL;
  }
  if (self->fails)
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED, "Told to");
  return NULL;
}

static gboolean
has (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Random transactions: each is told once, in order, with what it changed and nothing else; the
 * ones that failed are not told at all. */
static void
test_each_transaction_is_told_once (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_changes_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_told = 0;

  store_fixture_set_up (&fixture, folder);
  begin (fixture.store, told);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (gint64));
    Transaction transaction = { .shop_id = fixture.shop_id,
                                .ids = ids,
                                .touched = touched,
                                .segment = g_test_rand_bit (),
                                .fails = g_test_rand_int_range (0, 4) == 0 };
    gboolean done = dex_await (nl_store_write (fixture.store, run_transaction, &transaction, NULL,
                                               G_TYPE_NONE, NULL),
                               NULL);
    NlChanges *changes;

    g_assert_true (done == !transaction.fails);
    if (!done)
      continue;
    wait_for (told, ++n_told);
    changes = told->pdata[n_told - 1];
    g_assert_true (nl_changes_touches (changes, "customers"));
    g_assert_true (nl_changes_touches (changes, "segments") == transaction.segment);
    g_assert_false (nl_changes_touches (changes, "shops"));
    for (guint j = 0; j < touched->len; j++) {
      gint64 id = g_array_index (touched, gint64, j);

      g_assert_true (nl_changes_contains (changes, "customers", id));
      if (!has (ids, id))
        g_array_append_val (ids, id);
    }
    for (guint j = 0; j < ids->len; j++) {
      gint64 id = g_array_index (ids, gint64, j);

      if (!has (touched, id))
        g_assert_false (nl_changes_contains (changes, "customers", id));
    }
  }
}

static gpointer
read_only (NlConnection *connection, gpointer data, GError **error)
{
  gint64 count;

  nl_connection_query_int64 (connection, "test", "SELECT count(*) FROM customers", &count, error);
  return NULL;
}

static void
test_nothing_is_not_told (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_changes_unref);
  g_autoptr (NlRecord) shop
      = g_object_new (NL_TYPE_SHOP, "name", "Sentinel", "language", "en", NULL);

  store_fixture_set_up (&fixture, folder);
  begin (fixture.store, told);
  nl_test_await_ok (nl_store_write (fixture.store, read_only, NULL, NULL, G_TYPE_NONE, NULL));
  nl_test_await_ok (nl_store_read (fixture.store, read_only, NULL, NULL, G_TYPE_NONE, NULL));
  nl_test_await_ok (nl_store_save (fixture.store, shop));
  wait_for (told, 1);
  g_assert_true (nl_changes_touches (told->pdata[0], "shops"));
}

/* A deleted shop takes its customers along: who shows those has to know. */
static void
test_cascades_are_told (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_changes_unref);
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  begin (fixture.store, told);
  changeset
      = dex_await_boxed (nl_store_delete (fixture.store, NL_TYPE_SHOP, fixture.shop_id), &error);
  g_assert_no_error (error);
  wait_for (told, 1);
  g_assert_true (nl_changes_contains (told->pdata[0], "shops", fixture.shop_id));
  g_assert_true (nl_changes_contains (told->pdata[0], "customers", fixture.customer_id));
  g_assert_true (nl_changes_contains (told->pdata[0], "personas", fixture.persona_id));
  g_assert_true (nl_changes_touches (told->pdata[0], "campaigns"));
  /* And so does whoever sees them come back. */
  nl_test_await_ok (nl_store_undo (fixture.store, changeset));
  wait_for (told, 2);
  g_assert_true (nl_changes_contains (told->pdata[1], "customers", fixture.customer_id));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/changes/know", test_what_changes_know);
  g_test_add_func ("/changes/everything", test_everything);
  g_test_add_func ("/changes/many", test_many_rows_are_all_rows);
  nl_test_add ("/changes/once", test_each_transaction_is_told_once);
  nl_test_add ("/changes/nothing", test_nothing_is_not_told);
  nl_test_add ("/changes/cascades", test_cascades_are_told);
  return g_test_run ();
}
