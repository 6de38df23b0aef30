/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-node.h"

G_BEGIN_DECLS

gboolean nl_segment_value_check (const NlSegmentValue *value,
                                 const NlSegmentAttribute *attribute,
                                 GError **error);
gboolean nl_segment_value_parse_coordinates (const char *text, double *latitude, double *longitude);
gboolean nl_segment_test_check_order (const NlSegmentTest *test, GError **error);

G_END_DECLS
