/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"
#include "customers/nl-rfm.h"
#include "segments/nl-segment-vocabulary.h"
#include "store/nl-migrations.h"

static void
test_every_cell_is_a_group (const char *folder)
{
  const NlSegmentAttribute *rfm_group = nl_segment_vocabulary_find_attribute ("rfm_group");
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (used, (gpointer) nl_rfm_get_group (0, 0, 0));
  for (guint r = 1; r <= 5; r++)
    for (guint f = 1; f <= 5; f++)
      for (guint m = 1; m <= 5; m++) {
        const char *group = nl_rfm_get_group (r, f, m);

        g_assert_true (g_strv_contains (rfm_group->values, group));
        g_hash_table_add (used, (gpointer) group);
      }
  for (guint i = 0; rfm_group->values[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (used, rfm_group->values[i]));
}

static void
test_known_cells (const char *folder)
{
  static const struct {
    guint r, f, m;
    const char *group;
  } cells[] = {
    { 0, 0, 0, "PROSPECTS" },
    { 5, 5, 5, "CHAMPIONS" },
    { 5, 5, 4, "CHAMPIONS" },
    { 5, 4, 4, "LOYAL" },
    { 4, 5, 5, "LOYAL" },
    { 3, 4, 3, "LOYAL" },
    { 5, 1, 1, "NEW" },
    { 5, 1, 2, "ACTIVE" },
    { 4, 3, 3, "ACTIVE" },
    { 4, 1, 1, "PROMISING" },
    { 3, 1, 1, "PROMISING" },
    { 3, 2, 3, "NEEDS_ATTENTION" },
    { 2, 5, 5, "PREVIOUSLY_LOYAL" },
    { 1, 3, 4, "AT_RISK" },
    { 2, 1, 2, "ALMOST_LOST" },
    { 1, 1, 1, "DORMANT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpstr (nl_rfm_get_group (cells[i].r, cells[i].f, cells[i].m), ==, cells[i].group);
}

static NlConnection *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  nl_migrations_run (connection, path, &error);
  g_assert_no_error (error);
  nl_connection_exec (connection, "test",
                      "INSERT INTO shops (id, created_at, updated_at, name, language)"
                      " VALUES (1, 0, 0, 'A', 'fr'), (2, 0, 0, 'B', 'fr')",
                      &error);
  g_assert_no_error (error);
  return connection;
}

static void
score (NlConnection *connection, gint64 shop_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "rfm", nl_rfm_get_sql (), &error);

  g_assert_no_error (error);
  nl_statement_bind_int64 (statement, 1, shop_id);
  nl_statement_run (statement, &error);
  g_assert_no_error (error);
}

static void
test_quintiles (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStatement) statement = NULL;
  guint n = 0;

  /* 1 to 100 rise together; 101 ordered nothing; 102 ordered on an unknown day; 103 is elsewhere.
   */
  nl_connection_exec (
      connection, "test",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
      " INSERT INTO customers (id, created_at, updated_at, shop_id, amount_spent,"
      " number_of_orders, last_order_at) SELECT i, 0, 0, 1, i * 100, i, i FROM n;"
      "INSERT INTO customers (id, created_at, updated_at, shop_id, number_of_orders, rfm_recency,"
      " rfm_group) VALUES (101, 0, 0, 1, 0, 3, 'NEW'), (102, 0, 0, 1, 3, 3, 'NEW'),"
      " (103, 0, 0, 2, 0, 3, 'NEW')",
      &error);
  g_assert_no_error (error);
  score (connection, 1);
  statement = nl_connection_prepare (connection, "test",
                                     "SELECT id, rfm_recency, rfm_frequency, rfm_monetary,"
                                     " rfm_group FROM customers ORDER BY id",
                                     &error);
  g_assert_no_error (error);
  for (; nl_statement_step (statement, &error); n++) {
    gint64 id = nl_statement_get_int64 (statement, 0);
    guint expected = (guint) (id - 1) / 20 + 1;
    const char *group = nl_statement_get_text (statement, 4);

    if (id <= 100) {
      for (int column = 1; column <= 3; column++)
        g_assert_cmpint (nl_statement_get_int64 (statement, column), ==, expected);
      g_assert_cmpstr (group, ==, nl_rfm_get_group (expected, expected, expected));
    } else {
      g_assert_true (nl_statement_is_null (statement, 1) == (id != 103));
      g_assert_cmpstr (group, ==, id == 101 ? "PROSPECTS" : id == 102 ? NULL : "NEW");
    }
  }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 103);
}

static void
test_ties_share_a_score (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);
  g_autoptr (GError) error = NULL;
  gint64 kinds;

  nl_connection_exec (
      connection, "test",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
      " INSERT INTO customers (id, created_at, updated_at, shop_id, amount_spent,"
      " number_of_orders, last_order_at) SELECT i, 0, 0, 1, i / 7, iif (i < 45, 1, i), i FROM n",
      &error);
  g_assert_no_error (error);
  score (connection, 1);
  nl_connection_query_int64 (
      connection, "test",
      "SELECT max (n) FROM (SELECT count (DISTINCT rfm_monetary) AS n FROM customers"
      " GROUP BY amount_spent UNION ALL SELECT count (DISTINCT rfm_frequency) FROM customers"
      " GROUP BY number_of_orders)",
      &kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kinds, ==, 1);
  nl_connection_query_int64 (
      connection, "test",
      "SELECT count (*) FROM customers WHERE number_of_orders = 1 AND rfm_frequency = 1", &kinds,
      &error);
  g_assert_cmpint (kinds, ==, 44);
}

static void
test_second_run_writes_nothing (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);
  g_autoptr (GError) error = NULL;
  gint64 changes;

  nl_connection_exec (connection, "test",
                      "INSERT INTO customers (created_at, updated_at, shop_id, amount_spent,"
                      " number_of_orders, last_order_at) VALUES (0, 0, 1, 5, 1, 1),"
                      " (0, 0, 1, 5, 2, 2), (0, 0, 1, 0, 0, NULL)",
                      &error);
  g_assert_no_error (error);
  score (connection, 1);
  nl_connection_query_int64 (connection, "test", "SELECT total_changes ()", &changes, &error);
  score (connection, 1);
  g_assert_cmpint (sqlite3_total_changes64 (nl_connection_get_handle (connection)), ==, changes);
}

typedef struct {
  gint64 values[3]; /* when, how often, how much; nothing ordered: no score */
} Buyer;

static guint
score_by_hand (const Buyer *buyers, guint n, const Buyer *buyer, guint which)
{
  guint n_buyers = 0;
  guint n_below = 0;

  for (guint i = 0; i < n; i++) {
    n_buyers += buyers[i].values[1] > 0;
    n_below += buyers[i].values[1] > 0 && buyers[i].values[which] < buyer->values[which];
  }
  return n_below * 5 / n_buyers + 1;
}

/* Shops of any size, with many ties, refunds past what was paid and some who never ordered. */
static void
test_any_shop (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);

  for (guint n = 1; n < 60; n += n < 12 ? 1 : 9) {
    g_autofree Buyer *buyers = g_new0 (Buyer, n);
    g_autoptr (GString) sql = g_string_new ("DELETE FROM customers;");
    g_autoptr (NlStatement) statement = NULL;
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < n; i++) {
      buyers[i] = (Buyer) { { g_test_rand_int_range (1, 8), g_test_rand_int_range (0, 4),
                              g_test_rand_int_range (-3, 20) } };
      g_string_append_printf (sql,
                              "INSERT INTO customers (id, created_at, updated_at, shop_id,"
                              " last_order_at, number_of_orders, amount_spent)"
                              " VALUES (%u, 0, 0, 1, %d, %d, %d);",
                              i + 1, (int) buyers[i].values[0], (int) buyers[i].values[1],
                              (int) buyers[i].values[2]);
    }
    nl_connection_exec (connection, "test", sql->str, &error);
    g_assert_no_error (error);
    score (connection, 1);
    statement = nl_connection_prepare (connection, "test",
                                       "SELECT ifnull (rfm_recency, 0), ifnull (rfm_frequency, 0),"
                                       " ifnull (rfm_monetary, 0), rfm_group FROM customers"
                                       " ORDER BY id",
                                       &error);
    for (guint i = 0; i < n; i++) {
      guint scores[3] = { 0 };

      g_assert_true (nl_statement_step (statement, &error));
      for (guint j = 0; j < 3; j++) {
        if (buyers[i].values[1] > 0)
          scores[j] = score_by_hand (buyers, n, &buyers[i], j);
        g_assert_cmpint (nl_statement_get_int64 (statement, (int) j), ==, scores[j]);
      }
      g_assert_cmpstr (nl_statement_get_text (statement, 3), ==,
                       nl_rfm_get_group (scores[0], scores[1], scores[2]));
    }
  }
}

static void
test_every_group_has_a_name (const char *folder)
{
  for (guint r = 1; r <= 5; r++)
    for (guint fm = 1; fm <= 5; fm++) {
      const char *group = nl_rfm_get_group (r, fm, fm);

      g_assert_cmpstr (nl_rfm_get_group_name (group), !=, group);
    }
  g_assert_cmpstr (nl_rfm_get_group_name ("PROSPECTS"), ==, "Prospects");
  g_assert_cmpstr (nl_rfm_get_group_name ("OTHER"), ==, "OTHER");
  g_assert_null (nl_rfm_get_group_name (NULL));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/rfm/every-cell", test_every_cell_is_a_group);
  nl_test_add ("/segments/rfm/names", test_every_group_has_a_name);
  nl_test_add ("/segments/rfm/known-cells", test_known_cells);
  nl_test_add ("/segments/rfm/quintiles", test_quintiles);
  nl_test_add ("/segments/rfm/ties", test_ties_share_a_score);
  nl_test_add ("/segments/rfm/any-shop", test_any_shop);
  nl_test_add ("/segments/rfm/second-run", test_second_run_writes_nothing);
  return g_test_run ();
}
