/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test-writer.h"
#include "shops/nl-shop.h"
#include "store-fixture.h"
#include "store/nl-json.h"
#include "store/nl-statement-json.h"

/* What the store makes of JSON and into JSON, and what a rehearsal leaves behind. */

static void
test_any_texts (void)
{
  const guint rounds = nl_test_rounds (2000, 300);

  for (guint round = 0; round < rounds; round++) {
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) texts = NULL;
    g_auto (GStrv) read = NULL;
    g_autofree char *json = NULL;

    for (gint32 i = g_test_rand_int_range (0, 5); i > 0; i--)
      g_strv_builder_take (builder, store_fixture_random_text (6));
    texts = g_strv_builder_end (builder);
    json = nl_json_from_strv ((const char *const *) texts);
    read = nl_json_to_strv (json);
    g_assert_cmpstrv (read, texts);
  }
}

static void
test_odd_texts (void)
{
  const char *const odd[]
      = { "", "\"", "\\", "\\u0000", "\n\t\r", "\x01\x1f\x7f", "]", "🙂\u2028", NULL };
  g_autofree char *json = nl_json_from_strv (odd);
  g_auto (GStrv) read = nl_json_to_strv (json);
  g_autofree char *none = nl_json_from_strv (NULL);

  g_assert_cmpstrv (read, odd);
  g_assert_cmpstr (none, ==, "[]");
}

/* Numbers as people write them, which read back as the same ones, and strings as they are. */
static void
test_numbers (void)
{
  static const struct {
    const char *json;
    const char *text;
  } cases[] = {
    { "0.15629999999999999", "0.1563" },
    { "[0.064000000000000001,1,-2,0.1]", "[0.064,1,-2,0.1]" },
    { "{\"a\":5.0,\"b\":1e300,\"c\":-1.5E-7}", "{\"a\":5.0,\"b\":1e+300,\"c\":-1.5e-07}" },
    { "9007199254740993", "9007199254740993" },
    { "[true,false,null]", "[true,false,null]" },
    { "\"0.15629999999999999 \\\" 0.064000000000000001 \\\\\"",
      "\"0.15629999999999999 \\\" 0.064000000000000001 \\\\\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonNode) node = json_from_string (cases[i].json, NULL);
    g_autofree char *text = nl_json_to_text (node);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
  for (guint round = 0; round < nl_test_rounds (2000, 300); round++) {
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
    g_autoptr (JsonNode) read = NULL;
    g_autofree char *text = NULL;

    json_node_set_double (node, g_test_rand_double_range (-1, 1) * (1 << (round % 30)));
    text = nl_json_to_text (node);
    read = json_from_string (text, NULL);
    g_assert_cmpfloat (json_node_get_double (read), ==, json_node_get_double (node));
  }
}

/* What is no list of texts holds none: nothing that was damaged ends the program. */
static void
test_no_list (void)
{
  static const struct {
    const char *json;
    const char *texts;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "[", "" },
    { "nonsense", "" },
    { "{}", "" },
    { "\"a\"", "" },
    { "null", "" },
    { "[]", "" },
    { "[ ]", "" },
    { "[null, 1, true, {}, [\"x\"]]", "" },
    { "[\"a\", 1, \"b\"]", "a|b" },
    { "[\"a\"", "" },
    { "[\"\"]", "" },
  };
  g_autofree char *deep = g_strnfill (200000, '[');
  g_auto (GStrv) nothing = nl_json_to_strv (deep);

  g_assert_null (nothing[0]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) read = nl_json_to_strv (cases[i].json);
    g_autofree char *joined = g_strjoinv ("|", read);

    g_test_message ("%s", cases[i].json);
    g_assert_cmpstr (joined, ==, cases[i].texts);
  }
}

static char *
row_to_json (NlConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStatement) statement = nl_connection_prepare (connection, "test", sql, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_assert_no_error (error);
  g_assert_true (nl_statement_step (statement, &error));
  json_builder_begin_object (builder);
  nl_statement_add_to_json (statement, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
test_rows (const char *folder)
{
  static const struct {
    const char *sql;
    const char *json;
  } cases[] = {
    { "SELECT 9007199254740993 AS id, 5 AS shop_id, 7 AS n",
      "{\"id\":\"9007199254740993\",\"shop_id\":\"5\",\"n\":7}" },
    { "SELECT 0 AS made_at, NULL AS read_at",
      "{\"made_at\":\"1970-01-01T00:00:00Z\",\"read_at\":null}" },
    { "SELECT 1.5 AS x, 'a\"b' AS note, x'00' AS picture",
      "{\"x\":1.5,\"note\":\"a\\\"b\",\"picture\":null}" },
    { "SELECT '[\"a\",\"b\"]' AS tags, '[open' AS note, '' AS empty",
      "{\"tags\":[\"a\",\"b\"],\"note\":\"[open\",\"empty\":\"\"}" },
    { "SELECT 9223372036854775807 AS made_at, 'x-1' AS external_id",
      "{\"made_at\":null,\"external_id\":\"x-1\"}" },
  };
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlConnection) connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = row_to_json (connection, cases[i].sql);

    g_assert_cmpstr (json, ==, cases[i].json);
  }
}

static gpointer
add_shop_and_count (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "Tried", "language", "en", NULL);
  g_autofree gint64 *count = g_new0 (gint64, 1);

  if (!nl_record_save (shop, connection, error)
      || !nl_connection_query_int64 (connection, "test", "SELECT count(*) FROM shops", count,
                                     error))
    return NULL;
  return g_steal_pointer (&count);
}

static void
note_change (NlStore *store, NlChanges *changes, guint *n)
{
  ++*n;
}

/* A rehearsal sees what it wrote, and nobody else ever does. */
static void
test_rehearsal (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlQuery) shops = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  store_fixture_set_up (&fixture, folder);
  nl_test_writer_settle (fixture.store);
  g_signal_connect (fixture.store, "changed", G_CALLBACK (note_change), &n_changes);
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (dex_await_int64 (nl_store_rehearse (fixture.store, add_shop_and_count, NULL,
                                                         NULL, G_TYPE_INT64, NULL),
                                      &error),
                     ==, 2);
    g_assert_no_error (error);
    g_assert_cmpint (dex_await_int64 (nl_store_count (fixture.store, shops), &error), ==, 1);
  }
  /* Every change there was has been told by the time a later one is. */
  g_assert_cmpint (dex_await_int64 (nl_store_write (fixture.store, add_shop_and_count, NULL, NULL,
                                                    G_TYPE_INT64, NULL),
                                    &error),
                   ==, 2);
  while (n_changes == 0)
    nl_test_await_ok (nl_future_sleep (1, NULL));
  g_assert_cmpuint (n_changes, ==, 1);

  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (nl_store_rehearse (fixture.store, add_shop_and_count, NULL, NULL,
                                                G_TYPE_INT64, cancellable),
                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  nl_test_await_ok (nl_store_close (fixture.store));
  g_assert_false (dex_await (nl_store_rehearse (fixture.store, add_shop_and_count, NULL, NULL,
                                                G_TYPE_INT64, NULL),
                             &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/json/any-texts", test_any_texts);
  g_test_add_func ("/json/odd-texts", test_odd_texts);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/no-list", test_no_list);
  nl_test_add ("/json/rows", test_rows);
  nl_test_add ("/store/rehearsal", test_rehearsal);
  return g_test_run ();
}
