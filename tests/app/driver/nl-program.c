/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-program.h"

#include "base/nl-future.h"
#include "nl-test.h"

#define APPLICATION_ID "ai.ninjalead.NinjaLead"
#define OBJECT_PATH "/ai/ninjalead/NinjaLead"
#define STEP_MILLISECONDS 25
#define MOST_DEPTH_OF_DIALOGS 4

struct NlProgram {
  GDBusConnection *session;
  GDBusConnection *bus;
  GSubprocess *process;
  NlAccessible *root;
};

/* Ends the test with what is on the screen. */
void
nl_program_fail (NlProgram *self, const char *format, ...)
{
  g_autofree char *complaint = NULL;
  g_autofree char *tree = self->root != NULL ? nl_accessible_describe_tree (self->root) : NULL;
  va_list arguments;

  va_start (arguments, format);
  complaint = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_subprocess_force_exit (self->process);
  g_printerr ("%s. On the screen:\n%s", complaint, tree != NULL ? tree : "nothing\n");
  g_error ("%s", complaint);
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + NL_TEST_PATIENCE;
}

static void
wait_a_little (NlProgram *self)
{
  if (g_subprocess_get_identifier (self->process) == NULL)
    nl_program_fail (self, "The program has ended");
  nl_test_await_ok (nl_future_sleep (STEP_MILLISECONDS, NULL));
}

/* The settings are in a file, as they are for people, so that the next start finds them. Folders
 * are chosen among those where the program was started. */
static void
prepare_settings (GSubprocessLauncher *launcher, const char *folder)
{
  g_autofree char *config = g_build_filename (folder, "config", NULL);
  g_autofree char *settings = g_build_filename (config, "glib-2.0", "settings", NULL);
  g_autofree char *keys = g_build_filename (settings, "keyfile", NULL);

  if (!g_file_test (keys, G_FILE_TEST_EXISTS)) {
    g_mkdir_with_parents (settings, 0700);
    g_file_set_contents (keys, "[org/gtk/gtk4/settings/file-chooser]\nstartup-mode='cwd'\n", -1,
                         NULL);
  }
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", config, TRUE);
}

/* GTK's own accessibility code leaks what it tells other programs, and leaks of ours are looked for
 * by the tests that run within the program's process. */
static void
ignore_leaks (GSubprocessLauncher *launcher)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *all = g_strdup_printf ("%s%sdetect_leaks=0", options != NULL ? options : "",
                                          options != NULL ? ":" : "");

  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", all, TRUE);
}

/* Starts it on the workspace FOLDER/data, in the working folder FOLDER/files. */
NlProgram *
nl_program_start (const char *program, const char *folder)
{
  NlProgram *self = g_new0 (NlProgram, 1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  /* It starts in another folder than the test, which may have been given a relative path. */
  g_autofree char *path = g_canonicalize_filename (program, NULL);
  g_autoptr (GError) error = NULL;
  gint64 deadline = get_deadline ();
  guint32 pid;

  g_mkdir_with_parents (files, 0700);
  prepare_settings (launcher, folder);
  g_subprocess_launcher_set_cwd (launcher, files);
  ignore_leaks (launcher);
  self->session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->bus = nl_accessible_bus_new ();
  self->process = g_subprocess_launcher_spawn (launcher, &error, path, "--data-dir", data, NULL);
  g_assert_no_error (error);
  pid = (guint32) g_ascii_strtoull (g_subprocess_get_identifier (self->process), NULL, 10);
  while (self->root == NULL) {
    if (g_get_monotonic_time () > deadline)
      nl_program_fail (self, "No window appeared");
    wait_a_little (self);
    self->root = nl_accessible_find_program (self->bus, pid);
  }
  return self;
}

static GVariant *
call_actions (
    NlProgram *self, const char *path, const char *method, GVariant *parameters, GError **error)
{
  return g_dbus_connection_call_sync (self->session, APPLICATION_ID, path, "org.gtk.Actions",
                                      method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                                      NL_TEST_PATIENCE / 1000, NULL, error);
}

static gboolean
is_enabled (NlProgram *self, const char *path, const char *name)
{
  g_autoptr (GVariant) answer
      = call_actions (self, path, "Describe", g_variant_new ("(s)", name), NULL);
  gboolean enabled;

  /* The window comes later than the program. */
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "((bgav))", &enabled, NULL, NULL);
  return enabled;
}

/* Activates an action of the application, or of its window, as soon as it is enabled:
 * "win.import". */
void
nl_program_activate (NlProgram *self, const char *action, GVariant *parameter)
{
  const char *path = g_str_has_prefix (action, "win.") ? OBJECT_PATH "/window/1" : OBJECT_PATH;
  const char *name = strchr (action, '.') + 1;
  gint64 deadline = get_deadline ();
  GVariantBuilder parameters = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  while (!is_enabled (self, path, name)) {
    if (g_get_monotonic_time () > deadline)
      nl_program_fail (self, "“%s” is not enabled", action);
    wait_a_little (self);
  }
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", parameter);
  answer = call_actions (self, path, "Activate",
                         g_variant_new ("(sava{sv})", name, &parameters, NULL), &error);
  g_assert_no_error (error);
}

/* Quits, as Ctrl+Q does, and waits for the end. */
void
nl_program_quit (NlProgram *self)
{
  nl_program_activate (self, "app.quit", NULL);
  nl_test_await_ok (dex_subprocess_wait_check (self->process));
  nl_accessible_free (self->root);
  g_object_unref (self->process);
  g_object_unref (self->bus);
  g_object_unref (self->session);
  g_free (self);
}

NlAccessible *
nl_program_get_root (NlProgram *self)
{
  return self->root;
}

static gboolean
find_dialog_cb (NlAccessible *accessible, guint depth, gpointer data)
{
  NlAccessible **dialog = data;
  g_autofree char *role = NULL;

  if (depth > 0 && !nl_accessible_has_state (accessible, NL_ACCESSIBLE_SHOWING))
    return FALSE;
  role = nl_accessible_dup_role (accessible);
  if (g_str_equal (role, "dialog")) {
    g_clear_pointer (dialog, nl_accessible_free);
    *dialog = nl_accessible_copy (accessible);
  }
  return depth < MOST_DEPTH_OF_DIALOGS;
}

/* What is behind a dialog cannot be operated: then only the topmost one counts. */
static NlAccessible *
find (NlProgram *self, const char *role, const char *name)
{
  g_autoptr (NlAccessible) dialog = NULL;

  if (!g_str_equal (role, "dialog"))
    nl_accessible_walk (self->root, find_dialog_cb, &dialog);
  return nl_accessible_find (dialog != NULL ? dialog : self->root, role, name);
}

NlAccessible *
nl_program_wait_for (NlProgram *self, const char *role, const char *name)
{
  gint64 deadline = get_deadline ();
  NlAccessible *found;

  while ((found = find (self, role, name)) == NULL) {
    if (g_get_monotonic_time () > deadline)
      nl_program_fail (self, "There is no %s “%s”", role, name);
    wait_a_little (self);
  }
  return found;
}

void
nl_program_wait_gone (NlProgram *self, const char *role, const char *name)
{
  gint64 deadline = get_deadline ();
  g_autoptr (NlAccessible) found = NULL;

  while ((found = find (self, role, name)) != NULL) {
    if (g_get_monotonic_time () > deadline)
      nl_program_fail (self, "The %s “%s” does not go", role, name);
    g_clear_pointer (&found, nl_accessible_free);
    wait_a_little (self);
  }
}

/* Does what something offers, as soon as it is there and does. */
void
nl_program_act (NlProgram *self, const char *role, const char *name, const char *action)
{
  gint64 deadline = get_deadline ();

  for (;;) {
    g_autoptr (NlAccessible) found = nl_program_wait_for (self, role, name);

    if (nl_accessible_has_state (found, NL_ACCESSIBLE_SENSITIVE)
        && nl_accessible_act (found, action))
      return;
    if (g_get_monotonic_time () > deadline)
      nl_program_fail (self, "The %s “%s” does not do “%s”", role, name, action);
    wait_a_little (self);
  }
}

void
nl_program_click (NlProgram *self, const char *name)
{
  nl_program_act (self, "button", name, "click");
}

void
nl_program_type (NlProgram *self, const char *role, const char *name, const char *text)
{
  gint64 deadline = get_deadline ();

  for (;;) {
    g_autoptr (NlAccessible) found = nl_program_wait_for (self, role, name);

    if (nl_accessible_type (found, text))
      return;
    if (g_get_monotonic_time () > deadline)
      nl_program_fail (self, "Nothing can be typed into the %s “%s”", role, name);
    wait_a_little (self);
  }
}

void
nl_program_open_page (NlProgram *self, const char *id)
{
  nl_program_activate (self, "win.page", g_variant_new_string (id));
}
