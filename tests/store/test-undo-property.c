/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer.h"
#include "personas/nl-persona.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store-fixture.h"

/* Random changes, taken back one after the other: each step leaves the workspace as it was before
 * the change, in the tables as in what triggers keep. */

#define N_CHANGES nl_test_rounds (40, 12)
#define N_ROWS 6

static const char snapshot_sql[]
    = "SELECT * FROM shops ORDER BY id; SELECT * FROM customers ORDER BY id;"
      "SELECT * FROM customer_tags ORDER BY 1, 2, 3; SELECT * FROM segments ORDER BY id;"
      "SELECT * FROM personas ORDER BY id; SELECT * FROM campaigns ORDER BY id;"
      "SELECT rowid FROM customers_search WHERE customers_search MATCH 'vip OR lyon OR anna' "
      "ORDER BY rowid; PRAGMA foreign_key_check";

typedef struct {
  gint64 shop_id;
  GRand *random;
} Change;

static gint64
pick (NlConnection *connection, Change *change, const char *table, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id FROM %s ORDER BY (id * %d) %% 1009, id LIMIT 1", table,
                         g_rand_int_range (change->random, 1, 1000));
  gint64 id = 0;

  nl_connection_query_int64 (connection, "test", sql, &id, error);
  return id;
}

static void
edit (NlRecord *customer, Change *change)
{
  static const char *const cities[] = { "Lyon", "Oslo", NULL };
  const char *const tags[] = { g_rand_boolean (change->random) ? "vip" : "new", "a'b", NULL };

  nl_record_set_text (customer, NL_CUSTOMER_CITY, cities[g_rand_int_range (change->random, 0, 3)]);
  nl_record_set_text (customer, NL_CUSTOMER_FIRST_NAME,
                      g_rand_boolean (change->random) ? "Anna" : NULL);
  nl_record_set_strv (customer, NL_CUSTOMER_TAGS, g_rand_boolean (change->random) ? tags : NULL);
}

static gboolean
change_one (NlConnection *connection, Change *change, GError **error)
{
  g_autoptr (NlRecord) record = NULL;
  g_autofree char *name = g_strdup_printf ("Name %u", g_rand_int (change->random));
  gint64 id;

  switch (g_rand_int_range (change->random, 0, 7)) {
  case 0:
  case 1:
    record = g_object_new (NL_TYPE_CUSTOMER, "shop-id", change->shop_id, "last-name", name, NULL);
    edit (record, change);
    return nl_record_save (record, connection, error);
  case 2:
  case 3:
    id = pick (connection, change, "customers", error);
    if (id == 0)
      return TRUE;
    record = nl_record_load (NL_TYPE_CUSTOMER, id, connection, error);
    edit (record, change);
    return nl_record_save (record, connection, error);
  case 4:
    id = pick (connection, change, "customers", error);
    return id == 0 || nl_record_delete (NL_TYPE_CUSTOMER, id, connection, error);
  case 5:
    record = g_object_new (NL_TYPE_SEGMENT, "shop-id", change->shop_id, "name", name, "query", name,
                           NULL);
    return nl_record_save (record, connection, error);
  default:
    /* What hangs on it keeps going, without it. */
    id = pick (connection, change, "segments", error);
    return id == 0 || nl_record_delete (NL_TYPE_SEGMENT, id, connection, error);
  }
}

static gpointer
change_some (NlConnection *connection, gpointer data, GError **error)
{
  Change *change = data;

  for (int n = g_rand_int_range (change->random, 1, N_ROWS); n > 0; n--)
    if (!change_one (connection, change, error))
      break;
  return NULL;
}

static void
test_undo_in_reverse (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) changesets
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Change change = { 0 };

  store_fixture_set_up (&fixture, folder);
  change = (Change) { fixture.shop_id, random };
  for (guint i = 0; i < N_CHANGES; i++) {
    g_autoptr (GError) error = NULL;
    GBytes *changeset;

    g_ptr_array_add (snapshots, store_fixture_sql (&fixture, snapshot_sql));
    changeset
        = dex_await_boxed (nl_store_write_undoable (fixture.store, change_some, &change, NULL),
                           &error);
    g_assert_no_error (error);
    g_ptr_array_add (changesets, changeset);
  }
  for (guint i = N_CHANGES; i-- > 0;) {
    g_autofree char *now = NULL;

    nl_test_await_ok (nl_store_undo (fixture.store, changesets->pdata[i]));
    now = store_fixture_sql (&fixture, snapshot_sql);
    g_assert_cmpstr (now, ==, snapshots->pdata[i]);
  }
}

/* Deleting a shop takes everything in it along; undoing brings everything back. */
static void
test_undo_of_cascades (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  Change change = { 0 };

  store_fixture_set_up (&fixture, folder);
  change = (Change) { fixture.shop_id, random };
  for (guint i = 0; i < 10; i++)
    nl_test_await_ok (
        nl_store_write (fixture.store, change_some, &change, NULL, G_TYPE_NONE, NULL));
  before = store_fixture_sql (&fixture, snapshot_sql);
  changeset
      = dex_await_boxed (nl_store_delete (fixture.store, NL_TYPE_SHOP, fixture.shop_id), &error);
  g_assert_no_error (error);
  between = store_fixture_sql (&fixture, snapshot_sql);
  g_assert_cmpstr (between, ==, "");
  nl_test_await_ok (nl_store_undo (fixture.store, changeset));
  after = store_fixture_sql (&fixture, snapshot_sql);
  g_assert_cmpstr (after, ==, before);
}

/* What others changed since stays. */
static void
test_undo_leaves_later_edits (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlRecord) customer = NULL;
  g_autoptr (NlRecord) other = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  store_fixture_set_up (&fixture, folder);
  customer = dex_await_object (nl_store_find (fixture.store, NL_TYPE_CUSTOMER, fixture.customer_id),
                               NULL);
  changeset
      = dex_await_boxed (nl_store_delete (fixture.store, NL_TYPE_CUSTOMER, fixture.customer_id),
                         &error);
  g_assert_no_error (error);
  other = g_object_new (NL_TYPE_CUSTOMER, "shop-id", fixture.shop_id, "last-name", "Later", NULL);
  nl_test_await_ok (nl_store_save (fixture.store, other));
  nl_test_await_ok (nl_store_undo (fixture.store, changeset));
  names = store_fixture_sql (&fixture, "SELECT count(*), max(last_name) FROM customers");
  g_assert_cmpstr (names, ==, "2|Later");
  /* Undone already: what is there is left as it is. */
  dex_await (nl_store_undo (fixture.store, changeset), NULL);
  g_free (names);
  names = store_fixture_sql (&fixture, "SELECT count(*), max(last_name) FROM customers");
  g_assert_cmpstr (names, ==, "2|Later");
}

static gpointer
fail_halfway (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlRecord) customer
      = g_object_new (NL_TYPE_CUSTOMER, "shop-id", *(gint64 *) data, NULL);

  if (nl_record_save (customer, connection, error))
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED, "Told to");
  return NULL;
}

static void
test_failure_is_rolled_back (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_set_up (&fixture, folder);
  before = store_fixture_sql (&fixture, snapshot_sql);
  g_assert_false (dex_await (
      nl_store_write_undoable (fixture.store, fail_halfway, &fixture.shop_id, NULL), &error));
  g_assert_cmpstr (error->message, ==, "Told to");
  after = store_fixture_sql (&fixture, snapshot_sql);
  g_assert_cmpstr (after, ==, before);
}

static void
test_garbage_is_refused (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GBytes) garbage = g_bytes_new_static ("no changeset", 12);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  before = store_fixture_sql (&fixture, snapshot_sql);
  g_assert_false (dex_await (nl_store_undo (fixture.store, garbage), &error));
  g_assert_true (error->domain == NL_STORE_ERROR);
  nl_test_await_ok (nl_store_undo (fixture.store, nothing));
  after = store_fixture_sql (&fixture, snapshot_sql);
  g_assert_cmpstr (after, ==, before);
}

static gpointer
nothing (NlConnection *connection, gpointer data, GError **error)
{
  return NULL;
}

static void
test_closed_store_refuses (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  nl_test_await_ok (nl_store_close (fixture.store));
  g_assert_false (dex_await (nl_store_undo (fixture.store, bytes), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (dex_await (
      nl_store_write_undoable (fixture.store, nothing, g_strdup ("freed"), g_free), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED);
  g_assert_cmpstr (nl_store_get_folder (fixture.store), ==, folder);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/undo/reverse", test_undo_in_reverse);
  nl_test_add ("/undo/cascades", test_undo_of_cascades);
  nl_test_add ("/undo/later-edits", test_undo_leaves_later_edits);
  nl_test_add ("/undo/failure", test_failure_is_rolled_back);
  nl_test_add ("/undo/garbage", test_garbage_is_refused);
  nl_test_add ("/undo/closed", test_closed_store_refuses);
  return g_test_run ();
}
