/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An occasion to write to people, from which a campaign starts. */
typedef struct {
  const char *id; /* as the phrase books of the offline provider call it */
  const char *title;
  const char *description;
  const char *icon_name;
  const char *goal;
  const char *const *channels; /* suggested, by their ids */
} NlCampaignTemplate;

const NlCampaignTemplate *nl_campaign_template_list (guint *n_templates);
const NlCampaignTemplate *nl_campaign_template_lookup (const char *id);
const char *nl_campaign_template_get_title (const NlCampaignTemplate *self);
const char *nl_campaign_template_get_description (const NlCampaignTemplate *self);
const char *nl_campaign_template_get_goal (const NlCampaignTemplate *self);

G_END_DECLS
