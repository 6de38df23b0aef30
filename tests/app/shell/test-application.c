/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "base/nl-future.h"
#include "nl-test.h"

/* The program itself, as a desktop starts it. */

#define APPLICATION_ID "ai.ninjalead.NinjaLead"
#define MOST_MILLISECONDS (NL_TEST_PATIENCE / 1000)

static const char *program;

static char *
dup_owner (GDBusConnection *bus)
{
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                     "org.freedesktop.DBus", "GetNameOwner",
                                     g_variant_new ("(s)", APPLICATION_ID), NULL,
                                     G_DBUS_CALL_FLAGS_NONE, MOST_MILLISECONDS, NULL, NULL);
  char *owner = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(s)", &owner);
  return owner;
}

static char *
wait_for_owner (GDBusConnection *bus)
{
  char *owner = NULL;

  for (int waited = 0; (owner = dup_owner (bus)) == NULL; waited += 20) {
    g_assert_cmpint (waited, <, MOST_MILLISECONDS);
    nl_test_await_ok (nl_future_sleep (20, NULL));
  }
  return owner;
}

static GSubprocess *
start (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--data-dir", folder, NULL);

  g_assert_no_error (error);
  return process;
}

static void
quit (GDBusConnection *bus)
{
  g_autoptr (GDBusActionGroup) actions
      = g_dbus_action_group_get (bus, APPLICATION_ID, "/ai/ninjalead/NinjaLead");

  g_action_group_activate_action (G_ACTION_GROUP (actions), "quit", NULL);
}

static void
test_second_start (const char *folder)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GSubprocess) first = start (folder);
  g_autoptr (GSubprocess) second = NULL;
  g_autofree char *owner = wait_for_owner (bus);
  g_autofree char *owner_afterwards = NULL;

  second = start (folder);
  nl_test_await_ok (dex_subprocess_wait_check (second));
  owner_afterwards = dup_owner (bus);
  g_assert_cmpstr (owner_afterwards, ==, owner);
  quit (bus);
  nl_test_await_ok (dex_subprocess_wait_check (first));
}

/* The workspace that was asked for is not the one that would come to the front. */
static void
test_other_workspace (const char *folder)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autoptr (GSubprocess) first = start (folder);
  g_autofree char *owner = wait_for_owner (bus);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                                                     program, "--data-dir", other, NULL);
  g_autofree char *message = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (second, NULL, NULL, NULL, &message, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (second), ==, 1);
  g_assert_nonnull (strstr (message, folder));
  quit (bus);
  nl_test_await_ok (dex_subprocess_wait_check (first));
}

static void
test_version (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--version", NULL);
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (output, "NinjaLead "));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
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
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  nl_test_add ("/application/second-start", test_second_start);
  nl_test_add ("/application/other-workspace", test_other_workspace);
  nl_test_add ("/application/version", test_version);
  return g_test_run ();
}
