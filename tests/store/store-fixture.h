/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nl-test.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* A workspace with one record that each kind of reference can point to. */
typedef struct {
  NlStore *store;
  char *database;
  gint64 shop_id;
  gint64 customer_id;
  gint64 segment_id;
  gint64 persona_id;
  gint64 campaign_id;
} StoreFixture;

extern GType (*const store_fixture_types[]) (void);
extern const guint store_fixture_n_types;

NlStore *store_fixture_open (const char *folder);
void store_fixture_set_up (StoreFixture *self, const char *folder);
void store_fixture_tear_down (StoreFixture *self);
char *store_fixture_sql (StoreFixture *self, const char *sql);

char *store_fixture_random_text (guint max_letters);
void store_fixture_fill (StoreFixture *self, NlRecord *record);
void store_fixture_fill_field (StoreFixture *self, NlRecord *record, guint field);
void store_fixture_assert_same (NlRecord *a, NlRecord *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreFixture, store_fixture_tear_down)

G_END_DECLS
