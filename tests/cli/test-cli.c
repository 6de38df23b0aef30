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

/* AddressSanitizer says once in a program with fibers that it doesn't know how to read their
 * stacks. */
static void
drop_sanitizer_warning (char *complaint)
{
  char *end = strchr (complaint, '\n');

  if (end != NULL && g_str_has_prefix (complaint, "==")
      && g_strstr_len (complaint, end - complaint, "makecontext/swapcontext") != NULL)
    memmove (complaint, end + 1, strlen (end));
}

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
  drop_sanitizer_warning (answer.complaint);
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
  assert_fails (folder, "version 3", 2, "Expected 0 words");
  assert_fails (folder, "segment add A", 2, "--where");
  assert_fails (folder, "segment count", 2, "--where");
  assert_fails (folder, "segment count A --where 'number_of_orders > 1'", 2, "--where");
  assert_fails (folder, "persona create --seed one", 2, "--seed");
  assert_fails (folder, "customer import x.csv --map Name", 2, "COLUMN=field");
  assert_fails (folder, "customer import x.csv --decimal dot", 2, "point, comma");
  assert_fails (folder, "order import x.csv --dates us", 2, "day-first, month-first");
  assert_fails (folder, "campaign export A --format html", 2, "--output");
  assert_fails (folder, "shop add '\xff'", 2, "UTF-8");
  assert_fails (folder, "--data-dir", 2, "--data-dir");
  assert_works (folder, "version");
}

/* Every command, as the help lists them: with an option it does not have, and with words too many.
 */
static void
test_every_command (const char *folder)
{
  g_auto (Answer) help = run (folder, "--help");
  g_auto (GStrv) lines = g_strsplit (help.output, "\n", -1);
  guint n_commands = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", 3);
    gboolean two = words[0] != NULL && words[1] != NULL && g_ascii_islower (words[1][0]);
    g_autofree char *command = NULL;
    g_autofree char *option = NULL;
    g_autofree char *too_many = NULL;

    if (words[0] == NULL || !g_ascii_islower (words[0][0]))
      continue;
    command = g_strdup_printf ("%s %s", words[0], two ? words[1] : "");
    option = g_strdup_printf ("%s --colour", command);
    too_many = g_strdup_printf ("%s a b c", command);
    assert_fails (folder, option, 2, "Usage: ninjalead-cli");
    assert_fails (folder, too_many, 2, "Usage: ninjalead-cli");
    n_commands++;
  }
  g_assert_cmpuint (n_commands, >=, 20);
}

static void
test_help (const char *folder)
{
  static const char *const ways[] = { "help", "-h", "--help" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_auto (Answer) answer = run (folder, ways[i]);

    g_assert_cmpint (answer.status, ==, 0);
    g_assert_cmpstr (answer.complaint, ==, "");
    g_assert_nonnull (strstr (answer.output, "segment count"));
  }
  assert_output (folder, "shop show --help", "Usage: ninjalead-cli shop show S\n");
  assert_output (folder, "help health", "Usage: ninjalead-cli health\n");
}

/* A file stands where the folder should be made. */
static void
test_unwritable_folder (const char *folder)
{
  write_file (folder, "data", "");
  assert_fails (folder, "shop list", 1, "Check its permissions");
}

/* What looks like an option, and is none. */
static void
test_separator (const char *folder)
{
  assert_works (folder, "shop add -- --quiet");
  assert_works (folder, "shop show -- --quiet");
  assert_fails (folder, "shop show -- --loud", 1, "--loud");
}

static void
test_shops (const char *folder)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *shop;

  assert_fails (folder, "customer count", 2, "There is no shop yet.");
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
  assert_fails (folder, "persona create --provider nobody", 2, "There is no provider");
  assert_fails (folder, "shop add B --currency XYZ", 2, "“XYZ” is not a currency");
  assert_fails (folder, "shop add B --url javascript:alert(1)", 1, "http");
  assert_fails (folder, "shop show Nobody", 1, "There is no shop “Nobody”.");
  assert_works (folder, "shop remove Atelier");
  assert_output (folder, "shop list", "");
}

/* “1.234” alone could be either; and who is imported is counted where segments are listed. */
static void
test_import_style (const char *folder)
{
  g_autofree char *import
      = g_strdup_printf ("customer import '%s/s.csv' --decimal comma --dates month-first", folder);

  write_file (folder, "s.csv", "Email,Total Spent,Created at\nada@example.com,1.234,05/06/2026\n");
  assert_works (folder, "shop add Atelier");
  assert_works (folder, "segment add Spenders --where 'amount_spent > 1000'");
  assert_works (folder, import);
  assert_output (folder, "--json customer count --where \"amount_spent = 1234\"",
                 "{\"count\":1}\n");
  assert_output (folder, "--json customer count --where \"customer_added_date = 2026-05-06\"",
                 "{\"count\":1}\n");
  {
    g_auto (Answer) answer = run (folder, "--json segment list");

    g_assert_nonnull (strstr (answer.output, "\"customer_count\":1"));
  }
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
  assert_works (folder, "segment snapshot Spenders 'Spenders then'");
  assert_output (folder, "segment count 'Spenders then'", "1\n");
  assert_fails (folder, "segment snapshot Spenders 'Spenders then'", 1, "");
  assert_fails (folder, "segment snapshot Spenders", 2, "");
  assert_works (folder, "segment compare Spenders 'Spenders then'");
  assert_fails (folder, "segment compare Spenders Nobody", 1, "There is no segment");
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
  nl_test_add ("/cli/every-command", test_every_command);
  nl_test_add ("/cli/help", test_help);
  nl_test_add ("/cli/unwritable-folder", test_unwritable_folder);
  nl_test_add ("/cli/separator", test_separator);
  nl_test_add ("/cli/shops", test_shops);
  nl_test_add ("/cli/customers-and-segments", test_customers_and_segments);
  nl_test_add ("/cli/import-style", test_import_style);
  nl_test_add ("/cli/demo-and-backup", test_demo_and_backup);
  nl_test_add ("/cli/damaged-workspace", test_damaged_workspace);
  return g_test_run ();
}
