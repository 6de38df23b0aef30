/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-card.h"
#include "app/campaigns/nl-campaign-progress-page.h"
#include "app/campaigns/nl-offer-group.h"
#include "app/campaigns/nl-persona-choice-row.h"
#include "app/campaigns/nl-products-group.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-steps.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-campaigns.h"
#include "shops/nl-shops.h"

/**
 * NlCampaignDialog:
 *
 * Asks what a new campaign is about: the occasion first, then to whom, where and in which
 * languages. Closes when it is written.
 */
struct _NlCampaignDialog {
  AdwDialog parent_instance;
  AdwToastOverlay *toasts;
  AdwNavigationView *views;
  GtkFlowBox *gallery;
  AdwNavigationPage *details;
  GtkWidget *create;
  AdwPreferencesPage *form;
  AdwPreferencesGroup *about;
  GtkEditable *name;
  AdwPreferencesGroup *channels;
  AdwPreferencesGroup *languages;
  /* Made in steps: */
  NlPersonaChoiceRow *persona;
  GtkEditable *link;
  NlOfferGroup *offer;
  NlProductsGroup *products;

  NlWorkspace *workspace;
  NlShop *shop;
  const NlCampaignTemplate *template;
  GPtrArray *channel_rows; /* of AdwSwitchRow, as the channels */
  GPtrArray *language_rows;
  gint64 persona_id; /* whom it shall talk to, or 0 */
  NlSteps *steps;
  NlOperation *operation;
  guint progress_source;
};

/* What is written before seems written at once. */
#define PATIENCE_MILLISECONDS 500

G_DEFINE_FINAL_TYPE (NlCampaignDialog, nl_campaign_dialog, ADW_TYPE_DIALOG)

/* About as many as a screen shows, and as a turn of the main loop has time for. */
#define CARDS_AT_ONCE 6
#define ROWS_AT_ONCE 6

#define CODE_KEY "nl-code"

enum {
  CREATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static char **
dup_chosen (GPtrArray *rows)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < rows->len; i++)
    if (adw_switch_row_get_active (rows->pdata[i]))
      g_strv_builder_add (codes, g_object_get_data (rows->pdata[i], CODE_KEY));
  return g_strv_builder_end (codes);
}

static void
update_create (NlCampaignDialog *self)
{
  g_auto (GStrv) channels = dup_chosen (self->channel_rows);
  g_auto (GStrv) languages = dup_chosen (self->language_rows);

  gtk_widget_set_sensitive (self->create,
                            self->template != NULL && self->persona != NULL
                                && nl_persona_choice_row_get_persona_id (self->persona) != 0
                                && *channels != NULL && *languages != NULL);
}

static GtkWidget *
add_switch (NlCampaignDialog *self, AdwPreferencesGroup *group, const char *code, const char *title)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), CODE_KEY, g_strdup (code), g_free);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (update_create), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return row;
}

/* --- what is chosen among, step by step --- */

/* Some of them at a time: the first on the screen, and the rest below it. */
static void
add_templates (NlCampaignDialog *self, guint begin, guint end)
{
  guint n;
  const NlCampaignTemplate *templates = nl_campaign_template_list (&n);

  for (guint i = begin; i < MIN (n, end); i++)
    gtk_flow_box_append (self->gallery, nl_campaign_card_new (&templates[i]));
}

static void
add_second_templates (gpointer self)
{
  add_templates (self, CARDS_AT_ONCE, 2 * CARDS_AT_ONCE);
}

static void
add_other_templates (gpointer self)
{
  add_templates (self, 2 * CARDS_AT_ONCE, G_MAXUINT);
}

static void
no_personas_cb (NlCampaignDialog *self)
{
  adw_navigation_view_replace_with_tags (self->views, (const char *[]) { "no-personas" }, 1);
}

static void
add_persona (gpointer data)
{
  NlCampaignDialog *self = data;

  self->persona = g_object_new (NL_TYPE_PERSONA_CHOICE_ROW, "title", _ ("Persona"), "subtitle",
                                _ ("Choose whom you talk to"), NULL);
  g_signal_connect_object (self->persona, "changed", G_CALLBACK (update_create), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->persona, "empty", G_CALLBACK (no_personas_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->about, GTK_WIDGET (self->persona));
  nl_persona_choice_row_load (self->persona, nl_workspace_get_store (self->workspace),
                              nl_record_get_id (NL_RECORD (self->shop)), self->persona_id);
}

static void
add_link (gpointer data)
{
  NlCampaignDialog *self = data;
  const char *url = nl_record_get_text (NL_RECORD (self->shop), NL_SHOP_URL);

  self->link
      = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Link"), "input-purpose",
                      GTK_INPUT_PURPOSE_URL, "activates-default", TRUE, "tooltip-text",
                      _ ("Where the texts lead people, with the campaign’s UTM parameters"), NULL);
  if (url != NULL)
    gtk_editable_set_text (self->link, url);
  adw_preferences_group_add (self->about, GTK_WIDGET (self->link));
}

static void
add_channels (NlCampaignDialog *self, guint begin, guint end)
{
  guint n;
  const NlChannel *channels = nl_channel_list (&n);

  for (guint i = begin; i < MIN (n, end); i++) {
    GtkWidget *row
        = add_switch (self, self->channels, channels[i].id, nl_channel_get_name (&channels[i]));

    adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name (channels[i].icon_name));
    g_ptr_array_add (self->channel_rows, row);
  }
}

static void
add_first_channels (gpointer self)
{
  add_channels (self, 0, ROWS_AT_ONCE);
}

static void
add_other_channels (gpointer self)
{
  add_channels (self, ROWS_AT_ONCE, G_MAXUINT);
}

static void
add_languages (gpointer data)
{
  NlCampaignDialog *self = data;
  g_auto (GStrv) languages = nl_shop_dup_languages (self->shop);

  for (guint i = 0; languages[i] != NULL; i++) {
    g_autofree char *name = nl_language_name (languages[i], NULL);
    GtkWidget *row = add_switch (self, self->languages, languages[i], name);

    adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
    g_ptr_array_add (self->language_rows, row);
  }
}

static void
add_offer (gpointer data)
{
  NlCampaignDialog *self = data;

  self->offer = g_object_new (NL_TYPE_OFFER_GROUP, NULL);
  nl_offer_group_set_shop (self->offer, self->shop);
  adw_preferences_page_add (self->form, ADW_PREFERENCES_GROUP (self->offer));
}

static void
add_products (gpointer data)
{
  NlCampaignDialog *self = data;

  self->products = g_object_new (
      NL_TYPE_PRODUCTS_GROUP, "description",
      _ ("What the texts are about. Leave it empty to talk about the shop as a whole."), NULL);
  nl_products_group_set_currency (self->products,
                                  nl_record_get_text (NL_RECORD (self->shop), NL_SHOP_CURRENCY));
  adw_preferences_page_add (self->form, ADW_PREFERENCES_GROUP (self->products));
}

static const NlStepFunc steps[] = {
  add_second_templates, add_other_templates, add_persona, add_link,     add_first_channels,
  add_other_channels,   add_languages,       add_offer,   add_products,
};

static void
template_activated_cb (NlCampaignDialog *self, GtkWidget *child)
{
  nl_campaign_dialog_choose_template (self, nl_campaign_card_get_template (child)->id);
}

static void
complain (NlCampaignDialog *self, const GError *error)
{
  AdwToast *toast = adw_toast_new (error->message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_dismiss_all (self->toasts);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  NlProvider *provider;
  NlCampaign *campaign;
  NlOperation *operation;
} Creating;

static void
creating_free (gpointer data)
{
  Creating *creating = data;

  g_weak_ref_clear (&creating->self);
  g_object_unref (creating->store);
  g_object_unref (creating->provider);
  g_object_unref (creating->campaign);
  g_object_unref (creating->operation);
  g_free (creating);
}

static DexFuture *
create_fiber (gpointer data)
{
  Creating *creating = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) campaign
      = dex_await_object (nl_campaigns_create (creating->store, creating->provider,
                                               creating->campaign, creating->operation),
                          &error);
  g_autoptr (NlCampaignDialog) self = g_weak_ref_get (&creating->self);

  if (self == NULL || self->views == NULL)
    return dex_future_new_true ();
  g_clear_object (&self->operation);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->details), TRUE);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (campaign != NULL) {
    g_signal_emit (self, signals[CREATED], 0, nl_record_get_id (campaign));
    adw_dialog_force_close (ADW_DIALOG (self));
    return dex_future_new_true ();
  }
  adw_navigation_view_pop_to_tag (self->views, "details");
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error);
  return dex_future_new_true ();
}

static NlCampaign *
read_campaign (NlCampaignDialog *self, GError **error)
{
  g_autoptr (NlCampaign) campaign = g_object_new (NL_TYPE_CAMPAIGN, NULL);
  NlRecord *record = NL_RECORD (campaign);
  g_auto (GStrv) channels = dup_chosen (self->channel_rows);
  g_auto (GStrv) languages = dup_chosen (self->language_rows);
  g_autoptr (JsonNode) offer = NULL;
  g_autoptr (JsonNode) products = NULL;
  g_autofree char *link = g_strstrip (g_strdup (gtk_editable_get_text (self->link)));

  if (!nl_offer_group_get_offer (self->offer, &offer, error)
      || !nl_products_group_get_products (self->products, &products, error))
    return NULL;
  nl_record_set_int64 (record, NL_CAMPAIGN_SHOP_ID, nl_record_get_id (NL_RECORD (self->shop)));
  nl_record_set_int64 (record, NL_CAMPAIGN_PERSONA_ID,
                       nl_persona_choice_row_get_persona_id (self->persona));
  nl_record_set_text (record, NL_CAMPAIGN_TEMPLATE, self->template->id);
  nl_record_set_text (record, NL_CAMPAIGN_NAME, gtk_editable_get_text (self->name));
  nl_record_set_strv (record, NL_CAMPAIGN_CHANNELS, (const char *const *) channels);
  nl_record_set_strv (record, NL_CAMPAIGN_LANGUAGES, (const char *const *) languages);
  nl_record_set_json (record, NL_CAMPAIGN_PRODUCTS, products);
  if (offer != NULL)
    nl_record_set_json (record, NL_CAMPAIGN_OFFER, offer);
  if (*link != '\0')
    nl_record_set_text (record, NL_CAMPAIGN_LANDING_URL, link);
  return g_steal_pointer (&campaign);
}

static gboolean
show_progress_cb (gpointer data)
{
  NlCampaignDialog *self = data;
  NlCampaignProgressPage *page = nl_campaign_progress_page_new (self->operation);

  self->progress_source = 0;
  adw_navigation_view_push (self->views, ADW_NAVIGATION_PAGE (page));
  gtk_widget_grab_focus (GTK_WIDGET (page));
  return G_SOURCE_REMOVE;
}

static void
create_clicked_cb (NlCampaignDialog *self)
{
  NlProviderRegistry *providers = nl_workspace_get_providers (self->workspace);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCampaign) campaign = read_campaign (self, &error);
  Creating *creating;

  if (campaign == NULL) {
    complain (self, error);
    return;
  }
  adw_toast_overlay_dismiss_all (self->toasts);
  self->operation = nl_operation_new (_ ("Writing the Campaign"));
  creating = g_new0 (Creating, 1);
  g_weak_ref_init (&creating->self, self);
  creating->store = g_object_ref (nl_workspace_get_store (self->workspace));
  creating->provider = g_object_ref (nl_provider_registry_get_default (providers));
  creating->campaign = g_steal_pointer (&campaign);
  creating->operation = g_object_ref (self->operation);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  /* An entry that becomes insensitive is not told that it lost the focus, and complains. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->details), FALSE);
  self->progress_source = g_timeout_add (PATIENCE_MILLISECONDS, show_progress_cb, self);
  nl_fiber_start ("create-campaign", create_fiber, creating, creating_free);
}

static void
close_attempt_cb (NlCampaignDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->views);

  if (NL_IS_CAMPAIGN_PROGRESS_PAGE (page))
    nl_campaign_progress_page_cancel (NL_CAMPAIGN_PROGRESS_PAGE (page));
  else if (self->operation != NULL)
    nl_operation_cancel (self->operation);
}

static void
persona_clicked_cb (NlCampaignDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  if (!gtk_widget_activate_action (window, "win.new-persona", "x", (gint64) 0))
    nl_window_open_page (window, "personas", 0);
}

static void
nl_campaign_dialog_dispose (GObject *object)
{
  NlCampaignDialog *self = NL_CAMPAIGN_DIALOG (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CAMPAIGN_DIALOG);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->channel_rows, g_ptr_array_unref);
  g_clear_pointer (&self->language_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_campaign_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, views);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, gallery);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, details);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, create);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, form);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, about);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, name);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, channels);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, languages);
  gtk_widget_class_bind_template_callback (widget_class, template_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, persona_clicked_cb);
}

static void
nl_campaign_dialog_class_init (NlCampaignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_campaign_dialog_dispose;

  /**
   * NlCampaignDialog::created:
   * @self: the dialog, which closes next
   * @id: the new campaign
   *
   * The campaign is written.
   */
  signals[CREATED] = g_signal_new ("created", NL_TYPE_CAMPAIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-campaign-dialog.ui");
  bind_template (widget_class);
}

static void
nl_campaign_dialog_init (NlCampaignDialog *self)
{
  self->channel_rows = g_ptr_array_new ();
  self->language_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_campaign_dialog_new:
 * @workspace: the workspace, which has a current shop
 * @persona_id: whom the campaign shall talk to, or 0
 *
 * Returns: (transfer floating): a dialog for a new campaign of the current shop
 */
NlCampaignDialog *
nl_campaign_dialog_new (NlWorkspace *workspace, gint64 persona_id)
{
  NlCampaignDialog *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_CAMPAIGN_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->persona_id = persona_id;
  add_templates (self, 0, CARDS_AT_ONCE);
  update_create (self);
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
  return self;
}

/**
 * nl_campaign_dialog_choose_template:
 * @self: the dialog
 * @id: a template such as "welcome"
 *
 * Goes on to the details, with what the template suggests.
 */
void
nl_campaign_dialog_choose_template (NlCampaignDialog *self, const char *id)
{
  g_return_if_fail (NL_IS_CAMPAIGN_DIALOG (self));
  g_return_if_fail (nl_campaign_template_lookup (id) != NULL);

  nl_steps_finish (self->steps);
  self->template = nl_campaign_template_lookup (id);
  for (guint i = 0; i < self->channel_rows->len; i++)
    adw_switch_row_set_active (self->channel_rows->pdata[i],
                               g_strv_contains (self->template->channels,
                                                g_object_get_data (self->channel_rows->pdata[i],
                                                                   CODE_KEY)));
  adw_navigation_page_set_title (self->details, nl_campaign_template_get_title (self->template));
  adw_navigation_view_push_by_tag (self->views, "details");
  update_create (self);
}
