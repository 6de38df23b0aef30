/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "ai/nl-openai-provider.h"
#include "ai/nl-provider-accounts.h"
#include "cli/nl-cli-output.h"

/* What can be said of a provider on the command line. */
typedef struct {
  char *preset;
  char *name;
  char *base_url;
  char *model;
  char *image_model;
  char *credit_fallback;
  char *enabled;
  int key_fd;
  gboolean no_key;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->preset);
  g_free (words->name);
  g_free (words->base_url);
  g_free (words->model);
  g_free (words->image_model);
  g_free (words->credit_fallback);
  g_free (words->enabled);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
usage (GError **error, const char *message)
{
  g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* A new provider has a preset, one that is there may get another name and be turned off. */
static gboolean
parse (NlCli *cli, Words *words, gboolean is_new, GError **error)
{
  const GOptionEntry options[] = {
    { is_new ? "preset" : "name", 0, 0, G_OPTION_ARG_STRING, is_new ? &words->preset : &words->name,
      NULL, NULL },
    { "base-url", 0, 0, G_OPTION_ARG_STRING, &words->base_url, NULL, NULL },
    { "model", 0, 0, G_OPTION_ARG_STRING, &words->model, NULL, NULL },
    { "image-model", 0, 0, G_OPTION_ARG_STRING, &words->image_model, NULL, NULL },
    { "credit-fallback", 0, 0, G_OPTION_ARG_STRING, &words->credit_fallback, NULL, NULL },
    { "key-fd", 0, 0, G_OPTION_ARG_INT, &words->key_fd, NULL, NULL },
    { "no-key", 0, 0, G_OPTION_ARG_NONE, &words->no_key, NULL, NULL },
    /* Without a name it is the end. */
    { is_new ? NULL : "enabled", 0, 0, G_OPTION_ARG_STRING, &words->enabled, NULL, NULL },
    { NULL },
  };

  return nl_cli_parse (cli, options, 1, error);
}

static gboolean
set_switch (NlRecord *record, guint field, const char *word, gboolean yes, GError **error)
{
  if (word == NULL)
    return TRUE;
  if (!g_str_equal (word, "yes") && !g_str_equal (word, "no"))
    return usage (error, _ ("A switch is “yes” or “no”."));
  nl_record_set_boolean (record, field, g_str_equal (word, "yes") == yes);
  return TRUE;
}

static gboolean
apply (NlProviderAccount *account, const Words *words, GError **error)
{
  const struct {
    guint field;
    const char *text;
  } texts[] = {
    { NL_PROVIDER_ACCOUNT_NAME, words->name },
    { NL_PROVIDER_ACCOUNT_BASE_URL, words->base_url },
    { NL_PROVIDER_ACCOUNT_TEXT_MODEL, words->model },
    { NL_PROVIDER_ACCOUNT_IMAGE_MODEL, words->image_model },
  };
  NlRecord *record = NL_RECORD (account);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (texts[i].text == NULL)
      continue;
    if (!nl_cli_check_text (texts[i].text, error))
      return FALSE;
    nl_record_set_text (record, texts[i].field, texts[i].text);
  }
  return set_switch (record, NL_PROVIDER_ACCOUNT_CREDIT_FALLBACK, words->credit_fallback, TRUE,
                     error)
         && set_switch (record, NL_PROVIDER_ACCOUNT_DISABLED, words->enabled, FALSE, error);
}

/* A key that is wiped when it is let go, whatever happened. */
typedef char Key;

static void
key_free (Key *key)
{
  explicit_bzero (key, strlen (key));
  g_free (key);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, key_free)

static gboolean
keep_key (NlCli *cli, NlProviderAccount *account, const char *key, GError **error)
{
  return dex_await (nl_provider_accounts_set_key (cli->store, account, key, NULL), error);
}

/* The provider and its key, or neither. */
static gboolean
save_new (NlCli *cli, NlProviderAccount *account, const char *key, GError **error)
{
  if (!dex_await (nl_provider_accounts_save (cli->store, account), error))
    return FALSE;
  if (key == NULL || keep_key (cli, account, key, error))
    return TRUE;
  dex_await (nl_store_delete (cli->store, NL_TYPE_PROVIDER_ACCOUNT,
                              nl_record_get_id (NL_RECORD (account))),
             NULL);
  return FALSE;
}

static const NlProviderPreset *
find_preset (const char *id, GError **error)
{
  const NlProviderPreset *preset = nl_provider_preset_find (id);

  if (preset == NULL)
    usage (error, _ ("Say with --preset which kind of provider it is. See which there are: "
                     "ninjalead-cli provider presets"));
  return preset;
}

static gboolean
add (NlCli *cli, GError **error)
{
  g_auto (Words) words = { .key_fd = -1 };
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (Key) key = NULL;
  const NlProviderPreset *preset;

  if (!parse (cli, &words, TRUE, error) || !nl_cli_check_text (cli->words[0], error))
    return FALSE;
  preset = find_preset (words.preset, error);
  if (preset == NULL)
    return FALSE;
  account = nl_provider_account_new (preset, cli->words[0]);
  if (!apply (account, &words, error) || !nl_provider_account_check (account, NULL, error))
    return FALSE;
  if (words.key_fd < 0 && preset->needs_key)
    words.key_fd = STDIN_FILENO;
  if (words.key_fd >= 0 && !words.no_key) {
    key = nl_cli_read_secret (words.key_fd, error);
    if (key == NULL)
      return FALSE;
  }
  if (!nl_cli_open (cli, error) || !save_new (cli, account, key, error))
    return FALSE;
  nl_cli_confirm_record (cli, NL_RECORD (account));
  return TRUE;
}

static NlProviderAccount *
find (NlCli *cli, const char *word, GError **error)
{
  return (NlProviderAccount *) nl_cli_find (cli, NL_TYPE_PROVIDER_ACCOUNT, word, error);
}

static gboolean
set (NlCli *cli, GError **error)
{
  g_auto (Words) words = { .key_fd = -1 };
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (Key) key = NULL;

  if (!parse (cli, &words, FALSE, error) || !nl_cli_open (cli, error))
    return FALSE;
  account = find (cli, cli->words[0], error);
  if (account == NULL || !apply (account, &words, error)
      || !nl_provider_account_check (account, NULL, error))
    return FALSE;
  if (words.key_fd >= 0) {
    key = nl_cli_read_secret (words.key_fd, error);
    if (key == NULL)
      return FALSE;
  }
  if (!dex_await (nl_provider_accounts_save (cli->store, account), error)
      || (key != NULL && !keep_key (cli, account, key, error))
      || (words.no_key
          && !dex_await (nl_provider_accounts_clear_key (cli->store, account, NULL), error)))
    return FALSE;
  nl_cli_confirm_record (cli, NL_RECORD (account));
  return TRUE;
}

static gboolean
list (NlCli *cli, GError **error)
{
  static const guint fields[] = { NL_PROVIDER_ACCOUNT_NAME,        NL_PROVIDER_ACCOUNT_PRESET,
                                  NL_PROVIDER_ACCOUNT_BASE_URL,    NL_PROVIDER_ACCOUNT_TEXT_MODEL,
                                  NL_PROVIDER_ACCOUNT_IMAGE_MODEL, NL_PROVIDER_ACCOUNT_DISABLED };
  g_autoptr (GListModel) accounts = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
  accounts = dex_await_object (nl_provider_accounts_list (cli->store), error);
  if (accounts == NULL)
    return FALSE;
  nl_cli_print_records (cli, accounts, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
show (NlCli *cli, GError **error)
{
  return nl_cli_parse (cli, NULL, 1, error) && nl_cli_open (cli, error)
         && nl_cli_show (cli, NL_TYPE_PROVIDER_ACCOUNT, error);
}

static gboolean
remove_provider (NlCli *cli, GError **error)
{
  g_autoptr (NlProviderAccount) account = NULL;

  if (!nl_cli_parse (cli, NULL, 1, error) || !nl_cli_open (cli, error))
    return FALSE;
  account = find (cli, cli->words[0], error);
  if (account == NULL
      || !dex_await (nl_provider_accounts_remove (cli->store, account, NULL), error))
    return FALSE;
  nl_cli_confirm_record (cli, NL_RECORD (account));
  return TRUE;
}

static gboolean
order (NlCli *cli, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!nl_cli_parse (cli, NULL, -1, error) || !nl_cli_open (cli, error))
    return FALSE;
  for (guint i = 0; cli->words[i] != NULL; i++) {
    g_autoptr (GError) failure = NULL;
    g_autoptr (NlProviderAccount) account = find (cli, cli->words[i], &failure);
    gint64 id;

    if (g_error_matches (failure, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
      return usage (error, failure->message);
    if (account == NULL) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
    id = nl_record_get_id (NL_RECORD (account));
    g_array_append_val (ids, id);
  }
  if (!dex_await (nl_provider_accounts_order (cli->store, ids), error))
    return FALSE;
  if (nl_cli_confirms (cli))
    nl_cli_print_number (cli, "providers", ids->len);
  return TRUE;
}

/* The provider that the command's only word names, ready to be asked. */
static NlProvider *
open_provider (NlCli *cli, GError **error)
{
  g_autoptr (NlProviderAccount) account = NULL;
  g_autofree char *profile = NULL;
  NlProvider *provider;

  if (!nl_cli_parse (cli, NULL, 1, error) || !nl_cli_open (cli, error))
    return NULL;
  account = find (cli, cli->words[0], error);
  if (account == NULL || !nl_provider_account_check (account, NULL, error))
    return NULL;
  profile = nl_provider_accounts_dup_profile (cli->store);
  provider = nl_provider_account_make_provider (account, profile);
  g_return_val_if_fail (provider != NULL, NULL);
  return provider;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static const char *
get_use (NlProvider *provider, const char *id)
{
  NlOpenaiProvider *self = NL_OPENAI_PROVIDER (provider);

  if (g_strcmp0 (nl_openai_provider_get_model (self, FALSE), id) == 0)
    return "text";
  return g_strcmp0 (nl_openai_provider_get_model (self, TRUE), id) == 0 ? "image" : NULL;
}

static void
print_models (NlCli *cli, NlProvider *provider, GListModel *models)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (models); i++) {
    g_autoptr (NlModel) model = g_list_model_get_item (models, i);
    const char *use = get_use (provider, nl_model_get_id (model));
    const char *date = nl_model_get_shutdown_date (model);
    g_autofree char *id = g_strcanon (g_strdup (nl_model_get_id (model)),
                                      G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-:/@+", '?');

    if (!cli->json)
      g_print ("%s\t%s\t%s\n", id, use != NULL ? use : "", date != NULL ? date : "");
    json_builder_begin_object (builder);
    add_member (builder, "id", nl_model_get_id (model));
    add_member (builder, "used_for", use);
    add_member (builder, "shutdown_date", date);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  if (cli->json)
    nl_cli_print_json (cli, node);
}

static gboolean
models (NlCli *cli, GError **error)
{
  g_autoptr (NlProvider) provider = open_provider (cli, error);
  g_autoptr (GListModel) found = NULL;
  NlOperation *operation;

  if (provider == NULL)
    return FALSE;
  operation = nl_cli_begin_operation (cli, _ ("Asking for the models"));
  found = dex_await_object (
      nl_provider_list_models (provider, nl_operation_get_cancellable (operation)), error);
  if (found == NULL)
    return FALSE;
  nl_cli_end_operation (cli);
  print_models (cli, provider, found);
  return TRUE;
}

static gboolean
test (NlCli *cli, GError **error)
{
  g_autoptr (NlProvider) provider = open_provider (cli, error);
  NlOperation *operation;

  if (provider == NULL)
    return FALSE;
  operation = nl_cli_begin_operation (cli, _ ("Asking the provider"));
  if (!dex_await (nl_provider_check (provider, nl_operation_get_cancellable (operation)), error))
    return FALSE;
  nl_cli_end_operation (cli);
  if (nl_cli_confirms (cli))
    nl_cli_print_text (cli, "works", nl_provider_get_name (provider));
  return TRUE;
}

static gboolean
presets (NlCli *cli, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error))
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < nl_provider_presets_get_n (); i++) {
    const NlProviderPreset *preset = nl_provider_presets_get (i);
    const char *name = nl_provider_preset_get_name (preset);

    if (!cli->json)
      g_print ("%s\t%s\t%s\n", preset->id, name, preset->base_url != NULL ? preset->base_url : "");
    json_builder_begin_object (builder);
    add_member (builder, "id", preset->id);
    add_member (builder, "name", name);
    add_member (builder, "base_url", preset->base_url);
    add_member (builder, "text_model", preset->text_model);
    add_member (builder, "image_model", preset->image_model);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  if (cli->json)
    nl_cli_print_json (cli, node);
  return TRUE;
}

#define SETTINGS "[--base-url U] [--model M] [--image-model M] [--credit-fallback yes|no] "

const NlCliCommand nl_cli_provider_commands[] = {
  { "provider", "add", "NAME --preset K " SETTINGS "[--key-fd N | --no-key] < KEY", add },
  { "provider", "set", "P [--name N] " SETTINGS "[--enabled yes|no] [--key-fd N | --no-key]", set },
  { "provider", "list", "", list },
  { "provider", "show", "P", show },
  { "provider", "test", "P", test },
  { "provider", "models", "P", models },
  { "provider", "order", "P…", order },
  { "provider", "presets", "", presets },
  { "provider", "remove", "P", remove_provider },
  { NULL },
};
