/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "exported-files.h"
#include "nl-program.h"
#include "nl-test.h"

/* The merchant's way, in the program itself and through its accessibility tree: sample shop,
 * segment, persona, campaign in three languages, files. Then the program is started again. */

#define SEGMENT "Germans Who Came Back"
#define QUERY "number_of_orders > 1 AND customer_countries CONTAINS 'DE'"

#define N_LANGUAGES 3
#define CAMPAIGN "Willkommen zurück"

static const char *program;

static char *
query (const char *folder, const char *sql)
{
  g_autofree char *database = g_build_filename (folder, "data", "workspace.db", NULL);

  return nl_test_sqlite3 (database, sql);
}

/* Waits for something to be on the screen, and that is all. */
static void
see (NlProgram *app, const char *role, const char *name)
{
  g_autoptr (NlAccessible) found = nl_program_wait_for (app, role, name);
}

static void
open_sample_shop (NlProgram *app)
{
  nl_program_click (app, "Open the Sample Shop");
  see (app, "list item", "Customers");
}

static void
create_segment (NlProgram *app)
{
  nl_program_open_page (app, "segments");
  see (app, "list item", "Dormant High Spenders in Germany");
  nl_program_click (app, "New Segment");
  nl_program_type (app, "text box", "Name", SEGMENT);
  nl_program_act (app, "group", "New Segment", "editor.show-query");
  nl_program_type (app, "text box", "Customers for Whom", QUERY);
  nl_program_click (app, "Save");
  nl_program_click (app, "Back");
  see (app, "list item", SEGMENT);
}

/* Returns: the persona's name. */
static char *
create_persona (NlProgram *app, const char *folder)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT p.name FROM personas p JOIN segments s ON s.id = p.segment_id WHERE s.name = '%s'",
      SEGMENT);
  char *name;

  nl_program_act (app, "list item", SEGMENT, "row.create-persona");
  see (app, "dialog", "New Persona");
  see (app, "grid cell", "Spent, on Average*");
  nl_program_click (app, "Create");
  nl_program_wait_gone (app, "dialog", "New Persona");
  name = query (folder, sql);
  g_assert_cmpstr (name, !=, "");
  see (app, "heading", name);
  return name;
}

static void
create_campaign (NlProgram *app, const char *folder)
{
  g_autofree char *languages = NULL;

  nl_program_click (app, "Create Campaign*");
  nl_program_act (app, "grid cell", "Win-Back", "occasion.choose");
  nl_program_type (app, "text box", "Name", CAMPAIGN);
  nl_program_click (app, "Create");
  nl_program_wait_gone (app, "dialog", "New Campaign");
  see (app, "group", CAMPAIGN);
  languages = query (folder, "SELECT group_concat (language) FROM (SELECT DISTINCT m.language FROM "
                             "messages m JOIN campaigns c ON c.id = m.campaign_id "
                             "WHERE c.name = '" CAMPAIGN "' ORDER BY 1)");
  g_assert_cmpstr (languages, ==, "de,en,fr");
}

static void
export_campaign (NlProgram *app, const char *folder)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autoptr (GPtrArray) pages = NULL;

  nl_program_click (app, "Export…");
  see (app, "dialog", "Export Campaign");
  nl_program_click (app, "Export…");
  see (app, "dialog", "Choose a Folder for the Files");
  /* Where it is, which it finds out after it has come. */
  see (app, "toggle button", "files");
  nl_program_click (app, "Export");
  nl_program_wait_gone (app, "dialog", "Export Campaign");
  pages = nl_test_list_files (files, ".html");
  g_assert_cmpuint (pages->len, >, N_LANGUAGES);
  for (guint i = 0; i < pages->len; i++)
    nl_test_assert_no_placeholder (pages->pdata[i]);
}

static void
assert_all_is_there (NlProgram *app, const char *persona)
{
  nl_program_open_page (app, "segments");
  see (app, "list item", SEGMENT);
  nl_program_open_page (app, "personas");
  see (app, "grid cell", persona);
  nl_program_open_page (app, "campaigns");
  nl_program_act (app, "list item", CAMPAIGN, "row.open");
  see (app, "group", CAMPAIGN);
  see (app, "text box", "Subject");
}

static void
test_main_job (const char *folder)
{
  NlProgram *app = nl_program_start (program, folder);
  g_autofree char *persona = NULL;

  open_sample_shop (app);
  create_segment (app);
  persona = create_persona (app, folder);
  create_campaign (app, folder);
  export_campaign (app, folder);
  nl_program_quit (app);

  app = nl_program_start (program, folder);
  assert_all_is_there (app, persona);
  nl_program_quit (app);
}

int
main (int argc, char **argv)
{
  program = argv[1];
  for (int i = 1; i < argc; i++)
    argv[i] = argv[i + 1];
  argc--;
  /* Not nl_test_init(), which hides the system's icons and schemas; the session has a home of its
   * own. */
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  nl_test_add ("/main-job", test_main_job);
  return g_test_run ();
}
