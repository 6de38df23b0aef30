/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign.h"

#include <glib/gi18n-lib.h>

static const char *const statuses[] = { "draft", "ready", "scheduled", "sent", NULL };

static const NlField fields[] = { NL_CAMPAIGN_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "campaigns",
  .noun = N_ ("campaign"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlCampaign:
 *
 * What is said to a persona, on several channels and in several languages.
 */
NL_DEFINE_RECORD (NlCampaign, nl_campaign, &description)
