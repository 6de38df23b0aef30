/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment.h"

#include <glib/gi18n-lib.h>

static const NlField fields[] = { NL_SEGMENT_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "segments",
  .noun = N_ ("segment"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlSegment:
 *
 * A saved filter over one shop’s customers.
 */
NL_DEFINE_RECORD (NlSegment, nl_segment, &description)
