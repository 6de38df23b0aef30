/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-store-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nl-store-error-quark, nl_store_error)

static NlStoreError
classify (int code, const char **advice)
{
  switch (code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    *advice = _ ("Another program is using the workspace. Close it and try again.");
    return NL_STORE_ERROR_LOCKED;
  case SQLITE_FULL:
    *advice = _ ("The disk is full. Make room and try again; nothing was changed.");
    return NL_STORE_ERROR_DISK_FULL;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    *advice = _ ("The workspace file is damaged. Restore a backup of it.");
    return NL_STORE_ERROR_CORRUPT;
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    *advice = _ ("The workspace’s folder can’t be written. Check its permissions.");
    return NL_STORE_ERROR_READ_ONLY;
  case SQLITE_IOERR:
    *advice = _ ("The disk could not be read or written. Check that it is there, healthy and not "
                 "full; nothing was changed.");
    return NL_STORE_ERROR_FAILED;
  case SQLITE_CONSTRAINT:
    *advice = _ ("This contradicts what is already stored.");
    return NL_STORE_ERROR_CONSTRAINT;
  default:
    *advice = _ ("The workspace could not be read or written.");
    return NL_STORE_ERROR_FAILED;
  }
}

/**
 * nl_store_error_set:
 * @error: return location
 * @database: (nullable): the connection that failed, for its own words
 * @code: SQLite's (extended) result code
 * @purpose: what was being done, for the engineer who reads the report
 *
 * Turns a failure of SQLite into one a person can act on. An interrupted statement becomes
 * %G_IO_ERROR_CANCELLED.
 */
void
nl_store_error_set (GError **error, sqlite3 *database, int code, const char *purpose)
{
  const char *advice;
  const char *words = database != NULL ? sqlite3_errmsg (database) : sqlite3_errstr (code);
  NlStoreError reason = classify (code, &advice);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  else
    /* Translators: advice, then in brackets what was being done and SQLite's own words. */
    g_set_error (error, NL_STORE_ERROR, reason, _ ("%s (%s: %s)"), advice, purpose, words);
}
