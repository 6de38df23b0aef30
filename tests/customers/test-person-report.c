/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "base/nl-clock.h"
#include "customers/nl-customers-bulk.h"
#include "customers/nl-order.h"
#include "customers/nl-person-report.h"
#include "people.h"

static gpointer
add_rows (NlConnection *connection, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO customer_addresses (id, created_at, updated_at, customer_id, address1)"
      " VALUES (1, 0, 0, %" G_GINT64_FORMAT ", '7 <b>Elm</b> Street');"
      "INSERT INTO customer_events (id, shop_id, customer_id, kind, occurred_at)"
      " SELECT 2, shop_id, id, 'opened', 1000000 FROM customers WHERE id = %" G_GINT64_FORMAT ";"
      "INSERT INTO store_credit_accounts (id, shop_id, customer_id, currency, balance)"
      " SELECT 3, shop_id, id, 'EUR', 1250 FROM customers WHERE id = %" G_GINT64_FORMAT ";"
      "INSERT INTO segments (id, created_at, updated_at, shop_id, name, query)"
      " SELECT 4, 0, 0, shop_id, 'Summer List', '' FROM customers LIMIT 1;"
      "INSERT INTO segment_members (segment_id, customer_id) VALUES (4, %" G_GINT64_FORMAT ");"
      "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, name, ordered_at,"
      " currency, total, refunded) SELECT 5, 0, 0, shop_id, id, '#1001', 1700000000000000, 'EUR',"
      " 4500, 500 FROM customers WHERE id = %" G_GINT64_FORMAT ";"
      "INSERT INTO order_lines (id, order_id, position, title, quantity, price)"
      " VALUES (6, 5, 0, 'Teapot', 1, 4500)",
      id, id, id, id, id);

  nl_connection_exec (connection, "add rows", sql, error);
  return NULL;
}

static gint64
add_person (People *people)
{
  const char *const tags[] = { "vip", NULL };
  gint64 id = people_add (people, "chloe@example.com", "first-name", "Chloé", "last-name",
                          "<script>alert(1)</script>", "note", "line 1\nline 2 & more", "tags",
                          tags, "country-code", "FR", "amount-spent", G_GINT64_CONSTANT (4500),
                          "email-subscription-status", "SUBSCRIBED", NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GBytes) changeset = NULL;

  people_add (people, "somebody.else@example.com", "first-name", "Other", NULL);
  nl_test_await_ok (nl_store_write (people->store, add_rows, &id, NULL, G_TYPE_NONE, NULL));
  g_array_append_val (ids, id);
  changeset = dex_await_boxed (nl_customers_set_consent (people->store, ids,
                                                         NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS,
                                                         "UNSUBSCRIBED", NULL),
                               NULL);
  return id;
}

static char *
write_report (People *people, gint64 id, NlPersonReportFormat format, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "report", NULL);
  char *contents = NULL;
  GStatBuf status;

  nl_test_await_ok (nl_person_report_write (people->store, id, format, path));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  return contents;
}

static void
test_json (const char *folder)
{
  People people;
  gint64 id;
  g_autofree char *contents = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonObject *customer;
  JsonObject *order;

  people_set_up (&people, folder);
  id = add_person (&people);
  contents = write_report (&people, id, NL_PERSON_REPORT_JSON, folder);
  root = json_from_string (contents, NULL);
  g_assert_nonnull (root);
  object = json_node_get_object (root);
  customer = json_object_get_object_member (object, "customer");
  g_assert_cmpint (g_ascii_strtoll (json_object_get_string_member (customer, "id"), NULL, 10), ==,
                   id);
  g_assert_cmpstr (json_object_get_string_member (customer, "first_name"), ==, "Chloé");
  g_assert_cmpstr (json_object_get_string_member (customer, "note"), ==, "line 1\nline 2 & more");
  g_assert_cmpint (json_object_get_int_member (customer, "amount_spent"), ==, 4500);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (customer, "tags"),
                                                  0),
                   ==, "vip");
  order = json_array_get_object_element (json_object_get_array_member (object, "orders"), 0);
  g_assert_cmpstr (json_object_get_string_member (order, "ordered_at"), ==, "2023-11-14T22:13:20Z");
  g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (json_object_get_array_member (order, "lines"),
                                                      0),
                       "title"),
                   ==, "Teapot");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "consents")), ==,
                    2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "events")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "addresses")), ==,
                    1);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (object, "store_credit_accounts")),
                    ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "snapshots")), ==,
                    1);
  g_assert_null (strstr (contents, "somebody.else"));
  people_tear_down (&people);
}

static void
test_html (const char *folder)
{
  static const char *const words[] = { "chloe@example.com",
                                       "France",
                                       "line 1<br>\nline 2 &amp; more",
                                       "€45.00",
                                       "7 &lt;b&gt;Elm",
                                       "Teapot",
                                       "€5.00 refunded",
                                       "Unsubscribed",
                                       "Entered by hand",
                                       "Summer List",
                                       "€12.50",
                                       "opened" };
  People people;
  gint64 id;
  g_autofree char *contents = NULL;

  people_set_up (&people, folder);
  id = add_person (&people);
  contents = write_report (&people, id, NL_PERSON_REPORT_HTML, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (contents, words[i]) == NULL)
      g_error ("“%s” is missing in: %s", words[i], contents);
  g_assert_null (strstr (contents, "<script"));
  g_assert_null (strstr (contents, "somebody.else"));
  g_assert_null (strstr (contents, "(null)"));
  people_tear_down (&people);
}

static void
test_nobody (const char *folder)
{
  People people;
  g_autofree char *path = g_build_filename (folder, "report", NULL);

  people_set_up (&people, folder);
  for (int format = 0; format < 2; format++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dex_await (nl_person_report_write (people.store, 12345, format, path), &error));
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
  people_tear_down (&people);
}

/* Whatever table knows customers must be in the report; orders have the lines with them. */
static void
test_every_table_is_told (const char *folder)
{
  People people;

  people_set_up (&people, folder);
  people_assert_sql (&people,
                     "SELECT group_concat(name, ' ') FROM (SELECT DISTINCT m.name FROM"
                     " sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f"
                     " WHERE f.\"table\" = 'customers'"
                     " AND m.name NOT IN ('customer_tags', 'customer_distinct_pairs',"
                     " 'customer_import_rows')"
                     " ORDER BY m.name)",
                     "customer_addresses customer_consents customer_events orders segment_members "
                     "store_credit_accounts");
  people_tear_down (&people);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/person-report/json", test_json);
  nl_test_add ("/person-report/html", test_html);
  nl_test_add ("/person-report/nobody", test_nobody);
  nl_test_add ("/person-report/every-table-is-told", test_every_table_is_told);
  return g_test_run ();
}
