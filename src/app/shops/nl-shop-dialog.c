/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-shop-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/shops/nl-languages-row.h"
#include "app/shops/nl-logo-row.h"
#include "app/shops/nl-shop-deletion.h"
#include "app/shops/nl-shop-names.h"
#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "base/nl-url.h"
#include "shops/nl-shops.h"

/**
 * NlShopDialog:
 *
 * Creates or edits a shop. Nothing is changed before it is saved.
 */
struct _NlShopDialog {
  AdwDialog parent_instance;
  GtkButton *save;
  AdwBanner *complaint;
  NlLogoRow *logo;
  AdwEntryRow *name;
  AdwEntryRow *url;
  AdwEntryRow *unsubscribe;
  NlChoiceRow *platform;
  NlChoiceRow *currency;
  NlChoiceRow *timezone;
  NlChoiceRow *language;
  NlLanguagesRow *further;
  NlChoiceRow *tone;
  NlChoiceRow *emoji;
  NlTextRow *dos;
  NlTextRow *donts;
  NlWordsRow *banned;
  GtkWidget *delete_group;

  NlWorkspace *workspace;
  NlShop *shop;     /* as it is stored; NULL for a new one */
  NlShop *original; /* as the form was filled in */
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (NlShopDialog, nl_shop_dialog, ADW_TYPE_DIALOG)

enum {
  SAVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *const platforms[] = { "shopify", "woocommerce", "prestashop", "other", NULL };
static const char *const tones[]
    = { "friendly", "formal", "playful", "luxurious", "matter-of-fact", NULL };
static const char *const emoji_policies[] = { "none", "sparing", "generous", NULL };

/* What the form says, as a shop that can be saved. */
static NlShop *
read_form (NlShopDialog *self)
{
  NlRecord *shop = self->shop != NULL ? nl_record_copy (NL_RECORD (self->shop))
                                      : g_object_new (NL_TYPE_SHOP, NULL);
  g_autofree char *dos = nl_text_row_dup_text (self->dos);
  g_autofree char *donts = nl_text_row_dup_text (self->donts);
  g_auto (GStrv) further = nl_languages_row_dup_codes (self->further);
  g_auto (GStrv) banned = nl_words_row_dup_words (self->banned);
  gint64 logo = nl_logo_row_get_image_id (self->logo);

  nl_record_set_text (shop, NL_SHOP_NAME, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  nl_record_set_text (shop, NL_SHOP_URL, gtk_editable_get_text (GTK_EDITABLE (self->url)));
  nl_record_set_text (shop, NL_SHOP_UNSUBSCRIBE_URL,
                      gtk_editable_get_text (GTK_EDITABLE (self->unsubscribe)));
  nl_record_set_text (shop, NL_SHOP_PLATFORM, nl_choice_row_get_code (self->platform));
  nl_record_set_text (shop, NL_SHOP_CURRENCY, nl_choice_row_get_code (self->currency));
  nl_record_set_text (shop, NL_SHOP_TIMEZONE, nl_choice_row_get_code (self->timezone));
  nl_record_set_text (shop, NL_SHOP_LANGUAGE, nl_choice_row_get_code (self->language));
  nl_record_set_strv (shop, NL_SHOP_FURTHER_LANGUAGES, (const char *const *) further);
  nl_record_set_text (shop, NL_SHOP_TONE, nl_choice_row_get_code (self->tone));
  nl_record_set_text (shop, NL_SHOP_EMOJI_POLICY, nl_choice_row_get_code (self->emoji));
  nl_record_set_text (shop, NL_SHOP_DOS, dos);
  nl_record_set_text (shop, NL_SHOP_DONTS, donts);
  nl_record_set_strv (shop, NL_SHOP_BANNED_WORDS, (const char *const *) banned);
  if (logo != 0)
    nl_record_set_int64 (shop, NL_SHOP_LOGO_IMAGE_ID, logo);
  else
    nl_record_set_null (shop, NL_SHOP_LOGO_IMAGE_ID);
  return NL_SHOP (shop);
}

static void
fill_form (NlShopDialog *self, NlShop *shop)
{
  NlRecord *record = NL_RECORD (shop);
  const char *name = nl_record_get_text (record, NL_SHOP_NAME);
  const char *url = nl_record_get_text (record, NL_SHOP_URL);
  const char *unsubscribe = nl_record_get_text (record, NL_SHOP_UNSUBSCRIBE_URL);

  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->url), url != NULL ? url : "");
  gtk_editable_set_text (GTK_EDITABLE (self->unsubscribe), unsubscribe != NULL ? unsubscribe : "");
  nl_choice_row_set_code (self->platform, nl_record_get_text (record, NL_SHOP_PLATFORM));
  nl_choice_row_set_code (self->currency, nl_record_get_text (record, NL_SHOP_CURRENCY));
  nl_choice_row_set_code (self->timezone, nl_record_get_text (record, NL_SHOP_TIMEZONE));
  nl_choice_row_set_code (self->language, nl_record_get_text (record, NL_SHOP_LANGUAGE));
  nl_languages_row_set_codes (self->further,
                              nl_record_get_strv (record, NL_SHOP_FURTHER_LANGUAGES));
  nl_choice_row_set_code (self->tone, nl_record_get_text (record, NL_SHOP_TONE));
  nl_choice_row_set_code (self->emoji, nl_record_get_text (record, NL_SHOP_EMOJI_POLICY));
  nl_text_row_set_text (self->dos, nl_record_get_text (record, NL_SHOP_DOS));
  nl_text_row_set_text (self->donts, nl_record_get_text (record, NL_SHOP_DONTS));
  nl_words_row_set_words (self->banned, nl_record_get_strv (record, NL_SHOP_BANNED_WORDS));
  nl_logo_row_set_store (self->logo, nl_workspace_get_store (self->workspace));
  nl_logo_row_set_image_id (self->logo, nl_record_get_int64 (record, NL_SHOP_LOGO_IMAGE_ID));
  self->original = read_form (self);
}

static NlShop *
guess_shop (void)
{
  g_autofree char *currency = nl_shop_guess_currency ();
  g_autofree char *timezone = nl_shop_guess_time_zone ();
  g_autofree char *language = nl_shop_guess_language ();

  return g_object_new (NL_TYPE_SHOP, "currency", currency, "timezone", timezone, "language",
                       language, NULL);
}

static gboolean
is_changed (NlShopDialog *self)
{
  g_autoptr (NlShop) now = read_form (self);

  for (guint field = 0; field < NL_SHOP_N_FIELDS; field++) {
    g_auto (GValue) before = G_VALUE_INIT;
    g_auto (GValue) after = G_VALUE_INIT;
    const char *name = nl_record_get_description (NL_RECORD (now))->fields[field].name;

    g_object_get_property (G_OBJECT (self->original), name, &before);
    g_object_get_property (G_OBJECT (now), name, &after);
    if (G_VALUE_HOLDS (&after, G_TYPE_STRV)
            ? !g_strv_equal (g_value_get_boxed (&before), g_value_get_boxed (&after))
            : g_param_values_cmp (g_object_class_find_property (G_OBJECT_GET_CLASS (now), name),
                                  &before, &after)
                  != 0)
      return TRUE;
  }
  return FALSE;
}

static GtkWidget *
get_row (NlShopDialog *self, NlShopField field)
{
  switch (field) {
  case NL_SHOP_NAME:
    return GTK_WIDGET (self->name);
  case NL_SHOP_URL:
    return GTK_WIDGET (self->url);
  case NL_SHOP_UNSUBSCRIBE_URL:
    return GTK_WIDGET (self->unsubscribe);
  case NL_SHOP_PLATFORM:
    return GTK_WIDGET (self->platform);
  case NL_SHOP_CURRENCY:
    return GTK_WIDGET (self->currency);
  case NL_SHOP_TIMEZONE:
    return GTK_WIDGET (self->timezone);
  case NL_SHOP_LANGUAGE:
    return GTK_WIDGET (self->language);
  case NL_SHOP_FURTHER_LANGUAGES:
    return GTK_WIDGET (self->further);
  case NL_SHOP_TONE:
    return GTK_WIDGET (self->tone);
  case NL_SHOP_DOS:
    return GTK_WIDGET (self->dos);
  case NL_SHOP_DONTS:
    return GTK_WIDGET (self->donts);
  case NL_SHOP_BANNED_WORDS:
    return GTK_WIDGET (self->banned);
  case NL_SHOP_EMOJI_POLICY:
    return GTK_WIDGET (self->emoji);
  case NL_SHOP_LOGO_IMAGE_ID:
    return GTK_WIDGET (self->logo);
  case NL_SHOP_N_FIELDS:
  default:
    return NULL;
  }
}

static void
set_invalid (GtkWidget *row, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Says what is wrong above the form, and marks where. */
static void
complain (NlShopDialog *self, NlShopField field, const char *message)
{
  for (guint i = 0; i < NL_SHOP_N_FIELDS; i++)
    set_invalid (get_row (self, i), i == field);
  adw_banner_set_title (self->complaint, message != NULL ? message : "");
  adw_banner_set_revealed (self->complaint, message != NULL);
  if (message != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
changed_cb (NlShopDialog *self)
{
  nl_logo_row_set_name (self->logo, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  if (adw_banner_get_revealed (self->complaint))
    complain (self, NL_SHOP_N_FIELDS, NULL);
}

static void
language_changed_cb (NlShopDialog *self)
{
  changed_cb (self);
  nl_languages_row_set_excluded (self->further, nl_choice_row_get_code (self->language));
}

static void
url_left_cb (NlShopDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->url));
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return;
  url = nl_url_check (text, &error);
  if (url != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->url), url);
  else
    complain (self, NL_SHOP_URL, error->message);
}

typedef struct {
  GWeakRef self;
  NlWorkspace *workspace;
  NlShop *shop;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->self);
  g_object_unref (saving->workspace);
  g_object_unref (saving->shop);
  g_free (saving);
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  NlStore *store = nl_workspace_get_store (saving->workspace);
  g_autoptr (NlShopDialog) self = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved = dex_await (nl_shops_save (store, saving->shop), &error);

  if (saved)
    saved = dex_await (nl_workspace_go_to_shop (saving->workspace,
                                                nl_record_get_id (NL_RECORD (saving->shop))),
                       &error);
  self = g_weak_ref_get (&saving->self);
  if (self == NULL)
    return dex_future_new_true ();
  self->is_saving = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (saved) {
    adw_dialog_force_close (ADW_DIALOG (self));
    g_signal_emit (self, signals[SAVED], 0);
  } else if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT)) {
    complain (self, NL_SHOP_NAME, error->message);
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
  } else
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Save the Shop"), error);
  return dex_future_new_true ();
}

static void
save_clicked_cb (NlShopDialog *self)
{
  g_autoptr (NlShop) shop = read_form (self);
  g_autoptr (GError) error = NULL;
  NlShopField field;
  Saving *saving;

  if (self->is_saving)
    return;
  if (!nl_shop_check (shop, &field, &error)) {
    complain (self, field, error->message);
    gtk_widget_grab_focus (get_row (self, field));
    return;
  }
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  saving = g_new0 (Saving, 1);
  g_weak_ref_init (&saving->self, self);
  saving->workspace = g_object_ref (self->workspace);
  saving->shop = g_steal_pointer (&shop);
  nl_fiber_start ("save-shop", save_fiber, saving, saving_free);
}

static void
cancel_clicked_cb (NlShopDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
discard_response_cb (NlShopDialog *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
nl_shop_dialog_close_attempt (AdwDialog *dialog)
{
  NlShopDialog *self = NL_SHOP_DIALOG (dialog);
  AdwAlertDialog *question;

  if (self->is_saving)
    return;
  if (!is_changed (self)) {
    adw_dialog_force_close (dialog);
    return;
  }
  question = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Discard Changes?"), _ ("What you changed here will be lost.")));
  adw_alert_dialog_add_responses (question, "keep", _ ("_Keep Editing"), "discard", _ ("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (question, "keep");
  adw_alert_dialog_set_close_response (question, "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

static void
delete_activated_cb (NlShopDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  nl_shop_deletion_start (window, self->workspace, self->shop);
}

static void
nl_shop_dialog_dispose (GObject *object)
{
  NlShopDialog *self = NL_SHOP_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->original);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SHOP_DIALOG);
  G_OBJECT_CLASS (nl_shop_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, save);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, complaint);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, logo);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, name);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, url);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, unsubscribe);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, platform);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, currency);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, timezone);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, language);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, further);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, tone);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, emoji);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, dos);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, donts);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, banned);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, delete_group);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_left_cb);
}

static void
nl_shop_dialog_class_init (NlShopDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_shop_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->close_attempt = nl_shop_dialog_close_attempt;

  /**
   * NlShopDialog::saved:
   * @self: the dialog
   *
   * The shop was saved and is now the current one; the dialog is closed.
   */
  signals[SAVED] = g_signal_new ("saved", NL_TYPE_SHOP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  g_type_ensure (NL_TYPE_CHOICE_ROW);
  g_type_ensure (NL_TYPE_LANGUAGES_ROW);
  g_type_ensure (NL_TYPE_LOGO_ROW);
  g_type_ensure (NL_TYPE_TEXT_ROW);
  g_type_ensure (NL_TYPE_WORDS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-shop-dialog.ui");
  bind_children (widget_class);
}

static void
nl_shop_dialog_init (NlShopDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->save));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name));
  nl_choice_row_set_choices (self->platform, platforms, nl_shop_name_platform, FALSE);
  nl_choice_row_set_choices (self->currency, nl_currency_list (), nl_shop_name_currency, TRUE);
  nl_choice_row_set_choices (self->timezone, nl_time_zone_list (), nl_shop_name_time_zone, TRUE);
  nl_choice_row_set_choices (self->language, nl_language_list (), nl_shop_name_language, TRUE);
  nl_choice_row_set_choices (self->tone, tones, nl_shop_name_tone, FALSE);
  nl_choice_row_set_choices (self->emoji, emoji_policies, nl_shop_name_emoji_policy, FALSE);
}

/**
 * nl_shop_dialog_new:
 * @workspace: the workspace
 * @shop: (nullable): what to edit; %NULL for a new shop
 *
 * Returns: (transfer none): a dialog; present it
 */
NlShopDialog *
nl_shop_dialog_new (NlWorkspace *workspace, NlShop *shop)
{
  NlShopDialog *self;
  g_autoptr (NlShop) form = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (shop == NULL || NL_IS_SHOP (shop), NULL);

  self = g_object_new (NL_TYPE_SHOP_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  g_set_object (&self->shop, shop);
  form = shop != NULL ? g_object_ref (shop) : guess_shop ();
  fill_form (self, form);
  if (shop != NULL) {
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Edit Shop"));
    gtk_button_set_label (self->save, _ ("_Save"));
    gtk_widget_set_visible (self->delete_group, TRUE);
  }
  return self;
}
