/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"
#include "nl-test.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* A workspace with one shop and whom a test adds to it. */
typedef struct {
  NlStore *store;
  gint64 shop_id;
  char *database;
} People;

void people_set_up (People *self, const char *folder);
void people_tear_down (People *self);
gint64 people_add (People *self, const char *email, const char *first_property, ...)
    G_GNUC_NULL_TERMINATED;
NlCustomer *people_find (People *self, gint64 id);
void people_assert_sql (People *self, const char *sql, const char *expected);
void people_undo (People *self, DexFuture *future);

G_END_DECLS
