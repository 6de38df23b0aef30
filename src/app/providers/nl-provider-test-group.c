/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-test-group.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-accounts.h"
#include "base/nl-future.h"

/**
 * NlProviderTestGroup:
 *
 * Asks a provider for a word, and says precisely what is wrong.
 */
struct _NlProviderTestGroup {
  AdwPreferencesGroup parent_instance;
  GtkWidget *start;
  AdwActionRow *progress;
  AdwActionRow *verdict;
  GtkImage *mark;

  NlWorkspace *workspace;
  NlProviderAccount *account;
  GCancellable *cancellable; /* while it is asked */
};

G_DEFINE_FINAL_TYPE (NlProviderTestGroup, nl_provider_test_group, ADW_TYPE_PREFERENCES_GROUP)

enum { TESTED, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef group;
  NlProviderHealth *health;
  NlProvider *provider;
  GCancellable *cancellable;
} Test;

static void
test_free (gpointer data)
{
  Test *test = data;

  g_weak_ref_clear (&test->group);
  g_object_unref (test->health);
  g_object_unref (test->provider);
  g_object_unref (test->cancellable);
  g_free (test);
}

static void
show_running (NlProviderTestGroup *self, gboolean is_running)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_running);
  gtk_widget_set_visible (self->start, !is_running);
  if (is_running)
    gtk_widget_set_visible (GTK_WIDGET (self->verdict), FALSE);
  if (had_focus)
    gtk_widget_child_focus (is_running ? GTK_WIDGET (self->progress) : self->start,
                            GTK_DIR_TAB_FORWARD);
}

static void
show_verdict (NlProviderTestGroup *self, const char *name, const GError *error)
{
  const char *const good[] = { "success", NULL };
  const char *const bad[] = { "warning", NULL };
  g_autofree char *works = g_strdup_printf (_ ("%s answers."), name);
  const char *title = _ ("It Works");
  const char *text = works;

  if (error != NULL) {
    title = error->domain == NL_AI_ERROR ? nl_ai_error_get_title (error) : _ ("It Does Not Work");
    text = error->message;
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), title);
  adw_action_row_set_subtitle (self->verdict, text);
  gtk_image_set_from_icon_name (self->mark,
                                error == NULL ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark),
                              (const char **) (error == NULL ? good : bad));
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static DexFuture *
test_fiber (gpointer data)
{
  Test *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlProviderTestGroup) self = NULL;

  dex_await (nl_provider_check (test->provider, test->cancellable), &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nl_provider_health_note (test->health, nl_provider_get_id (test->provider), error);
  self = g_weak_ref_get (&test->group);
  /* Another test began, or another key was typed. */
  if (self == NULL || self->cancellable != test->cancellable)
    return dex_future_new_true ();
  g_clear_object (&self->cancellable);
  show_running (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return dex_future_new_true ();
  show_verdict (self, nl_provider_get_name (test->provider), error);
  g_signal_emit (self, signals[TESTED], 0, error);
  return dex_future_new_true ();
}

static void
start_cb (NlProviderTestGroup *self)
{
  nl_provider_test_group_run (self);
}

static void
cancel_clicked_cb (NlProviderTestGroup *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
nl_provider_test_group_dispose (GObject *object)
{
  NlProviderTestGroup *self = NL_PROVIDER_TEST_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PROVIDER_TEST_GROUP);
  G_OBJECT_CLASS (nl_provider_test_group_parent_class)->dispose (object);
}

static void
nl_provider_test_group_class_init (NlProviderTestGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_provider_test_group_dispose;

  /**
   * NlProviderTestGroup::tested:
   * @error: (nullable): what is wrong
   *
   * The provider was asked.
   */
  signals[TESTED] = g_signal_new ("tested", NL_TYPE_PROVIDER_TEST_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-provider-test-group.ui");
  gtk_widget_class_bind_template_child (widget_class, NlProviderTestGroup, start);
  gtk_widget_class_bind_template_child (widget_class, NlProviderTestGroup, progress);
  gtk_widget_class_bind_template_child (widget_class, NlProviderTestGroup, verdict);
  gtk_widget_class_bind_template_child (widget_class, NlProviderTestGroup, mark);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
nl_provider_test_group_init (NlProviderTestGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_provider_test_group_set_account:
 * @self: a group
 * @workspace: whose provider it is
 * @account: a saved provider
 *
 * Sets who is to be asked.
 */
void
nl_provider_test_group_set_account (NlProviderTestGroup *self,
                                    NlWorkspace *workspace,
                                    NlProviderAccount *account)
{
  g_return_if_fail (NL_IS_PROVIDER_TEST_GROUP (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->account, account);
}

/**
 * nl_provider_test_group_run:
 * @self: a group
 *
 * Asks the provider.
 */
void
nl_provider_test_group_run (NlProviderTestGroup *self)
{
  g_autofree char *profile = NULL;
  g_autoptr (GError) error = NULL;
  NlProvider *provider;
  Test *test;

  g_return_if_fail (NL_IS_PROVIDER_TEST_GROUP (self));

  nl_provider_test_group_forget (self);
  profile = nl_provider_accounts_dup_profile (nl_workspace_get_store (self->workspace));
  provider = nl_provider_account_make_provider (self->account, profile);
  if (provider == NULL) {
    nl_provider_account_check (self->account, NULL, &error);
    show_verdict (self, "", error);
    return;
  }
  self->cancellable = g_cancellable_new ();
  show_running (self, TRUE);
  test = g_new0 (Test, 1);
  g_weak_ref_init (&test->group, self);
  test->health = g_object_ref (
      nl_provider_registry_get_health (nl_workspace_get_providers (self->workspace)));
  test->provider = provider;
  test->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("test-provider", test_fiber, test, test_free);
}

/**
 * nl_provider_test_group_forget:
 * @self: a group
 *
 * Drops the verdict, which another key or address makes void, and stops asking.
 */
void
nl_provider_test_group_forget (NlProviderTestGroup *self)
{
  g_return_if_fail (NL_IS_PROVIDER_TEST_GROUP (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_running (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), FALSE);
}
