/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* A saved filter over one shop’s customers. The fields: one line each, in the order of the form and
 * the columns. */
/* clang-format off */
#define NL_SEGMENT_FIELDS(F) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (NAME, "name", TEXT, NL_FIELD_REQUIRED, N_ ("Name"), NULL, NULL) \
  F (QUERY, "query", TEXT, NL_FIELD_REQUIRED, N_ ("Query"), NULL, NULL) \
  F (CUSTOMER_COUNT, "customer-count", INT64, NL_FIELD_DERIVED, N_ ("Customers"), NULL, NULL) \
  F (COUNTED_AT, "counted-at", INT64, NL_FIELD_DERIVED | NL_FIELD_TIME, NULL, NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_SEGMENT_##key,
  NL_SEGMENT_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_SEGMENT_N_FIELDS,
} NlSegmentField;

#define NL_TYPE_SEGMENT (nl_segment_get_type ())
G_DECLARE_FINAL_TYPE (NlSegment, nl_segment, NL, SEGMENT, NlRecord)

G_END_DECLS
