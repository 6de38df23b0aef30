/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customers-bulk.h"
#include "customers/nl-customers.h"
#include "people.h"

#define N_MANY 2500

static GArray *
all_ids (People *people)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (GListModel) list = NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  nl_query_order_by_sql (query, "id");
  list = dex_await_object (nl_store_list (people->store, query), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NlRecord) customer = g_list_model_get_item (list, i);
    gint64 id = nl_record_get_id (customer);

    g_array_append_val (ids, id);
  }
  return ids;
}

#define TAGS_SQL "SELECT group_concat(tags, ' ') FROM (SELECT tags FROM customers ORDER BY id)"

static void
add_three (People *people)
{
  const char *const none[] = { NULL };
  const char *const vip[] = { "VIP", NULL };
  const char *const two[] = { "été", "vip", NULL };

  people_add (people, "a@example.com", "tags", none, NULL);
  people_add (people, "b@example.com", "tags", vip, NULL);
  people_add (people, "c@example.com", "tags", two, NULL);
}

static void
test_add_tags (const char *folder)
{
  const char *const tags[] = { "vip", "Ete", "VIP", "a \"b\"", NULL };
  People people;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  people_set_up (&people, folder);
  add_three (&people);
  ids = all_ids (&people);
  changeset = dex_await_boxed (nl_customers_add_tags (people.store, ids, tags, NULL), &error);
  g_assert_no_error (error);
  /* The spelling that was there stays. */
  people_assert_sql (&people, TAGS_SQL,
                     "[\"vip\",\"Ete\",\"a \\\"b\\\"\"] [\"VIP\",\"Ete\",\"a \\\"b\\\"\"] "
                     "[\"été\",\"vip\",\"a \\\"b\\\"\"]");
  people_assert_sql (&people, "SELECT count(*) FROM customer_tags WHERE tag_key IN ('vip', 'ete')",
                     "6");
  people_assert_sql (&people,
                     "SELECT count(*) FROM customers_search WHERE customers_search MATCH 'ete'",
                     "3");
  nl_test_await_ok (nl_store_undo (people.store, changeset));
  people_assert_sql (&people, TAGS_SQL, "[] [\"VIP\"] [\"été\",\"vip\"]");
  people_assert_sql (&people, "SELECT count(*) FROM customer_tags", "3");
  people_tear_down (&people);
}

static void
test_remove_tags (const char *folder)
{
  const char *const tags[] = { "Vip", NULL };
  People people;
  g_autoptr (GArray) ids = NULL;

  people_set_up (&people, folder);
  add_three (&people);
  ids = all_ids (&people);
  people_assert_sql (&people, "UPDATE customers SET updated_at = 7 RETURNING 'x'", "x\nx\nx");
  {
    g_autoptr (GBytes) changeset
        = dex_await_boxed (nl_customers_remove_tags (people.store, ids, tags, NULL), NULL);

    people_assert_sql (&people, TAGS_SQL, "[] [] [\"été\"]");
    /* Who had nothing to lose was not touched. */
    people_assert_sql (&people, "SELECT count(*) FROM customers WHERE updated_at = 7", "1");
    nl_test_await_ok (nl_store_undo (people.store, changeset));
  }
  people_assert_sql (&people, TAGS_SQL, "[] [\"VIP\"] [\"été\",\"vip\"]");
  people_tear_down (&people);
}

/* The main loop tells how it ended. */
static NlOperationState
outcome (NlOperation *operation)
{
  while (nl_operation_get_state (operation) == NL_OPERATION_RUNNING)
    nl_test_await_ok (nl_future_sleep (1, NULL));
  return nl_operation_get_state (operation);
}

static gpointer
add_many (NlConnection *connection, gpointer data, GError **error)
{
  for (guint i = 0; i < N_MANY; i++) {
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", *(gint64 *) data, "first-name", "N", NULL);

    g_assert_true (nl_record_save (customer, connection, error));
  }
  return NULL;
}

static void
test_progress_over_chunks (const char *folder)
{
  const char *const tags[] = { "new", NULL };
  People people;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Tag");

  people_set_up (&people, folder);
  nl_test_await_ok (
      nl_store_write (people.store, add_many, &people.shop_id, NULL, G_TYPE_NONE, NULL));
  ids = all_ids (&people);
  people_undo (&people, nl_customers_add_tags (people.store, ids, tags, operation));
  g_assert_cmpint (outcome (operation), ==, NL_OPERATION_DONE);
  g_assert_cmpuint (nl_operation_get_done (operation), ==, N_MANY);
  g_assert_cmpuint (nl_operation_get_total (operation), ==, N_MANY);
  people_assert_sql (&people, "SELECT count(*) FROM customer_tags", "0");
  /* The search forgets what is gone, and goes on to do so at once. */
  people_assert_sql (&people,
                     "SELECT count(*) FROM customers_search WHERE customers_search MATCH 'new'",
                     "0");
  people_assert_sql (&people, "SELECT v FROM customers_search_config WHERE k = 'secure-delete'",
                     "1");
  {
    g_autoptr (GBytes) changeset
        = dex_await_boxed (nl_customers_set_consent (people.store, ids,
                                                     NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS,
                                                     "SUBSCRIBED", NULL),
                           NULL);

    g_assert_nonnull (changeset);
  }
  people_assert_sql (&people,
                     "SELECT count(*) FROM customers WHERE sms_subscription_status = 'SUBSCRIBED' "
                     "AND sms_subscription_source = 'manual' AND email_subscription_status IS NULL",
                     G_STRINGIFY (N_MANY));
  people_tear_down (&people);
}

static void
test_cancelled_leaves_nothing (const char *folder)
{
  const char *const tags[] = { "new", NULL };
  People people;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Tag");
  g_autoptr (GError) error = NULL;

  people_set_up (&people, folder);
  add_three (&people);
  ids = all_ids (&people);
  nl_operation_cancel (operation);
  g_assert_null (
      dex_await_boxed (nl_customers_add_tags (people.store, ids, tags, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (outcome (operation), ==, NL_OPERATION_CANCELLED);
  people_assert_sql (&people, TAGS_SQL, "[] [\"VIP\"] [\"été\",\"vip\"]");
  people_tear_down (&people);
}

/* Whoever has no name is called by what tells them apart. */
static void
test_names (const char *folder)
{
  g_autoptr (NlCustomer) customer = g_object_new (NL_TYPE_CUSTOMER, NULL);
  static const struct {
    const char *property;
    const char *value;
    const char *name;
  } steps[] = {
    { NULL, NULL, "Unnamed Customer" },
    { "external-id", "15465", "Customer 15465" },
    { "phone", "+33612345678", "+33612345678" },
    { "email", "a@example.com", "a@example.com" },
    { "company", "Maison Verte", "Maison Verte" },
    { "last-name", "Dupont", "Dupont" },
    { "first-name", "Chloé", "Chloé Dupont" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *name = NULL;

    if (steps[i].property != NULL)
      g_object_set (customer, steps[i].property, steps[i].value, NULL);
    name = nl_customer_dup_name (customer);
    g_assert_cmpstr (name, ==, steps[i].name);
  }
}

/* Whether a file of the workspace has these bytes anywhere. */
static gboolean
file_knows (People *people, const char *suffix, const char *word)
{
  g_autofree char *path = g_strconcat (people->database, suffix, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file != NULL && g_mapped_file_get_length (file) > 0
         && memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), word,
                    strlen (word))
                != NULL;
}

static gboolean
is_known (People *people, const char *word)
{
  return file_knows (people, "", word) || file_knows (people, "-wal", word);
}

/* While the workspace is open, no file has anything of them any more. */
static void
assert_forgotten (const char *folder, guint n_people)
{
  People people;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Erase");
  g_autoptr (GError) error = NULL;

  people_set_up (&people, folder);
  for (guint i = 0; i < n_people; i++) {
    g_autofree char *email = g_strdup_printf ("xylophilia%u@example.com", i);

    people_add (&people, email, "note", "Quuxword", "city", "Zembla", NULL);
  }
  g_assert_true (is_known (&people, "ylophilia"));
  ids = all_ids (&people);
  changeset = dex_await_boxed (nl_customers_erase (people.store, ids, operation), &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome (operation), ==, NL_OPERATION_DONE);
  g_assert_false (is_known (&people, "ylophilia"));
  g_assert_false (is_known (&people, "uuxword"));
  g_assert_false (is_known (&people, "Zembla"));
  nl_test_await_ok (nl_store_undo (people.store, changeset));
  {
    g_autoptr (GArray) back = all_ids (&people);

    g_assert_cmpuint (back->len, ==, n_people);
  }
  people_assert_sql (&people, "SELECT count(*) > 0 FROM customers_search ('quuxword')", "1");
  people_tear_down (&people);
}

static void
test_erase_one (const char *folder)
{
  assert_forgotten (folder, 1);
}

static void
test_erase_many (const char *folder)
{
  assert_forgotten (folder, 1100);
}

static void
test_erase_cancelled (const char *folder)
{
  People people;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Erase");
  g_autoptr (GError) error = NULL;

  people_set_up (&people, folder);
  add_three (&people);
  ids = all_ids (&people);
  nl_operation_cancel (operation);
  g_assert_null (dex_await_boxed (nl_customers_erase (people.store, ids, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (outcome (operation), ==, NL_OPERATION_CANCELLED);
  people_assert_sql (&people, "SELECT count(*) FROM customers", "3");
  people_tear_down (&people);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/customers-bulk/add-tags", test_add_tags);
  nl_test_add ("/customers-bulk/remove-tags", test_remove_tags);
  nl_test_add ("/customers-bulk/progress-over-chunks", test_progress_over_chunks);
  nl_test_add ("/customers-bulk/cancelled-leaves-nothing", test_cancelled_leaves_nothing);
  nl_test_add ("/customers-bulk/names", test_names);
  nl_test_add ("/customers-bulk/erase-one", test_erase_one);
  nl_test_add ("/customers-bulk/erase-many", test_erase_many);
  nl_test_add ("/customers-bulk/erase-cancelled", test_erase_cancelled);
  return g_test_run ();
}
