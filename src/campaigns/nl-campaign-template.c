/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-template.h"

#include <glib/gi18n-lib.h>

#define CHANNELS(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const NlCampaignTemplate TEMPLATES[] = {
  {
      .id = "welcome",
      .title = N_ ("Welcome"),
      .description = N_ ("Greet new customers and show them around"),
      .icon_name = "face-smile-symbolic",
      .goal = N_ ("Turn a first contact into a first order"),
      .channels = CHANNELS ("email", "sms"),
  },
  {
      .id = "abandoned-cart",
      .title = N_ ("Abandoned Cart"),
      .description = N_ ("Remind people of what they left in their cart"),
      .icon_name = "alarm-symbolic",
      .goal = N_ ("Recover orders that were begun and not finished"),
      .channels = CHANNELS ("email", "sms"),
  },
  {
      .id = "win-back",
      .title = N_ ("Win-Back"),
      .description = N_ ("Bring back customers who have not bought for a while"),
      .icon_name = "mail-reply-sender-symbolic",
      .goal = N_ ("Get one more order from customers who went quiet"),
      .channels = CHANNELS ("email", "sms", "facebook"),
  },
  {
      .id = "launch",
      .title = N_ ("Product Launch"),
      .description = N_ ("Announce something new on every channel"),
      .icon_name = "send-to-symbolic",
      .goal = N_ ("Sell the first units of a new product"),
      .channels = CHANNELS ("email", "instagram", "facebook", "google-ads", "blog"),
  },
  {
      .id = "seasonal",
      .title = N_ ("Seasonal"),
      .description = N_ ("Make the most of a season or a holiday"),
      .icon_name = "x-office-calendar-symbolic",
      .goal = N_ ("Sell more during the season"),
      .channels = CHANNELS ("email", "instagram", "facebook", "google-ads"),
  },
  {
      .id = "loyalty",
      .title = N_ ("Loyalty"),
      .description = N_ ("Thank the best customers and give them something"),
      .icon_name = "emote-love-symbolic",
      .goal = N_ ("Keep the best customers close"),
      .channels = CHANNELS ("email", "sms"),
  },
  {
      .id = "review-request",
      .title = N_ ("Review Request"),
      .description = N_ ("Ask buyers what they think of their order"),
      .icon_name = "semi-starred-symbolic",
      .goal = N_ ("Collect reviews that help others to decide"),
      .channels = CHANNELS ("email"),
  },
  {
      .id = "back-in-stock",
      .title = N_ ("Back in Stock"),
      .description = N_ ("Tell people that what they waited for is here again"),
      .icon_name = "object-select-symbolic",
      .goal = N_ ("Sell what people waited for"),
      .channels = CHANNELS ("email", "sms", "instagram"),
  },
  {
      .id = "newsletter",
      .title = N_ ("Newsletter"),
      .description = N_ ("Stay in touch with news and ideas"),
      .icon_name = "mail-unread-symbolic",
      .goal = N_ ("Stay in mind until the next order"),
      .channels = CHANNELS ("email", "blog"),
  },
  {
      .id = "birthday",
      .title = N_ ("Birthday"),
      .description = N_ ("Congratulate, with a small gift"),
      .icon_name = "emoji-food-symbolic",
      .goal = N_ ("Give a reason to treat oneself"),
      .channels = CHANNELS ("email", "sms"),
  },
};

/**
 * nl_campaign_template_list:
 * @n_templates: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_templates): every template, in the order to show them in
 */
const NlCampaignTemplate *
nl_campaign_template_list (guint *n_templates)
{
  g_return_val_if_fail (n_templates != NULL, NULL);

  *n_templates = G_N_ELEMENTS (TEMPLATES);
  return TEMPLATES;
}

/**
 * nl_campaign_template_lookup:
 * @id: an id such as "win-back"
 *
 * Returns: (transfer none) (nullable): the template
 */
const NlCampaignTemplate *
nl_campaign_template_lookup (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (TEMPLATES); i++)
    if (g_str_equal (TEMPLATES[i].id, id))
      return &TEMPLATES[i];
  return NULL;
}

/**
 * nl_campaign_template_get_title:
 * @self: a template
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_campaign_template_get_title (const NlCampaignTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (self->title);
}

/**
 * nl_campaign_template_get_description:
 * @self: a template
 *
 * Returns: (transfer none): what it is for, translated
 */
const char *
nl_campaign_template_get_description (const NlCampaignTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (self->description);
}

/**
 * nl_campaign_template_get_goal:
 * @self: a template
 *
 * Returns: (transfer none): the goal a campaign starts with, translated
 */
const char *
nl_campaign_template_get_goal (const NlCampaignTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (self->goal);
}
