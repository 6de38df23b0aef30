/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-email-html.h"

#include "base/nl-language.h"
#include "base/nl-text.h"
#include "campaigns/nl-email-phrases.h"
#include "base/nl-html.h"
#include "campaigns/nl-markdown.h"
#include "campaigns/nl-message-parts.h"

#define FONTS "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/* Characters that mail programs show behind a short preview, so that it is not followed by the
 * beginning of the text. */
#define PREHEADER_FILLER "&#847;&zwnj;&nbsp;"
#define PREHEADER_FILL 120

/* A letter of 16 px bold is about 9 wide; Outlook does not measure by itself. */
#define BUTTON_LETTER 9
#define BUTTON_PADDING 56

typedef struct {
  NlCampaignBundle *bundle;
  NlMessage *message;
  NlMessageParts *parts;
  GString *html;
  const char *language;
  gboolean is_rtl;
} Email;

static const char *
shop_text (Email *self, guint field)
{
  const char *text = nl_record_get_text (NL_RECORD (self->bundle->shop), field);

  return text != NULL ? text : "";
}

static char *
tag_link (const char *url, gpointer data)
{
  Email *self = data;

  return nl_campaign_bundle_tag_link (self->bundle, self->message, url);
}

/* Outlook reads the comments that begin with [if mso]; nothing else does. The styles here are only
 * what cannot be said where it applies: dark colours and small screens. */
static const char HEAD[]
    = "<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"x-apple-disable-message-reformatting\">\n"
      "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
      "<title>%s</title>\n"
      "<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch>"
      "</o:OfficeDocumentSettings></xml><![endif]-->\n"
      "<style>\n"
      ":root { color-scheme: light dark; supported-color-schemes: light dark; }\n"
      "@media (max-width: 620px) {\n"
      "  .frame { width: 100%% !important; }\n"
      "  .inside { padding-left: 20px !important; padding-right: 20px !important; }\n"
      "}\n"
      "@media (prefers-color-scheme: dark) {\n"
      "  .page { background: #242424 !important; }\n"
      "  .card { background: #303030 !important; }\n"
      "  .text, .text h1, .text h2, .text h3, .text h4 { color: #f6f5f4 !important; }\n"
      "  .link { color: #99c1f1 !important; }\n"
      "  .small { color: #c0bfbc !important; }\n"
      "}\n"
      "</style>\n";

static void
write_head (Email *self)
{
  nl_html_append_format (self->html,
                         "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\""
                         " xmlns=\"http://www.w3.org/1999/xhtml\""
                         " xmlns:v=\"urn:schemas-microsoft-com:vml\""
                         " xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<head>\n",
                         self->language, self->is_rtl ? "rtl" : "ltr");
  nl_html_append_format (self->html, HEAD, nl_message_parts_get_text (self->parts, "subject"));
  g_string_append (self->html, "</head>\n");
}

static void
write_preheader (Email *self)
{
  const char *preheader = nl_message_parts_get_text (self->parts, "preheader");
  gsize length = nl_text_length (preheader);

  if (length == 0)
    return;
  nl_html_append_format (self->html,
                         "<div style=\"display:none;max-height:0;max-width:0;overflow:hidden;"
                         "opacity:0;mso-hide:all;font-size:1px;line-height:1px\">%s",
                         preheader);
  for (gsize i = length; i < PREHEADER_FILL; i++)
    g_string_append (self->html, PREHEADER_FILLER);
  g_string_append (self->html, "</div>\n");
}

static void
write_header (Email *self, const char *logo_source)
{
  g_autofree char *url = nl_campaign_bundle_dup_link (self->bundle, self->message);
  const char *name = shop_text (self, NL_SHOP_NAME);

  g_string_append (
      self->html,
      "<tr><td class=\"inside text\" style=\"padding:32px 40px 8px 40px;font-family:" FONTS
      ";font-size:20px;line-height:1.3;font-weight:bold;color:#241f31\">");
  if (url != NULL)
    nl_html_append_format (self->html,
                           "<a class=\"text\" href=\"%s\""
                           " style=\"color:#241f31;text-decoration:none\">",
                           url);
  if (logo_source != NULL)
    nl_html_append_format (
        self->html,
        "<img src=\"%s\" alt=\"%s\" height=\"48\""
        " style=\"display:block;max-width:240px;max-height:48px;width:auto;height:auto;border:0\">",
        logo_source, name);
  else
    nl_html_append_text (self->html, name);
  g_string_append (self->html, url != NULL ? "</a></td></tr>\n" : "</td></tr>\n");
}

static void
write_headline (Email *self)
{
  const char *headline = nl_message_parts_get_text (self->parts, "headline");

  if (*headline != '\0')
    nl_html_append_format (self->html,
                           "<h1 style=\"margin:8px 0 16px 0;font-size:28px;line-height:1.2;"
                           "font-weight:bold\">%s</h1>\n",
                           headline);
}

static void
write_body (Email *self)
{
  g_autofree char *body = nl_markdown_to_html (nl_message_parts_get_text (self->parts, "body"),
                                               NL_MARKDOWN_EMAIL, tag_link, self);

  g_string_append_printf (self->html,
                          "<tr><td class=\"inside text\" style=\"padding:16px 40px 8px 40px;"
                          "font-family:" FONTS ";font-size:16px;line-height:1.5;color:#241f31;"
                          "text-align:%s\">\n",
                          self->is_rtl ? "right" : "left");
  write_headline (self);
  g_string_append_printf (self->html, "%s</td></tr>\n", body);
}

/* Outlook shows neither padding nor round corners of links, hence the same button in VML. */
static void
write_button (Email *self)
{
  const char *label = nl_message_parts_get_text (self->parts, "cta");
  g_autofree char *url = nl_campaign_bundle_dup_link (self->bundle, self->message);
  g_autofree char *width = NULL;

  if (*label == '\0' || url == NULL)
    return;
  width = g_strdup_printf ("%u", (guint) nl_text_length (label) * BUTTON_LETTER + BUTTON_PADDING);
  nl_html_append_format (
      self->html,
      "<tr><td class=\"inside\" align=\"center\" style=\"padding:8px 40px 32px 40px\">\n"
      "<!--[if mso]><v:roundrect href=\"%s\" style=\"height:48px;width:%spx;"
      "v-text-anchor:middle\" arcsize=\"16%%\" stroke=\"f\" fillcolor=\"#1c71d8\"><w:anchorlock "
      "xmlns:w=\"urn:schemas-microsoft-com:office:word\"/><center style=\"color:#ffffff;"
      "font-family:Arial,sans-serif;font-size:16px;font-weight:bold\">%s</center></v:roundrect>"
      "<![endif]-->\n",
      url, width, label);
  nl_html_append_format (
      self->html,
      "<!--[if !mso]><!--><a href=\"%s\" style=\"display:inline-block;padding:14px 28px;"
      "background:#1c71d8;border-radius:8px;color:#ffffff;font-family:" FONTS
      ";font-size:16px;font-weight:bold;line-height:20px;text-align:center;text-decoration:none\">"
      "%s</a><!--<![endif]-->\n</td></tr>\n",
      url, label);
}

static void
write_postscript (Email *self)
{
  const char *postscript = nl_message_parts_get_text (self->parts, "postscript");

  if (*postscript == '\0')
    return;
  g_string_append_printf (self->html,
                          "<tr><td class=\"inside text\" style=\"padding:0 40px 32px 40px;"
                          "font-family:" FONTS ";font-size:16px;line-height:1.5;color:#241f31;"
                          "text-align:%s\">",
                          self->is_rtl ? "right" : "left");
  nl_html_append_lines (self->html, postscript);
  g_string_append (self->html, "</td></tr>\n");
}

static void
write_footer (Email *self)
{
  const NlEmailPhrases *phrases = nl_email_phrases_get (self->language);
  g_autofree char *reason = nl_email_phrases_dup_reason (phrases, shop_text (self, NL_SHOP_NAME));
  g_autofree char *url = nl_html_check_link (shop_text (self, NL_SHOP_URL));

  nl_html_append_format (
      self->html,
      "<tr><td class=\"inside small\" align=\"center\" style=\"padding:24px 40px;"
      "font-family:" FONTS ";font-size:13px;line-height:1.5;color:#5e5c64\">%s",
      shop_text (self, NL_SHOP_NAME));
  if (url != NULL)
    nl_html_append_format (self->html,
                           " · <a class=\"small\" href=\"%s\" style=\"color:#5e5c64\">%s</a>", url,
                           url);
  nl_html_append_format (self->html, "<br>\n%s", reason);
  if (self->bundle->unsubscribe_url != NULL)
    nl_html_append_format (self->html,
                           "<br>\n<a class=\"small\" href=\"%s\" style=\"color:#5e5c64\">%s</a>",
                           self->bundle->unsubscribe_url, phrases->unsubscribe);
  g_string_append (self->html, "</td></tr>\n");
}

static void
write_page (Email *self, const char *logo_source)
{
  nl_html_append_format (self->html,
                         "<body class=\"page\" style=\"margin:0;padding:0;background:#f6f5f4;"
                         "-webkit-text-size-adjust:100%%\">\n"
                         "<div role=\"article\" aria-roledescription=\"email\" aria-label=\"%s\""
                         " lang=\"%s\" dir=\"%s\">\n",
                         nl_message_parts_get_text (self->parts, "subject"), self->language,
                         self->is_rtl ? "rtl" : "ltr");
  write_preheader (self);
  g_string_append (
      self->html,
      "<table class=\"page\" role=\"presentation\" width=\"100%\" cellpadding=\"0\""
      " cellspacing=\"0\" border=\"0\" style=\"background:#f6f5f4\"><tr>"
      "<td align=\"center\" style=\"padding:24px 8px\">\n"
      "<!--[if mso]><table role=\"presentation\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\""
      " border=\"0\"><tr><td><![endif]-->\n"
      "<table class=\"frame card\" role=\"presentation\" width=\"600\" cellpadding=\"0\""
      " cellspacing=\"0\" border=\"0\" style=\"width:600px;max-width:600px;background:#ffffff;"
      "border-radius:12px\">\n");
  write_header (self, logo_source);
  write_body (self);
  write_button (self);
  write_postscript (self);
  g_string_append (self->html,
                   "</table>\n<table class=\"frame\" role=\"presentation\" width=\"600\""
                   " cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:600px;"
                   "max-width:600px\">\n");
  write_footer (self);
  g_string_append (self->html, "</table>\n<!--[if mso]></td></tr></table><![endif]-->\n"
                               "</td></tr></table>\n</div>\n</body>\n</html>\n");
}

/**
 * nl_email_html:
 * @bundle: a campaign
 * @message: one of its messages, for email
 * @logo_source: (nullable): where the logo is: a file beside the HTML, or "cid:…"
 *
 * Lays an email out: tables and styles in place, as mail programs need them; 600 pixels wide, less
 * on a telephone; dark where the reader likes it dark. A link to unsubscribe is there when the
 * bundle knows the address; no placeholder stands in for it.
 *
 * Returns: (transfer full): a whole HTML document
 */
char *
nl_email_html (NlCampaignBundle *bundle, NlMessage *message, const char *logo_source)
{
  g_autoptr (NlMessageParts) parts = NULL;
  Email self = { .bundle = bundle, .message = message };

  g_return_val_if_fail (bundle != NULL, NULL);
  g_return_val_if_fail (NL_IS_MESSAGE (message), NULL);

  parts = nl_message_parts_new_from_message (message);
  self.parts = parts;
  self.language = nl_message_get_language (message);
  self.is_rtl = nl_language_is_rtl (self.language);
  self.html = g_string_new (NULL);
  write_head (&self);
  write_page (&self, logo_source);
  return g_string_free_and_steal (self.html);
}

/**
 * nl_email_text:
 * @bundle: a campaign
 * @message: one of its messages, for email
 *
 * Returns: (transfer full): the same email as plain text
 */
char *
nl_email_text (NlCampaignBundle *bundle, NlMessage *message)
{
  g_autoptr (NlMessageParts) parts = NULL;
  g_autofree char *body = NULL;
  g_autofree char *url = NULL;
  g_autofree char *reason = NULL;
  const NlEmailPhrases *phrases;
  Email self = { .bundle = bundle, .message = message };
  GString *text;

  g_return_val_if_fail (bundle != NULL, NULL);
  g_return_val_if_fail (NL_IS_MESSAGE (message), NULL);

  parts = nl_message_parts_new_from_message (message);
  body = nl_markdown_to_text (nl_message_parts_get_text (parts, "body"), tag_link, &self);
  url = nl_campaign_bundle_dup_link (bundle, message);
  phrases = nl_email_phrases_get (nl_message_get_language (message));
  reason = nl_email_phrases_dup_reason (phrases, shop_text (&self, NL_SHOP_NAME));
  text = g_string_new (NULL);
  if (*nl_message_parts_get_text (parts, "headline") != '\0')
    g_string_append_printf (text, "%s\n\n", nl_message_parts_get_text (parts, "headline"));
  g_string_append (text, body);
  if (url != NULL && *nl_message_parts_get_text (parts, "cta") != '\0')
    g_string_append_printf (text, "\n\n%s%s%s", nl_message_parts_get_text (parts, "cta"),
                            phrases->colon, url);
  if (*nl_message_parts_get_text (parts, "postscript") != '\0')
    g_string_append_printf (text, "\n\n%s", nl_message_parts_get_text (parts, "postscript"));
  /* RFC 3676, 4.3: this line begins the signature, which programs set apart. */
  g_string_append_printf (text, "\n\n-- \n%s\n%s\n", shop_text (&self, NL_SHOP_NAME), reason);
  if (bundle->unsubscribe_url != NULL)
    g_string_append_printf (text, "%s%s%s\n", phrases->unsubscribe, phrases->colon,
                            bundle->unsubscribe_url);
  return g_string_free_and_steal (text);
}
