/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-message-preview.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-markdown-markup.h"
#include "base/nl-language.h"
#include "campaigns/nl-message-parts.h"
#include "base/nl-sms.h"

/* How a message looks to who gets it: near enough to judge it, drawn with nothing but labels. */

typedef struct {
  NlCampaignBundle *bundle;
  NlMessage *message;
  NlMessageParts *parts;
  GtkWidget *box;
} Preview;

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style, gboolean is_markup)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return NULL;
  label = gtk_label_new (NULL);
  if (is_markup)
    gtk_label_set_markup (GTK_LABEL (label), text);
  else
    gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static const char *
get (Preview *self, const char *part)
{
  return nl_message_parts_get_text (self->parts, part);
}

static GtkWidget *
add_card (Preview *self, int spacing)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "message-preview");
  gtk_box_append (GTK_BOX (self->box), card);
  return card;
}

static const char *
get_shop_name (Preview *self)
{
  return nl_record_get_text (NL_RECORD (self->bundle->shop), NL_SHOP_NAME);
}

static void
show_email (Preview *self)
{
  GtkWidget *inbox = add_card (self, 3);
  GtkWidget *mail = add_card (self, 15);
  g_autofree char *body = nl_markdown_to_markup (get (self, "body"));

  add_label (inbox, get_shop_name (self), "caption-heading", FALSE);
  add_label (inbox, get (self, "subject"), "heading", FALSE);
  add_label (inbox, get (self, "preheader"), "dimmed", FALSE);
  add_label (mail, get (self, "headline"), "title-2", FALSE);
  add_label (mail, body, NULL, TRUE);
  if (*get (self, "cta") != '\0') {
    GtkWidget *button = add_label (mail, get (self, "cta"), "preview-button", FALSE);

    gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  }
  add_label (mail, get (self, "postscript"), "dimmed", FALSE);
}

static void
show_sms (Preview *self)
{
  const char *text = get (self, "text");
  g_autofree char *size = NULL;
  GtkWidget *bubble;
  NlSmsSize sms;

  nl_sms_measure (text, &sms);
  bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (bubble, "preview-bubble");
  gtk_widget_set_halign (bubble, GTK_ALIGN_START);
  add_label (bubble, text, NULL, FALSE);
  gtk_box_append (GTK_BOX (self->box), bubble);
  /* Translators: how many SMS a text is sent and paid as. */
  size = g_strdup_printf (ngettext ("%u message", "%u messages", sms.segments), sms.segments);
  add_label (self->box, size, "caption", FALSE);
}

static void
show_google_ads (Preview *self)
{
  GtkWidget *card = add_card (self, 4);
  const char *const *headlines = nl_message_parts_get_list (self->parts, "headlines");
  const char *const *descriptions = nl_message_parts_get_list (self->parts, "descriptions");
  const char *const *paths = nl_message_parts_get_list (self->parts, "paths");
  const char *url
      = nl_record_get_text (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_LANDING_URL);
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *path = g_strjoinv (" › ", (char **) paths);
  g_autofree char *address
      = g_strdup_printf ("%s%s%s", uri != NULL ? g_uri_get_host (uri) : get_shop_name (self),
                         *path != '\0' ? " › " : "", path);

  /* An ad shows up to three headlines and two descriptions of those it was given. */
  for (guint i = 0; i < 3 && *headlines != NULL; i++, headlines++)
    g_string_append_printf (title, "%s%s", i > 0 ? " | " : "", *headlines);
  for (guint i = 0; i < 2 && *descriptions != NULL; i++, descriptions++)
    g_string_append_printf (line, "%s%s", i > 0 ? " " : "", *descriptions);
  add_label (card, _ ("Sponsored"), "caption-heading", FALSE);
  add_label (card, address, "caption", FALSE);
  add_label (card, title->str, "preview-link", FALSE);
  add_label (card, line->str, "dimmed", FALSE);
}

static void
show_blog (Preview *self)
{
  GtkWidget *result = add_card (self, 4);
  GtkWidget *post = add_card (self, 15);
  g_autofree char *body = nl_markdown_to_markup (get (self, "body"));

  add_label (result, get (self, "slug"), "caption", FALSE);
  add_label (result, get (self, "title"), "preview-link", FALSE);
  add_label (result, get (self, "description"), "dimmed", FALSE);
  add_label (post, get (self, "title"), "title-1", FALSE);
  add_label (post, body, NULL, TRUE);
}

/* What social networks have in common: who, the text, and perhaps a link or tags below. */
static void
show_post (Preview *self)
{
  GtkWidget *card = add_card (self, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *tags
      = g_strjoinv (" ", (char **) nl_message_parts_get_list (self->parts, "hashtags"));

  gtk_box_append (GTK_BOX (head), adw_avatar_new (32, get_shop_name (self), TRUE));
  add_label (head, get_shop_name (self), "heading", FALSE);
  gtk_box_append (GTK_BOX (card), head);
  add_label (card, get (self, "caption"), NULL, FALSE);
  add_label (card, get (self, "text"), NULL, FALSE);
  add_label (card, tags, "accent", FALSE);
  if (*get (self, "headline") != '\0') {
    GtkWidget *link = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

    gtk_widget_add_css_class (link, "preview-box");
    add_label (link, get (self, "headline"), "heading", FALSE);
    add_label (link, get (self, "description"), "dimmed", FALSE);
    gtk_box_append (GTK_BOX (card), link);
  }
}

/* A direction is not inherited; a text keeps that of its language, whatever the window's is. */
static void
set_direction (GtkWidget *widget, GtkTextDirection direction)
{
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_direction (child, direction);
}

static void
show (Preview *self, const char *channel)
{
  if (g_str_equal (channel, "email"))
    show_email (self);
  else if (g_str_equal (channel, "sms"))
    show_sms (self);
  else if (g_str_equal (channel, "google-ads"))
    show_google_ads (self);
  else if (g_str_equal (channel, "blog"))
    show_blog (self);
  else
    show_post (self);
}

/**
 * nl_message_preview_new:
 * @bundle: a campaign
 * @message: one of its messages
 *
 * Returns: (transfer floating): a dialog that shows about what people will see
 */
AdwDialog *
nl_message_preview_new (NlCampaignBundle *bundle, NlMessage *message)
{
  const NlChannel *channel = nl_message_get_channel (message);
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
  g_autofree char *language = nl_language_name (nl_message_get_language (message), NULL);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  Preview self = { bundle, message, parts, gtk_box_new (GTK_ORIENTATION_VERTICAL, 12) };

  g_return_val_if_fail (channel != NULL, NULL);

  show (&self, channel->id);
  gtk_widget_set_margin_top (self.box, 12);
  gtk_widget_set_margin_bottom (self.box, 24);
  gtk_widget_set_margin_start (self.box, 12);
  gtk_widget_set_margin_end (self.box, 12);
  set_direction (self.box, nl_language_is_rtl (nl_message_get_language (message))
                               ? GTK_TEXT_DIR_RTL
                               : GTK_TEXT_DIR_LTR);
  adw_clamp_set_child (ADW_CLAMP (clamp), self.box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (nl_channel_get_name (channel), language));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_dialog_set_title (dialog, nl_channel_get_name (channel));
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_child (dialog, view);
  /* So that keys scroll, and no label is selected as a whole. */
  gtk_widget_set_focusable (scroller, TRUE);
  adw_dialog_set_focus (dialog, scroller);
  return dialog;
}
