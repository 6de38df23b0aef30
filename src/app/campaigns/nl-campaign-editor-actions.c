/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-actions.h"
#include "app/campaigns/nl-campaign-editor-private.h"
#include "app/campaigns/nl-campaign-words.h"
#include "app/campaigns/nl-export-dialog.h"
#include "app/campaigns/nl-message-preview.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-operation-toast.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaigns.h"
#include "shops/nl-shops.h"

/* What can be done with a campaign and its messages in the editor. */

typedef enum {
  TASK_REWRITE,
  TASK_RESTORE,
  TASK_ADD_VARIANT,
  TASK_DELETE,
  TASK_ADD_LANGUAGE,
  TASK_ADD_CHANNEL,
  TASK_ADD_MESSAGE,
} TaskKind;

typedef struct {
  GWeakRef editor;
  NlStore *store;
  NlProvider *provider;
  TaskKind kind;
  gint64 campaign_id;
  NlMessage *message; /* a copy, of before */
  char *word;         /* a language or channel */
  char *channel;      /* of a message in the language */
  char *variant;
  NlOperation *operation;
} Task;

static Task *
task_new (NlCampaignEditor *editor, TaskKind kind)
{
  NlProviderRegistry *providers = nl_workspace_get_providers (editor->workspace);
  Task *task = g_new0 (Task, 1);

  g_weak_ref_init (&task->editor, editor);
  task->store = g_object_ref (nl_workspace_get_store (editor->workspace));
  task->provider = g_object_ref (nl_provider_registry_get_default (providers));
  task->campaign_id = editor->id;
  task->kind = kind;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->editor);
  g_object_unref (task->store);
  g_object_unref (task->provider);
  g_clear_object (&task->message);
  g_clear_object (&task->operation);
  g_free (task->word);
  g_free (task->channel);
  g_free (task->variant);
  g_free (task);
}

void
nl_campaign_editor_toast (NlCampaignEditor *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static DexFuture *task_fiber (gpointer data);

static void
undo_rewrite_cb (NlCampaignEditor *self, AdwToast *toast)
{
  Task *task = task_new (self, TASK_RESTORE);

  nl_campaign_editor_flush (self);
  task->message = g_object_ref (g_object_get_data (G_OBJECT (toast), "nl-message"));
  nl_fiber_start ("restore-message", task_fiber, task, task_free);
}

static void
offer_undo (NlCampaignEditor *self, NlMessage *before)
{
  AdwToast *toast = adw_toast_new (_ ("Text written anew"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data_full (G_OBJECT (toast), "nl-message", g_object_ref (before), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_rewrite_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static const char *
get_failure_title (TaskKind kind)
{
  switch (kind) {
  case TASK_DELETE:
    return _ ("Could Not Delete Message");
  case TASK_RESTORE:
    return _ ("Could Not Undo");
  case TASK_ADD_VARIANT:
    return _ ("Could Not Add Variant");
  case TASK_ADD_LANGUAGE:
    return _ ("Could Not Add Language");
  case TASK_ADD_CHANNEL:
    return _ ("Could Not Add Channel");
  case TASK_ADD_MESSAGE:
    return _ ("Could Not Write the Text");
  case TASK_REWRITE:
  default:
    return _ ("Could Not Write the Text Anew");
  }
}

static const char *
get_progress_title (TaskKind kind)
{
  switch (kind) {
  case TASK_ADD_LANGUAGE:
    return _ ("Adding a Language");
  case TASK_ADD_CHANNEL:
    return _ ("Adding a Channel");
  case TASK_ADD_VARIANT:
    return _ ("Writing a Variant");
  case TASK_REWRITE:
  case TASK_ADD_MESSAGE:
    return _ ("Writing the Text");
  case TASK_RESTORE:
  case TASK_DELETE:
  default:
    return NULL;
  }
}

/* What asks a provider can take long: it shows that it goes on, and can be cancelled. */
static void
add_operation (NlCampaignEditor *self, Task *task)
{
  const char *title = get_progress_title (task->kind);

  if (title == NULL)
    return;
  task->operation = nl_operation_new (title);
  nl_workspace_add_operation (self->workspace, task->operation);
  nl_operation_toast (GTK_WIDGET (self->toasts), task->operation);
}

static DexFuture *
start_task (Task *task)
{
  gint64 id = task->message != NULL ? nl_record_get_id (NL_RECORD (task->message)) : 0;
  GCancellable *cancellable
      = task->operation != NULL ? nl_operation_get_cancellable (task->operation) : NULL;

  switch (task->kind) {
  case TASK_RESTORE:
    return nl_store_save (task->store, NL_RECORD (task->message));
  case TASK_ADD_VARIANT:
    return nl_campaigns_add_variant (task->store, task->provider, id, cancellable);
  case TASK_DELETE:
    return nl_campaigns_delete_message (task->store, id);
  case TASK_ADD_LANGUAGE:
    return nl_campaigns_add_language (task->store, task->provider, task->campaign_id, task->word,
                                      task->operation);
  case TASK_ADD_CHANNEL:
    return nl_campaigns_add_channel (task->store, task->provider, task->campaign_id, task->word,
                                     task->operation);
  case TASK_ADD_MESSAGE:
    return nl_campaigns_add_message (task->store, task->provider, task->campaign_id, task->channel,
                                     task->word, task->variant, task->operation);
  case TASK_REWRITE:
  default:
    return nl_campaigns_rewrite_message (task->store, task->provider, id, 0, cancellable);
  }
}

static void
finish_task (NlCampaignEditor *self, Task *task, const GValue *result)
{
  if (task->kind == TASK_REWRITE && nl_provider_is_queued (task->provider))
    nl_window_toast (GTK_WIDGET (self), _ ("Another text was asked for"));
  else if (task->kind == TASK_REWRITE)
    offer_undo (self, task->message);
  else if (task->kind == TASK_DELETE)
    nl_window_toast_undo (GTK_WIDGET (self), _ ("Message deleted"), g_value_get_boxed (result));
  else if (task->kind == TASK_ADD_VARIANT)
    g_set_str (&self->variant,
               nl_record_get_text (g_value_get_object (result), NL_MESSAGE_VARIANT));
  else if (task->kind == TASK_ADD_CHANNEL)
    g_set_str (&self->channel, task->word);
  g_clear_pointer (&self->shown_channels, g_free);
  nl_campaign_editor_load (self);
}

static DexFuture *
task_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = start_task (task);
  gboolean is_done = dex_await (dex_ref (future), &error);
  g_autoptr (NlCampaignEditor) self = g_weak_ref_get (&task->editor);

  if (task->operation != NULL && nl_operation_get_state (task->operation) == NL_OPERATION_RUNNING)
    nl_operation_finish (task->operation, error);
  if (self == NULL || self->stages == NULL)
    return dex_future_new_true ();
  if (is_done)
    finish_task (self, task, dex_future_get_value (future, NULL));
  else
    nl_window_show_error (GTK_WIDGET (self), get_failure_title (task->kind), error);
  return dex_future_new_true ();
}

static void
act_on_message (NlCampaignEditor *self, TaskKind kind, NlMessage *message)
{
  Task *task = task_new (self, kind);

  nl_campaign_editor_flush (self);
  /* For undo: all of it is written again, whatever was changed since. */
  task->message = NL_MESSAGE (nl_record_copy (NL_RECORD (message)));
  if (kind == TASK_REWRITE) {
    g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (task->message);
    NlRecord *record = NL_RECORD (task->message);
    gboolean is_draft = nl_record_get_boolean (record, NL_MESSAGE_DRAFT);

    nl_record_set_json (record, NL_MESSAGE_PARTS, NULL);
    nl_message_parts_apply (parts, task->message);
    nl_record_set_boolean (record, NL_MESSAGE_DRAFT, !is_draft);
    nl_record_set_boolean (record, NL_MESSAGE_DRAFT, is_draft);
  }
  add_operation (self, task);
  nl_fiber_start ("message", task_fiber, task, task_free);
}

static void
write_missing (NlCampaignEditor *self, NlMessageColumn *column)
{
  Task *task = task_new (self, TASK_ADD_MESSAGE);

  task->word = g_strdup (nl_message_column_get_language (column));
  task->channel = g_strdup (self->channel);
  task->variant = g_strdup (self->variant);
  add_operation (self, task);
  nl_fiber_start ("add-message", task_fiber, task, task_free);
}

static void
copy_text (NlCampaignEditor *self, NlMessage *message)
{
  g_autofree char *text = nl_message_dup_plain_text (message);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  nl_campaign_editor_toast (self, _ ("Text copied"));
}

void
nl_campaign_editor_act (NlCampaignEditor *self, const char *name, NlMessageColumn *column)
{
  NlMessage *message = nl_message_column_get_message (column);

  if (message == NULL) {
    if (g_str_equal (name, "write") && nl_message_column_get_language (column) != NULL)
      write_missing (self, column);
    return;
  }
  nl_message_column_flush (column);
  if (g_str_equal (name, "preview"))
    adw_dialog_present (nl_message_preview_new (self->bundle, message), GTK_WIDGET (self));
  else if (g_str_equal (name, "copy"))
    copy_text (self, message);
  else if (g_str_equal (name, "rewrite"))
    act_on_message (self, TASK_REWRITE, message);
  else if (g_str_equal (name, "add-variant"))
    act_on_message (self, TASK_ADD_VARIANT, message);
  else if (g_str_equal (name, "delete"))
    act_on_message (self, TASK_DELETE, message);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (widget);
  gboolean is_channel = g_str_equal (name, "campaign.add-channel");
  Task *task = task_new (self, is_channel ? TASK_ADD_CHANNEL : TASK_ADD_LANGUAGE);

  nl_campaign_editor_flush (self);
  task->word = g_variant_dup_string (parameter, NULL);
  add_operation (self, task);
  nl_fiber_start ("extend-campaign", task_fiber, task, task_free);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nl_campaign_editor_save (NL_CAMPAIGN_EDITOR (widget));
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nl_campaign_editor_mark_reviewed (NL_CAMPAIGN_EDITOR (widget), TRUE);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (widget);

  if (self->bundle != NULL)
    nl_campaign_rename (widget, self->workspace, self->bundle->campaign);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  if (self->bundle == NULL)
    return;
  nl_campaign_editor_flush (self);
  nl_campaign_delete (window, self->workspace, self->bundle->campaign);
  gtk_widget_activate_action (widget, "navigation.pop", NULL);
}

static void
folder_opened_cb (GObject *launcher, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlCampaignEditor) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (launcher), result, &error))
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Open the Folder"), error);
}

static void
open_folder_cb (NlCampaignEditor *self, AdwToast *toast)
{
  g_autoptr (GtkFileLauncher) launcher
      = gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "nl-folder"));

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                            folder_opened_cb, g_object_ref (self));
}

static void
exported_cb (NlCampaignEditor *self, GFile *folder, guint n_files)
{
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u file exported", "%u files exported", n_files), n_files);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Open Folder"));
  g_object_set_data_full (G_OBJECT (toast), "nl-folder", g_object_ref (folder), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_folder_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (widget);
  NlExportDialog *dialog;

  if (self->bundle == NULL)
    return;
  nl_campaign_editor_flush (self);
  dialog = nl_export_dialog_new (nl_workspace_get_store (self->workspace), self->bundle);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
nl_campaign_editor_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "campaign.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "campaign.save", NULL, save_action);
  gtk_widget_class_install_property_action (klass, "campaign.status", "status");
  gtk_widget_class_install_action (klass, "campaign.review", NULL, review_action);
  gtk_widget_class_install_action (klass, "campaign.rename", NULL, rename_action);
  gtk_widget_class_install_action (klass, "campaign.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "campaign.add-language", "s", add_action);
  gtk_widget_class_install_action (klass, "campaign.add-channel", "s", add_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_e, GDK_CONTROL_MASK, "campaign.export", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "campaign.save", NULL);
}

static void
add_language_item (GMenu *menu, const char *const *present, const char *language, GHashTable *seen)
{
  g_autofree char *action = NULL;
  g_autofree char *name = NULL;

  if (g_strv_contains (present, language) || !g_hash_table_add (seen, g_strdup (language)))
    return;
  name = nl_language_name (language, NULL);
  action = g_strdup_printf ("campaign.add-language::%s", language);
  g_menu_append (menu, name, action);
}

/* The shop's languages first, then those that can be drafted without any provider. */
static GMenu *
create_language_menu (NlCampaignEditor *self)
{
  static const char *const offline[] = { "en", "fr", "es", "de", "it", "pt", "nl" };
  const char *const *present
      = nl_record_get_strv (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_LANGUAGES);
  g_auto (GStrv) languages = nl_shop_dup_languages (self->bundle->shop);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; languages[i] != NULL; i++)
    add_language_item (menu, present, languages[i], seen);
  for (guint i = 0; i < G_N_ELEMENTS (offline); i++)
    add_language_item (menu, present, offline[i], seen);
  return menu;
}

static GMenu *
create_channel_menu (NlCampaignEditor *self)
{
  const char *const *present
      = nl_record_get_strv (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_CHANNELS);
  GMenu *menu = g_menu_new ();
  guint n;
  const NlChannel *channels = nl_channel_list (&n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *action = g_strdup_printf ("campaign.add-channel::%s", channels[i].id);

    if (!g_strv_contains (present, channels[i].id))
      g_menu_append (menu, nl_channel_get_name (&channels[i]), action);
  }
  return menu;
}

/* What the menu depends on. */
static char *
dup_menu_content (NlCampaignEditor *self)
{
  NlRecord *campaign = NL_RECORD (self->bundle->campaign);
  g_auto (GStrv) offered = nl_shop_dup_languages (self->bundle->shop);
  g_autofree char *all = g_strjoinv (",", offered);
  g_autofree char *languages
      = g_strjoinv (",", (char **) nl_record_get_strv (campaign, NL_CAMPAIGN_LANGUAGES));
  g_autofree char *channels
      = g_strjoinv (",", (char **) nl_record_get_strv (campaign, NL_CAMPAIGN_CHANNELS));

  return g_strjoin (";", all, languages, channels, NULL);
}

void
nl_campaign_editor_update_menu (NlCampaignEditor *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenu) manage = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  g_autoptr (GMenu) languages = NULL;
  g_autoptr (GMenu) channels = NULL;
  g_autofree char *content = dup_menu_content (self);

  /* One that is open would close. */
  if (!g_set_str (&self->menu_content, content))
    return;
  languages = create_language_menu (self);
  channels = create_channel_menu (self);
  if (g_menu_model_get_n_items (G_MENU_MODEL (languages)) > 0)
    g_menu_append_submenu (more, _ ("Add _Language"), G_MENU_MODEL (languages));
  if (g_menu_model_get_n_items (G_MENU_MODEL (channels)) > 0)
    g_menu_append_submenu (more, _ ("Add _Channel"), G_MENU_MODEL (channels));
  g_menu_append (manage, _ ("_Mark All as Reviewed"), "campaign.review");
  g_menu_append (manage, _ ("_Rename…"), "campaign.rename");
  g_menu_append (manage, _ ("_Export…"), "campaign.export");
  g_menu_append (end, _ ("De_lete"), "campaign.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (manage));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}
