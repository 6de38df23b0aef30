/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "exported-files.h"
#include "nl-test.h"

/* The merchant's way on the command line, each step a process of its own: shop, customers, segment,
 * persona, campaign in three languages, files in every format. */

#define N_CUSTOMERS 60
#define N_LANGUAGES 3
#define N_CHANNELS 4

static const char *const formats[] = { "html", "eml", "markdown", "csv", "json" };

/* Returns: what the program printed, without the newline at the end. */
static char *
run (const char *folder, const char *command)
{
  g_autofree char *line = g_strdup_printf ("'%s' --data-dir '%s/data' %s",
                                           g_getenv ("NINJALEAD_CLI"), folder, command);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_command_line_sync (line, &output, &complaint, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  if (error != NULL)
    g_error ("“%s”: %s%s", command, complaint, error->message);
  return g_strchomp (output);
}

static void
assert_prints (const char *folder, const char *command, const char *expected)
{
  g_autofree char *output = run (folder, command);

  g_assert_cmpstr (output, ==, expected);
}

static JsonObject *
run_json (const char *folder, const char *command)
{
  g_autofree char *output = run (folder, command);
  g_autoptr (JsonNode) node = json_from_string (output, NULL);

  g_assert_nonnull (node);
  return json_object_ref (json_node_get_object (node));
}

static void
write_customers (const char *path)
{
  g_autoptr (GString) csv
      = g_string_new ("Email,First Name,Last Name,Country,Total Spent,Total Orders,"
                      "Accepts Email Marketing\n");

  for (guint i = 0; i < N_CUSTOMERS; i++)
    g_string_append_printf (csv, "p%u@example.com,Pat%u,Example,%s,%u.50,%u,%s\n", i, i,
                            i % 3 == 0 ? "Germany" : "France", i * 10, 1 + i % 5,
                            i % 2 == 0 ? "yes" : "no");
  g_assert_true (g_file_set_contents (path, csv->str, (gssize) csv->len, NULL));
}

static void
import_customers (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "customers.csv", NULL);
  g_autofree char *command = g_strdup_printf ("--json customer import '%s' --shop Atelier", path);
  g_autoptr (JsonObject) report = NULL;

  write_customers (path);
  report = run_json (folder, command);
  g_assert_cmpint (json_object_get_int_member (report, "inserted"), ==, N_CUSTOMERS);
  g_assert_cmpint (json_object_get_int_member (report, "rejected"), ==, 0);
}

/* Returns: the persona's name. */
static char *
create_persona (const char *folder)
{
  g_autoptr (JsonObject) persona
      = run_json (folder, "--json persona create --shop Atelier --segment Spenders --avatar");

  g_assert_cmpstr (json_object_get_string_member (persona, "language"), ==, "fr");
  g_assert_cmpstr (json_object_get_string_member (persona, "bio"), !=, "");
  g_assert_nonnull (json_object_get_member (persona, "avatar_image_id"));
  g_assert_false (json_object_get_null_member (persona, "avatar_image_id"));
  return g_strdup (json_object_get_string_member (persona, "name"));
}

static void
create_campaign (const char *folder, const char *persona)
{
  g_autofree char *command = g_strdup_printf (
      "--json campaign create --shop Atelier --persona '%s' --template win-back --name Retour "
      "--channels email,sms,instagram,google-ads --languages fr,en,de",
      persona);
  g_autoptr (JsonObject) campaign = run_json (folder, command);

  g_assert_cmpstr (json_object_get_string_member (campaign, "name"), ==, "Retour");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (campaign, "languages")),
                    ==, N_LANGUAGES);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (campaign, "channels")), ==,
                    N_CHANNELS);
}

static void
assert_exported (const char *folder, const char *suffix, guint n)
{
  g_autoptr (GPtrArray) paths = nl_test_list_files (folder, suffix);

  g_assert_cmpuint (paths->len, ==, n);
  for (guint i = 0; i < n; i++)
    nl_test_assert_no_placeholder (paths->pdata[i]);
}

static void
export_campaign (const char *folder)
{
  g_autofree char *output = g_build_filename (folder, "output", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *command
        = g_strdup_printf ("campaign export Retour --format %s --output '%s'", formats[i], output);
    g_autofree char *listing = run (folder, command);

    g_assert_cmpstr (listing, !=, "");
  }
  /* One page a message, and one that leads to them. */
  assert_exported (output, ".html", N_CHANNELS * N_LANGUAGES + 1);
  assert_exported (output, ".eml", N_LANGUAGES);
  assert_exported (output, ".md", N_LANGUAGES);
  assert_exported (output, ".csv", 1);
  assert_exported (output, ".json", 1);
}

/* What earlier processes stored. */
static void
assert_stored (const char *folder, const char *persona)
{
  g_autofree char *database = g_build_filename (folder, "data", "workspace.db", NULL);
  g_autofree char *show = g_strdup_printf ("--json persona show '%s'", persona);
  g_autoptr (JsonObject) shown = run_json (folder, show);
  g_autofree char *messages
      = nl_test_sqlite3 (database,
                         "SELECT count(*), count(DISTINCT language), count(DISTINCT channel), "
                         "sum(parts LIKE '%{%}%' AND parts NOT LIKE '{%}') FROM messages");

  g_assert_cmpstr (json_object_get_string_member (shown, "name"), ==, persona);
  assert_prints (folder, "customer count --shop Atelier", "60");
  assert_prints (folder, "segment count Spenders", "40");
  g_assert_cmpstr (messages, ==, "12|3|4|0");
  assert_prints (folder, "health", "ok");
}

static void
test_main_job (const char *folder)
{
  g_autofree char *shop
      = run (folder, "--json shop add Atelier --currency EUR --languages fr,en,de "
                     "--timezone Europe/Paris");
  g_autofree char *segment = NULL;
  g_autofree char *persona = NULL;

  g_assert_nonnull (strstr (shop, "Atelier"));
  import_customers (folder);
  segment = run (folder, "segment add Spenders --shop Atelier --where 'amount_spent >= 200'");
  persona = create_persona (folder);
  create_campaign (folder, persona);
  export_campaign (folder);
  assert_stored (folder, persona);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/cli/main-job", test_main_job);
  return g_test_run ();
}
