/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ai/nl-provider-chain.h"
#include "base/nl-future.h"
#include "net/nl-secrets.h"
#include "providers-test.h"

/* The verdict of a test on a page that shows one. */
static GtkWidget *
get_verdict (GtkWidget *page)
{
  return get_child (get_child (page, "test"), "verdict");
}

static void
run_test (GtkWidget *page, const char *title)
{
  GtkWidget *verdict = get_verdict (page);

  g_signal_emit_by_name (get_child (get_child (page, "test"), "start"), "activated");
  wait_until (gtk_widget_get_visible (verdict));
  g_assert_cmpstr (providers_get_title (verdict), ==, title);
  g_assert_cmpstr (providers_get_subtitle (verdict), !=, "");
}

static void
type (GtkWidget *page, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (page, row)), text);
}

/* Whether a file of the workspace has a text in it. */
static gboolean
is_in_files (const char *folder, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *contents = NULL;
    gsize length;

    if (g_file_test (path, G_FILE_TEST_IS_DIR)
            ? is_in_files (path, text)
            : g_file_get_contents (path, &contents, &length, NULL)
                  && memmem (contents, length, text, strlen (text)) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Choose a kind, type name, address and key: the provider is there, and tested at once. */
static void
test_add (Providers *self, gconstpointer data)
{
  g_autofree char *url = nl_test_server_dup_url (self->server, "/v1");
  g_autofree char *request = NULL;
  g_autofree char *profile = nl_provider_accounts_dup_profile (self->base.store);
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (DexFuture) lookup = NULL;
  GtkWidget *page;
  GtkWidget *entry;

  /* Nobody chose a model: the first one is looked up. */
  providers_say (self, "200 OK", SMALL_LIST);
  providers_say (self, "200 OK", SMALL_LIST);
  providers_say (self, "200 OK", ANSWER);
  providers_say (self, "200 OK", SMALL_LIST);
  providers_begin_adding (self);
  gtk_widget_activate (find_named (providers_find (self, "NlPresetPage"), ADW_TYPE_ACTION_ROW,
                                   "title", "Other Local Server"));
  wait_until (providers_find (self, "NlProviderPage") != NULL);
  page = providers_find (self, "NlProviderPage");
  entry = get_child (get_child (page, "key"), "entry");
  g_assert_false (gtk_widget_get_visible (get_child (page, "test")));

  /* What is missing is said, and the provider is not there yet. */
  type (page, "name", "Mine");
  g_signal_emit_by_name (get_child (page, "add"), "clicked");
  g_assert_true (adw_banner_get_revealed (get_child (page, "complaint")));
  g_assert_true (gtk_widget_has_css_class (get_child (page, "address"), "error"));
  type (page, "address", url);
  g_assert_false (adw_banner_get_revealed (get_child (page, "complaint")));

  gtk_editable_set_text (GTK_EDITABLE (entry), "  " PROVIDERS_KEY " ");
  g_signal_emit_by_name (entry, "entry-activated");
  wait_until (gtk_widget_get_visible (get_verdict (page)));
  g_assert_cmpstr (providers_get_title (get_verdict (page)), ==, "It Works");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (gtk_widget_get_visible (entry));
  g_assert_true (gtk_widget_get_visible (get_child (get_child (page, "key"), "saved")));
  g_assert_false (gtk_widget_get_visible (get_child (page, "add")));

  request = nl_test_server_dup_request (self->server, 0);
  g_assert_nonnull (strcasestr (request, "Authorization: Bearer " PROVIDERS_KEY "\r\n"));
  account = providers_read (self, "Mine");
  name = nl_provider_account_dup_secret_name (account);
  lookup = nl_secrets_lookup (profile, name, NULL);
  await (dex_ref (lookup));
  g_assert_cmpstr (g_value_get_string (dex_future_get_value (lookup, NULL)), ==, PROVIDERS_KEY);
  /* Nowhere but in the keyring. */
  g_assert_true (is_in_files (self->base.folder, "Mine"));
  g_assert_false (is_in_files (self->base.folder, "sk-marker"));
  g_assert_false (is_in_files (g_get_user_state_dir (), "sk-marker"));
  wait_until (providers_find_row (self, "Mine") != NULL);
}

typedef struct {
  const char *status;
  const char *json;
  const char *title;
} Failure;

/* Each way to fail is told apart, on the page and in the list. */
static void
test_failures (Providers *self, gconstpointer data)
{
  static const Failure failures[] = {
    { "401 Unauthorized", "{\"error\":{\"message\":\"No\",\"code\":\"invalid_api_key\"}}",
      "Wrong Key" },
    { "429 Too Many Requests",
      "{\"error\":{\"message\":\"Pay\",\"type\":\"insufficient_quota\",\"code\":"
      "\"insufficient_quota\"}}",
      "Out of Credit" },
    { "429 Too Many Requests",
      "{\"error\":{\"message\":\"Slow\",\"code\":\"rate_limit_exceeded\"}}", "Asked Too Often" },
    { "503 Service Unavailable", "{}", "Overloaded" },
    { "404 Not Found",
      "{\"error\":{\"message\":\"No\",\"code\":\"model_not_found\",\"param\":\"model\"}}",
      "Unknown Model" },
    { "200 OK", "<html>", "Unusable Answer" },
  };
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", "gone-1");
  GtkWidget *page = providers_open (self, "Mine");

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    nl_test_server_forget (self->server);
    if (g_str_equal (failures[i].title, "Unknown Model"))
      providers_say (self, "200 OK", SMALL_LIST);
    providers_say (self, failures[i].status, failures[i].json);
    run_test (page, failures[i].title);
    g_assert_true (g_str_has_prefix (providers_get_subtitle (providers_find_row (self, "Mine")),
                                     failures[i].title));
  }
  /* The name of nobody, and a door that is closed. */
  g_clear_pointer (&self->server, nl_test_server_free);
  run_test (page, "Connection Refused");
  self->server = nl_test_server_new ();
}

static const char *
read_text_model (Providers *self, const char *name)
{
  g_autoptr (NlProviderAccount) account = providers_read (self, name);

  return g_intern_string (nl_record_get_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_TEXT_MODEL));
}

static gboolean
has_credit_fallback (Providers *self, const char *name)
{
  g_autoptr (NlProviderAccount) account = providers_read (self, name);

  return nl_record_get_boolean (NL_RECORD (account), NL_PROVIDER_ACCOUNT_CREDIT_FALLBACK);
}

/* A model the server no longer has is replaced with one click. */
static void
test_model_gone (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", "gone-1");
  GtkWidget *page = providers_open (self, "Mine");
  GtkWidget *models = get_child (page, "models");
  GtkWidget *replace = get_child (models, "text_replace");

  g_assert_false (gtk_widget_get_visible (replace));
  providers_say (self, "200 OK", SMALL_LIST);
  providers_say (self, "404 Not Found", "{\"error\":{\"code\":\"model_not_found\"}}");
  providers_say (self, "200 OK", SMALL_LIST);
  run_test (page, "Unknown Model");
  wait_until (gtk_widget_get_visible (replace));
  g_assert_cmpstr (providers_get_subtitle (get_child (models, "text_row")), ==, "gone-1 is gone");
  g_assert_cmpstr (providers_get_title (replace), ==, "Use “large” Instead");
  g_signal_emit_by_name (replace, "activated");
  g_assert_cmpstr (providers_get_subtitle (get_child (models, "text_row")), ==, "large");
  wait_until (g_strcmp0 (read_text_model (self, "Mine"), "large") == 0);
}

/* Models of the server, those that are fit first; searched for, and typed. */
static void
test_choose_model (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", "large");
  GtkWidget *page = providers_open (self, "Mine");
  GtkWidget *row = get_child (get_child (page, "models"), "text_row");
  GtkWidget *models;
  GListModel *shown;
  GtkEditable *search;
  g_autoptr (NlModel) first = NULL;

  providers_say (self, "200 OK",
                 "{\"data\":[{\"id\":\"an-embedding\"},{\"id\":\"large\"},{\"id\":\"old\","
                 "\"shutdown_date\":\"2020-01-01\"},{\"id\":\"small\"}]}");
  gtk_widget_activate (row);
  wait_until (providers_find (self, "NlModelsPage") != NULL);
  models = providers_find (self, "NlModelsPage");
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (get_child (models, "stack")), "models")
              == 0);
  shown = G_LIST_MODEL (gtk_list_view_get_model (get_child (models, "list")));
  search = get_child (models, "search");
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 4);
  first = g_list_model_get_item (shown, 0);
  g_assert_cmpstr (nl_model_get_id (first), ==, "large");
  gtk_editable_set_text (search, "SMA");
  wait_until (g_list_model_get_n_items (shown) == 1);
  g_assert_true (gtk_widget_get_visible (get_child (models, "typed")));
  g_signal_emit_by_name (get_child (models, "list"), "activate", 0);
  wait_until (g_strcmp0 (providers_get_subtitle (row), "small") == 0);

  /* A key that may not list may still write. */
  nl_test_server_forget (self->server);
  providers_say (self, "403 Forbidden", "{\"error\":{\"message\":\"No\"}}");
  wait_until (providers_find (self, "NlModelsPage") == NULL);
  gtk_widget_activate (row);
  wait_until (providers_find (self, "NlModelsPage") != NULL);
  models = providers_find (self, "NlModelsPage");
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (get_child (models, "stack")), "failed")
              == 0);
  gtk_editable_set_text (get_child (models, "search"), "my-own");
  wait_until (gtk_widget_get_visible (get_child (models, "typed")));
  g_signal_emit_by_name (get_child (models, "typed"), "clicked");
  wait_until (g_strcmp0 (providers_get_subtitle (row), "my-own") == 0);
}

static void
test_cancel (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", "small");
  GtkWidget *page = providers_open (self, "Mine");
  GtkWidget *test = get_child (page, "test");
  GtkWidget *progress = get_child (test, "progress");
  g_autoptr (DexFuture) request = nl_test_server_wait_request (self->server);

  nl_test_server_say (self->server, NL_TEST_SERVER_HANG, "");
  g_signal_emit_by_name (get_child (test, "start"), "activated");
  g_assert_true (gtk_widget_get_visible (progress));
  await (dex_ref (request));
  g_signal_emit_by_name (find_named (progress, GTK_TYPE_BUTTON, "label", "_Cancel"), "clicked");
  wait_until (!gtk_widget_get_visible (progress));
  g_assert_false (gtk_widget_get_visible (get_verdict (page)));
  g_assert_true (gtk_widget_get_visible (get_child (test, "start")));
}

static void
wait_for_order (Providers *self, const char *wanted)
{
  gint64 end = g_get_monotonic_time () + NL_TEST_PATIENCE;

  for (;;) {
    g_autofree char *order = providers_dup_order (self);

    if (g_str_equal (order, wanted))
      return;
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

/* By keys, from the menu and by dropping; kept for the next start. */
static void
test_order (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) one = providers_add (self, "One", NULL);
  g_autoptr (NlProviderAccount) two = providers_add (self, "Two", NULL);
  g_autoptr (NlProviderAccount) three = providers_add (self, "Three", NULL);
  g_autoptr (NlStore) again = NULL;
  g_autoptr (GListModel) accounts = NULL;
  g_autoptr (NlRecord) account = NULL;
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  g_autoptr (NlProvider) first = NULL;
  GtkWidget *row = providers_find_row (self, "Three");

  /* The last one has nowhere to go. */
  gtk_widget_activate_action (row, "provider.move-down", NULL);
  g_assert_true (gtk_widget_activate_action (row, "provider.move-up", NULL));
  wait_for_order (self, "One Three Two ");
  row = providers_find_row (self, "One");
  g_signal_emit_by_name (row, "moved", 0, providers_find_row (self, "Two"));
  wait_for_order (self, "Three Two One ");
  /* Those who write are asked in the new order. */
  await (nl_provider_accounts_load (self->base.store, registry));
  first = g_list_model_get_item (G_LIST_MODEL (registry), 1);
  g_assert_cmpstr (nl_provider_get_name (first), ==, "Three");
  again = await_object (nl_store_open (self->base.folder));
  accounts = await_object (nl_provider_accounts_list (again));
  account = g_list_model_get_item (accounts, 0);
  g_assert_cmpstr (nl_record_get_text (account, NL_PROVIDER_ACCOUNT_NAME), ==, "Three");
  await (nl_store_close (again));
}

static GtkWidget *
find_undo (Providers *self)
{
  return find_button (GTK_WIDGET (self->dialog), "_Undo");
}

static void
test_remove (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", NULL);
  GtkWidget *page;
  GtkWidget *key;

  await (nl_provider_accounts_set_key (self->base.store, account, PROVIDERS_KEY, NULL));
  gtk_widget_activate_action (providers_find_row (self, "Mine"), "provider.remove", NULL);
  wait_until (providers_find_row (self, "Mine") == NULL && find_undo (self) != NULL);
  g_assert_false (providers_has_key (self, account));
  g_signal_emit_by_name (find_undo (self), "clicked");
  wait_until (providers_find_row (self, "Mine") != NULL);
  wait_until (providers_has_key (self, account));

  /* The key alone. */
  wait_until (find_undo (self) == NULL);
  page = providers_open (self, "Mine");
  key = get_child (page, "key");
  wait_until (gtk_widget_get_visible (get_child (key, "saved")));
  g_signal_emit_by_name (find_named (key, GTK_TYPE_BUTTON, "icon-name", "user-trash-symbolic"),
                         "clicked");
  wait_until (gtk_widget_get_visible (get_child (key, "entry")) && find_undo (self) != NULL);
  g_assert_false (providers_has_key (self, account));
  g_signal_emit_by_name (find_undo (self), "clicked");
  wait_until (gtk_widget_get_visible (get_child (key, "saved")));
  g_assert_true (providers_has_key (self, account));
}

/* Another key takes the place of the one there is, which is never shown. */
static void
test_replace_key (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", "small");
  g_autofree char *request = NULL;
  GtkWidget *page;
  GtkWidget *key;

  await (nl_provider_accounts_set_key (self->base.store, account, "sk-before", NULL));
  page = providers_open (self, "Mine");
  key = get_child (page, "key");
  wait_until (gtk_widget_get_visible (get_child (key, "saved")));
  g_signal_emit_by_name (find_named (key, GTK_TYPE_BUTTON, "label", "_Replace…"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (get_child (key, "entry")), ==, "");
  providers_say (self, "200 OK", SMALL_LIST);
  providers_say (self, "200 OK", ANSWER);
  gtk_editable_set_text (get_child (key, "entry"), PROVIDERS_KEY);
  g_signal_emit_by_name (get_child (key, "entry"), "apply");
  wait_until (gtk_widget_get_visible (get_verdict (page)));
  request = nl_test_server_dup_request (self->server, 0);
  g_assert_nonnull (strcasestr (request, "Bearer " PROVIDERS_KEY "\r\n"));
}

/* The workspace asks them in their order, and drafts offline while there are none or the user
 * wants it so. */
static void
test_who_writes (Providers *self, gconstpointer data)
{
  NlProviderRegistry *registry = nl_workspace_get_providers (self->base.workspace);
  AdwSwitchRow *offline = get_child (providers_get_page (self), "offline_only");
  g_autoptr (NlProviderAccount) account = NULL;
  GSettings *settings = nl_workspace_get_settings (self->base.workspace);

  g_assert_cmpstr (nl_provider_get_id (nl_provider_registry_get_default (registry)), ==, "offline");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (offline)));
  account = providers_add (self, "Mine", "small");
  wait_until (NL_IS_PROVIDER_CHAIN (nl_provider_registry_get_default (registry)));
  adw_switch_row_set_active (offline, TRUE);
  g_assert_cmpstr (nl_provider_get_id (nl_provider_registry_get_default (registry)), ==, "offline");
  adw_switch_row_set_active (offline, FALSE);
  g_assert_true (NL_IS_PROVIDER_CHAIN (nl_provider_registry_get_default (registry)));
  g_settings_reset (settings, "provider");
  await (nl_provider_accounts_remove (self->base.store, account, NULL));
  wait_until (!NL_IS_PROVIDER_CHAIN (nl_provider_registry_get_default (registry)));
}

static void
test_switches (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account
      = nl_provider_account_new (nl_provider_preset_find ("openai"), "Mine");
  GtkWidget *page;

  await (nl_provider_accounts_save (self->base.store, account));
  wait_until (providers_find_row (self, "Mine") != NULL);
  wait_until (
      g_str_has_prefix (providers_get_subtitle (providers_find_row (self, "Mine")), "No Key"));
  page = providers_open (self, "Mine");
  g_assert_false (gtk_widget_get_visible (get_child (page, "address")));
  adw_switch_row_set_active (get_child (page, "credit"), TRUE);
  wait_until (has_credit_fallback (self, "Mine"));
  adw_switch_row_set_active (get_child (page, "enabled"), FALSE);
  wait_until (g_strcmp0 (providers_get_subtitle (providers_find_row (self, "Mine")), "Switched Off")
              == 0);
}

/* The last: nobody in this session can unlock it again. */
static void
test_locked (Providers *self, gconstpointer data)
{
  const char *const lock[] = { "gdbus",
                               "call",
                               "--session",
                               "-d",
                               "org.freedesktop.secrets",
                               "-o",
                               "/org/freedesktop/secrets",
                               "-m",
                               "org.freedesktop.Secret.Service.Lock",
                               "['/org/freedesktop/secrets/collection/login']",
                               NULL };
  g_autoptr (NlProviderAccount) account = providers_add (self, "Mine", "small");
  g_autoptr (NlProviderAccount) openai
      = nl_provider_account_new (nl_provider_preset_find ("openai"), "Online");
  GtkWidget *keyring = get_child (providers_get_page (self), "keyring");
  g_autoptr (GError) error = NULL;

  await (nl_provider_accounts_set_key (self->base.store, account, PROVIDERS_KEY, NULL));
  g_assert_false (gtk_widget_get_visible (keyring));
  g_spawn_sync (NULL, (char **) lock, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  await (nl_provider_accounts_save (self->base.store, openai));
  wait_until (gtk_widget_get_visible (keyring));
  g_assert_cmpstr (providers_get_title (get_child (providers_get_page (self), "keyring_row")), ==,
                   "The Keyring Is Locked");
  wait_until (providers_find_row (self, "Online") != NULL);
  g_assert_true (g_str_has_prefix (providers_get_subtitle (providers_find_row (self, "Online")),
                                   "Keyring Not Available"));
  /* A key that can't be removed keeps its provider. */
  gtk_widget_activate_action (providers_find_row (self, "Mine"), "provider.remove", NULL);
  wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->base.window))
              != self->dialog);
  g_assert_nonnull (providers_find_row (self, "Mine"));
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->base.window)));
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
#define ADD(path, func) \
  g_test_add ("/providers-page/" path, Providers, NULL, providers_set_up, func, providers_tear_down)
  ADD ("add", test_add);
  ADD ("failures", test_failures);
  ADD ("model-gone", test_model_gone);
  ADD ("choose-model", test_choose_model);
  ADD ("cancel", test_cancel);
  ADD ("order", test_order);
  ADD ("remove", test_remove);
  ADD ("replace-key", test_replace_key);
  ADD ("who-writes", test_who_writes);
  ADD ("switches", test_switches);
  ADD ("locked", test_locked);
  return g_test_run ();
}
