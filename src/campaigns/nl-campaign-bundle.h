/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign.h"
#include "campaigns/nl-channel.h"
#include "campaigns/nl-message.h"
#include "personas/nl-persona.h"
#include "shops/nl-shop.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

/**
 * NlCampaignBundle:
 * @campaign: a campaign
 * @shop: its shop
 * @persona: (nullable): whom it talks to; %NULL when the persona was deleted
 * @messages: (element-type NlMessage): its messages, by channel, language and variant
 * @logo: (nullable): the shop's logo, as PNG
 * @unsubscribe_url: (nullable): where people unsubscribe
 * @suffix: what the names of files end with, such as "-2", or an empty text
 *
 * All that is known about a campaign, of one moment.
 */
typedef struct {
  NlCampaign *campaign;
  NlShop *shop;
  NlPersona *persona;
  GPtrArray *messages;
  GBytes *logo;
  char *unsubscribe_url;
  char *suffix;
} NlCampaignBundle;

#define NL_TYPE_CAMPAIGN_BUNDLE (nl_campaign_bundle_get_type ())
GType nl_campaign_bundle_get_type (void);

NlCampaignBundle *nl_campaign_bundle_load (gint64 id, NlConnection *connection, GError **error);
NlCampaignBundle *nl_campaign_bundle_copy (NlCampaignBundle *self);
void nl_campaign_bundle_free (NlCampaignBundle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlCampaignBundle, nl_campaign_bundle_free)

const NlChannel *nl_message_get_channel (NlMessage *message);
const char *nl_message_get_language (NlMessage *message);
char *nl_campaign_bundle_dup_link (NlCampaignBundle *self, NlMessage *message);
char *nl_campaign_bundle_tag_link (NlCampaignBundle *self, NlMessage *message, const char *url);
char *nl_campaign_bundle_dup_name (NlCampaignBundle *self,
                                   NlMessage *message,
                                   const char *extension);
char *nl_campaign_bundle_dup_file_name (NlCampaignBundle *self,
                                        const char *detail,
                                        const char *extension);

G_END_DECLS
