/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-formats.h"

#include <string.h>

#include "base/nl-clock.h"
#include "base/nl-url.h"
#include "campaigns/nl-email-html.h"
#include "campaigns/nl-message-parts.h"
#include "campaigns/nl-mime.h"

#define LOGO_ID "logo@ninjalead.invalid"

/* RFC 5322, 2.1.1: 998 in a line; an address can't be folded. */
#define MAX_ADDRESS 900

static char *
dup_host (NlCampaignBundle *bundle)
{
  const char *url = nl_record_get_text (NL_RECORD (bundle->shop), NL_SHOP_URL);
  g_autofree char *checked = url != NULL ? nl_url_check (url, NULL) : NULL;
  g_autoptr (GUri) uri = checked != NULL ? g_uri_parse (checked, G_URI_FLAGS_ENCODED, NULL) : NULL;

  /* RFC 2606: a domain that is nobody's. */
  return g_strdup (uri != NULL && !g_hostname_is_ip_address (g_uri_get_host (uri))
                       ? g_uri_get_host (uri)
                       : "ninjalead.invalid");
}

/* Nobody has told us the sender's address, and inventing one would be spoofing. RFC 6854 lets From
 * be a group of nobody, and the program that opens the draft puts its own account there. */
static void
append_headers (GString *eml, NlCampaignBundle *bundle, NlMessage *message, const char *subject)
{
  gint64 now = nl_clock_now ();
  g_autofree char *date = nl_mime_date (now);
  g_autofree char *host = dup_host (bundle);

  nl_mime_append_phrase (eml, "From", nl_record_get_text (NL_RECORD (bundle->shop), NL_SHOP_NAME),
                         ":;");
  g_string_append (eml, "To: undisclosed-recipients:;\r\n");
  nl_mime_append_header (eml, "Subject", subject);
  g_string_append_printf (eml, "Date: %s\r\n", date);
  g_string_append_printf (eml, "Message-ID: <%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "@%s>\r\n",
                          nl_record_get_id (NL_RECORD (message)), now, host);
  g_string_append_printf (eml, "Content-Language: %s\r\n", nl_message_get_language (message));
  /* RFC 2369. Not RFC 8058's one click: that needs an address for each recipient. */
  if (bundle->unsubscribe_url != NULL && strlen (bundle->unsubscribe_url) <= MAX_ADDRESS)
    g_string_append_printf (eml, "List-Unsubscribe: <%s>\r\n", bundle->unsubscribe_url);
  /* Outlook and others open it for editing instead of for reading. */
  g_string_append (eml, "X-Unsent: 1\r\nMIME-Version: 1.0\r\n");
}

static void
append_text_part (GString *eml, const char *type, const char *text)
{
  g_string_append_printf (eml,
                          "Content-Type: %s; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                          type);
  nl_mime_append_quoted_printable (eml, text);
}

static void
append_html_with_logo (GString *eml,
                       NlCampaignBundle *bundle,
                       const char *html,
                       const char *boundary)
{
  g_string_append_printf (
      eml, "Content-Type: multipart/related; boundary=\"%s\"; type=\"text/html\"\r\n\r\n--%s\r\n",
      boundary, boundary);
  append_text_part (eml, "text/html", html);
  g_string_append_printf (eml,
                          "\r\n--%s\r\nContent-Type: image/png\r\n"
                          "Content-Transfer-Encoding: base64\r\n"
                          "Content-ID: <" LOGO_ID ">\r\n"
                          "Content-Disposition: inline; filename=\"logo.png\"\r\n\r\n",
                          boundary);
  nl_mime_append_base64 (eml, bundle->logo);
  g_string_append_printf (eml, "\r\n--%s--\r\n", boundary);
}

/**
 * nl_email_to_eml:
 * @bundle: a campaign
 * @message: one of its messages, for email
 *
 * Writes an email as a file that mail programs open as a draft: MIME (RFC 2045 to 2049) with plain
 * text and HTML as alternatives, and the logo inside.
 *
 * Returns: (transfer full): the file's text, ASCII with CRLF
 */
char *
nl_email_to_eml (NlCampaignBundle *bundle, NlMessage *message)
{
  g_autoptr (NlMessageParts) parts = NULL;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  g_autofree char *boundary = NULL;
  g_autofree char *related = NULL;
  GString *eml;

  g_return_val_if_fail (bundle != NULL, NULL);
  g_return_val_if_fail (NL_IS_MESSAGE (message), NULL);

  parts = nl_message_parts_new_from_message (message);
  text = nl_email_text (bundle, message);
  html = nl_email_html (bundle, message, bundle->logo != NULL ? "cid:" LOGO_ID : NULL);
  /* “=_” cannot stand in quoted-printable or base64, so no part can contain a boundary. */
  boundary = g_strdup_printf ("=_nl_a_%" G_GINT64_FORMAT, nl_record_get_id (NL_RECORD (message)));
  related = g_strdup_printf ("=_nl_r_%" G_GINT64_FORMAT, nl_record_get_id (NL_RECORD (message)));
  eml = g_string_new (NULL);
  append_headers (eml, bundle, message, nl_message_parts_get_text (parts, "subject"));
  g_string_append_printf (eml,
                          "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n--%s\r\n",
                          boundary, boundary);
  append_text_part (eml, "text/plain", text);
  g_string_append_printf (eml, "\r\n--%s\r\n", boundary);
  if (bundle->logo != NULL)
    append_html_with_logo (eml, bundle, html, related);
  else
    append_text_part (eml, "text/html", html);
  g_string_append_printf (eml, "\r\n--%s--\r\n", boundary);
  return g_string_free_and_steal (eml);
}

/**
 * nl_campaign_format_eml:
 * @bundle: a campaign
 * @files: where the files go
 *
 * Adds one eml file for each email of the campaign.
 */
void
nl_campaign_format_eml (NlCampaignBundle *bundle, NlExportFiles *files)
{
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    const char *channel = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_CHANNEL);

    if (g_strcmp0 (channel, "email") == 0) {
      g_autofree char *name = nl_campaign_bundle_dup_name (bundle, message, "eml");

      nl_export_files_add_text (files, name, nl_email_to_eml (bundle, message));
    }
  }
}
