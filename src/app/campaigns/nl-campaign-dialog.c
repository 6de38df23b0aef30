/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-offer-group.h"
#include "app/campaigns/nl-products-group.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-image-avatar.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-campaigns.h"
#include "personas/nl-personas.h"
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
  GtkEditable *name;
  AdwExpanderRow *persona;
  AdwAvatar *avatar;
  GtkEditable *link;
  AdwPreferencesGroup *channels;
  AdwPreferencesGroup *languages;
  NlOfferGroup *offer;
  NlProductsGroup *products;
  GtkProgressBar *bar;
  GtkLabel *progress;
  GtkWidget *cancel;

  NlWorkspace *workspace;
  NlShop *shop;
  const NlCampaignTemplate *template;
  GPtrArray *channel_rows; /* of AdwSwitchRow, as the channels */
  GPtrArray *language_rows;
  gint64 persona_id;
  NlOperation *operation;
  guint progress_source;
};

/* What is written before seems written at once. */
#define PATIENCE_MILLISECONDS 500

G_DEFINE_FINAL_TYPE (NlCampaignDialog, nl_campaign_dialog, ADW_TYPE_DIALOG)

#define TEMPLATE_KEY "nl-template"
#define CODE_KEY "nl-code"
#define PERSONA_KEY "nl-persona"

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

  gtk_widget_set_sensitive (self->create, self->template != NULL && self->persona_id != 0
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

static void
add_choices (NlCampaignDialog *self)
{
  g_auto (GStrv) languages = nl_shop_dup_languages (self->shop);
  guint n;
  const NlChannel *channels = nl_channel_list (&n);

  for (guint i = 0; i < n; i++) {
    GtkWidget *row
        = add_switch (self, self->channels, channels[i].id, nl_channel_get_name (&channels[i]));

    adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name (channels[i].icon_name));
    g_ptr_array_add (self->channel_rows, row);
  }
  for (guint i = 0; languages[i] != NULL; i++) {
    g_autofree char *name = nl_language_name (languages[i], NULL);
    GtkWidget *row = add_switch (self, self->languages, languages[i], name);

    adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
    g_ptr_array_add (self->language_rows, row);
  }
}

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

static GtkWidget *
create_card (const NlCampaignTemplate *template)
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

static void
add_templates (NlCampaignDialog *self)
{
  guint n;
  const NlCampaignTemplate *templates = nl_campaign_template_list (&n);

  for (guint i = 0; i < n; i++)
    gtk_flow_box_append (self->gallery, create_card (&templates[i]));
}

static void
template_activated_cb (NlCampaignDialog *self, GtkWidget *child)
{
  const NlCampaignTemplate *template = g_object_get_data (G_OBJECT (child), TEMPLATE_KEY);

  nl_campaign_dialog_choose_template (self, template->id);
}

static void
show_persona (NlCampaignDialog *self, NlRecord *persona)
{
  const char *name = nl_record_get_text (persona, NL_PERSONA_NAME);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  self->persona_id = nl_record_get_id (persona);
  adw_expander_row_set_subtitle (self->persona, escaped);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, TRUE);
  nl_image_avatar_load (self->avatar, nl_workspace_get_store (self->workspace),
                        nl_record_get_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID));
  update_create (self);
}

static void
persona_toggled_cb (NlCampaignDialog *self, GParamSpec *pspec, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    show_persona (self, g_object_get_data (G_OBJECT (check), PERSONA_KEY));
}

static GtkCheckButton *
add_persona (NlCampaignDialog *self, NlRecord *persona, GtkCheckButton *group)
{
  const char *name = nl_record_get_text (persona, NL_PERSONA_NAME);
  const char *tagline = nl_record_get_text (persona, NL_PERSONA_TAGLINE);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *avatar = adw_avatar_new (32, name, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (tagline != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tagline);
  nl_image_avatar_load (ADW_AVATAR (avatar), nl_workspace_get_store (self->workspace),
                        nl_record_get_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), PERSONA_KEY, g_object_ref (persona), g_object_unref);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (persona_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->persona, row);
  return GTK_CHECK_BUTTON (check);
}

/* The one that was asked for is chosen, or the only one. */
static void
take_personas (NlCampaignDialog *self, GListModel *personas)
{
  guint n = g_list_model_get_n_items (personas);
  gint64 wanted = self->persona_id;
  GtkCheckButton *group = NULL;

  self->persona_id = 0;
  for (guint i = 0; i < n; i++) {
    g_autoptr (NlRecord) persona = g_list_model_get_item (personas, i);
    GtkCheckButton *check = add_persona (self, persona, group);

    if (group == NULL)
      group = check;
    if (n == 1 || nl_record_get_id (persona) == wanted)
      gtk_check_button_set_active (check, TRUE);
  }
  adw_expander_row_set_expanded (self->persona, self->persona_id == 0);
  if (n == 0)
    adw_navigation_view_replace_with_tags (self->views, (const char *[]) { "no-personas" }, 1);
  update_create (self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GListModel) personas
      = dex_await_object (nl_personas_list (loading->store, loading->shop_id), NULL);
  g_autoptr (NlCampaignDialog) self = g_weak_ref_get (&loading->self);

  if (self != NULL && self->persona != NULL && personas != NULL)
    take_personas (self, personas);
  return dex_future_new_true ();
}

static void
update_progress (NlCampaignDialog *self)
{
  g_autofree char *text = NULL;

  if (self->bar == NULL || self->operation == NULL)
    return;
  if (g_cancellable_is_cancelled (nl_operation_get_cancellable (self->operation)))
    text = g_strdup (_ ("Cancelling…"));
  else
    text = nl_operation_dup_progress_text (self->operation);
  gtk_progress_bar_set_fraction (self->bar, MAX (nl_operation_get_fraction (self->operation), 0));
  gtk_label_set_label (self->progress, text != NULL ? text : "");
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
  nl_record_set_int64 (record, NL_CAMPAIGN_PERSONA_ID, self->persona_id);
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

  self->progress_source = 0;
  adw_navigation_view_push_by_tag (self->views, "progress");
  gtk_widget_grab_focus (self->cancel);
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
  g_signal_connect_object (self->operation, "notify::fraction", G_CALLBACK (update_progress), self,
                           G_CONNECT_SWAPPED);
  creating = g_new0 (Creating, 1);
  g_weak_ref_init (&creating->self, self);
  creating->store = g_object_ref (nl_workspace_get_store (self->workspace));
  creating->provider = g_object_ref (nl_provider_registry_get_default (providers));
  creating->campaign = g_steal_pointer (&campaign);
  creating->operation = g_object_ref (self->operation);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  /* An entry that becomes insensitive is not told that it lost the focus, and complains. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->details), FALSE);
  self->progress_source = g_timeout_add (PATIENCE_MILLISECONDS, show_progress_cb, self);
  update_progress (self);
  nl_fiber_start ("create-campaign", create_fiber, creating, creating_free);
}

static void
cancel_clicked_cb (NlCampaignDialog *self)
{
  if (self->operation == NULL)
    return;
  nl_operation_cancel (self->operation);
  gtk_widget_set_sensitive (self->cancel, FALSE);
  update_progress (self);
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
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, name);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, persona);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, link);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, channels);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, languages);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, offer);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, products);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignDialog, cancel);
  gtk_widget_class_bind_template_callback (widget_class, template_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
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
  g_type_ensure (NL_TYPE_OFFER_GROUP);
  g_type_ensure (NL_TYPE_PRODUCTS_GROUP);
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
  Loading *loading;
  NlRecord *shop;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_CAMPAIGN_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->persona_id = persona_id;
  shop = NL_RECORD (self->shop);
  nl_offer_group_set_shop (self->offer, self->shop);
  nl_products_group_set_currency (self->products, nl_record_get_text (shop, NL_SHOP_CURRENCY));
  if (!nl_record_is_null (shop, NL_SHOP_URL))
    gtk_editable_set_text (self->link, nl_record_get_text (shop, NL_SHOP_URL));
  add_templates (self);
  add_choices (self);
  update_create (self);
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (workspace));
  loading->shop_id = nl_record_get_id (shop);
  nl_fiber_start ("personas", load_fiber, loading, loading_free);
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
