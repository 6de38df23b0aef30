/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-message.h"

#include <glib/gi18n-lib.h>

static const NlField fields[] = { NL_MESSAGE_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "messages",
  .noun = N_ ("message"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlMessage:
 *
 * One text of a campaign: for one channel, in one language, as one variant.
 */
NL_DEFINE_RECORD (NlMessage, nl_message, &description)
