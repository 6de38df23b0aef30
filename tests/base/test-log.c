/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLib's test framework takes what the older interface logs for itself. */
#define G_LOG_USE_STRUCTURED

#include "base/nl-log.h"

#include "base/nl-log-file.h"
#include "base/nl-redact.h"
#include "nl-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER_KEY "sk-markerMarkerMarker0123456789"
#define MARKER_EMAIL "marker.person@example.com"

static void
test_redaction (void)
{
  static const struct {
    const char *text;
    const char *redacted;
  } CASES[] = {
    { "Imported 12,300 of 100,000 rows in 3.2 s", "Imported 12,300 of 100,000 rows in 3.2 s" },
    { "Mail to chloe.martin+x@example.co.uk failed", "Mail to ‹email› failed" },
    { "<josé@example.com>, b@x.org.", "<‹email›>, ‹email›." },
    { "?email=a%40example.com&x=1", "?email=‹email›&x=1" },
    { "Call +33 6 12 34 56 78 now", "Call ‹number› now" },
    { "(415) 555-2671", "‹number›" },
    { "0612345678", "‹number›" },
    { "06 12 34 56 78 06 12 34 56 79", "‹number›" },
    { "1234567", "‹number›" },
    { "123456", "123456" },
    { "due 2026-11-22 at 09:41:34", "due 2026-11-22 at 09:41:34" },
    { "record 182733445566778899", "record 182733445566778899" },
    { "card 4111 1111 1111 1111", "card ‹card›" },
    { "card 4111111111111111.", "card ‹card›." },
    { "IBAN DE89 3704 0044 0532 0130 00 booked", "IBAN ‹iban› booked" },
    { "FR1420041010050500013M02606", "‹iban›" },
    { "Authorization: Bearer abc.def-ghi", "Authorization: ‹secret›" },
    { "authorization=Basic dXNlcjpwYXNz", "authorization=‹secret›" },
    { "sent bearer abcdef123456 along", "sent bearer ‹secret› along" },
    { "X-Shopify-Access-Token: shpat_0123456789abcdef", "X-Shopify-Access-Token: ‹secret›" },
    { "key " MARKER_KEY " refused", "key ‹secret› refused" },
    { "xai-abcdefgh12345678", "‹secret›" },
    { "shpat_0123abcd", "‹secret›" },
    { "ghp_0123456789abcdef", "‹secret›" },
    { "{\"access_token\": \"abc\", \"n\": 1}", "{\"access_token\": \"‹secret›\", \"n\": 1}" },
    { "client_secret=abc&grant_type=x", "client_secret=‹secret›&grant_type=x" },
    { "Cookie: a=b; c=d", "Cookie: ‹secret›" },
    { "https://user:pass@example.com/x", "https://‹secret›@example.com/x" },
    { "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.sig", "‹secret›" },
    { "task-forces and desk-lamps", "task-forces and desk-lamps" },
    { "bad\xff a@b.cd", "bad\uFFFD ‹email›" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *redacted = nl_redact_text (CASES[i].text);
    g_autofree char *again = nl_redact_text (redacted);

    g_assert_cmpstr (redacted, ==, CASES[i].redacted);
    g_assert_cmpstr (again, ==, redacted);
  }
}

static void
test_redaction_of_long_texts (void)
{
  g_autofree char *filling = g_strnfill (1000000, 'a');
  g_autofree char *digits = g_strnfill (1000000, '1');
  g_autofree char *long_text = g_strconcat (filling, MARKER_EMAIL, NULL);
  g_autofree char *redacted = nl_redact_text (long_text);
  g_autofree char *redacted_digits = nl_redact_text (digits);

  g_assert_null (strstr (redacted, "marker"));
  g_assert_cmpuint (strlen (redacted), <=, 16 * 1024);
  g_assert_cmpuint (strlen (redacted_digits), <=, 16 * 1024);
}

static void
test_values (void)
{
  g_assert_cmpstr (nl_log_redact_value ("email", MARKER_EMAIL), ==, "‹email›");
  g_assert_cmpstr (nl_log_redact_value ("email", ""), ==, "‹no email›");
  g_assert_cmpstr (nl_log_redact_value ("email", NULL), ==, "‹no email›");
  g_assert_true (nl_redact_is_secret_name ("NL_ACCESS_TOKEN"));
  g_assert_true (nl_redact_is_secret_name ("Set-Cookie"));
  g_assert_false (nl_redact_is_secret_name ("NL_ROWS"));
}

static char *
read_log (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "ninjalead.log", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_markers_never_arrive (const char *folder)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *expected = g_build_filename (folder, "ninjalead.log", NULL);
  GStatBuf info;

  nl_log_start (folder);
  path = nl_log_get_path ();
  g_assert_cmpstr (path, ==, expected);
  g_message ("Provider refused %s of %s", MARKER_KEY, MARKER_EMAIL);
  g_log_structured ("test", G_LOG_LEVEL_MESSAGE, "NL_WHO", MARKER_EMAIL, "NL_API_TOKEN",
                    "plainMarker", "NL_ROWS", "42", "MESSAGE", "Two\nlines\x1b[31m");
  nl_log_stop ();
  g_assert_null (nl_log_get_path ());
  g_message ("Not in the file");
  text = read_log (folder);
  g_assert_null (strstr (text, "arker"));
  g_assert_nonnull (strstr (text, "Provider refused ‹secret› of ‹email›\n"));
  g_assert_nonnull (strstr (text, "Two\\nlines[31m"));
  g_assert_nonnull (strstr (text, " NL_WHO=‹email›"));
  g_assert_nonnull (strstr (text, " NL_API_TOKEN=‹secret›"));
  g_assert_nonnull (strstr (text, " NL_ROWS=42"));
  g_assert_null (strstr (text, "Not in the file"));
  g_assert_cmpint (g_stat (expected, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_levels (const char *folder)
{
  g_autofree char *text = NULL;

  nl_log_start (folder);
  g_info ("too quiet");
  g_message ("loud enough");
  g_setenv ("NINJALEAD_LOG", "debug", TRUE);
  nl_log_start (folder);
  g_debug ("now heard");
  g_setenv ("NINJALEAD_LOG", "error", TRUE);
  nl_log_start (folder);
  g_message ("now too quiet");
  g_unsetenv ("NINJALEAD_LOG");
  nl_log_stop ();
  text = read_log (folder);
  g_assert_null (strstr (text, "too quiet"));
  g_assert_nonnull (strstr (text, "message"));
  g_assert_nonnull (strstr (text, "loud enough"));
  g_assert_nonnull (strstr (text, "now heard"));
}

static void
test_warnings_are_fatal (void)
{
  if (g_test_subprocess ()) {
    nl_log_start (g_get_tmp_dir ());
    g_warning ("Sent to %s", MARKER_EMAIL);
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*Sent to ‹email›*");
  g_test_trap_assert_stderr_unmatched ("*" MARKER_EMAIL "*");
}

static void
test_rotation (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "new", "x.log", NULL);
  g_autoptr (NlLogFile) file = nl_log_file_new (path, 100, 2);
  g_autoptr (NlLogFile) other = nl_log_file_new (path, 100, 2);
  const char *const names[] = { "x.log", "x.log.1", "x.log.2" };
  g_autofree char *third = g_strconcat (path, ".3", NULL);

  for (int i = 0; i < 100; i++) {
    g_autofree char *line = g_strdup_printf ("line %d of a log\n", i);

    g_assert_true (nl_log_file_write (i % 3 == 0 ? other : file, line));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = g_build_filename (folder, "new", names[i], NULL);
    g_autofree char *text = NULL;
    GStatBuf info;

    g_assert_cmpint (g_stat (name, &info), ==, 0);
    g_assert_cmpint (info.st_size, <=, 100);
    g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    g_assert_true (g_file_get_contents (name, &text, NULL, NULL));
    g_assert_true ((strstr (text, "line 99 ") != NULL) == (i == 0));
  }
  g_assert_false (g_file_test (third, G_FILE_TEST_EXISTS));
}

static void
test_unwritable_folder (const char *folder)
{
  /* A file where the folder should be: that stops root as well. */
  g_autofree char *blocked = g_build_filename (folder, "file", NULL);
  g_autofree char *path = g_build_filename (blocked, "sub", "x.log", NULL);
  g_autoptr (NlLogFile) file = nl_log_file_new (path, 100, 2);

  g_assert_true (g_file_set_contents (blocked, "x", 1, NULL));
  g_assert_false (nl_log_file_write (file, "lost\n"));
  nl_log_start (blocked);
  g_message ("Nobody hears this");
  nl_log_stop ();
  g_assert_cmpint (g_unlink (blocked), ==, 0);
  g_assert_true (nl_log_file_write (file, "kept\n"));
}

static void
test_link_is_not_followed (const char *folder)
{
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autofree char *path = g_build_filename (folder, "x.log", NULL);
  g_autoptr (NlLogFile) file = nl_log_file_new (path, 100, 2);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (target, "mine", -1, NULL));
  g_assert_cmpint (symlink (target, path), ==, 0);
  g_assert_false (nl_log_file_write (file, "x\n"));
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

static gpointer
log_often (gpointer data)
{
  for (int i = 0; i < 100; i++)
    g_log_structured ("test", G_LOG_LEVEL_INFO, "MESSAGE", "row %d of thread %d end", i,
                      GPOINTER_TO_INT (data));
  return NULL;
}

static void
test_threads (const char *folder)
{
  GThread *threads[4];
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_setenv ("NINJALEAD_LOG", "info", TRUE);
  nl_log_start (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("log", log_often, GINT_TO_POINTER ((int) i));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  nl_log_stop ();
  g_unsetenv ("NINJALEAD_LOG");
  text = read_log (folder);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 401);
  for (gsize i = 0; i < 400; i++)
    g_assert_true (g_str_has_suffix (lines[i], " end"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/log/redaction", test_redaction);
  g_test_add_func ("/log/redaction-long", test_redaction_of_long_texts);
  g_test_add_func ("/log/values", test_values);
  nl_test_add ("/log/markers", test_markers_never_arrive);
  nl_test_add ("/log/levels", test_levels);
  g_test_add_func ("/log/fatal-warnings", test_warnings_are_fatal);
  nl_test_add ("/log/rotation", test_rotation);
  nl_test_add ("/log/unwritable-folder", test_unwritable_folder);
  nl_test_add ("/log/link", test_link_is_not_followed);
  nl_test_add ("/log/threads", test_threads);
  return g_test_run ();
}
