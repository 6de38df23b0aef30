/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order.h"

#include <glib/gi18n-lib.h>

static const NlField fields[] = { NL_ORDER_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "orders",
  .noun = N_ ("order"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlOrder:
 *
 * An order of one customer, or of nobody any more.
 */
NL_DEFINE_RECORD (NlOrder, nl_order, &description)
