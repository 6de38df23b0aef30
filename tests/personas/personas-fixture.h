/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "personas/nl-personas.h"

G_BEGIN_DECLS

/* A shop in English whose twenty customers spent 10 € to 200 €, the richer half in Germany. */
typedef struct {
  NlStore *store;
  gint64 shop_id;
  gint64 rich_id; /* segments */
  gint64 poor_id;
} Sample;

void sample_open (Sample *self, const char *folder);
void sample_clear (Sample *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

gint64 sample_save (Sample *self, gpointer record);
NlPersona *sample_create (Sample *self, NlProvider *provider, gint64 segment_id, gint64 seed);
NlPersona *sample_load (Sample *self, NlPersona *persona);
gint64 sample_count (Sample *self, GType type);

G_END_DECLS
