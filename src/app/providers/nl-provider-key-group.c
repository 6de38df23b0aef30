/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-key-group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-provider-accounts.h"
#include "app/providers/nl-provider-removal.h"
#include "base/nl-future.h"
#include "net/nl-secrets.h"

/**
 * NlProviderKeyGroup:
 *
 * The key of a provider: typed once, kept in the keyring, never shown again; another one takes its
 * place, or it is removed. What was typed stays until it is saved.
 */
struct _NlProviderKeyGroup {
  AdwPreferencesGroup parent_instance;
  AdwPasswordEntryRow *entry;
  GtkWidget *saved;
  AdwActionRow *complaint;

  NlWorkspace *workspace;
  NlProviderAccount *account;
  gboolean is_replacing;
  guint serial;
};

G_DEFINE_FINAL_TYPE (NlProviderKeyGroup, nl_provider_key_group, ADW_TYPE_PREFERENCES_GROUP)

enum { CHANGED, EDITED, ENTERED, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef group;
  NlStore *store;
  NlProviderAccount *account;
  char *key; /* to be saved, or NULL */
  guint serial;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->group);
  g_object_unref (task->store);
  g_object_unref (task->account);
  if (task->key != NULL)
    explicit_bzero (task->key, strlen (task->key));
  g_free (task->key);
  g_free (task);
}

static Task *
task_new (NlProviderKeyGroup *self)
{
  Task *task = g_new0 (Task, 1);

  g_weak_ref_init (&task->group, self);
  task->store = g_object_ref (nl_workspace_get_store (self->workspace));
  task->account = g_object_ref (self->account);
  task->serial = ++self->serial;
  return task;
}

static gboolean
is_saved (NlProviderKeyGroup *self)
{
  return nl_record_get_id (NL_RECORD (self->account)) != 0;
}

/* The focus goes from one row to the other: what is hidden must not have it. */
static void
show_key (NlProviderKeyGroup *self, gboolean has_key)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);
  gboolean shows_saved = has_key && !self->is_replacing;
  GtkWidget *shown = shows_saved ? self->saved : entry;
  GtkWidget *hidden = shows_saved ? entry : self->saved;
  gboolean had_focus = gtk_widget_get_state_flags (hidden) & GTK_STATE_FLAG_FOCUS_WITHIN;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry),
                                 self->is_replacing ? _ ("New Key") : _ ("Key"));
  gtk_widget_set_visible (shown, TRUE);
  if (had_focus)
    gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (hidden, FALSE);
}

static void
complain (NlProviderKeyGroup *self, const char *title, const GError *error)
{
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), error != NULL);
  if (error == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->complaint), title);
  adw_action_row_set_subtitle (self->complaint, error->message);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static DexFuture *
look_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  gboolean has_key
      = dex_await_boolean (nl_provider_accounts_has_key (task->store, task->account, NULL), &error);
  g_autoptr (NlProviderKeyGroup) self = g_weak_ref_get (&task->group);

  if (self == NULL || task->serial != self->serial)
    return dex_future_new_true ();
  complain (self, _ ("The Keyring Is Not Available"), error);
  show_key (self, has_key);
  return dex_future_new_true ();
}

static void
look (NlProviderKeyGroup *self)
{
  if (is_saved (self))
    nl_fiber_start ("look-for-key", look_fiber, task_new (self), task_free);
  else
    show_key (self, FALSE);
}

static DexFuture *
save_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  gboolean saved
      = dex_await (nl_provider_accounts_set_key (task->store, task->account, task->key, NULL),
                   &error);
  g_autoptr (NlProviderKeyGroup) self = g_weak_ref_get (&task->group);

  if (self == NULL)
    return dex_future_new_true ();
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), TRUE);
  complain (self, _ ("The Key Is Not Saved Yet"), error);
  if (saved) {
    self->is_replacing = FALSE;
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
    show_key (self, TRUE);
  }
  g_signal_emit (self, signals[CHANGED], 0, saved);
  return dex_future_new_true ();
}

static void
apply_cb (NlProviderKeyGroup *self)
{
  nl_provider_key_group_save (self);
}

static void
entry_activated_cb (NlProviderKeyGroup *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
text_changed_cb (NlProviderKeyGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), FALSE);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
retry_clicked_cb (NlProviderKeyGroup *self)
{
  if (nl_provider_key_group_has_text (self))
    nl_provider_key_group_save (self);
  else
    look (self);
}

static void
replace_clicked_cb (NlProviderKeyGroup *self)
{
  self->is_replacing = TRUE;
  show_key (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
remove_clicked_cb (NlProviderKeyGroup *self)
{
  nl_provider_removal_clear_key (GTK_WIDGET (self), self->workspace, self->account);
}

static void
nl_provider_key_group_dispose (GObject *object)
{
  NlProviderKeyGroup *self = NL_PROVIDER_KEY_GROUP (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PROVIDER_KEY_GROUP);
  G_OBJECT_CLASS (nl_provider_key_group_parent_class)->dispose (object);
}

static void
nl_provider_key_group_class_init (NlProviderKeyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_provider_key_group_dispose;

  /**
   * NlProviderKeyGroup::changed:
   * @saved: whether there is a key now
   *
   * A key was saved, or could not be.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_PROVIDER_KEY_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  /**
   * NlProviderKeyGroup::edited:
   *
   * The user types a key.
   */
  signals[EDITED] = g_signal_new ("edited", NL_TYPE_PROVIDER_KEY_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  /**
   * NlProviderKeyGroup::entered:
   *
   * The user pressed Enter after a key.
   */
  signals[ENTERED] = g_signal_new ("entered", NL_TYPE_PROVIDER_KEY_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-provider-key-group.ui");
  gtk_widget_class_bind_template_child (widget_class, NlProviderKeyGroup, entry);
  gtk_widget_class_bind_template_child (widget_class, NlProviderKeyGroup, saved);
  gtk_widget_class_bind_template_child (widget_class, NlProviderKeyGroup, complaint);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
nl_provider_key_group_init (NlProviderKeyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_provider_key_group_set_account:
 * @self: a group
 * @workspace: where the provider is
 * @account: a provider, saved or not
 *
 * Shows whether the provider has a key. Call it again when something may have changed.
 */
void
nl_provider_key_group_set_account (NlProviderKeyGroup *self,
                                   NlWorkspace *workspace,
                                   NlProviderAccount *account)
{
  const NlProviderPreset *preset;

  g_return_if_fail (NL_IS_PROVIDER_KEY_GROUP (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->account, account);
  preset = nl_provider_account_get_preset (account);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      preset != NULL && preset->needs_key
          ? _ ("Kept in your keyring and nowhere else. It is never shown again.")
          : _ ("Only when the server wants one. Kept in your keyring and nowhere else."));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), is_saved (self));
  look (self);
}

/**
 * nl_provider_key_group_has_text:
 * @self: a group
 *
 * Returns: whether the user typed a key that is not saved yet
 */
gboolean
nl_provider_key_group_has_text (NlProviderKeyGroup *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER_KEY_GROUP (self), FALSE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

/**
 * nl_provider_key_group_save:
 * @self: a group whose provider is saved
 *
 * Keeps what was typed in the keyring, and says "changed".
 */
void
nl_provider_key_group_save (NlProviderKeyGroup *self)
{
  Task *task;

  g_return_if_fail (NL_IS_PROVIDER_KEY_GROUP (self));

  if (!nl_provider_key_group_has_text (self) || !is_saved (self))
    return;
  task = task_new (self);
  task->key = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
  nl_fiber_start ("save-key", save_fiber, task, task_free);
}
