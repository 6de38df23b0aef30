/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider.h"
#include "base/nl-operation.h"
#include "personas/nl-persona.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlPersonaWish:
 * @shop_id: the shop
 * @segment_id: whom the persona stands for; 0: all customers
 * @language: (nullable): a BCP 47 tag; %NULL: the shop's language
 * @seed: the same seed and numbers give the same persona; 0: any
 * @wants_avatar: whether to draw a portrait
 *
 * What persona somebody wants.
 */
typedef struct {
  gint64 shop_id;
  gint64 segment_id;
  const char *language;
  gint64 seed;
  gboolean wants_avatar;
} NlPersonaWish;

DexFuture *nl_personas_list (NlStore *store, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_personas_load (NlStore *store, gint64 persona_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_personas_save (NlStore *store, NlPersona *persona) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_personas_delete (NlStore *store, gint64 persona_id) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_personas_create (NlStore *store,
                               NlProvider *provider,
                               const NlPersonaWish *wish,
                               NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_personas_duplicate (NlStore *store,
                                  NlProvider *provider,
                                  gint64 persona_id,
                                  const char *language,
                                  NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_personas_rewrite (NlStore *store,
                                NlProvider *provider,
                                gint64 persona_id,
                                guint field,
                                gint64 seed,
                                NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_personas_redraw_avatar (NlStore *store,
                                      gint64 persona_id,
                                      gint64 seed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
