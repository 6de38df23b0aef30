/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "customers/nl-customer.h"
#include "nl-test.h"
#include "personas/nl-persona.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static NlRecord *
add_shop (NlStore *store, const char *name)
{
  NlRecord *shop = g_object_new (NL_TYPE_SHOP, "name", name, "language", "fr", NULL);

  nl_test_await_ok (nl_store_save (store, shop));
  return shop;
}

static NlRecord *
add_customer (NlStore *store, NlRecord *shop, const char *first_name, const char *const *tags)
{
  NlRecord *customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", nl_record_get_id (shop),
                                     "first-name", first_name, "tags", tags, NULL);

  nl_test_await_ok (nl_store_save (store, customer));
  return customer;
}

static char *
ask (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);

  return nl_test_sqlite3 (path, sql);
}

static void
assert_says (const char *folder, const char *sql, const char *answer)
{
  g_autofree char *said = ask (folder, sql);

  g_assert_cmpstr (said, ==, answer);
}

static void
test_save_and_find (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (NlRecord) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nl_record_get_id (shop), >, 0);
  g_assert_false (nl_record_is_dirty (shop));
  assert_says (folder, "SELECT name, currency, further_languages FROM shops", "Atelier|EUR|[]");

  g_object_set (shop, "currency", "CHF", NULL);
  nl_test_await_ok (nl_store_save (store, shop));
  found = dex_await_object (nl_store_find (store, NL_TYPE_SHOP, nl_record_get_id (shop)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nl_record_get_text (found, NL_SHOP_CURRENCY), ==, "CHF");
  g_assert_cmpint (nl_record_get_created_at (found), ==, nl_record_get_created_at (shop));
}

static void
test_not_found (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (nl_store_find (store, NL_TYPE_SHOP, 1), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

static void
test_constraint (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (NlRecord) twin
      = g_object_new (NL_TYPE_SHOP, "name", "ATELIER", "language", "fr", NULL);
  g_autoptr (NlRecord) stray
      = g_object_new (NL_TYPE_CUSTOMER, "shop-id", G_GINT64_CONSTANT (12345), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (nl_store_save (store, twin), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_store_save (store, stray), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  assert_says (folder, "SELECT (SELECT count(*) FROM shops), (SELECT count(*) FROM customers)",
               "1|0");
}

static gpointer
insert_then_fail (NlConnection *connection, gpointer data, GError **error)
{
  g_assert_true (nl_connection_exec (connection, "test",
                                     "INSERT INTO workspace VALUES ('half', 'written')", error));
  g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED, "on purpose");
  return NULL;
}

static void
test_failure_rolls_back (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      dex_await (nl_store_write (store, insert_then_fail, NULL, NULL, G_TYPE_NONE, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
  assert_says (folder, "SELECT count(*) FROM workspace", "0");
}

static gpointer
count_forever (NlConnection *connection, gpointer data, GError **error)
{
  gint64 result;

  g_idle_add_once ((GSourceOnceFunc) g_cancellable_cancel, data);
  nl_connection_query_int64 (connection, "test",
                             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                             "SELECT count(*) FROM n",
                             &result, error);
  return NULL;
}

static void
test_cancel_interrupts (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (
      nl_store_read (store, count_forever, cancellable, NULL, G_TYPE_NONE, cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
write_in_a_read (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "test", "DELETE FROM shops", error);
  return NULL;
}

static void
test_readers_cannot_write (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (GError) error = NULL;

  g_assert_false (
      dex_await (nl_store_read (store, write_in_a_read, NULL, NULL, G_TYPE_NONE, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
}

static void
remember (NlStore *store, NlChanges *changes, GPtrArray *all)
{
  g_ptr_array_add (all, nl_changes_ref (changes));
}

static void
test_changes_are_told (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_changes_unref);
  g_autoptr (NlRecord) shop = NULL;
  gint64 id;

  g_signal_connect (store, "changed", G_CALLBACK (remember), all);
  shop = add_shop (store, "Atelier");
  id = nl_record_get_id (shop);
  g_object_set (shop, "tone", "formal", NULL);
  nl_test_await_ok (nl_store_save (store, shop));
  while (all->len < 2)
    dex_await (nl_future_sleep (1, NULL), NULL);

  g_assert_true (nl_changes_contains (all->pdata[0], "shops", id));
  g_assert_true (nl_changes_contains (all->pdata[1], "shops", id));
  g_assert_false (nl_changes_touches (all->pdata[1], "customers"));
}

static guint
count_changes_of_others (GPtrArray *all)
{
  guint count = 0;

  for (guint i = 0; i < all->len; i++)
    count += nl_changes_touches (all->pdata[i], "a table there is not");
  return count;
}

static void
test_others_write (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlStore) other = open_store (folder);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_changes_unref);
  g_autoptr (NlRecord) mine = NULL;
  g_autoptr (NlRecord) theirs = NULL;

  g_signal_connect (store, "changed", G_CALLBACK (remember), all);
  nl_store_watch (store);
  mine = add_shop (store, "Mine");
  while (all->len < 1)
    dex_await (nl_future_sleep (1, NULL), NULL);
  g_assert_cmpuint (count_changes_of_others (all), ==, 0);

  theirs = add_shop (other, "Theirs");
  while (all->len < 2)
    dex_await (nl_future_sleep (1, NULL), NULL);
  g_assert_cmpuint (count_changes_of_others (all), ==, 1);

  /* What was written here is not taken for theirs. */
  nl_test_await_ok (nl_store_delete (store, NL_TYPE_SHOP, nl_record_get_id (mine)));
  while (all->len < 3)
    dex_await (nl_future_sleep (1, NULL), NULL);
  g_assert_cmpuint (count_changes_of_others (all), ==, 1);
}

static void
test_delete_and_undo (const char *folder)
{
  const char *const tags[] = { "VIP", "Été", NULL };
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (NlRecord) customer = add_customer (store, shop, "Chloé", tags);
  g_autoptr (NlRecord) segment = g_object_new (NL_TYPE_SEGMENT, "shop-id", nl_record_get_id (shop),
                                               "name", "All", "query", "amount_spent > 0", NULL);
  g_autoptr (NlRecord) persona = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  const char *everything
      = "SELECT name, segment_id FROM personas; SELECT * FROM segments;"
        "SELECT first_name, tags FROM customers;"
        "SELECT tag_key FROM customer_tags ORDER BY 1;"
        "SELECT count(*) FROM customers_search WHERE customers_search MATCH 'chloe'";

  nl_test_await_ok (nl_store_save (store, segment));
  persona = g_object_new (NL_TYPE_PERSONA, "shop-id", nl_record_get_id (shop), "language", "fr",
                          "name", "Katrin", "segment-id", nl_record_get_id (segment), NULL);
  nl_test_await_ok (nl_store_save (store, persona));
  before = ask (folder, everything);

  changeset = dex_await_boxed (nl_store_delete (store, NL_TYPE_SEGMENT, nl_record_get_id (segment)),
                               &error);
  g_assert_no_error (error);
  assert_says (folder, "SELECT segment_id IS NULL FROM personas", "1");
  nl_test_await_ok (nl_store_undo (store, changeset));
  assert_says (folder, everything, before);
  g_clear_pointer (&changeset, g_bytes_unref);

  changeset
      = dex_await_boxed (nl_store_delete (store, NL_TYPE_SHOP, nl_record_get_id (shop)), &error);
  g_assert_no_error (error);
  assert_says (folder,
               "SELECT (SELECT count(*) FROM customers), (SELECT count(*) FROM customer_tags)",
               "0|0");
  nl_test_await_ok (nl_store_undo (store, changeset));
  assert_says (folder, everything, before);
  assert_says (folder, "PRAGMA integrity_check; PRAGMA foreign_key_check", "ok");
}

static void
test_save_and_undo (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  nl_record_set_text (shop, NL_SHOP_NAME, "Maison");
  changeset = dex_await_boxed (nl_store_save_undoable (store, shop), &error);
  g_assert_no_error (error);
  assert_says (folder, "SELECT name FROM shops", "Maison");
  nl_test_await_ok (nl_store_undo (store, changeset));
  assert_says (folder, "SELECT name FROM shops", "Atelier");
  nl_record_set_text (shop, NL_SHOP_NAME, "");
  g_assert_false (dex_await (nl_store_save_undoable (store, shop), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
}

static void
test_undo_after_the_parent_went (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (NlRecord) customer = add_customer (store, shop, "Chloé", NULL);
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  changeset
      = dex_await_boxed (nl_store_delete (store, NL_TYPE_CUSTOMER, nl_record_get_id (customer)),
                         &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_store_delete (store, NL_TYPE_SHOP, nl_record_get_id (shop)));
  g_assert_false (dex_await (nl_store_undo (store, changeset), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  assert_says (folder, "SELECT count(*) FROM customers", "0");
}

static void
test_reopen (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");
  g_autoptr (NlStore) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_SHOP);

  nl_test_await_ok (nl_store_close (store));
  g_assert_false (dex_await (nl_store_save (store, shop), &error));
  g_clear_error (&error);
  again = open_store (folder);
  g_assert_cmpint (dex_await_int64 (nl_store_count (again, query), &error), ==, 1);
  g_assert_no_error (error);
}

static void
test_newer_schema (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  nl_test_await_ok (nl_store_close (store));
  answer = ask (folder, "PRAGMA user_version = 99");
  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA);
  g_assert_nonnull (strstr (error->message, "99"));
}

static void
test_not_a_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_file_set_contents (path, "This is a shopping list, and a rather long one at that.", -1, NULL);
  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT);
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_true (g_str_has_prefix (contents, "This is a shopping list"));
}

static void
test_foreign_database (const char *folder)
{
  g_autofree char *answer = ask (folder, "CREATE TABLE recipes (name)");
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &before, &size_before, NULL);
  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT);
  g_file_get_contents (path, &after, &size_after, NULL);
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_folder_is_a_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "taken", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "x", 1, NULL);
  g_assert_false (dex_await (nl_store_open (path), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, path));
}

static gpointer
insert_shop (NlConnection *connection, gpointer data, GError **error)
{
  nl_record_save (data, connection, error);
  return NULL;
}

static void
test_files_are_private (const char *folder)
{
  static const char *const names[] = { "", "workspace.db", "workspace.db-wal", "workspace.db-shm" };
  g_autofree char *own = g_build_filename (folder, "own", NULL);
  mode_t usual = umask (0);
  g_autoptr (NlStore) store = open_store (own);
  g_autoptr (NlRecord) shop = add_shop (store, "Atelier");

  umask (usual);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (own, names[i], NULL);
    GStatBuf info;

    g_assert_cmpint (g_stat (path, &info), ==, 0);
    g_assert_cmpint (info.st_mode & 077, ==, 0);
  }
}

static gpointer
type_segments (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlStatement) held = nl_connection_prepare (connection, "test", "SELECT 42", error);

  for (guint i = 0; i < 2000; i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT %u", i);
    gint64 result;

    g_assert_true (nl_connection_query_int64 (connection, "test", sql, &result, error));
    g_assert_cmpint (result, ==, i);
  }
  g_assert_true (nl_statement_step (held, error));
  g_assert_cmpint (nl_statement_get_int64 (held, 0), ==, 42);
  *(guint *) data = 0;
  for (sqlite3_stmt *s = NULL;
       (s = sqlite3_next_stmt (nl_connection_get_handle (connection), s)) != NULL;)
    ++*(guint *) data;
  return NULL;
}

static void
test_statements_are_bounded (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  guint n_statements = 0;

  nl_test_await_ok (nl_store_read (store, type_segments, &n_statements, NULL, G_TYPE_NONE, NULL));
  g_assert_cmpuint (n_statements, >, 0);
  g_assert_cmpuint (n_statements, <, 300);
}

static gpointer
do_nothing (NlConnection *connection, gpointer data, GError **error)
{
  return NULL;
}

static void
test_last_reference_on_its_own_thread (const char *folder)
{
  NlStore *store = open_store (folder);
  g_autoptr (DexFuture) read = NULL;
  g_autoptr (DexFuture) write = NULL;
  GWeakRef gone;

  g_weak_ref_init (&gone, store);
  read = nl_store_read (store, do_nothing, g_object_ref (store), g_object_unref, G_TYPE_NONE, NULL);
  write = nl_store_write (store, do_nothing, store, g_object_unref, G_TYPE_NONE, NULL);
  nl_test_await_ok (g_steal_pointer (&read));
  nl_test_await_ok (g_steal_pointer (&write));
  g_assert_null (g_weak_ref_get (&gone));
  g_weak_ref_clear (&gone);
}

static void
test_close_finishes_what_is_queued (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "Late", "language", "fr", NULL);
  g_autoptr (DexFuture) saved
      = nl_store_write (store, insert_shop, g_object_ref (shop), g_object_unref, G_TYPE_NONE, NULL);
  g_autoptr (DexFuture) closed = nl_store_close (store);

  nl_test_await_ok (nl_store_close (store));
  nl_test_await_ok (g_steal_pointer (&saved));
  nl_test_await_ok (g_steal_pointer (&closed));
  assert_says (folder, "SELECT name FROM shops", "Late");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/store/save-and-find", test_save_and_find);
  nl_test_add ("/store/not-found", test_not_found);
  nl_test_add ("/store/constraint", test_constraint);
  nl_test_add ("/store/failure-rolls-back", test_failure_rolls_back);
  nl_test_add ("/store/cancel-interrupts", test_cancel_interrupts);
  nl_test_add ("/store/readers-cannot-write", test_readers_cannot_write);
  nl_test_add ("/store/changes", test_changes_are_told);
  nl_test_add ("/store/others-write", test_others_write);
  nl_test_add ("/store/undo", test_delete_and_undo);
  nl_test_add ("/store/save-undo", test_save_and_undo);
  nl_test_add ("/store/undo-too-late", test_undo_after_the_parent_went);
  nl_test_add ("/store/reopen", test_reopen);
  nl_test_add ("/store/files-are-private", test_files_are_private);
  nl_test_add ("/store/statements-are-bounded", test_statements_are_bounded);
  nl_test_add ("/store/last-reference", test_last_reference_on_its_own_thread);
  nl_test_add ("/store/close-finishes", test_close_finishes_what_is_queued);
  nl_test_add ("/store/newer-schema", test_newer_schema);
  nl_test_add ("/store/not-a-database", test_not_a_database);
  nl_test_add ("/store/foreign-database", test_foreign_database);
  nl_test_add ("/store/folder-is-a-file", test_folder_is_a_file);
  return g_test_run ();
}
