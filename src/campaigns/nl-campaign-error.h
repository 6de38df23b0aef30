/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlCampaignError:
 * @NL_CAMPAIGN_ERROR_NO_PERSONA: it has no persona, or the persona was deleted meanwhile
 * @NL_CAMPAIGN_ERROR_TEMPLATE: no such template
 * @NL_CAMPAIGN_ERROR_CHANNEL: no channel, or one that is not known
 * @NL_CAMPAIGN_ERROR_LANGUAGE: no language, or not a BCP 47 tag
 * @NL_CAMPAIGN_ERROR_LINK: the landing page is no web address
 * @NL_CAMPAIGN_ERROR_PRODUCT: a product without a title, or with an impossible price or address
 * @NL_CAMPAIGN_ERROR_OFFER: an offer that makes no sense
 * @NL_CAMPAIGN_ERROR_LIMITS: a channel would refuse a message
 * @NL_CAMPAIGN_ERROR_SCHEDULE: a date that is missing or has passed
 * @NL_CAMPAIGN_ERROR_VARIANT: a message has all variants it may have
 *
 * What can be wrong with a campaign.
 */
typedef enum {
  NL_CAMPAIGN_ERROR_NO_PERSONA,
  NL_CAMPAIGN_ERROR_TEMPLATE,
  NL_CAMPAIGN_ERROR_CHANNEL,
  NL_CAMPAIGN_ERROR_LANGUAGE,
  NL_CAMPAIGN_ERROR_LINK,
  NL_CAMPAIGN_ERROR_PRODUCT,
  NL_CAMPAIGN_ERROR_OFFER,
  NL_CAMPAIGN_ERROR_LIMITS,
  NL_CAMPAIGN_ERROR_SCHEDULE,
  NL_CAMPAIGN_ERROR_VARIANT,
} NlCampaignError;

#define NL_CAMPAIGN_ERROR (nl_campaign_error_quark ())

GQuark nl_campaign_error_quark (void);

G_END_DECLS
