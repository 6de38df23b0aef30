/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-migrations.h"

#include <glib/gi18n-lib.h>

#include "store/nl-backup.h"
#include "store/nl-store-error.h"
#include "nl-store-resources.h"

#define FOLDER "/ai/ninjalead/store/migrations"

/* The newest step. A released step is never edited; the next one is a file more and this number. */
#define LATEST 11

/**
 * nl_migrations_get_latest:
 *
 * Returns: the schema version this program writes
 */
guint
nl_migrations_get_latest (void)
{
  return LATEST;
}

static gboolean
check_file (NlConnection *connection, gint64 *version, GError **error)
{
  gint64 application;
  gint64 tables;

  if (!nl_connection_query_int64 (connection, "read the schema version", "PRAGMA user_version",
                                  version, error)
      || !nl_connection_query_int64 (connection, "read whose file it is", "PRAGMA application_id",
                                     &application, error)
      || !nl_connection_query_int64 (connection, "count the tables",
                                     "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if ((application != NL_MIGRATIONS_APPLICATION_ID && (application != 0 || tables > 0))
      || *version < 0) {
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT,
                         _ ("This is a database of another program, not a NinjaLead workspace."));
    return FALSE;
  }
  if (*version > LATEST) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA,
                 _ ("A newer NinjaLead wrote this workspace: it has schema version %d, and this "
                    "program knows versions up to %d. Update NinjaLead to open it; nothing was "
                    "changed."),
                 (int) *version, LATEST);
    return FALSE;
  }
  return TRUE;
}

static gboolean
run_step (NlConnection *connection, guint step, GError **error)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%04u.sql", step);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d;",
                                            step, NL_MIGRATIONS_APPLICATION_ID);
  GResource *resource = nl_store_get_resource ();
  g_autoptr (GBytes) script = g_resource_lookup_data (resource, path, 0, error);

  return script != NULL
         && nl_connection_exec (connection, "migrate the schema", g_bytes_get_data (script, NULL),
                                error)
         && nl_connection_exec (connection, "stamp the schema version", stamp, error);
}

/**
 * nl_migrations_run:
 * @connection: a writer
 * @path: the file behind it
 * @error: return location
 *
 * Brings the schema up to date: all missing steps in one transaction, after a copy of a file that
 * already holds something. Refuses a file of a newer version, or of another program, untouched.
 *
 * Returns: whether the schema is current
 */
gboolean
nl_migrations_run (NlConnection *connection, const char *path, GError **error)
{
  gint64 version;

  /* The log comes after the check: it is a setting of the file, and a stranger's is not changed. */
  if (!check_file (connection, &version, error)
      || !nl_connection_exec (connection, "turn the write-ahead log on",
                              "PRAGMA journal_mode = WAL", error))
    return FALSE;
  if (version == LATEST)
    return TRUE;

  if (version > 0) {
    g_autofree char *copy = g_strdup_printf ("%s" NL_BACKUP_KEPT "v%d", path, LATEST);

    if (!nl_backup_copy (connection, copy, NULL, error))
      return FALSE;
  }

  if (!nl_connection_begin (connection, error))
    return FALSE;
  /* Another process may have been faster. */
  if (!check_file (connection, &version, error)) {
    nl_connection_rollback (connection);
    return FALSE;
  }
  for (guint step = (guint) version + 1; step <= LATEST; step++) {
    if (!run_step (connection, step, error)) {
      nl_connection_rollback (connection);
      return FALSE;
    }
  }
  return nl_connection_commit (connection, error);
}
