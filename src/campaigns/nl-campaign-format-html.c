/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-formats.h"

#include <glib/gi18n-lib.h>

#include "base/nl-language.h"
#include "campaigns/nl-email-html.h"
#include "base/nl-html-page.h"
#include "base/nl-html.h"
#include "campaigns/nl-markdown.h"
#include "campaigns/nl-message-parts.h"

static char *
tag_link (const char *url, gpointer data)
{
  gpointer *pair = data;

  return nl_campaign_bundle_tag_link (pair[0], pair[1], url);
}

static void
append_part (GString *html,
             const NlPart *part,
             NlMessageParts *parts,
             NlCampaignBundle *bundle,
             NlMessage *message)
{
  const char *text = nl_message_parts_get_text (parts, part->name);
  const char *const *list = nl_message_parts_get_list (parts, part->name);
  const char *language = nl_message_get_language (message);

  if (*text == '\0' && *list == NULL)
    return;
  nl_html_append_format (html, "<h2>%s</h2>\n<div class=\"part\" lang=\"%s\" dir=\"%s\">\n",
                         nl_part_get_label (part), language,
                         nl_language_is_rtl (language) ? "rtl" : "ltr");
  if ((part->flags & NL_PART_MARKDOWN) != 0) {
    gpointer pair[] = { bundle, message };
    g_autofree char *body = nl_markdown_to_html (text, NL_MARKDOWN_BARE, tag_link, pair);

    g_string_append (html, body);
  } else if (*list != NULL) {
    g_string_append (html, "<ul>\n");
    for (; *list != NULL; list++)
      nl_html_append_format (html, "<li>%s</li>\n", *list);
    g_string_append (html, "</ul>\n");
  } else {
    g_string_append (html, "<p>");
    nl_html_append_lines (html, text);
    g_string_append (html, "</p>\n");
  }
  g_string_append (html, "</div>\n");
}

/* “Email, French” or “Email, French, variant B”. */
static char *
dup_title (NlMessage *message)
{
  const NlChannel *channel = nl_message_get_channel (message);
  const char *variant = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_VARIANT);
  g_autofree char *language = nl_language_name (nl_message_get_language (message), NULL);

  if (g_strcmp0 (variant, "A") == 0)
    /* Translators: a channel and a language, such as “Email, French”. */
    return g_strdup_printf (_ ("%s, %s"), nl_channel_get_name (channel), language);
  /* Translators: a channel, a language and a letter, such as “Email, French, variant B”. */
  return g_strdup_printf (_ ("%s, %s, variant %s"), nl_channel_get_name (channel), language,
                          variant);
}

/**
 * nl_campaign_card_html:
 * @bundle: a campaign
 * @message: one of its messages, for any channel this version knows
 *
 * Shows a message on a plain page: what it says, not how the channel will dress it.
 *
 * Returns: (transfer full): a whole HTML document
 */
char *
nl_campaign_card_html (NlCampaignBundle *bundle, NlMessage *message)
{
  const NlChannel *channel;
  g_autoptr (NlMessageParts) parts = NULL;
  g_autofree char *title = NULL;
  g_autofree char *link = NULL;
  GString *html;

  g_return_val_if_fail (bundle != NULL, NULL);
  g_return_val_if_fail (NL_IS_MESSAGE (message), NULL);

  channel = nl_message_get_channel (message);
  g_return_val_if_fail (channel != NULL, NULL);
  parts = nl_message_parts_new_from_message (message);
  title = dup_title (message);
  link = nl_campaign_bundle_dup_link (bundle, message);
  html = g_string_new (NULL);
  nl_html_start_page (html, title);
  nl_html_append_format (html, "<h1>%s</h1>\n<p class=\"dim\">%s</p>\n", title,
                         nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_NAME));
  for (guint i = 0; i < channel->n_parts; i++)
    append_part (html, &channel->parts[i], parts, bundle, message);
  if (link != NULL)
    nl_html_append_format (html, "<h2>%s</h2>\n<p><a href=\"%s\">%s</a></p>\n", _ ("Link"), link,
                           link);
  nl_html_end_page (html);
  return g_string_free_and_steal (html);
}

static char *
index_html (NlCampaignBundle *bundle)
{
  const char *name = nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_NAME);
  GString *html = g_string_new (NULL);

  nl_html_start_page (html, name);
  nl_html_append_format (html, "<h1>%s</h1>\n<p class=\"dim\">%s</p>\n<ul>\n", name,
                         nl_record_get_text (NL_RECORD (bundle->shop), NL_SHOP_NAME));
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    g_autofree char *file = NULL;
    g_autofree char *address = NULL;
    g_autofree char *title = NULL;

    if (nl_message_get_channel (message) == NULL)
      continue;
    file = nl_campaign_bundle_dup_name (bundle, message, "html");
    address = g_uri_escape_string (file, NULL, FALSE);
    title = dup_title (message);
    nl_html_append_format (html, "<li><a href=\"%s\">%s</a></li>\n", address, title);
  }
  g_string_append (html, "</ul>\n");
  nl_html_end_page (html);
  return g_string_free_and_steal (html);
}

/**
 * nl_campaign_format_html:
 * @bundle: a campaign
 * @files: where the files go
 *
 * Adds a page for each message (emails as they are sent), the logo, and index.html, which leads to
 * all of them.
 */
void
nl_campaign_format_html (NlCampaignBundle *bundle, NlExportFiles *files)
{
  g_autofree char *index_name = g_strdup_printf ("index%s.html", bundle->suffix);
  g_autofree char *logo_name = NULL;
  g_autofree char *logo_source = NULL;
  gboolean needs_logo = FALSE;

  nl_export_files_add_text (files, index_name, index_html (bundle));
  if (bundle->logo != NULL) {
    logo_name = nl_campaign_bundle_dup_file_name (bundle, "logo", "png");
    logo_source = g_uri_escape_string (logo_name, NULL, FALSE);
  }
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    const NlChannel *channel = nl_message_get_channel (message);
    g_autofree char *name = nl_campaign_bundle_dup_name (bundle, message, "html");
    gboolean is_email = channel != NULL && g_str_equal (channel->id, "email");

    if (channel != NULL)
      nl_export_files_add_text (files, name,
                                is_email ? nl_email_html (bundle, message, logo_source)
                                         : nl_campaign_card_html (bundle, message));
    needs_logo |= is_email;
  }
  if (needs_logo && bundle->logo != NULL)
    nl_export_files_add (files, logo_name, bundle->logo);
}
