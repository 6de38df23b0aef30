/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define NL_STORE_ERROR (nl_store_error_quark ())

/**
 * NlStoreError:
 * @NL_STORE_ERROR_FAILED: anything without a better name below
 * @NL_STORE_ERROR_LOCKED: another program holds the file
 * @NL_STORE_ERROR_DISK_FULL: nothing more fits on the disk
 * @NL_STORE_ERROR_CORRUPT: the file is damaged, or no database
 * @NL_STORE_ERROR_NEWER_SCHEMA: a newer NinjaLead wrote the file
 * @NL_STORE_ERROR_READ_ONLY: the file or its folder can't be written
 * @NL_STORE_ERROR_CONSTRAINT: the data contradict what is stored, such as a name taken twice
 * @NL_STORE_ERROR_NOT_FOUND: no such record (any more)
 * @NL_STORE_ERROR_INVALID: a field has a value it can't have
 * @NL_STORE_ERROR_CLOSED: the workspace was closed meanwhile, as it is when the program ends
 *
 * Why the store could not do what it was asked.
 */
typedef enum {
  NL_STORE_ERROR_FAILED,
  NL_STORE_ERROR_LOCKED,
  NL_STORE_ERROR_DISK_FULL,
  NL_STORE_ERROR_CORRUPT,
  NL_STORE_ERROR_NEWER_SCHEMA,
  NL_STORE_ERROR_READ_ONLY,
  NL_STORE_ERROR_CONSTRAINT,
  NL_STORE_ERROR_NOT_FOUND,
  NL_STORE_ERROR_INVALID,
  NL_STORE_ERROR_CLOSED,
} NlStoreError;

GQuark nl_store_error_quark (void);
void nl_store_error_set (GError **error, sqlite3 *database, int code, const char *purpose);

G_END_DECLS
