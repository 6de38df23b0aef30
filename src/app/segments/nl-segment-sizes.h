/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_SIZES (nl_segment_sizes_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentSizes, nl_segment_sizes, NL, SEGMENT_SIZES, AdwBin)

void nl_segment_sizes_set_segment (NlSegmentSizes *self, NlStore *store, gint64 segment_id);

G_END_DECLS
