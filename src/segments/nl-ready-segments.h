/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "shops/nl-shop.h"

G_BEGIN_DECLS

/* A segment that many shops want. */
typedef struct {
  const char *id;
  const char *name;        /* for gettext() */
  const char *description; /* for gettext() */
  const char *query;
} NlReadySegment;

const NlReadySegment *nl_ready_segments_list (guint *n_segments);
gboolean nl_ready_segment_suits (const NlReadySegment *self, JsonObject *statistics);
char *nl_ready_segment_dup_name (const NlReadySegment *self, JsonObject *statistics);
char *nl_ready_segment_dup_query (const NlReadySegment *self, NlShop *shop, JsonObject *statistics);

G_END_DECLS
