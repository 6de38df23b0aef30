/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-models-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-models.h"
#include "app/providers/nl-provider-status.h"
#include "base/nl-future.h"

/**
 * NlModelsPage:
 *
 * The models a server has, to choose one of: those that seem fit first, those that will stop with
 * the day. A name the list lacks can be typed: a key may write with models that it may not list.
 */
struct _NlModelsPage {
  AdwNavigationPage parent_instance;
  GtkSearchEntry *search;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkWidget *typed;
  GtkLabel *typed_label;
  GtkListView *list;

  NlProvider *provider;
  GtkFilterListModel *shown;
  GListModel *models; /* or NULL */
  char *current;
  gboolean is_image;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (NlModelsPage, nl_models_page, ADW_TYPE_NAVIGATION_PAGE)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef page;
  NlProvider *provider;
  GCancellable *cancellable;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_weak_ref_clear (&asking->page);
  g_object_unref (asking->provider);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

static void
choose (NlModelsPage *self, const char *id)
{
  g_autoptr (NlModelsPage) alive = g_object_ref (self);
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));

  g_signal_emit (self, signals[CHOSEN], 0, id, self->models);
  adw_preferences_dialog_pop_subpage (dialog);
}

static char *
dup_typed (NlModelsPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

static gboolean
has_model (NlModelsPage *self, const char *id)
{
  for (guint i = 0; self->models != NULL && i < g_list_model_get_n_items (self->models); i++) {
    g_autoptr (NlModel) model = g_list_model_get_item (self->models, i);

    if (g_str_equal (nl_model_get_id (model), id))
      return TRUE;
  }
  return FALSE;
}

/* What was typed is offered as it is, unless it is in the list anyway. */
static void
update_typed (NlModelsPage *self)
{
  g_autofree char *text = dup_typed (self);
  g_autofree char *label = g_strdup_printf (_ ("Use “%s”"), text);

  gtk_label_set_label (self->typed_label, label);
  gtk_widget_set_visible (self->typed, *text != '\0' && strpbrk (text, " \t") == NULL
                                           && !has_model (self, text));
}

static gboolean
matches (gpointer item, gpointer data)
{
  NlModelsPage *self = data;
  g_autofree char *text = dup_typed (self);
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  g_autofree char *id = g_utf8_casefold (nl_model_get_id (item), -1);

  return strstr (id, wanted) != NULL;
}

static void
search_changed_cb (NlModelsPage *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->shown);

  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_typed (self);
}

static void
typed_clicked_cb (NlModelsPage *self)
{
  g_autofree char *text = dup_typed (self);

  choose (self, text);
}

/* Enter takes what was typed when it is a name, or the only one left. */
static void
search_activated_cb (NlModelsPage *self)
{
  g_autofree char *text = dup_typed (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  if (n == 1 || has_model (self, text)) {
    g_autoptr (NlModel) first
        = n == 1 ? g_list_model_get_item (G_LIST_MODEL (self->shown), 0) : NULL;

    choose (self, first != NULL ? nl_model_get_id (first) : text);
  } else if (gtk_widget_get_visible (self->typed)) {
    choose (self, text);
  }
}

static void
model_activated_cb (NlModelsPage *self, guint position)
{
  g_autoptr (NlModel) model = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (model != NULL)
    choose (self, nl_model_get_id (model));
}

/* --- the list --- */

static int
compare_models (gconstpointer a, gconstpointer b, gpointer data)
{
  NlModelsPage *self = data;
  gboolean fits_a = nl_model_seems_for ((NlModel *) a, self->is_image);
  gboolean fits_b = nl_model_seems_for ((NlModel *) b, self->is_image);

  if (fits_a != fits_b)
    return fits_a ? -1 : 1;
  return strcmp (nl_model_get_id ((NlModel *) a), nl_model_get_id ((NlModel *) b));
}

static DexFuture *
list_fiber (gpointer data)
{
  Asking *asking = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) models
      = dex_await_object (nl_provider_list_models (asking->provider, asking->cancellable), &error);
  g_autoptr (NlModelsPage) self = g_weak_ref_get (&asking->page);

  if (self == NULL || g_cancellable_is_cancelled (asking->cancellable))
    return dex_future_new_true ();
  if (models == NULL) {
    adw_status_page_set_title (self->failure, error->domain == NL_AI_ERROR
                                                  ? nl_ai_error_get_title (error)
                                                  : _ ("Could Not List the Models"));
    adw_status_page_set_description (self->failure, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failed");
    return dex_future_new_true ();
  }
  g_list_store_sort (G_LIST_STORE (models), compare_models, self);
  g_set_object (&self->models, models);
  gtk_filter_list_model_set_model (self->shown, models);
  gtk_stack_set_visible_child_name (self->stack, "models");
  update_typed (self);
  return dex_future_new_true ();
}

static void
list_models (NlModelsPage *self)
{
  Asking *asking = g_new0 (Asking, 1);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  g_weak_ref_init (&asking->page, self);
  asking->provider = g_object_ref (self->provider);
  asking->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("list-models", list_fiber, asking, asking_free);
}

static void
retry_clicked_cb (NlModelsPage *self)
{
  list_models (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), note);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static char *
describe (NlModel *model)
{
  const char *date = nl_model_get_shutdown_date (model);
  g_autofree char *day = date != NULL ? nl_provider_status_date (date) : NULL;

  if (date == NULL)
    return NULL;
  return nl_model_is_gone (model) ? g_strdup_printf (_ ("Gone since %s"), day)
                                  : g_strdup_printf (_ ("Ends on %s"), day);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, NlModelsPage *self)
{
  NlModel *model = gtk_list_item_get_item (item);
  GtkWidget *texts = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_first_child (texts);
  GtkWidget *note = gtk_widget_get_last_child (texts);
  gboolean is_current = g_strcmp0 (nl_model_get_id (model), self->current) == 0;
  g_autofree char *text = describe (model);
  const char *const warned[] = { "caption", nl_model_is_gone (model) ? "error" : "warning", NULL };

  gtk_label_set_label (GTK_LABEL (name), nl_model_get_id (model));
  gtk_label_set_label (GTK_LABEL (note), text);
  gtk_widget_set_visible (note, text != NULL);
  gtk_widget_set_css_classes (note, (const char **) warned);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (texts), is_current);
  gtk_list_item_set_accessible_label (item, nl_model_get_id (model));
  gtk_list_item_set_accessible_description (item, is_current ? _ ("Current model") : text);
}

static void
set_up_list (NlModelsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->shown = gtk_filter_list_model_new (NULL, filter);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                           g_object_ref (G_LIST_MODEL (self->shown)))));
  g_object_unref (factory);
}

static void
nl_models_page_dispose (GObject *object)
{
  NlModelsPage *self = NL_MODELS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->shown != NULL)
    gtk_filter_list_model_set_filter (self->shown, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->models);
  g_clear_object (&self->provider);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->current, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_MODELS_PAGE);
  G_OBJECT_CLASS (nl_models_page_parent_class)->dispose (object);
}

static void
nl_models_page_class_init (NlModelsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_models_page_dispose;

  /**
   * NlModelsPage::chosen:
   * @id: the model
   * @models: (nullable): those the server has
   *
   * The user chose a model.
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_MODELS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_LIST_MODEL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-models-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlModelsPage, search);
  gtk_widget_class_bind_template_child (widget_class, NlModelsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NlModelsPage, failure);
  gtk_widget_class_bind_template_child (widget_class, NlModelsPage, typed);
  gtk_widget_class_bind_template_child (widget_class, NlModelsPage, typed_label);
  gtk_widget_class_bind_template_child (widget_class, NlModelsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_activated_cb);
}

static void
nl_models_page_init (NlModelsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_list (self);
}

/**
 * nl_models_page_new:
 * @workspace: where the provider is
 * @account: a saved provider that can be asked
 * @is_image: for pictures
 *
 * Asks the server for its models, and says "chosen".
 *
 * Returns: (transfer floating): a page for the preferences
 */
AdwNavigationPage *
nl_models_page_new (NlWorkspace *workspace, NlProviderAccount *account, gboolean is_image)
{
  g_autofree char *profile = nl_provider_accounts_dup_profile (nl_workspace_get_store (workspace));
  g_autoptr (NlProvider) provider = nl_provider_account_make_provider (account, profile);
  NlModelsPage *self;

  g_return_val_if_fail (provider != NULL, NULL);

  self = g_object_new (NL_TYPE_MODELS_PAGE, "title",
                       is_image ? _ ("Model for Pictures") : _ ("Model for Text"), NULL);
  self->provider = g_steal_pointer (&provider);
  self->is_image = is_image;
  self->current = g_strdup (nl_provider_account_get_model (account, is_image));
  list_models (self);
  return ADW_NAVIGATION_PAGE (self);
}
