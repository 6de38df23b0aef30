/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-page.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-accounts.h"
#include "app/providers/nl-provider-key-group.h"
#include "app/providers/nl-provider-models-group.h"
#include "app/providers/nl-provider-removal.h"
#include "app/providers/nl-provider-test-group.h"
#include "base/nl-future.h"

/**
 * NlProviderPage:
 *
 * One provider: its name, address, key and models. A new one is added with a button and tested at
 * once; what is changed later is saved at once.
 */
struct _NlProviderPage {
  AdwNavigationPage parent_instance;
  GtkWidget *add;
  AdwBanner *complaint;
  AdwEntryRow *name;
  AdwEntryRow *address;
  AdwSwitchRow *enabled;
  AdwSwitchRow *credit;
  NlProviderKeyGroup *key;
  NlProviderModelsGroup *models;
  NlProviderTestGroup *test;
  GtkWidget *removal;

  NlWorkspace *workspace;
  NlProviderAccount *account;
  gboolean is_filling;
  gboolean is_saving;
  gboolean is_edited; /* since what is being saved was read */
};

G_DEFINE_FINAL_TYPE (NlProviderPage, nl_provider_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_new (NlProviderPage *self)
{
  return nl_record_get_id (NL_RECORD (self->account)) == 0;
}

static NlProviderHealth *
get_health (NlProviderPage *self)
{
  return nl_provider_registry_get_health (nl_workspace_get_providers (self->workspace));
}

static void
complain (NlProviderPage *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->complaint, message);
  adw_banner_set_revealed (self->complaint, message != NULL);
}

/* Where there is no choice, the preset's address is not shown. */
static gboolean
has_address (const NlProviderPreset *preset)
{
  return preset == NULL || preset->base_url == NULL || preset->is_local;
}

/* Texts that are typed again are the same: the cursor would jump. */
static void
set_text (AdwEntryRow *row, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
fill (NlProviderPage *self)
{
  NlRecord *record = NL_RECORD (self->account);
  const NlProviderPreset *preset = nl_provider_account_get_preset (self->account);
  gboolean saved = !is_new (self);

  self->is_filling = TRUE;
  set_text (self->name, nl_record_get_text (record, NL_PROVIDER_ACCOUNT_NAME));
  set_text (self->address, nl_record_get_text (record, NL_PROVIDER_ACCOUNT_BASE_URL));
  adw_switch_row_set_active (self->enabled,
                             !nl_record_get_boolean (record, NL_PROVIDER_ACCOUNT_DISABLED));
  adw_switch_row_set_active (self->credit,
                             nl_record_get_boolean (record, NL_PROVIDER_ACCOUNT_CREDIT_FALLBACK));
  adw_entry_row_set_show_apply_button (self->name, saved);
  adw_entry_row_set_show_apply_button (self->address, saved);
  gtk_widget_set_visible (GTK_WIDGET (self->address), has_address (preset));
  gtk_widget_set_visible (GTK_WIDGET (self->enabled), saved);
  gtk_widget_set_visible (GTK_WIDGET (self->credit), saved && preset != NULL && preset->is_metered);
  gtk_widget_set_visible (GTK_WIDGET (self->models), saved);
  gtk_widget_set_visible (GTK_WIDGET (self->test), saved);
  gtk_widget_set_visible (self->removal, saved);
  gtk_widget_set_visible (self->add, !saved);
  nl_provider_key_group_set_account (self->key, self->workspace, self->account);
  if (saved) {
    nl_provider_models_group_set_account (self->models, self->workspace, self->account);
    nl_provider_test_group_set_account (self->test, self->workspace, self->account);
  }
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 saved ? nl_record_get_text (record, NL_PROVIDER_ACCOUNT_NAME)
                                       : (preset != NULL ? nl_provider_preset_get_name (preset)
                                                         : _ ("Provider")));
  self->is_filling = FALSE;
}

/* --- saving --- */

typedef struct {
  GWeakRef page;
  NlStore *store;
  NlProviderAccount *account;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->page);
  g_object_unref (saving->store);
  g_object_unref (saving->account);
  g_free (saving);
}

/* Another address or model makes void what was known. */
static void
saved (NlProviderPage *self, gboolean was_new)
{
  g_autofree char *id = nl_provider_account_dup_id (self->account);

  complain (self, NULL);
  nl_provider_test_group_forget (self->test);
  fill (self);
  nl_provider_health_forget (get_health (self), id);
  if (!was_new)
    return;
  if (nl_provider_key_group_has_text (self->key))
    nl_provider_key_group_save (self->key);
  else
    nl_provider_test_group_run (self->test);
}

/* Models are chosen in the record itself. */
static void
keep_models (NlProviderAccount *from, NlProviderAccount *to)
{
  static const guint fields[] = { NL_PROVIDER_ACCOUNT_TEXT_MODEL, NL_PROVIDER_ACCOUNT_IMAGE_MODEL };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    nl_record_set_text (NL_RECORD (to), fields[i],
                        nl_record_get_text (NL_RECORD (from), fields[i]));
}

static void save (NlProviderPage *self);

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  gboolean was_new = nl_record_get_id (NL_RECORD (saving->account)) == 0;
  gboolean done = dex_await (nl_provider_accounts_save (saving->store, saving->account), &error);
  g_autoptr (NlProviderPage) self = g_weak_ref_get (&saving->page);

  if (self == NULL)
    return dex_future_new_true ();
  self->is_saving = FALSE;
  gtk_widget_set_sensitive (self->add, TRUE);
  if (done && self->is_edited)
    keep_models (self->account, saving->account);
  if (done)
    g_set_object (&self->account, saving->account);
  if (done && self->is_edited) {
    save (self);
  } else if (done) {
    saved (self, was_new);
  } else {
    complain (self, error->message);
  }
  return dex_future_new_true ();
}

static void
show_mistake (NlProviderPage *self, NlProviderAccountField field, const GError *error)
{
  GtkWidget *row = GTK_WIDGET (field == NL_PROVIDER_ACCOUNT_BASE_URL ? self->address : self->name);

  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  complain (self, error->message);
  if (gtk_widget_get_visible (row))
    gtk_widget_grab_focus (row);
}

static void
forgive (NlProviderPage *self)
{
  AdwEntryRow *const rows[] = { self->name, self->address };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
    gtk_accessible_reset_state (GTK_ACCESSIBLE (rows[i]), GTK_ACCESSIBLE_STATE_INVALID);
  }
  complain (self, NULL);
}

/* A copy is saved, so that what could not be is not shown as if it were. */
static void
save (NlProviderPage *self)
{
  g_autoptr (NlProviderAccount) copy
      = NL_PROVIDER_ACCOUNT (nl_record_copy (NL_RECORD (self->account)));
  NlRecord *record = NL_RECORD (copy);
  NlProviderAccountField field = NL_PROVIDER_ACCOUNT_N_FIELDS;
  g_autoptr (GError) error = NULL;
  Saving *saving;

  /* What is switched meanwhile is saved afterwards. */
  self->is_edited = self->is_saving && !is_new (self);
  if (self->is_saving)
    return;
  forgive (self);
  nl_record_set_text (record, NL_PROVIDER_ACCOUNT_NAME,
                      gtk_editable_get_text (GTK_EDITABLE (self->name)));
  nl_record_set_text (record, NL_PROVIDER_ACCOUNT_BASE_URL,
                      gtk_editable_get_text (GTK_EDITABLE (self->address)));
  nl_record_set_boolean (record, NL_PROVIDER_ACCOUNT_DISABLED,
                         !adw_switch_row_get_active (self->enabled));
  nl_record_set_boolean (record, NL_PROVIDER_ACCOUNT_CREDIT_FALLBACK,
                         adw_switch_row_get_active (self->credit));
  if (!nl_provider_account_check (copy, &field, &error)) {
    show_mistake (self, field, error);
    return;
  }
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (self->add, FALSE);
  saving = g_new0 (Saving, 1);
  g_weak_ref_init (&saving->page, self);
  saving->store = g_object_ref (nl_workspace_get_store (self->workspace));
  saving->account = g_steal_pointer (&copy);
  nl_fiber_start ("save-provider", save_fiber, saving, saving_free);
}

static void
add_clicked_cb (NlProviderPage *self)
{
  save (self);
}

static void
apply_cb (NlProviderPage *self)
{
  save (self);
}

static void
entry_activated_cb (NlProviderPage *self)
{
  if (is_new (self))
    save (self);
}

static void
text_changed_cb (NlProviderPage *self)
{
  if (!self->is_filling)
    forgive (self);
}

static void
switched_cb (NlProviderPage *self)
{
  if (!self->is_filling && self->account != NULL && !is_new (self))
    save (self);
}

static void
model_chosen_cb (NlProviderPage *self)
{
  save (self);
}

/* Nothing is lost when the keyring would not take a new key: the provider is there, and what was
 * typed too. */
static void
key_changed_cb (NlProviderPage *self, gboolean has_key)
{
  g_autofree char *id = nl_provider_account_dup_id (self->account);

  if (!has_key)
    return;
  nl_provider_health_forget (get_health (self), id);
  nl_provider_test_group_run (self->test);
}

static void
tested_cb (NlProviderPage *self, GError *error)
{
  if (error == NULL || g_error_matches (error, NL_AI_ERROR, NL_AI_ERROR_MODEL_GONE))
    nl_provider_models_group_refresh (self->models);
}

/* Its key came or went, perhaps with a click on Undo. */
static void
health_changed_cb (NlProviderPage *self, const char *id)
{
  g_autofree char *own = nl_provider_account_dup_id (self->account);

  if (!is_new (self) && g_str_equal (own, id) && !nl_provider_key_group_has_text (self->key))
    nl_provider_key_group_set_account (self->key, self->workspace, self->account);
}

static void
remove_activated_cb (NlProviderPage *self)
{
  g_autoptr (NlProviderPage) alive = g_object_ref (self);
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));

  nl_provider_removal_remove (GTK_WIDGET (self), self->workspace, self->account);
  adw_preferences_dialog_pop_subpage (dialog);
}

static void
nl_provider_page_dispose (GObject *object)
{
  NlProviderPage *self = NL_PROVIDER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PROVIDER_PAGE);
  g_clear_object (&self->account);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (nl_provider_page_parent_class)->dispose (object);
}

static void
nl_provider_page_class_init (NlProviderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_provider_page_dispose;
  g_type_ensure (NL_TYPE_PROVIDER_KEY_GROUP);
  g_type_ensure (NL_TYPE_PROVIDER_MODELS_GROUP);
  g_type_ensure (NL_TYPE_PROVIDER_TEST_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-provider-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, add);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, complaint);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, name);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, address);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, enabled);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, credit);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, key);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, models);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, test);
  gtk_widget_class_bind_template_child (widget_class, NlProviderPage, removal);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tested_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_activated_cb);
}

static void
nl_provider_page_init (NlProviderPage *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/**
 * nl_provider_page_new:
 * @workspace: where the provider is, or is to be added
 * @account: a provider, saved or not; the page changes a copy
 *
 * Returns: (transfer floating): a page for the preferences
 */
AdwNavigationPage *
nl_provider_page_new (NlWorkspace *workspace, NlProviderAccount *account)
{
  NlProviderPage *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_PROVIDER_ACCOUNT (account), NULL);

  self = g_object_new (NL_TYPE_PROVIDER_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->account = NL_PROVIDER_ACCOUNT (nl_record_copy (NL_RECORD (account)));
  fill (self);
  g_signal_connect_object (get_health (self), "changed", G_CALLBACK (health_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return ADW_NAVIGATION_PAGE (self);
}
