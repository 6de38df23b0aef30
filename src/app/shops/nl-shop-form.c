/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-shop-form.h"

#include <glib/gi18n-lib.h>

#include "app/shops/nl-languages-row.h"
#include "app/shops/nl-logo-row.h"
#include "app/shops/nl-shop-names.h"
#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-row-error.h"
#include "app/widgets/nl-steps.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "base/nl-url.h"

/**
 * NlShopForm:
 *
 * What a shop is: its name, money, languages and voice. What is seen first is there at once; the
 * rows below, of which some have lists of hundreds, are made in the next turns of the main loop.
 */
struct _NlShopForm {
  AdwPreferencesPage parent_instance;
  AdwPreferencesGroup *basics;
  AdwPreferencesGroup *place;
  AdwPreferencesGroup *languages;
  AdwPreferencesGroup *voice;
  NlLogoRow *logo;
  AdwEntryRow *name;
  AdwEntryRow *url;
  AdwEntryRow *unsubscribe;
  /* Made in steps: */
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

  NlShop *shop;     /* what is edited */
  NlShop *original; /* as the form was filled in */
  NlSteps *steps;
};

G_DEFINE_FINAL_TYPE (NlShopForm, nl_shop_form, ADW_TYPE_PREFERENCES_PAGE)

enum {
  CHANGED,
  MISTAKEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *const platforms[] = { "shopify", "woocommerce", "prestashop", "other", NULL };
static const char *const tones[]
    = { "friendly", "formal", "playful", "luxurious", "matter-of-fact", NULL };
static const char *const emoji_policies[] = { "none", "sparing", "generous", NULL };

static void
changed_cb (NlShopForm *self)
{
  nl_logo_row_set_name (self->logo, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
language_changed_cb (NlShopForm *self)
{
  nl_languages_row_set_excluded (self->further, nl_choice_row_get_code (self->language));
  changed_cb (self);
}

static void
url_left_cb (NlShopForm *self)
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
    g_signal_emit (self, signals[MISTAKEN], 0, NL_SHOP_URL, error->message);
}

/* --- what the form says --- */

static void
read_basics (NlShopForm *self, NlRecord *shop)
{
  gint64 logo = nl_logo_row_get_image_id (self->logo);

  nl_record_set_text (shop, NL_SHOP_NAME, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  nl_record_set_text (shop, NL_SHOP_URL, gtk_editable_get_text (GTK_EDITABLE (self->url)));
  nl_record_set_text (shop, NL_SHOP_UNSUBSCRIBE_URL,
                      gtk_editable_get_text (GTK_EDITABLE (self->unsubscribe)));
  if (logo != 0)
    nl_record_set_int64 (shop, NL_SHOP_LOGO_IMAGE_ID, logo);
  else
    nl_record_set_null (shop, NL_SHOP_LOGO_IMAGE_ID);
}

static void
read_rest (NlShopForm *self, NlRecord *shop)
{
  g_autofree char *dos = nl_text_row_dup_text (self->dos);
  g_autofree char *donts = nl_text_row_dup_text (self->donts);
  g_auto (GStrv) further = nl_languages_row_dup_codes (self->further);
  g_auto (GStrv) banned = nl_words_row_dup_words (self->banned);

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
}

/* --- the rows below --- */

static NlChoiceRow *
add_choice (NlShopForm *self,
            AdwPreferencesGroup *group,
            const char *title,
            const char *const *codes,
            NlChoiceNameFunc name,
            gboolean by_name,
            NlShopField field)
{
  NlChoiceRow *row = g_object_new (NL_TYPE_CHOICE_ROW, "title", title, NULL);

  nl_choice_row_set_choices (row, codes, name, by_name);
  nl_choice_row_set_code (row, nl_record_get_text (NL_RECORD (self->shop), field));
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static NlTextRow *
add_text (NlShopForm *self, const char *title, NlShopField field)
{
  NlTextRow *row = g_object_new (NL_TYPE_TEXT_ROW, "title", title, NULL);

  nl_text_row_set_text (row, nl_record_get_text (NL_RECORD (self->shop), field));
  adw_preferences_group_add (self->voice, GTK_WIDGET (row));
  return row;
}

static void
add_platform (gpointer data)
{
  NlShopForm *self = data;

  self->platform = add_choice (self, self->basics, _ ("Platform"), platforms, nl_shop_name_platform,
                               FALSE, NL_SHOP_PLATFORM);
}

static void
add_currency (gpointer data)
{
  NlShopForm *self = data;

  self->currency = add_choice (self, self->place, _ ("Currency"), nl_currency_list (),
                               nl_shop_name_currency, TRUE, NL_SHOP_CURRENCY);
  g_signal_connect_object (self->currency, "notify::code", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_timezone (gpointer data)
{
  NlShopForm *self = data;

  self->timezone = add_choice (self, self->place, _ ("Time Zone"), nl_time_zone_list (),
                               nl_shop_name_time_zone, TRUE, NL_SHOP_TIMEZONE);
  g_signal_connect_object (self->timezone, "notify::code", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_languages (gpointer data)
{
  NlShopForm *self = data;

  self->language = add_choice (self, self->languages, _ ("Default Language"), nl_language_list (),
                               nl_shop_name_language, TRUE, NL_SHOP_LANGUAGE);
  self->further = g_object_new (NL_TYPE_LANGUAGES_ROW, "title", _ ("Further Languages"), NULL);
  nl_languages_row_set_codes (self->further, nl_record_get_strv (NL_RECORD (self->shop),
                                                                 NL_SHOP_FURTHER_LANGUAGES));
  nl_languages_row_set_excluded (self->further, nl_choice_row_get_code (self->language));
  adw_preferences_group_add (self->languages, GTK_WIDGET (self->further));
  g_signal_connect_object (self->language, "notify::code", G_CALLBACK (language_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_tone (gpointer data)
{
  NlShopForm *self = data;

  self->tone
      = add_choice (self, self->voice, _ ("Tone"), tones, nl_shop_name_tone, FALSE, NL_SHOP_TONE);
}

static void
add_emoji (gpointer data)
{
  NlShopForm *self = data;

  self->emoji = add_choice (self, self->voice, _ ("Emoji"), emoji_policies,
                            nl_shop_name_emoji_policy, FALSE, NL_SHOP_EMOJI_POLICY);
}

static void
add_words (gpointer data)
{
  NlShopForm *self = data;

  self->dos = add_text (self, _ ("Do"), NL_SHOP_DOS);
  self->donts = add_text (self, _ ("Don’t"), NL_SHOP_DONTS);
  self->banned = g_object_new (NL_TYPE_WORDS_ROW, "title", _ ("Banned Words"), "placeholder",
                               _ ("Add a word…"), NULL);
  nl_words_row_set_words (self->banned,
                          nl_record_get_strv (NL_RECORD (self->shop), NL_SHOP_BANNED_WORDS));
  adw_preferences_group_add (self->voice, GTK_WIDGET (self->banned));
}

static void
remember_rest (gpointer data)
{
  NlShopForm *self = data;

  read_rest (self, NL_RECORD (self->original));
}

static const NlStepFunc steps[] = {
  add_platform, add_currency, add_timezone, add_languages,
  add_tone,     add_emoji,    add_words,    remember_rest,
};

static GtkWidget *
find_row (NlShopForm *self, NlShopField field)
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
nl_shop_form_dispose (GObject *object)
{
  NlShopForm *self = NL_SHOP_FORM (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  g_clear_object (&self->shop);
  g_clear_object (&self->original);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SHOP_FORM);
  G_OBJECT_CLASS (nl_shop_form_parent_class)->dispose (object);
}

static void
nl_shop_form_class_init (NlShopFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_shop_form_dispose;

  /**
   * NlShopForm::changed:
   * @self: the form
   *
   * Something else was typed or chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_SHOP_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /**
   * NlShopForm::mistaken:
   * @self: the form
   * @field: an #NlShopField
   * @message: what is wrong with it
   *
   * What was typed cannot be right.
   */
  signals[MISTAKEN] = g_signal_new ("mistaken", NL_TYPE_SHOP_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  g_type_ensure (NL_TYPE_LOGO_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-shop-form.ui");
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, basics);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, place);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, languages);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, voice);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, logo);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, name);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, url);
  gtk_widget_class_bind_template_child (widget_class, NlShopForm, unsubscribe);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_left_cb);
}

static void
nl_shop_form_init (NlShopForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_shop_form_set_shop:
 * @self: a form that shows no shop yet
 * @shop: what to edit; it is not changed
 * @store: where logos are
 *
 * Fills in the form.
 */
void
nl_shop_form_set_shop (NlShopForm *self, NlShop *shop, NlStore *store)
{
  NlRecord *record = NL_RECORD (shop);
  const char *name, *url, *unsubscribe;

  g_return_if_fail (NL_IS_SHOP_FORM (self));
  g_return_if_fail (NL_IS_SHOP (shop));
  g_return_if_fail (self->shop == NULL);

  self->shop = g_object_ref (shop);
  name = nl_record_get_text (record, NL_SHOP_NAME);
  url = nl_record_get_text (record, NL_SHOP_URL);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->url), url != NULL ? url : "");
  unsubscribe = nl_record_get_text (record, NL_SHOP_UNSUBSCRIBE_URL);
  gtk_editable_set_text (GTK_EDITABLE (self->unsubscribe), unsubscribe != NULL ? unsubscribe : "");
  nl_logo_row_set_store (self->logo, store);
  nl_logo_row_set_image_id (self->logo, nl_record_get_int64 (record, NL_SHOP_LOGO_IMAGE_ID));
  self->original = NL_SHOP (nl_record_copy (record));
  read_basics (self, NL_RECORD (self->original));
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
}

/**
 * nl_shop_form_dup_shop:
 * @self: a form that was filled in
 *
 * Returns: (transfer full): the shop as the form says it, to be checked and saved
 */
NlShop *
nl_shop_form_dup_shop (NlShopForm *self)
{
  NlRecord *shop;

  g_return_val_if_fail (NL_IS_SHOP_FORM (self), NULL);
  g_return_val_if_fail (self->shop != NULL, NULL);

  nl_steps_finish (self->steps);
  shop = nl_record_copy (NL_RECORD (self->shop));
  read_basics (self, shop);
  read_rest (self, shop);
  return NL_SHOP (shop);
}

/**
 * nl_shop_form_is_changed:
 * @self: a form that was filled in
 *
 * Returns: whether it says something else than at first
 */
gboolean
nl_shop_form_is_changed (NlShopForm *self)
{
  g_autoptr (NlShop) now = nl_shop_form_dup_shop (self);

  g_return_val_if_fail (now != NULL, FALSE);

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

/**
 * nl_shop_form_get_row:
 * @self: a form that was filled in
 * @field: what is edited
 *
 * Returns: (transfer none): where
 */
GtkWidget *
nl_shop_form_get_row (NlShopForm *self, NlShopField field)
{
  g_return_val_if_fail (NL_IS_SHOP_FORM (self), NULL);

  nl_steps_finish (self->steps);
  return find_row (self, field);
}

/**
 * nl_shop_form_set_error:
 * @self: a form that was filled in
 * @field: what is wrong, or %NL_SHOP_N_FIELDS: nothing is
 * @message: (nullable): why
 *
 * Marks a row, and none of the others.
 */
void
nl_shop_form_set_error (NlShopForm *self, NlShopField field, const char *message)
{
  g_return_if_fail (NL_IS_SHOP_FORM (self));

  nl_steps_finish (self->steps);
  for (guint i = 0; i < NL_SHOP_N_FIELDS; i++)
    nl_row_set_error (find_row (self, i), i == field ? message : NULL);
}
