/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-check.h"

#include <glib/gi18n-lib.h>

#include "base/nl-language.h"
#include "base/nl-url.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-channel-limits.h"
#include "shops/nl-shops.h"

#define MAX_PRODUCTS 50
/* Minor units: nothing a shop sells costs as much, and what is computed with it still fits. */
#define MAX_AMOUNT 1e12

/* clang-format off */
G_DEFINE_QUARK (nl-campaign-error-quark, nl_campaign_error)
/* clang-format on */

static gboolean
prepare_channels (NlRecord *campaign, const NlCampaignTemplate *template, GError **error)
{
  const char *const *channels = nl_record_get_strv (campaign, NL_CAMPAIGN_CHANNELS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) prepared = NULL;

  if (*channels == NULL)
    channels = template->channels;
  for (; *channels != NULL; channels++) {
    if (nl_channel_lookup (*channels) == NULL) {
      g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_CHANNEL,
                   _ ("There is no channel “%s”."), *channels);
      return FALSE;
    }
    if (g_hash_table_add (seen, (gpointer) *channels))
      g_strv_builder_add (builder, *channels);
  }
  prepared = g_strv_builder_end (builder);
  nl_record_set_strv (campaign, NL_CAMPAIGN_CHANNELS, (const char *const *) prepared);
  return TRUE;
}

static gboolean
prepare_languages (NlRecord *campaign, NlShop *shop, GError **error)
{
  g_auto (GStrv) shop_languages = nl_shop_dup_languages (shop);
  const char *const *languages = nl_record_get_strv (campaign, NL_CAMPAIGN_LANGUAGES);
  g_autoptr (GPtrArray) prepared = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  if (*languages == NULL)
    languages = (const char *const *) shop_languages;
  for (; *languages != NULL; languages++) {
    g_autofree char *language = nl_language_canonicalise (*languages);

    if (language == NULL) {
      g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LANGUAGE,
                   _ ("“%s” is no language. Write its code, such as “fr” or “pt-BR”."), *languages);
      return FALSE;
    }
    if (!g_ptr_array_find_with_equal_func (prepared, language, g_str_equal, NULL))
      g_ptr_array_add (prepared, g_steal_pointer (&language));
  }
  if (prepared->len == 0) {
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LANGUAGE,
                         _ ("A campaign needs a language. Choose one, or give the shop one."));
    return FALSE;
  }
  nl_record_set_strv (campaign, NL_CAMPAIGN_LANGUAGES, (const char *const *) prepared->pdata);
  return TRUE;
}

static gboolean
prepare_link (NlRecord *campaign, GError **error)
{
  const char *url = nl_record_get_text (campaign, NL_CAMPAIGN_LANDING_URL);
  g_autoptr (GError) failure = NULL;
  g_autofree char *checked = NULL;

  if (url == NULL)
    return TRUE;
  checked = nl_url_check (url, &failure);
  if (checked == NULL) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LINK, "%s", failure->message);
    return FALSE;
  }
  nl_record_set_text (campaign, NL_CAMPAIGN_LANDING_URL, checked);
  return TRUE;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static double
get_number (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) != G_TYPE_STRING
             ? json_node_get_double (node)
             : 0;
}

static gboolean
check_product (JsonNode *node, GError **error)
{
  JsonObject *product = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *title = product != NULL ? get_text (product, "title") : NULL;
  const char *url = product != NULL ? get_text (product, "url") : NULL;

  if (title == NULL || *title == '\0') {
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT,
                         _ ("Each product needs a title."));
    return FALSE;
  }
  if (get_number (product, "price") < 0) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT,
                 _ ("The price of “%s” can’t be below zero."), title);
    return FALSE;
  }
  if (get_number (product, "price") > MAX_AMOUNT) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT,
                 _ ("The price of “%s” is too large."), title);
    return FALSE;
  }
  if (url != NULL && *url != '\0') {
    g_autoptr (GError) failure = NULL;
    g_autofree char *checked = nl_url_check (url, &failure);

    if (checked == NULL) {
      g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT,
                   /* Translators: a product's title, and what is wrong with its link. */
                   _ ("The link of “%s” can’t be used. %s"), title, failure->message);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_products (NlRecord *campaign, GError **error)
{
  g_autoptr (JsonNode) node = nl_record_dup_json (campaign, NL_CAMPAIGN_PRODUCTS);
  JsonArray *products
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (products == NULL || json_array_get_length (products) > MAX_PRODUCTS) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT,
                 _ ("A campaign takes a list of at most %d products."), MAX_PRODUCTS);
    return FALSE;
  }
  for (guint i = 0; i < json_array_get_length (products); i++)
    if (!check_product (json_array_get_element (products, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_offer (NlRecord *campaign, GError **error)
{
  static const char *const KINDS[] = { "percent", "amount", "shipping", "none", NULL };
  g_autoptr (JsonNode) node = nl_record_dup_json (campaign, NL_CAMPAIGN_OFFER);
  JsonObject *offer;
  const char *kind;
  double value;

  if (nl_record_is_null (campaign, NL_CAMPAIGN_OFFER))
    return TRUE;
  offer = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  kind = offer != NULL ? get_text (offer, "kind") : NULL;
  if (kind == NULL || !g_strv_contains (KINDS, kind)) {
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_OFFER,
                         _ ("An offer is a percentage, an amount, free shipping, or none."));
    return FALSE;
  }
  value = get_number (offer, "value");
  if (g_str_equal (kind, "percent") && !(value > 0 && value < 100)) {
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_OFFER,
                         _ ("A discount is more than 0 % and less than 100 %."));
    return FALSE;
  }
  if (g_str_equal (kind, "amount") && !(value > 0)) {
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_OFFER,
                         _ ("The amount of a discount is more than zero."));
    return FALSE;
  }
  if (g_str_equal (kind, "amount") && value > MAX_AMOUNT) {
    g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_OFFER,
                         _ ("The amount of the discount is too large."));
    return FALSE;
  }
  return TRUE;
}

static void
prepare_texts (NlRecord *campaign, const NlCampaignTemplate *template, NlPersona *persona)
{
  const char *name = nl_record_get_text (campaign, NL_CAMPAIGN_NAME);
  g_autofree char *trimmed = name != NULL ? g_strstrip (g_strdup (name)) : NULL;
  g_autofree char *suggested
      = g_strdup_printf ("%s – %s", nl_campaign_template_get_title (template),
                         nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));

  nl_record_set_text (campaign, NL_CAMPAIGN_NAME,
                      trimmed != NULL && *trimmed != '\0' ? trimmed : suggested);
  if (nl_record_is_null (campaign, NL_CAMPAIGN_GOAL))
    nl_record_set_text (campaign, NL_CAMPAIGN_GOAL, nl_campaign_template_get_goal (template));
  if (nl_record_is_null (campaign, NL_CAMPAIGN_SEGMENT_ID)
      && !nl_record_is_null (NL_RECORD (persona), NL_PERSONA_SEGMENT_ID))
    nl_record_set_int64 (campaign, NL_CAMPAIGN_SEGMENT_ID,
                         nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_SEGMENT_ID));
  if (nl_record_get_int64 (campaign, NL_CAMPAIGN_SEED) == 0)
    nl_record_set_int64 (campaign, NL_CAMPAIGN_SEED, 1 + g_random_int_range (0, G_MAXINT32));
}

/**
 * nl_campaign_prepare:
 * @campaign: a campaign that is about to be drafted
 * @shop: its shop
 * @persona: its persona
 * @error: return location for %NL_CAMPAIGN_ERROR
 *
 * Checks what somebody wants, and fills in what was left open: the name, the goal and the channels
 * of the template, the languages of the shop, the segment of the persona, a seed.
 *
 * Returns: whether the campaign can be drafted
 */
gboolean
nl_campaign_prepare (NlCampaign *campaign, NlShop *shop, NlPersona *persona, GError **error)
{
  NlRecord *record = NL_RECORD (campaign);
  const char *id = nl_record_get_text (record, NL_CAMPAIGN_TEMPLATE);
  const NlCampaignTemplate *template = id != NULL ? nl_campaign_template_lookup (id) : NULL;

  if (template == NULL) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_TEMPLATE,
                 _ ("There is no campaign template “%s”."), id != NULL ? id : "");
    return FALSE;
  }
  if (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_SHOP_ID)
      != nl_record_get_id (NL_RECORD (shop))) {
    g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA,
                 _ ("The persona “%s” belongs to another shop."),
                 nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
    return FALSE;
  }
  if (!prepare_channels (record, template, error) || !prepare_languages (record, shop, error)
      || !prepare_link (record, error) || !check_products (record, error)
      || !check_offer (record, error))
    return FALSE;
  prepare_texts (record, template, persona);
  return TRUE;
}

/**
 * nl_campaign_bundle_check_limits:
 * @bundle: a campaign
 * @error: return location for %NL_CAMPAIGN_ERROR_LIMITS
 *
 * Looks whether every channel would take its messages.
 *
 * Returns: %FALSE with an error that names the first text that it would not
 */
gboolean
nl_campaign_bundle_check_limits (NlCampaignBundle *bundle, GError **error)
{
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    const NlChannel *channel = nl_message_get_channel (message);
    g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
    g_autoptr (GPtrArray) checks = NULL;
    g_autofree char *language = NULL;

    if (channel == NULL)
      continue;
    checks = nl_message_check_parts (channel, parts);
    language = nl_language_name (nl_message_get_language (message), NULL);
    for (guint j = 0; j < checks->len; j++) {
      NlPartCheck *check = checks->pdata[j];

      if (check->state != NL_PART_STATE_ERROR)
        continue;
      g_set_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LIMITS,
                   /* Translators: channel, language, part, and what is wrong:
                    * “Email, French, Subject: 3 characters too long…” */
                   _ ("%s, %s, %s: %s"), nl_channel_get_name (channel), language,
                   nl_part_get_label (check->part), check->message);
      return FALSE;
    }
  }
  return TRUE;
}
