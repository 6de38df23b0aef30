/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/campaigns/nl-campaign-editor-private.h"
#include "app/campaigns/nl-campaign-words.h"
#include "shops/nl-shops.h"

/* What the editor shows of a campaign: its channels, variants, and texts in columns. */

static NlMessage *
find_message (NlCampaignEditor *self, const char *language, const char *variant)
{
  GPtrArray *messages = self->bundle->messages;

  for (guint i = 0; i < messages->len; i++) {
    NlRecord *message = messages->pdata[i];

    if (g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_CHANNEL), self->channel) == 0
        && g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_LANGUAGE), language) == 0
        && g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_VARIANT), variant) == 0)
      return NL_MESSAGE (message);
  }
  return NULL;
}

static const char *const *
get_languages (NlCampaignEditor *self)
{
  return nl_record_get_strv (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_LANGUAGES);
}

/* About the texts that are in sight: one is read before it is said to be good. */
void
nl_campaign_editor_update_draft (NlCampaignEditor *self)
{
  gboolean is_draft = FALSE;

  for (guint i = 0; i < NL_EDITOR_COLUMNS; i++)
    is_draft |= gtk_widget_get_visible (GTK_WIDGET (self->column[i]))
                && nl_message_column_is_draft (self->column[i]);
  adw_banner_set_revealed (self->draft, is_draft && self->bundle->persona != NULL);
  adw_banner_set_revealed (self->orphan, self->bundle->persona == NULL);
}

static void
update_names (NlCampaignEditor *self)
{
  g_auto (GStrv) names = nl_campaign_bundle_dup_names (self->bundle);

  for (guint i = 0; i < NL_EDITOR_COLUMNS; i++)
    nl_message_column_set_names (self->column[i], (const char *const *) names);
}

void
nl_campaign_editor_update_columns (NlCampaignEditor *self)
{
  const char *const *languages = get_languages (self);
  g_auto (GStrv) used = nl_shop_dup_languages (self->bundle->shop);
  guint n = MIN (self->n_columns, g_strv_length ((char **) languages));

  for (guint i = 0; i < NL_EDITOR_COLUMNS; i++) {
    NlMessageColumn *column = self->column[i];
    const char *language;

    nl_message_column_set_languages (column, languages);
    language = nl_message_column_get_language (column);
    nl_message_column_set_foreign (
        column, language != NULL && !g_strv_contains ((const char *const *) used, language));
    gtk_widget_set_visible (GTK_WIDGET (column), i < n);
    if (i >= n)
      nl_message_column_flush (column);
    else
      nl_message_column_set_message (column, find_message (self, language, self->variant));
  }
  nl_campaign_editor_update_draft (self);
}

/* Each column another language, in the order of the campaign. */
static void
spread_languages (NlCampaignEditor *self)
{
  const char *const *languages = get_languages (self);
  guint n = g_strv_length ((char **) languages);

  for (guint i = 0; i < NL_EDITOR_COLUMNS; i++) {
    nl_message_column_set_languages (self->column[i], languages);
    if (i < n)
      nl_message_column_set_language (self->column[i], languages[i]);
  }
  self->is_spread = TRUE;
}

static void
add_toggle (AdwToggleGroup *group, const char *name, const char *label, const char *icon)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, name);
  adw_toggle_set_label (toggle, label);
  adw_toggle_set_icon_name (toggle, icon);
  adw_toggle_group_add (group, toggle);
}

static void
update_channels (NlCampaignEditor *self)
{
  const char *const *ids
      = nl_record_get_strv (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_CHANNELS);
  g_autofree char *shown = g_strjoinv (",", (char **) ids);

  if (g_strcmp0 (shown, self->shown_channels) == 0)
    return;
  g_set_str (&self->shown_channels, shown);
  self->is_updating = TRUE;
  adw_toggle_group_remove_all (self->channels);
  if (self->channel == NULL || !g_strv_contains (ids, self->channel))
    g_set_str (&self->channel, ids[0]);
  for (; *ids != NULL; ids++) {
    const NlChannel *channel = nl_channel_lookup (*ids);

    if (channel != NULL)
      add_toggle (self->channels, channel->id, nl_channel_get_name (channel), channel->icon_name);
  }
  adw_toggle_group_set_active_name (self->channels, self->channel);
  self->is_updating = FALSE;
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
nl_campaign_editor_update_variants (NlCampaignEditor *self)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new ();
  g_autoptr (GString) shown = g_string_new (NULL);
  gboolean has_variant = FALSE;

  for (guint i = 0; i < self->bundle->messages->len; i++) {
    NlRecord *message = self->bundle->messages->pdata[i];
    const char *letter = nl_record_get_text (message, NL_MESSAGE_VARIANT);

    if (g_strcmp0 (nl_record_get_text (message, NL_MESSAGE_CHANNEL), self->channel) == 0
        && !g_ptr_array_find_with_equal_func (letters, letter, g_str_equal, NULL))
      g_ptr_array_add (letters, (gpointer) letter);
  }
  g_ptr_array_sort (letters, compare_letters);
  for (guint i = 0; i < letters->len; i++) {
    has_variant |= g_strcmp0 (letters->pdata[i], self->variant) == 0;
    g_string_append_printf (shown, "%s,", (char *) letters->pdata[i]);
  }
  self->is_updating = TRUE;
  /* Those that are there keep the keyboard. */
  if (g_set_str (&self->shown_variants, shown->str)) {
    adw_toggle_group_remove_all (self->variants);
    for (guint i = 0; i < letters->len; i++)
      add_toggle (self->variants, letters->pdata[i], letters->pdata[i], NULL);
  }
  if (!has_variant)
    g_set_str (&self->variant, letters->len > 0 ? letters->pdata[0] : "A");
  if (letters->len > 0)
    adw_toggle_group_set_active_name (self->variants, self->variant);
  gtk_widget_set_visible (GTK_WIDGET (self->variants), letters->len > 1);
  self->is_updating = FALSE;
}

void
nl_campaign_editor_update_state (NlCampaignEditor *self)
{
  NlPersona *persona = self->bundle->persona;
  const char *who = persona != NULL ? nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME)
                                    : _ ("Persona deleted");
  g_autofree char *subtitle = NULL;

  if (self->was_edited)
    /* Translators: whether the texts of a campaign are saved, and whom it talks to. */
    subtitle
        = g_strdup_printf (_ ("%s · %s"),
                           nl_campaign_editor_is_busy (self) ? _ ("Saving…") : _ ("Saved"), who);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : who);
}

/* All but the texts. */
void
nl_campaign_editor_update_head (NlCampaignEditor *self)
{
  const char *name = nl_record_get_text (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_NAME);

  adw_window_title_set_title (self->title, name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  update_channels (self);
  nl_campaign_editor_update_variants (self);
  nl_campaign_editor_update_state (self);
  nl_campaign_editor_update_status (self);
  nl_campaign_editor_update_menu (self);
}

void
nl_campaign_editor_update_texts (NlCampaignEditor *self)
{
  if (!self->is_spread)
    spread_languages (self);
  update_names (self);
  nl_campaign_editor_update_columns (self);
  gtk_stack_set_visible_child_name (self->stages, "editor");
}
