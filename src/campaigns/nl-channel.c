/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-channel.h"

#include <glib/gi18n-lib.h>

/* Email itself limits nothing but a line. Mailchimp, whose limits are the narrowest among the large
 * senders, takes 150 characters for subject and preview text each, and advises 60 for the subject,
 * which is what phones show; after about 110 a preview is cut everywhere. Gmail hides what comes
 * after 102 kB of HTML: 20,000 characters stay below with the frame around them. A button must fit
 * on one line of a phone 320 px wide, and a headline on three. */
static const NlPart EMAIL[] = {
  { "subject", N_ ("Subject"), NL_PART_DEFAULT, NL_PART_UNIT_CHARACTERS, 150, 60 },
  { "preheader", N_ ("Preview Text"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 150, 110 },
  { "headline", N_ ("Headline"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 150, 70 },
  { "body", N_ ("Text"), NL_PART_MULTILINE | NL_PART_MARKDOWN, NL_PART_UNIT_CHARACTERS, 20000, 0 },
  { "cta", N_ ("Button"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 60, 28 },
  { "postscript", N_ ("Postscript"), NL_PART_MULTILINE | NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS,
    1000, 240 },
};

/* 3GPP TS 23.040: 160 septets, or 70 units of UCS-2, make one message; more are several, paid one
 * by one, of 153 or 67 each. The usual gateways (Twilio, Amazon SNS) stop at 1,600 characters,
 * which ten of them hold; nl_message_check() converts to UCS-2 where it must. */
static const NlPart SMS[] = {
  { "text", N_ ("Text"), NL_PART_MULTILINE, NL_PART_UNIT_SEPTETS, 1530, 160 },
};

/* Instagram: 2,200 characters, hashtags included (Graph API, “IG User Media”); at most 5 hashtags a
 * post since December 2025, 30 before. That the feed shows 125 before “more” is true of nearly
 * every caption, hence no warning. */
static const NlPart INSTAGRAM[] = {
  { "caption", N_ ("Caption"), NL_PART_MULTILINE, NL_PART_UNIT_CHARACTERS, 2200, 0 },
  { "hashtags", N_ ("Hashtags"), NL_PART_LIST | NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 100, 30,
    0, 5 },
};

/* Facebook: 63,206 characters in a post, of which the feed shows about 480 before “See more”. The
 * link's headline and description may have 255; the Meta Ads Guide advises 40 for the headline, and
 * small screens show one line of the description. */
static const NlPart FACEBOOK[] = {
  { "text", N_ ("Text"), NL_PART_MULTILINE, NL_PART_UNIT_CHARACTERS, 63206, 600 },
  { "headline", N_ ("Link Headline"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 255, 40 },
  { "description", N_ ("Link Description"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 255, 60 },
};

/* Google Ads Help, “About responsive search ads”: 3 to 15 headlines of 30, 2 to 4 descriptions of
 * 90 and two paths of 15; characters of double width count twice. */
static const NlPart GOOGLE_ADS[] = {
  { "headlines", N_ ("Headlines"), NL_PART_LIST, NL_PART_UNIT_WIDTH, 30, 0, 3, 15 },
  { "descriptions", N_ ("Descriptions"), NL_PART_LIST, NL_PART_UNIT_WIDTH, 90, 0, 2, 4 },
  { "paths", N_ ("Paths"), NL_PART_LIST | NL_PART_OPTIONAL, NL_PART_UNIT_WIDTH, 15, 0, 0, 2 },
};

/* Shopify: 255 characters in the title and the handle of a blog post, 320 in its description for
 * search engines. Search results show some 65 of the title and 155 of the description. */
static const NlPart BLOG[] = {
  { "title", N_ ("Title"), NL_PART_DEFAULT, NL_PART_UNIT_CHARACTERS, 255, 65 },
  { "slug", N_ ("Address"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 255, 75 },
  { "description", N_ ("Search Description"), NL_PART_OPTIONAL, NL_PART_UNIT_CHARACTERS, 320, 155 },
  { "body", N_ ("Text"), NL_PART_MULTILINE | NL_PART_MARKDOWN, NL_PART_UNIT_CHARACTERS, 0, 0 },
};

/* A channel is a row here and its parts above; the offline provider must know how to write it. */
#define ROW(id, name, icon_name, utm_source, utm_medium, parts) \
  { id, name, icon_name, utm_source, utm_medium, parts, G_N_ELEMENTS (parts) }

static const NlChannel CHANNELS[] = {
  ROW ("email", N_ ("Email"), "mail-unread-symbolic", "newsletter", "email", EMAIL),
  ROW ("sms", N_ ("SMS"), "phone-symbolic", "sms", "sms", SMS),
  ROW ("instagram", N_ ("Instagram"), "camera-photo-symbolic", "instagram", "social", INSTAGRAM),
  ROW ("facebook", N_ ("Facebook"), "system-users-symbolic", "facebook", "social", FACEBOOK),
  ROW ("google-ads", N_ ("Google Ads"), "system-search-symbolic", "google", "cpc", GOOGLE_ADS),
  ROW ("blog", N_ ("Blog"), "document-edit-symbolic", "blog", "content", BLOG),
};

/**
 * nl_channel_list:
 * @n_channels: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_channels): every channel, in the order to show them in
 */
const NlChannel *
nl_channel_list (guint *n_channels)
{
  g_return_val_if_fail (n_channels != NULL, NULL);

  *n_channels = G_N_ELEMENTS (CHANNELS);
  return CHANNELS;
}

/**
 * nl_channel_lookup:
 * @id: an id such as "google-ads"
 *
 * Returns: (transfer none) (nullable): the channel
 */
const NlChannel *
nl_channel_lookup (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CHANNELS); i++)
    if (g_str_equal (CHANNELS[i].id, id))
      return &CHANNELS[i];
  return NULL;
}

/**
 * nl_channel_get_name:
 * @self: a channel
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_channel_get_name (const NlChannel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (self->name);
}

/**
 * nl_channel_lookup_part:
 * @self: a channel
 * @name: a name such as "subject"
 *
 * Returns: (transfer none) (nullable): the part
 */
const NlPart *
nl_channel_lookup_part (const NlChannel *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->n_parts; i++)
    if (g_str_equal (self->parts[i].name, name))
      return &self->parts[i];
  return NULL;
}

/**
 * nl_part_get_label:
 * @self: a part
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_part_get_label (const NlPart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (self->label);
}

/**
 * nl_part_unit_to_string:
 * @unit: a unit
 *
 * Returns: (transfer none): its word in files and requests: "characters", "septets" or "width"
 */
const char *
nl_part_unit_to_string (NlPartUnit unit)
{
  switch (unit) {
  case NL_PART_UNIT_SEPTETS:
    return "septets";
  case NL_PART_UNIT_WIDTH:
    return "width";
  case NL_PART_UNIT_CHARACTERS:
  default:
    return "characters";
  }
}
