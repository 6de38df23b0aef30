/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-query.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

void nl_segment_context_init (NlSegmentContext *context,
                              gint64 shop_id,
                              const char *time_zone,
                              const char *currency,
                              gint64 now);
gboolean nl_segment_context_load (NlConnection *connection,
                                  gint64 shop_id,
                                  gint64 now,
                                  NlSegmentContext *context,
                                  GError **error);
void nl_segment_context_clear (NlSegmentContext *context);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlSegmentContext, nl_segment_context_clear)

G_END_DECLS
