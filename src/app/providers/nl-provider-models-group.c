/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-models-group.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-models.h"
#include "app/providers/nl-models-page.h"
#include "app/providers/nl-provider-status.h"
#include "base/nl-future.h"

#define KIND "nl-kind"

/**
 * NlProviderModelsGroup:
 *
 * Which models of a provider are asked for texts and for pictures. One that ends is flagged, and
 * one that is gone can be replaced with one click.
 */
struct _NlProviderModelsGroup {
  AdwPreferencesGroup parent_instance;
  AdwActionRow *text_row;
  AdwActionRow *image_row;
  GtkImage *text_mark;
  GtkImage *image_mark;
  AdwButtonRow *text_replace;
  AdwButtonRow *image_replace;

  NlWorkspace *workspace;
  NlProviderAccount *account;
  GListModel *models; /* of the server, or NULL */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (NlProviderModelsGroup, nl_provider_models_group, ADW_TYPE_PREFERENCES_GROUP)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static char *
describe (NlProviderModelsGroup *self, gboolean is_image, NlModelState state, const char *date)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self->account);
  const char *model = nl_provider_account_get_model (self->account, is_image);
  g_autofree char *day = date != NULL ? nl_provider_status_date (date) : NULL;

  if (model == NULL && !is_image && preset->is_local)
    return g_strdup (_ ("The first one the server has"));
  if (model == NULL)
    return g_strdup (_ ("None chosen"));
  if (state == NL_MODEL_STATE_GONE)
    /* Translators: a model of a provider. */
    return g_strdup_printf (_ ("%s is gone"), model);
  if (state == NL_MODEL_STATE_ENDS)
    /* Translators: a model of a provider, and a day. */
    return g_strdup_printf (_ ("%s, ends on %s"), model, day);
  return g_strdup (model);
}

static void
update_row (NlProviderModelsGroup *self, gboolean is_image)
{
  AdwActionRow *row = is_image ? self->image_row : self->text_row;
  GtkWidget *mark = GTK_WIDGET (is_image ? self->image_mark : self->text_mark);
  AdwButtonRow *replace = is_image ? self->image_replace : self->text_replace;
  const char *date = NULL;
  NlModelState state
      = nl_provider_account_check_model (self->account, is_image, self->models, &date);
  g_autofree char *text = describe (self, is_image, state, date);
  g_autofree char *suggestion
      = state != NL_MODEL_STATE_GOOD
            ? nl_provider_account_suggest_model (self->account, is_image, self->models)
            : NULL;
  g_autofree char *label = NULL;

  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (mark, state != NL_MODEL_STATE_GOOD);
  gtk_widget_set_visible (GTK_WIDGET (replace), suggestion != NULL);
  if (suggestion == NULL)
    return;
  label = g_strdup_printf (_ ("Use “%s” Instead"), suggestion);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (replace), label);
  g_object_set_data_full (G_OBJECT (replace), "nl-model", g_steal_pointer (&suggestion), g_free);
}

static void
update (NlProviderModelsGroup *self)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self->account);

  gtk_widget_set_visible (GTK_WIDGET (self), preset != NULL);
  if (preset == NULL)
    return;
  update_row (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->image_row), preset->image_families->len > 0);
  if (preset->image_families->len > 0)
    update_row (self, TRUE);
}

static void
choose (NlProviderModelsGroup *self, gboolean is_image, const char *id)
{
  nl_record_set_text (NL_RECORD (self->account),
                      is_image ? NL_PROVIDER_ACCOUNT_IMAGE_MODEL : NL_PROVIDER_ACCOUNT_TEXT_MODEL,
                      id);
  update (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
replace_activated_cb (NlProviderModelsGroup *self, AdwButtonRow *row)
{
  g_autofree char *model = g_strdup (g_object_get_data (G_OBJECT (row), "nl-model"));

  /* The row goes, and its focus with it. */
  gtk_widget_grab_focus (
      GTK_WIDGET (row == self->image_replace ? self->image_row : self->text_row));
  choose (self, row == self->image_replace, model);
}

static void
chosen_cb (NlProviderModelsGroup *self, const char *id, GListModel *models, GtkWidget *page)
{
  if (models != NULL)
    g_set_object (&self->models, models);
  choose (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (page), KIND)), id);
}

static void
row_activated_cb (NlProviderModelsGroup *self, AdwActionRow *row)
{
  gboolean is_image = row == self->image_row;
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));
  AdwNavigationPage *page = nl_models_page_new (self->workspace, self->account, is_image);

  g_return_if_fail (page != NULL);

  g_object_set_data (G_OBJECT (page), KIND, GINT_TO_POINTER (is_image));
  g_signal_connect_object (page, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (dialog, page);
}

typedef struct {
  GWeakRef group;
  NlProvider *provider;
  GCancellable *cancellable;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_weak_ref_clear (&asking->group);
  g_object_unref (asking->provider);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

/* Who may not list still has what the program knows. */
static DexFuture *
refresh_fiber (gpointer data)
{
  Asking *asking = data;
  g_autoptr (GListModel) models
      = dex_await_object (nl_provider_list_models (asking->provider, asking->cancellable), NULL);
  g_autoptr (NlProviderModelsGroup) self = g_weak_ref_get (&asking->group);

  if (self == NULL || models == NULL || self->cancellable != asking->cancellable)
    return dex_future_new_true ();
  g_set_object (&self->models, models);
  update (self);
  return dex_future_new_true ();
}

static void
nl_provider_models_group_dispose (GObject *object)
{
  NlProviderModelsGroup *self = NL_PROVIDER_MODELS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->models);
  g_clear_object (&self->account);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PROVIDER_MODELS_GROUP);
  G_OBJECT_CLASS (nl_provider_models_group_parent_class)->dispose (object);
}

static void
nl_provider_models_group_class_init (NlProviderModelsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_provider_models_group_dispose;

  /**
   * NlProviderModelsGroup::chosen:
   *
   * The provider has another model, which is not saved yet.
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_PROVIDER_MODELS_GROUP, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-provider-models-group.ui");
  gtk_widget_class_bind_template_child (widget_class, NlProviderModelsGroup, text_row);
  gtk_widget_class_bind_template_child (widget_class, NlProviderModelsGroup, image_row);
  gtk_widget_class_bind_template_child (widget_class, NlProviderModelsGroup, text_mark);
  gtk_widget_class_bind_template_child (widget_class, NlProviderModelsGroup, image_mark);
  gtk_widget_class_bind_template_child (widget_class, NlProviderModelsGroup, text_replace);
  gtk_widget_class_bind_template_child (widget_class, NlProviderModelsGroup, image_replace);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_activated_cb);
}

static void
nl_provider_models_group_init (NlProviderModelsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_provider_models_group_set_account:
 * @self: a group
 * @workspace: where the provider is
 * @account: a saved provider; the group changes its models
 *
 * Shows its models.
 */
void
nl_provider_models_group_set_account (NlProviderModelsGroup *self,
                                      NlWorkspace *workspace,
                                      NlProviderAccount *account)
{
  g_return_if_fail (NL_IS_PROVIDER_MODELS_GROUP (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->account, account);
  g_clear_object (&self->models);
  update (self);
}

/**
 * nl_provider_models_group_refresh:
 * @self: a group
 *
 * Asks the server which models it has, to see whether those that are asked are still there.
 */
void
nl_provider_models_group_refresh (NlProviderModelsGroup *self)
{
  g_autofree char *profile = NULL;
  g_autoptr (NlProvider) provider = NULL;
  Asking *asking;

  g_return_if_fail (NL_IS_PROVIDER_MODELS_GROUP (self));

  profile = nl_provider_accounts_dup_profile (nl_workspace_get_store (self->workspace));
  provider = nl_provider_account_make_provider (self->account, profile);
  if (provider == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->group, self);
  asking->provider = g_steal_pointer (&provider);
  asking->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("refresh-models", refresh_fiber, asking, asking_free);
}
