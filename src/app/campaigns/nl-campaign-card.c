/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-card.h"

/* An occasion for a campaign, in the gallery of them. */

#define TEMPLATE_KEY "nl-template"

static void
choose_action (GSimpleAction *action, GVariant *parameter, gpointer card)
{
  gtk_widget_activate (card);
}

/* For who has neither pointer nor keyboard: a card says what it can do, as a button would. */
static void
add_choose_action (GtkWidget *card)
{
  static const GActionEntry entry = { .name = "choose", .activate = choose_action };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), &entry, 1, card);
  gtk_widget_insert_action_group (card, "occasion", G_ACTION_GROUP (actions));
}

/**
 * nl_campaign_card_new:
 * @template: an occasion
 *
 * Returns: (transfer floating): a #GtkFlowBoxChild to choose it by
 */
GtkWidget *
nl_campaign_card_new (const NlCampaignTemplate *template)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name (template->icon_name);
  GtkWidget *title = gtk_label_new (nl_campaign_template_get_title (template));
  GtkWidget *description = gtk_label_new (nl_campaign_template_get_description (template));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "accent");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (description, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (description), 0);
  gtk_label_set_wrap (GTK_LABEL (description), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (description), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (description), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (description), 24);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), description);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (child, "card");
  gtk_widget_add_css_class (child, "activatable");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  g_object_set_data (G_OBJECT (child), TEMPLATE_KEY, (gpointer) template);
  add_choose_action (child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_campaign_template_get_title (template),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  nl_campaign_template_get_description (template), -1);
  return child;
}

/**
 * nl_campaign_card_get_template:
 * @card: a card
 *
 * Returns: (transfer none): the occasion
 */
const NlCampaignTemplate *
nl_campaign_card_get_template (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), TEMPLATE_KEY);
}
