/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/nl-provider-registry.h"
#include "campaigns/nl-campaign-export.h"
#include "campaigns/nl-campaigns.h"
#include "cli/nl-cli-output.h"
#include "personas/nl-persona.h"

/* What the commands of this noun have in common. */
typedef struct {
  char *shop_name;
  char **words;
  NlShop *shop;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->shop_name);
  g_strfreev (self->words);
  g_clear_object (&self->shop);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
open_shop (NlCli *cli, Arguments *self, GError **error)
{
  if (!nl_cli_open (cli, error))
    return FALSE;
  self->shop = nl_cli_find_shop (cli, self->shop_name, error);
  return self->shop != NULL;
}

static gboolean
parse (NlCli *cli, Arguments *self, char **words, int n_words, GError **error)
{
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self->shop_name, NULL, NULL },
    { NULL },
  };

  self->words = g_strdupv (words);
  return nl_cli_parse (&self->words, options, n_words, error) && open_shop (cli, self, error);
}

static NlRecord *
find (NlCli *cli, Arguments *self, GError **error)
{
  return nl_cli_find (cli, NL_TYPE_CAMPAIGN, nl_record_get_id (NL_RECORD (self->shop)),
                      self->words[0], error);
}

static void
set_list (NlCampaign *campaign, const char *property, const char *list)
{
  g_auto (GStrv) items = list != NULL ? g_strsplit (list, ",", -1) : NULL;

  if (items != NULL)
    g_object_set (campaign, property, items, NULL);
}

static gboolean
run_create (
    NlCli *cli, NlShop *shop, const char *persona_name, NlCampaign *campaign, GError **error)
{
  gint64 shop_id = nl_record_get_id (NL_RECORD (shop));
  g_autoptr (NlRecord) persona = nl_cli_find (cli, NL_TYPE_PERSONA, shop_id, persona_name, error);
  g_autoptr (NlProviderRegistry) providers = NULL;
  g_autoptr (NlOperation) operation = NULL;
  g_autoptr (NlRecord) created = NULL;

  if (persona == NULL)
    return FALSE;
  g_object_set (campaign, "shop-id", shop_id, "persona-id", nl_record_get_id (persona), NULL);
  providers = nl_provider_registry_new ();
  operation = nl_cli_operation_new (cli, _ ("Writing the campaign"));
  created = dex_await_object (nl_campaigns_create (cli->store,
                                                   nl_provider_registry_get_default (providers),
                                                   campaign, operation),
                              error);
  if (created == NULL)
    return FALSE;
  nl_cli_print_record (cli, created);
  return TRUE;
}

static gboolean
create (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autofree char *persona = NULL;
  g_autofree char *template = NULL;
  g_autofree char *channels = NULL;
  g_autofree char *languages = NULL;
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self.shop_name, NULL, NULL },
    { "persona", 0, 0, G_OPTION_ARG_STRING, &persona, NULL, NULL },
    { "template", 0, 0, G_OPTION_ARG_STRING, &template, NULL, NULL },
    { "channels", 0, 0, G_OPTION_ARG_STRING, &channels, NULL, NULL },
    { "languages", 0, 0, G_OPTION_ARG_STRING, &languages, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlCampaign) campaign = NULL;

  self.words = g_strdupv (words);
  if (!nl_cli_parse (&self.words, options, 0, error))
    return FALSE;
  if (persona == NULL || template == NULL) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say for whom with --persona and for what occasion with --template."));
    return FALSE;
  }
  if (!open_shop (cli, &self, error))
    return FALSE;
  campaign = g_object_new (NL_TYPE_CAMPAIGN, "template", template, "name", name, "landing-url", url,
                           NULL);
  set_list (campaign, "channels", channels);
  set_list (campaign, "languages", languages);
  return run_create (cli, self.shop, persona, campaign, error);
}

static gboolean
list (NlCli *cli, char **words, GError **error)
{
  static const guint fields[] = { NL_CAMPAIGN_NAME, NL_CAMPAIGN_TEMPLATE, NL_CAMPAIGN_CHANNELS,
                                  NL_CAMPAIGN_LANGUAGES, NL_CAMPAIGN_STATUS };
  g_auto (Arguments) self = { 0 };
  g_autoptr (GListModel) campaigns = NULL;

  if (!parse (cli, &self, words, 0, error))
    return FALSE;
  campaigns
      = dex_await_object (nl_campaigns_list (cli->store, nl_record_get_id (NL_RECORD (self.shop))),
                          error);
  if (campaigns == NULL)
    return FALSE;
  nl_cli_print_records (cli, campaigns, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
show (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlRecord) campaign = NULL;

  if (!parse (cli, &self, words, 1, error))
    return FALSE;
  campaign = find (cli, &self, error);
  if (campaign == NULL)
    return FALSE;
  nl_cli_print_record (cli, campaign);
  return TRUE;
}

static gboolean delete (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlRecord) campaign = NULL;

  if (!parse (cli, &self, words, 1, error))
    return FALSE;
  campaign = find (cli, &self, error);
  return campaign != NULL && nl_cli_remove (cli, campaign, error);
}

static void
print_files (NlCli *cli, const char *const *files)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; files[i] != NULL; i++) {
    if (!cli->json && !cli->quiet)
      g_print ("%s\n", files[i]);
    json_array_add_string_element (array, files[i]);
  }
  if (!cli->json)
    return;
  node = json_node_init_array (json_node_alloc (), array);
  nl_cli_print_json (node);
}

static gboolean export (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autofree char *format_word = NULL;
  g_autofree char *output = NULL;
  g_autofree char *unsubscribe_url = NULL;
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self.shop_name, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "unsubscribe-url", 0, 0, G_OPTION_ARG_STRING, &unsubscribe_url, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlRecord) campaign = NULL;
  g_auto (GStrv) files = NULL;
  NlExportFormat format;

  self.words = g_strdupv (words);
  if (!nl_cli_parse (&self.words, options, 1, error))
    return FALSE;
  if (format_word == NULL || output == NULL || !nl_export_format_parse (format_word, &format)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say --format html, eml, markdown, csv or json, and --output DIR."));
    return FALSE;
  }
  if (!open_shop (cli, &self, error))
    return FALSE;
  campaign = find (cli, &self, error);
  if (campaign == NULL)
    return FALSE;
  files = dex_await_boxed (nl_campaign_export (cli->store, nl_record_get_id (campaign), format,
                                               output, unsubscribe_url, NULL),
                           error);
  if (files == NULL)
    return FALSE;
  print_files (cli, (const char *const *) files);
  return TRUE;
}

const NlCliCommand nl_cli_campaign_commands[] = {
  { "campaign", "create",
    "--persona P --template T [--channels email,sms] [--languages fr,en,de] [--name N] [--url U] "
    "[--shop S]",
    create },
  { "campaign", "list", "[--shop S]", list },
  { "campaign", "show", "C [--shop S]", show },
  { "campaign", "remove", "C [--shop S]", delete },
  { "campaign", "export",
    "C --format html|eml|markdown|csv|json --output DIR [--unsubscribe-url U] [--shop S]", export },
  { NULL },
};
