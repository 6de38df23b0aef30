/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-words.h"
#include "app/widgets/nl-image-avatar.h"
#include "app/widgets/nl-tooltip.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-channel.h"

/**
 * NlCampaignRow:
 *
 * A campaign in the list: to whom, for what occasion, where, in which languages, and how far it is.
 */
struct _NlCampaignRow {
  NlRecordRow parent_instance;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkImage *template_icon;
  GtkLabel *line;
  AdwWrapBox *badges;
  GtkLabel *date;

  NlStore *store;
  GHashTable *personas; /* id → NlPersona; NULL while they are read */
  gint64 avatar_id;
  char *time_zone;
};

G_DEFINE_FINAL_TYPE (NlCampaignRow, nl_campaign_row, NL_TYPE_RECORD_ROW)

static NlPersona *
find_persona (NlCampaignRow *self, NlRecord *campaign)
{
  gint64 id = nl_record_get_int64 (campaign, NL_CAMPAIGN_PERSONA_ID);

  return self->personas != NULL && id != 0 ? g_hash_table_lookup (self->personas, &id) : NULL;
}

static void
update_persona (NlCampaignRow *self, NlPersona *persona)
{
  const char *name
      = persona != NULL ? nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME) : NULL;
  gint64 avatar_id
      = persona != NULL ? nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID) : 0;

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, name != NULL);
  if (avatar_id != self->avatar_id)
    nl_image_avatar_load (self->avatar, self->store, avatar_id);
  self->avatar_id = avatar_id;
}

static void
add_badge (NlCampaignRow *self, const char *text, const char *tooltip, const char *style)
{
  GtkWidget *badge = gtk_label_new (text);

  gtk_widget_add_css_class (badge, "nl-pill");
  if (style != NULL)
    gtk_widget_add_css_class (badge, style);
  nl_tooltip_set (badge, tooltip);
  adw_wrap_box_append (self->badges, badge);
}

static void
update_badges (NlCampaignRow *self, NlRecord *campaign, GString *spoken)
{
  g_autofree char *status = nl_campaign_dup_status_text (NL_CAMPAIGN (campaign), self->time_zone);
  const char *const *channels = nl_record_get_strv (campaign, NL_CAMPAIGN_CHANNELS);
  const char *const *languages = nl_record_get_strv (campaign, NL_CAMPAIGN_LANGUAGES);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->badges))) != NULL)
    adw_wrap_box_remove (self->badges, child);
  add_badge (self, status, NULL, nl_campaign_get_status_style (NL_CAMPAIGN (campaign)));
  g_string_append_printf (spoken, ", %s", status);
  for (; *channels != NULL; channels++) {
    const NlChannel *channel = nl_channel_lookup (*channels);
    GtkWidget *icon;

    if (channel == NULL)
      continue;
    icon = gtk_image_new_from_icon_name (channel->icon_name);
    gtk_widget_add_css_class (icon, "dimmed");
    nl_tooltip_set (icon, nl_channel_get_name (channel));
    gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    nl_channel_get_name (channel), -1);
    adw_wrap_box_append (self->badges, icon);
    g_string_append_printf (spoken, ", %s", nl_channel_get_name (channel));
  }
  for (; *languages != NULL; languages++) {
    g_autofree char *name = nl_language_name (*languages, NULL);
    g_autofree char *code = g_ascii_strup (*languages, -1);

    add_badge (self, code, name, NULL);
    g_string_append_printf (spoken, ", %s", name);
  }
}

static void
nl_campaign_row_update (NlRecordRow *row, NlRecord *campaign)
{
  NlCampaignRow *self = NL_CAMPAIGN_ROW (row);
  const NlCampaignTemplate *template;
  NlPersona *persona;
  const char *who;
  g_autofree char *line = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GString) spoken = NULL;

  template = nl_campaign_template_lookup (nl_record_get_text (campaign, NL_CAMPAIGN_TEMPLATE));
  persona = find_persona (self, campaign);
  who = persona != NULL          ? nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME)
        : self->personas != NULL ? _ ("Persona deleted")
                                 : "";
  date
      = nl_date_format (nl_record_get_updated_at (campaign), self->time_zone, NULL, NL_DATE_MEDIUM);
  line = g_strdup_printf ("%s · %s",
                          template != NULL ? nl_campaign_template_get_title (template) : "", who);
  spoken = g_string_new (line);
  gtk_image_set_from_icon_name (self->template_icon,
                                template != NULL ? template->icon_name : "nl-campaigns-symbolic");
  gtk_label_set_label (self->name, nl_record_get_text (campaign, NL_CAMPAIGN_NAME));
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->date, date);
  update_persona (self, persona);
  update_badges (self, campaign, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_record_get_text (campaign, NL_CAMPAIGN_NAME),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken->str, -1);
}

static void
nl_campaign_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_CAMPAIGN_ROW);
  G_OBJECT_CLASS (nl_campaign_row_parent_class)->dispose (object);
}

static void
nl_campaign_row_finalize (GObject *object)
{
  NlCampaignRow *self = NL_CAMPAIGN_ROW (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->personas, g_hash_table_unref);
  g_free (self->time_zone);
  G_OBJECT_CLASS (nl_campaign_row_parent_class)->finalize (object);
}

static void
nl_campaign_row_class_init (NlCampaignRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlRecordRowClass *row_class = NL_RECORD_ROW_CLASS (klass);
  static const char *const actions[]
      = { "row.draft", "row.ready", "row.scheduled", "row.sent", NULL };

  object_class->dispose = nl_campaign_row_dispose;
  object_class->finalize = nl_campaign_row_finalize;
  row_class->update = nl_campaign_row_update;

  nl_record_row_class_add_actions (row_class, actions);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-campaign-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCampaignRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignRow, name);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignRow, template_icon);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignRow, line);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignRow, badges);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignRow, date);
}

static void
nl_campaign_row_init (NlCampaignRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_campaign_row_new:
 * @store: where portraits are
 * @row: a row of a model of campaigns
 * @time_zone: (nullable): the shop's, to say when it was changed
 *
 * Returns: (transfer floating): a row that follows @row
 */
GtkWidget *
nl_campaign_row_new (NlStore *store, NlRow *row, const char *time_zone)
{
  NlCampaignRow *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);
  g_return_val_if_fail (NL_IS_ROW (row), NULL);

  self = g_object_new (NL_TYPE_CAMPAIGN_ROW, NULL);
  self->store = g_object_ref (store);
  self->time_zone = g_strdup (time_zone);
  nl_record_row_set_row (NL_RECORD_ROW (self), row);
  return GTK_WIDGET (self);
}

/**
 * nl_campaign_row_set_personas:
 * @self: a row
 * @personas: (nullable) (element-type gint64 NlPersona): the shop's personas, by id
 *
 * Sets whom campaigns may talk to; one that is not in there was deleted.
 */
void
nl_campaign_row_set_personas (NlCampaignRow *self, GHashTable *personas)
{
  g_return_if_fail (NL_IS_CAMPAIGN_ROW (self));

  if (personas != NULL)
    g_hash_table_ref (personas);
  g_clear_pointer (&self->personas, g_hash_table_unref);
  self->personas = personas;
  nl_record_row_update (NL_RECORD_ROW (self));
}
