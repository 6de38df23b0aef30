/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-bundle.h"

#include <string.h>

#include "base/nl-slug.h"
#include "base/nl-text.h"
#include "base/nl-url.h"
#include "campaigns/nl-message-parts.h"
#include "campaigns/nl-utm.h"
#include "store/nl-image.h"
#include "store/nl-query.h"
#include "store/nl-record-sql.h"
#include "store/nl-store-error.h"

/* Leaves room for channel, language and extension below the 255 bytes of file systems. */
#define MAX_SLUG 80

/* Of 160: the shop's name, a sentence and how to opt out need the rest. */
#define MAX_SMS_LINK 80
#define MAX_SMS_LINK_BESIDE_OFFER 50

/* A logo is 48 pixels high, up to four times as wide, and screens have two pixels for one. */
#define LOGO_SIZE 384

G_DEFINE_BOXED_TYPE (NlCampaignBundle,
                     nl_campaign_bundle,
                     nl_campaign_bundle_copy,
                     nl_campaign_bundle_free)

static guint
channel_rank (NlMessage *message)
{
  guint n_channels;
  const NlChannel *channels = nl_channel_list (&n_channels);
  const NlChannel *channel = nl_message_get_channel (message);

  return channel != NULL ? (guint) (channel - channels) : n_channels;
}

static guint
language_rank (NlCampaign *campaign, NlMessage *message)
{
  const char *const *languages = nl_record_get_strv (NL_RECORD (campaign), NL_CAMPAIGN_LANGUAGES);
  guint rank = 0;

  while (languages[rank] != NULL
         && !g_str_equal (languages[rank], nl_message_get_language (message)))
    rank++;
  return rank;
}

static int
compare_messages (gconstpointer a, gconstpointer b, gpointer campaign)
{
  NlMessage *left = *(NlMessage *const *) a;
  NlMessage *right = *(NlMessage *const *) b;
  int order = (int) channel_rank (left) - (int) channel_rank (right);

  if (order == 0)
    order = (int) language_rank (campaign, left) - (int) language_rank (campaign, right);
  if (order == 0)
    order = g_strcmp0 (nl_record_get_text (NL_RECORD (left), NL_MESSAGE_VARIANT),
                       nl_record_get_text (NL_RECORD (right), NL_MESSAGE_VARIANT));
  return order;
}

static gboolean
load_messages (NlCampaignBundle *self, NlConnection *connection, GError **error)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_MESSAGE);

  nl_query_where_int64 (query, NL_MESSAGE_CAMPAIGN_ID,
                        nl_record_get_id (NL_RECORD (self->campaign)));
  self->messages = nl_query_fetch (query, connection, error);
  if (self->messages == NULL)
    return FALSE;
  g_ptr_array_sort_with_data (self->messages, compare_messages, self->campaign);
  return TRUE;
}

static gboolean
load_logo (NlCampaignBundle *self, NlConnection *connection, GError **error)
{
  gint64 id = nl_record_get_int64 (NL_RECORD (self->shop), NL_SHOP_LOGO_IMAGE_ID);

  if (id != 0)
    self->logo = nl_image_load_thumbnail (id, LOGO_SIZE, connection, error);
  return id == 0 || self->logo != NULL;
}

/**
 * nl_campaign_bundle_load:
 * @id: a campaign
 * @connection: a connection, in a transaction
 * @error: return location
 *
 * Reads a campaign and everything around it. Mail programs show neither SVG nor WebP, so the logo
 * is the PNG that was made of it.
 *
 * Returns: (transfer full) (nullable): the bundle; %NULL with %NL_STORE_ERROR_NOT_FOUND when the
 *   campaign is gone
 */
NlCampaignBundle *
nl_campaign_bundle_load (gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlCampaignBundle) self = g_new0 (NlCampaignBundle, 1);
  gint64 persona_id;

  self->suffix = g_strdup ("");
  self->campaign = NL_CAMPAIGN (nl_record_load (NL_TYPE_CAMPAIGN, id, connection, error));
  if (self->campaign == NULL)
    return NULL;
  self->shop = NL_SHOP (nl_record_load (
      NL_TYPE_SHOP, nl_record_get_int64 (NL_RECORD (self->campaign), NL_CAMPAIGN_SHOP_ID),
      connection, error));
  if (self->shop == NULL)
    return NULL;
  persona_id = nl_record_get_int64 (NL_RECORD (self->campaign), NL_CAMPAIGN_PERSONA_ID);
  if (persona_id != 0) {
    self->persona = NL_PERSONA (nl_record_load (NL_TYPE_PERSONA, persona_id, connection, error));
    if (self->persona == NULL)
      return NULL;
  }
  if (!load_messages (self, connection, error) || !load_logo (self, connection, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gpointer
ref_record (gconstpointer record, gpointer data)
{
  return g_object_ref ((gpointer) record);
}

/**
 * nl_campaign_bundle_copy:
 * @self: a bundle
 *
 * Returns: (transfer full): another one of the same records
 */
NlCampaignBundle *
nl_campaign_bundle_copy (NlCampaignBundle *self)
{
  NlCampaignBundle *copy = g_new0 (NlCampaignBundle, 1);

  copy->campaign = g_object_ref (self->campaign);
  copy->shop = g_object_ref (self->shop);
  copy->persona = self->persona != NULL ? g_object_ref (self->persona) : NULL;
  copy->messages = g_ptr_array_copy (self->messages, ref_record, NULL);
  g_ptr_array_set_free_func (copy->messages, g_object_unref);
  copy->logo = self->logo != NULL ? g_bytes_ref (self->logo) : NULL;
  copy->unsubscribe_url = g_strdup (self->unsubscribe_url);
  copy->suffix = g_strdup (self->suffix);
  return copy;
}

/**
 * nl_campaign_bundle_free:
 * @self: (transfer full): a bundle
 *
 * Frees @self.
 */
void
nl_campaign_bundle_free (NlCampaignBundle *self)
{
  g_clear_object (&self->campaign);
  g_clear_object (&self->shop);
  g_clear_object (&self->persona);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_free (self->unsubscribe_url);
  g_free (self->suffix);
  g_free (self);
}

/**
 * nl_message_get_channel:
 * @message: a message
 *
 * Returns: (transfer none) (nullable): its channel; %NULL for one that this version does not know
 */
const NlChannel *
nl_message_get_channel (NlMessage *message)
{
  const char *id = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL);

  return id != NULL ? nl_channel_lookup (id) : NULL;
}

/**
 * nl_message_get_language:
 * @message: a message
 *
 * Returns: (transfer none): the BCP 47 tag of its language
 */
const char *
nl_message_get_language (NlMessage *message)
{
  const char *language = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_LANGUAGE);

  return language != NULL ? language : "und";
}

static gboolean
is_sms (NlMessage *message)
{
  return g_strcmp0 (nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL), "sms") == 0;
}

/* An SMS shows its link, and the link takes of its 160 characters: so it has no parameter more than
 * analytics need. Google Analytics knows the channel by the source alone (“Default channel group”).
 * The campaign goes with it where that leaves enough to say. */
static char *
tag_sms (NlCampaignBundle *self, const char *url, const char *campaign)
{
  gboolean has_offer = !nl_record_is_null (NL_RECORD (self->campaign), NL_CAMPAIGN_OFFER);
  g_autofree char *link = nl_utm_link (url, "sms", NULL, campaign, NULL, NULL);

  if (link != NULL && strlen (link) <= (has_offer ? MAX_SMS_LINK_BESIDE_OFFER : MAX_SMS_LINK))
    return g_steal_pointer (&link);
  return nl_utm_link (url, "sms", NULL, NULL, NULL, NULL);
}

static char *
tag (NlCampaignBundle *self, NlMessage *message, const char *url)
{
  const NlChannel *channel = nl_message_get_channel (message);
  const char *variant = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_VARIANT);
  g_autofree char *folded
      = nl_text_fold (nl_record_get_text (NL_RECORD (self->campaign), NL_CAMPAIGN_NAME));
  g_autofree char *campaign = nl_slug_keep_letters (folded, MAX_SLUG);
  g_autofree char *detail = g_strdup_printf ("%s-%s", nl_message_get_language (message), variant);
  g_autofree char *content = g_ascii_strdown (detail, -1);

  if (channel == NULL)
    return nl_url_check (url, NULL);
  if (is_sms (message))
    return tag_sms (self, url, campaign);
  return nl_utm_link (url, channel->utm_source, channel->utm_medium, campaign, content, NULL);
}

static char *
dup_host (const char *url)
{
  g_autofree char *checked = url != NULL ? nl_url_check (url, NULL) : NULL;
  g_autoptr (GUri) uri = checked != NULL ? g_uri_parse (checked, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host != NULL && g_str_has_prefix (host, "www."))
    host += 4;
  return g_strdup (host);
}

static gboolean
is_ours (NlCampaignBundle *self, const char *url)
{
  g_autofree char *host = g_str_has_prefix (url, "http") ? dup_host (url) : NULL;
  g_autofree char *shop = dup_host (nl_record_get_text (NL_RECORD (self->shop), NL_SHOP_URL));
  g_autofree char *landing
      = dup_host (nl_record_get_text (NL_RECORD (self->campaign), NL_CAMPAIGN_LANDING_URL));

  return host != NULL && (g_strcmp0 (host, shop) == 0 || g_strcmp0 (host, landing) == 0);
}

/* The address of ours that stands in an SMS as people read it. */
static char *
dup_written_link (NlCampaignBundle *self, NlMessage *message)
{
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
  g_auto (GStrv) words = g_strsplit_set (nl_message_parts_get_text (parts, "text"), " \t\n()", -1);

  for (char **word = words; *word != NULL; word++) {
    gsize length = strlen (*word);

    while (length > 0 && strchr (".,;:!?", (*word)[length - 1]) != NULL)
      (*word)[--length] = '\0';
    if (is_ours (self, *word))
      return g_strdup (*word);
  }
  return NULL;
}

/**
 * nl_campaign_bundle_dup_link:
 * @self: a bundle
 * @message: one of its messages
 *
 * Returns: (transfer full) (nullable): where the message leads, with the parameters that tell
 *   analytics tools where visitors come from; of an SMS the link in its text, when there is one;
 *   %NULL when neither campaign nor shop has an address
 */
char *
nl_campaign_bundle_dup_link (NlCampaignBundle *self, NlMessage *message)
{
  const char *url = nl_record_get_text (NL_RECORD (self->campaign), NL_CAMPAIGN_LANDING_URL);
  char *written = is_sms (message) ? dup_written_link (self, message) : NULL;

  if (written != NULL)
    return written;
  if (url == NULL)
    url = nl_record_get_text (NL_RECORD (self->shop), NL_SHOP_URL);
  return url != NULL ? tag (self, message, url) : NULL;
}

/**
 * nl_campaign_bundle_tag_link:
 * @self: a bundle
 * @message: one of its messages
 * @url: an address in its text
 *
 * Adds the parameters for analytics to addresses of the shop; those of others stay as they are.
 *
 * Returns: (transfer full): the address for a link
 */
char *
nl_campaign_bundle_tag_link (NlCampaignBundle *self, NlMessage *message, const char *url)
{
  g_autofree char *tagged = is_ours (self, url) ? tag (self, message, url) : NULL;

  return tagged != NULL ? g_steal_pointer (&tagged) : g_strdup (url);
}

/* Names that Windows keeps for devices, whatever their ending. */
static gboolean
is_reserved (const char *name)
{
  static const char *const DEVICES[] = { "con", "prn", "aux", "nul", NULL };

  if (g_strv_contains (DEVICES, name))
    return TRUE;
  return (g_str_has_prefix (name, "com") || g_str_has_prefix (name, "lpt"))
         && g_ascii_isdigit (name[3]) && name[4] == '\0';
}

/**
 * nl_campaign_bundle_dup_file_name:
 * @self: a bundle
 * @detail: (nullable): what tells the file from others of the campaign, such as "email-fr"
 * @extension: such as "html"
 *
 * Returns: (transfer full): a name that is safe in every folder
 */
char *
nl_campaign_bundle_dup_file_name (NlCampaignBundle *self, const char *detail, const char *extension)
{
  g_autofree char *name
      = nl_slug_keep_letters (nl_record_get_text (NL_RECORD (self->campaign), NL_CAMPAIGN_NAME),
                              MAX_SLUG);
  g_autofree char *safe_detail = detail != NULL ? nl_slug_keep_letters (detail, MAX_SLUG) : NULL;

  if (*name == '\0' || is_reserved (name)) {
    g_autofree char *prefixed = g_strconcat ("campaign", *name != '\0' ? "-" : "", name, NULL);

    g_set_str (&name, prefixed);
  }
  return g_strdup_printf ("%s%s%s%s.%s", name, safe_detail != NULL ? "-" : "",
                          safe_detail != NULL ? safe_detail : "", self->suffix, extension);
}

/**
 * nl_campaign_bundle_dup_name:
 * @self: a bundle
 * @message: one of its messages
 * @extension: such as "html"
 *
 * Returns: (transfer full): a file name for @message, such as "spring-email-fr.html"; only variants
 *   after the first are named
 */
char *
nl_campaign_bundle_dup_name (NlCampaignBundle *self, NlMessage *message, const char *extension)
{
  const char *variant = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_VARIANT);
  gboolean first = g_strcmp0 (variant, "A") == 0;
  g_autofree char *detail
      = g_strdup_printf ("%s-%s%s%s", nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL),
                         nl_message_get_language (message), first ? "" : "-", first ? "" : variant);

  return nl_campaign_bundle_dup_file_name (self, detail, extension);
}
