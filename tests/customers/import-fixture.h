/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer-import.h"
#include "nl-test.h"

/* A workspace with a shop in Paris, and files to import into it. */
typedef struct {
  const char *folder;
  NlStore *store;
  NlRecord *shop;
} ImportFixture;

void import_fixture_set_up (ImportFixture *self, const char *folder);
void import_fixture_tear_down (ImportFixture *self);
char *import_fixture_write (ImportFixture *self, const char *name, const char *text);
NlImportReport *import_fixture_import (ImportFixture *self,
                                       const char *path,
                                       const NlImportOptions *wanted,
                                       NlOperation *operation,
                                       GError **error);
NlImportReport *import_fixture_import_text (ImportFixture *self, const char *text);
void import_fixture_assert_says (ImportFixture *self, const char *sql, const char *answer);
void import_fixture_assert_report (
    NlImportReport *report, guint64 inserted, guint64 updated, guint64 unchanged, guint64 rejected);
