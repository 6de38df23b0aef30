/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns-test.h"

#include "campaigns/nl-campaigns.h"
#include "personas/nl-personas.h"
#include "shops/nl-shops.h"

static gint64
create_persona (Fixture *self)
{
  g_autoptr (NlPersona) persona = g_object_new (NL_TYPE_PERSONA, NULL);
  NlRecord *record = NL_RECORD (persona);

  nl_record_set_int64 (record, NL_PERSONA_SHOP_ID, nl_workspace_get_shop_id (self->workspace));
  nl_record_set_text (record, NL_PERSONA_LANGUAGE, "fr");
  nl_record_set_text (record, NL_PERSONA_NAME, "Camille");
  await (nl_personas_save (self->store, persona));
  return nl_record_get_id (record);
}

void
campaigns_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (NlRecord) shop = NULL;

  fixture_set_up (self, data);
  shop = nl_record_copy (NL_RECORD (nl_workspace_get_shop (self->workspace)));
  nl_record_set_strv (shop, NL_SHOP_FURTHER_LANGUAGES,
                      (const char *const[]) { "en", "en-GB", NULL });
  await (nl_shops_save (self->store, NL_SHOP (shop)));
  wait_until (*nl_record_get_strv (NL_RECORD (nl_workspace_get_shop (self->workspace)),
                                   NL_SHOP_FURTHER_LANGUAGES)
              != NULL);
  self->persona_id = create_persona (self);
}

gint64
fixture_create_campaign (Fixture *self)
{
  NlProviderRegistry *providers = nl_workspace_get_providers (self->workspace);
  static const char *const channels[] = { "email", "sms", "google-ads", NULL };
  g_autoptr (NlCampaign) campaign = g_object_new (NL_TYPE_CAMPAIGN, NULL);
  g_autoptr (NlRecord) created = NULL;
  NlRecord *record = NL_RECORD (campaign);

  nl_record_set_int64 (record, NL_CAMPAIGN_SHOP_ID, nl_workspace_get_shop_id (self->workspace));
  nl_record_set_int64 (record, NL_CAMPAIGN_PERSONA_ID, self->persona_id);
  nl_record_set_text (record, NL_CAMPAIGN_TEMPLATE, "welcome");
  nl_record_set_int64 (record, NL_CAMPAIGN_SEED, 7);
  nl_record_set_strv (record, NL_CAMPAIGN_CHANNELS, channels);
  created = await_object (nl_campaigns_create (
      self->store, nl_provider_registry_get_default (providers), campaign, NULL));
  return nl_record_get_id (created);
}

NlCampaignBundle *
fixture_load (Fixture *self, gint64 campaign_id)
{
  g_autoptr (DexFuture) future = nl_campaigns_load (self->store, campaign_id);

  await (dex_ref (future));
  return nl_campaign_bundle_copy (g_value_get_boxed (dex_future_get_value (future, NULL)));
}

NlCampaignEditor *
fixture_open_editor (Fixture *self, gint64 campaign_id)
{
  nl_window_open_page (GTK_WIDGET (self->window), "campaigns", campaign_id);
  wait_until (fixture_find (self, NL_TYPE_CAMPAIGN_EDITOR) != NULL
              && fixture_find (self, NL_TYPE_MESSAGE_COLUMN) != NULL
              && nl_message_column_get_message (fixture_get_column (self)) != NULL);
  return NL_CAMPAIGN_EDITOR (fixture_find (self, NL_TYPE_CAMPAIGN_EDITOR));
}

/* The first of the columns. */
NlMessageColumn *
fixture_get_column (Fixture *self)
{
  return NL_MESSAGE_COLUMN (fixture_find (self, NL_TYPE_MESSAGE_COLUMN));
}

NlPartText *
fixture_get_text (Fixture *self, const char *part)
{
  NlPartView *view = nl_message_column_get_part (fixture_get_column (self), part);

  return NL_PART_TEXT (nl_part_view_get_editor (view));
}

GtkWidget *
fixture_find (Fixture *self, GType type)
{
  AdwDialog *dialog
      = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  GtkWidget *found = dialog != NULL ? find_widget (GTK_WIDGET (dialog), type) : NULL;

  return found != NULL ? found : find_widget (GTK_WIDGET (self->window), type);
}
