/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "nl-program.h"
#include "nl-test.h"

/* Everything a person can operate says what it is: on each page and in each dialog of the program,
 * as a screen reader gets it. */

static const char *program;

typedef struct {
  GPtrArray *way; /* what the walk is in: roles and names, the program first */
  GString *unnamed;
  guint n_seen;
} Survey;

static gboolean
is_operated (const char *role)
{
  static const char *const roles[]
      = { "button",     "toggle button", "check box", "radio button", "radio",  "text box",
          "search box", "combo box",     "list item", "link",         "option", "menu item",
          "grid cell",  "spin button",   "slider",    "switch",       "tab",    "row",
          NULL };

  return g_strv_contains (roles, role);
}

/* Parts of libadwaita's rows that never get the focus themselves: the value that a combo row shows,
 * and the box around the header of an expander row. */
static gboolean
is_inside_of_row (Survey *survey, NlAccessible *accessible, const char *role)
{
  g_autoptr (NlAccessible) header = NULL;

  if (!g_str_equal (role, "list item"))
    return FALSE;
  for (guint i = 0; i < survey->way->len; i++)
    if (g_str_has_prefix (survey->way->pdata[i], "combo box"))
      return TRUE;
  header = nl_accessible_find (accessible, "list item", "?*");
  return header != NULL;
}

static gboolean
survey_cb (NlAccessible *accessible, guint depth, gpointer data)
{
  Survey *survey = data;
  guint64 states = nl_accessible_get_states (accessible);
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;

  if (depth > 0 && (states >> NL_ACCESSIBLE_SHOWING & 1) == 0)
    return FALSE;
  role = nl_accessible_dup_role (accessible);
  name = nl_accessible_dup_name (accessible);
  g_ptr_array_set_size (survey->way, (int) depth);
  if ((states >> NL_ACCESSIBLE_FOCUSABLE & 1) != 0 && is_operated (role)) {
    survey->n_seen++;
    if (*name == '\0' && !is_inside_of_row (survey, accessible, role)) {
      g_string_append_printf (survey->unnamed, "%s in", role);
      for (guint i = 0; i < depth; i++)
        if (!g_str_has_suffix (survey->way->pdata[i], "“”"))
          g_string_append_printf (survey->unnamed, " %s", (char *) survey->way->pdata[i]);
      g_string_append_c (survey->unnamed, '\n');
    }
  }
  g_ptr_array_add (survey->way, g_strdup_printf ("%s “%s”", role, name));
  return TRUE;
}

#define MICROSECONDS_BETWEEN 50000

static char *
find_unnamed (NlProgram *app, guint *n_seen)
{
  Survey survey
      = { .way = g_ptr_array_new_with_free_func (g_free), .unnamed = g_string_new (NULL) };

  nl_accessible_walk (nl_program_get_root (app), survey_cb, &survey);
  *n_seen = survey.n_seen;
  g_ptr_array_unref (survey.way);
  return g_string_free_and_steal (survey.unnamed);
}

/* Looks at what is on the screen, until all of it has a name: while a page is still coming, a
 * button is there before its name. */
static void
assert_named (NlProgram *app, const char *place)
{
  g_autofree char *unnamed = NULL;
  gint64 deadline = g_get_monotonic_time () + NL_TEST_PATIENCE;
  guint n_seen = 0;

  do {
    g_clear_pointer (&unnamed, g_free);
    unnamed = find_unnamed (app, &n_seen);
    /* The buttons of the window, at the least, can be operated everywhere. */
    if (n_seen >= 3 && unnamed[0] == '\0')
      return;
    g_usleep (MICROSECONDS_BETWEEN);
  } while (g_get_monotonic_time () < deadline);
  nl_program_fail (app, "%s: %u to operate, without a name:\n%s", place, n_seen, unnamed);
}

static void
look_at (NlProgram *app, const char *role, const char *name)
{
  g_autoptr (NlAccessible) found = nl_program_wait_for (app, role, name);

  assert_named (app, name);
}

static void
look_at_dialog (NlProgram *app, const char *action, GVariant *parameter, const char *title)
{
  nl_program_activate (app, action, parameter);
  look_at (app, "dialog", title);
}

static void
test_pages (NlProgram *app)
{
  look_at (app, "button", "Import Customers…");
  nl_program_click (app, "Open the Sample Shop");
  look_at (app, "image", "Sales by Month");
  nl_program_open_page (app, "customers");
  look_at (app, "row", "*");
  nl_program_open_page (app, "segments");
  look_at (app, "list item", "Candle Lovers");
  nl_program_act (app, "list item", "Candle Lovers", "row.open");
  look_at (app, "tab panel", "Builder");
  nl_program_act (app, "group", "Candle Lovers", "editor.show-query");
  look_at (app, "text box", "Customers for Whom");
  nl_program_open_page (app, "personas");
  look_at (app, "button", "New Persona…");
  nl_program_open_page (app, "campaigns");
  look_at (app, "list item", "We Kept the Light On");
  nl_program_act (app, "list item", "We Kept the Light On", "row.open");
  look_at (app, "text box", "Subject");
  nl_program_click (app, "Export…");
  look_at (app, "dialog", "Export Campaign");
  nl_program_click (app, "Close");
}

static void
test_dialogs (NlProgram *app)
{
  look_at_dialog (app, "win.add-shop", NULL, "New Shop");
  nl_program_click (app, "Cancel");
  look_at_dialog (app, "win.edit-shop", NULL, "Edit Shop");
  nl_program_click (app, "Cancel");
  look_at_dialog (app, "win.new-persona", g_variant_new_int64 (0), "New Persona");
  nl_program_click (app, "Cancel");
  look_at_dialog (app, "win.new-campaign", g_variant_new_int64 (0), "New Campaign");
  nl_program_click (app, "Close");
  look_at_dialog (app, "app.preferences", NULL, "Preferences");
}

static void
test_names (const char *folder)
{
  NlProgram *app = nl_program_start (program, folder);

  test_pages (app);
  test_dialogs (app);
  nl_program_quit (app);
}

int
main (int argc, char **argv)
{
  program = argv[1];
  for (int i = 1; i < argc; i++)
    argv[i] = argv[i + 1];
  argc--;
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  nl_test_add ("/accessible-names", test_names);
  return g_test_run ();
}
