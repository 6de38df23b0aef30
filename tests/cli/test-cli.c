/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "nl-test.h"

typedef struct {
  int status;
  char *output;
  char *complaint;
} Answer;

static void
answer_clear (Answer *self)
{
  g_free (self->output);
  g_free (self->complaint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* Runs the program with the words of @command, split as a shell would. */
static Answer
run (const char *folder, const char *command)
{
  g_autofree char *line = g_strdup_printf ("'%s' --data-dir '%s/data' %s",
                                           g_getenv ("NINJALEAD_CLI"), folder, command);
  Answer answer = { 0 };
  g_autoptr (GError) error = NULL;
  int wait_status;

  g_spawn_command_line_sync (line, &answer.output, &answer.complaint, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  answer.status = WEXITSTATUS (wait_status);
  return answer;
}

static void
assert_output (const char *folder, const char *command, const char *output)
{
  g_auto (Answer) answer = run (folder, command);

  g_assert_cmpstr (answer.complaint, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.output, ==, output);
}

static void
assert_works (const char *folder, const char *command)
{
  g_auto (Answer) answer = run (folder, command);

  if (answer.status != 0)
    g_test_message ("%s: %s", command, answer.complaint);
  g_assert_cmpint (answer.status, ==, 0);
}

static void
assert_fails (const char *folder, const char *command, int status, const char *complaint)
{
  g_auto (Answer) answer = run (folder, command);

  g_assert_cmpint (answer.status, ==, status);
  g_assert_cmpstr (answer.output, ==, "");
  if (strstr (answer.complaint, complaint) == NULL)
    g_error ("“%s” complained: %s", command, answer.complaint);
}

static void
write_file (const char *folder, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, contents, -1, NULL);
}

static void
test_usage (const char *folder)
{
  assert_fails (folder, "", 2, "Usage:");
  assert_fails (folder, "dance", 2, "Usage:");
  assert_fails (folder, "shop dance", 2, "Usage:");
  assert_fails (folder, "shop add", 2, "Expected 1 word");
  assert_fails (folder, "shop add A --colour red", 2, "--colour");
  assert_fails (folder, "customer import x.csv --preset excel", 2, "auto, shopify");
  assert_works (folder, "version");
}

static void
test_shops (const char *folder)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *shop;

  assert_fails (folder, "customer count", 1, "There is no shop yet.");
  assert_works (folder,
                "shop add Atelier --languages fr,en,de --currency CHF --timezone Europe/Zurich");
  answer = run (folder, "--json shop show atelier");
  node = json_from_string (answer.output, NULL);
  shop = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (shop, "language"), ==, "fr");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (shop, "further_languages")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (shop, "currency"), ==, "CHF");

  assert_fails (folder, "shop add ATELIER", 1, "already a shop named");
  assert_fails (folder, "shop add B --currency XYZ", 1, "currency");
  assert_fails (folder, "shop add B --url javascript:alert(1)", 1, "http");
  assert_fails (folder, "shop show Nobody", 1, "There is no shop “Nobody”.");
  assert_works (folder, "shop remove Atelier");
  assert_output (folder, "shop list", "");
}

static void
test_customers_and_segments (const char *folder)
{
  g_autofree char *import = g_strdup_printf ("--json customer import '%s/c.csv'", folder);
  g_autofree char *export
      = g_strdup_printf ("customer export '%s/out.csv' --segment Spenders", folder);
  g_autofree char *mapped
      = g_strdup_printf ("--json customer import '%s/m.csv' --map Kontakt=email --dry-run", folder);
  g_autofree char *exported = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *contents = NULL;

  write_file (folder, "c.csv",
              "Email,First Name,Total Spent,Country\nada@example.com,Ada,120.50,France\n"
              "ben@example.com,Ben,3.00,Deutschland\nnobody,,,\n");
  write_file (folder, "m.csv", "Kontakt;Wert\ncyd@example.com;1,50\n");
  assert_works (folder, "shop add Atelier");
  {
    g_auto (Answer) answer = run (folder, import);

    g_assert_cmpint (answer.status, ==, 0);
    g_assert_nonnull (strstr (answer.output, "\"inserted\":2"));
    g_assert_nonnull (strstr (answer.output, "\"rejected\":1"));
  }
  {
    g_auto (Answer) answer = run (folder, mapped);

    g_assert_nonnull (strstr (answer.output, "\"inserted\":1"));
  }
  assert_output (folder, "customer count", "2\n");
  assert_output (folder, "--json customer count --where \"customer_countries CONTAINS 'DE'\"",
                 "{\"count\":1}\n");
  assert_works (folder, "segment add Spenders --where 'amount_spent > 100'");
  assert_output (folder, "segment count Spenders", "1\n");
  assert_fails (folder, "segment add Bad --where 'amount_spend > 100'", 1, "column 1");
  assert_fails (folder, "segment add Empty", 2, "--where");
  assert_output (folder, export, "1\n");
  g_file_get_contents (exported, &contents, NULL, NULL);
  g_assert_nonnull (strstr (contents, "ada@example.com"));
  g_assert_nonnull (strstr (contents, "120.50"));
  g_assert_null (strstr (contents, "ben@example.com"));
  assert_works (folder, "customer show ADA@example.com");
  assert_works (folder, "segment remove spenders");
  assert_fails (folder, "segment count Spenders", 1, "There is no segment");
}

static void
test_demo_and_backup (const char *folder)
{
  g_autofree char *backup = g_strdup_printf ("backup create '%s/copy.db'", folder);
  g_autofree char *copy = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *count = NULL;

  assert_works (folder, "demo --quiet");
  assert_output (folder, "customer count", "2000\n");
  assert_output (folder, "health", "ok\n");
  assert_works (folder, backup);
  count = nl_test_sqlite3 (copy, "PRAGMA integrity_check; SELECT count(*) FROM customers");
  g_assert_cmpstr (count, ==, "ok\n2000");
}

static void
test_damaged_workspace (const char *folder)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);

  g_mkdir_with_parents (data, 0700);
  write_file (data, "workspace.db", "This is no database, but it is long enough to look at.");
  assert_fails (folder, "shop list", 1, "damaged");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/cli/usage", test_usage);
  nl_test_add ("/cli/shops", test_shops);
  nl_test_add ("/cli/customers-and-segments", test_customers_and_segments);
  nl_test_add ("/cli/demo-and-backup", test_demo_and_backup);
  nl_test_add ("/cli/damaged-workspace", test_damaged_workspace);
  return g_test_run ();
}
