/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-vocabulary.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_segment_data_find_missing (NlConnection *connection,
                                       gint64 shop_id,
                                       NlSegmentData wanted,
                                       NlSegmentData *missing,
                                       GError **error);
gboolean nl_segment_data_require (NlConnection *connection,
                                  gint64 shop_id,
                                  NlSegmentData wanted,
                                  GError **error);
char *nl_segment_data_describe (NlSegmentData missing);

G_END_DECLS
