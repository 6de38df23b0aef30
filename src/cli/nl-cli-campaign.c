/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "campaigns/nl-campaign-export.h"
#include "campaigns/nl-campaigns.h"
#include "cli/nl-cli-queue.h"
#include "personas/nl-persona.h"

static void
set_list (NlCampaign *campaign, const char *property, const char *list)
{
  g_auto (GStrv) items = list != NULL ? g_strsplit (list, ",", -1) : NULL;

  if (items != NULL)
    g_object_set (campaign, property, items, NULL);
}

static gboolean
run_create (NlCli *cli,
            const char *provider_name,
            const char *persona_name,
            NlCampaign *campaign,
            GError **error)
{
  g_autoptr (NlRecord) persona = nl_cli_find (cli, NL_TYPE_PERSONA, persona_name, error);
  g_autoptr (NlProviderRegistry) providers
      = persona != NULL ? nl_cli_load_providers (cli, error) : NULL;
  NlProvider *provider
      = providers != NULL ? nl_cli_find_provider (providers, provider_name, error) : NULL;
  g_autoptr (NlRecord) created = NULL;

  if (provider == NULL)
    return FALSE;
  g_object_set (campaign, "shop-id", nl_cli_get_shop_id (cli), "persona-id",
                nl_record_get_id (persona), NULL);
  created = dex_await_object (
      nl_campaigns_create (cli->store, provider, campaign,
                           nl_cli_begin_operation (cli, _ ("Writing the campaign"))),
      error);
  if (created == NULL || !nl_cli_finish_writing (cli, providers, provider, &created, error))
    return FALSE;
  nl_cli_confirm_record (cli, created);
  return TRUE;
}

static gboolean
create (NlCli *cli, GError **error)
{
  g_autofree char *persona = NULL;
  g_autofree char *template = NULL;
  g_autofree char *channels = NULL;
  g_autofree char *languages = NULL;
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  g_autofree char *provider = NULL;
  const GOptionEntry options[] = {
    { "persona", 0, 0, G_OPTION_ARG_STRING, &persona, NULL, NULL },
    { "template", 0, 0, G_OPTION_ARG_STRING, &template, NULL, NULL },
    { "channels", 0, 0, G_OPTION_ARG_STRING, &channels, NULL, NULL },
    { "languages", 0, 0, G_OPTION_ARG_STRING, &languages, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &provider, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlCampaign) campaign = NULL;

  if (!nl_cli_parse_with_shop (cli, options, 0, error))
    return FALSE;
  if (persona == NULL || template == NULL) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say for whom with --persona and for what occasion with --template."));
    return FALSE;
  }
  if (!nl_cli_open_shop (cli, error))
    return FALSE;
  campaign = g_object_new (NL_TYPE_CAMPAIGN, "template", template, "name", name, "landing-url", url,
                           NULL);
  set_list (campaign, "channels", channels);
  set_list (campaign, "languages", languages);
  return run_create (cli, provider, persona, campaign, error);
}

static gboolean
list (NlCli *cli, GError **error)
{
  static const guint fields[] = { NL_CAMPAIGN_NAME, NL_CAMPAIGN_TEMPLATE, NL_CAMPAIGN_CHANNELS,
                                  NL_CAMPAIGN_LANGUAGES, NL_CAMPAIGN_STATUS };
  g_autoptr (GListModel) campaigns = NULL;

  if (!nl_cli_parse_with_shop (cli, NULL, 0, error) || !nl_cli_open_shop (cli, error))
    return FALSE;
  campaigns = dex_await_object (nl_campaigns_list (cli->store, nl_cli_get_shop_id (cli)), error);
  if (campaigns == NULL)
    return FALSE;
  nl_cli_print_records (cli, campaigns, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
show (NlCli *cli, GError **error)
{
  return nl_cli_parse_with_shop (cli, NULL, 1, error) && nl_cli_open_shop (cli, error)
         && nl_cli_show (cli, NL_TYPE_CAMPAIGN, error);
}

static gboolean delete (NlCli *cli, GError **error)
{
  return nl_cli_parse_with_shop (cli, NULL, 1, error) && nl_cli_open_shop (cli, error)
         && nl_cli_remove (cli, NL_TYPE_CAMPAIGN, error);
}

static void
print_files (NlCli *cli, const char *const *files, const char *warning)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array = json_array_new ();
  JsonArray *warnings = json_array_new ();

  nl_cli_end_operation (cli);
  if (warning != NULL) {
    g_printerr ("%s\n", warning);
    json_array_add_string_element (warnings, warning);
  }
  for (guint i = 0; files[i] != NULL; i++) {
    if (!cli->json && !cli->quiet)
      g_print ("%s\n", files[i]);
    json_array_add_string_element (array, files[i]);
  }
  json_object_set_array_member (object, "files", array);
  json_object_set_array_member (object, "warnings", warnings);
  if (!cli->json)
    return;
  node = json_node_init_object (json_node_alloc (), object);
  nl_cli_print_json (cli, node);
}

static const char *
warn (NlCampaignBundle *bundle, NlExportFormat format, const char *unsubscribe_url)
{
  if (!nl_campaign_bundle_lacks_unsubscribe (bundle, 1u << format, unsubscribe_url))
    return NULL;
  return _ ("Warning: the emails have no link to unsubscribe, which the law asks for in most "
            "countries. Give its address with --unsubscribe-url, unless your email service adds "
            "its own.");
}

static gboolean export (NlCli *cli, GError **error)
{
  g_autofree char *format_word = NULL;
  g_autofree char *output = NULL;
  g_autofree char *unsubscribe_url = NULL;
  const GOptionEntry options[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_word, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "unsubscribe-url", 0, 0, G_OPTION_ARG_STRING, &unsubscribe_url, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlRecord) campaign = NULL;
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_auto (GStrv) files = NULL;
  NlOperation *operation;
  NlExportFormat format;

  if (!nl_cli_parse_with_shop (cli, options, 1, error))
    return FALSE;
  if (format_word == NULL || output == NULL || !nl_export_format_parse (format_word, &format)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say --format html, eml, markdown, csv or json, and --output DIR."));
    return FALSE;
  }
  if (!nl_cli_open_shop (cli, error))
    return FALSE;
  campaign = nl_cli_find (cli, NL_TYPE_CAMPAIGN, cli->words[0], error);
  if (campaign == NULL)
    return FALSE;
  bundle = dex_await_boxed (nl_campaigns_load (cli->store, nl_record_get_id (campaign)), error);
  if (bundle == NULL)
    return FALSE;
  operation = nl_cli_begin_operation (cli, _ ("Exporting the campaign"));
  files = dex_await_boxed (nl_campaign_export (cli->store, nl_record_get_id (campaign), format,
                                               output, unsubscribe_url,
                                               nl_operation_get_cancellable (operation)),
                           error);
  if (files == NULL)
    return FALSE;
  print_files (cli, (const char *const *) files, warn (bundle, format, unsubscribe_url));
  return TRUE;
}

const NlCliCommand nl_cli_campaign_commands[] = {
  { "campaign", "create",
    "--persona P --template T [--channels email,sms] [--languages fr,en,de] [--name N] [--url U] "
    "[--provider P] [--shop S]",
    create },
  { "campaign", "list", "[--shop S]", list },
  { "campaign", "show", "C [--shop S]", show },
  { "campaign", "remove", "C [--shop S]", delete },
  { "campaign", "export",
    "C --format html|eml|markdown|csv|json --output DIR [--unsubscribe-url U] [--shop S]", export },
  { NULL },
};
