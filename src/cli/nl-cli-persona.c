/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-queue.h"
#include "personas/nl-persona.h"
#include "personas/nl-personas.h"
#include "segments/nl-segment.h"

static gboolean
run_create (NlCli *cli,
            const char *provider_name,
            NlPersonaWish *wish,
            const char *segment_name,
            GError **error)
{
  g_autoptr (NlProviderRegistry) providers = nl_cli_load_providers (cli, error);
  NlProvider *provider
      = providers != NULL ? nl_cli_find_provider (providers, provider_name, error) : NULL;
  g_autoptr (NlRecord) persona = NULL;

  if (provider == NULL)
    return FALSE;
  wish->shop_id = nl_cli_get_shop_id (cli);
  if (segment_name != NULL) {
    g_autoptr (NlRecord) segment = nl_cli_find (cli, NL_TYPE_SEGMENT, segment_name, error);

    if (segment == NULL)
      return FALSE;
    wish->segment_id = nl_record_get_id (segment);
  }
  persona = dex_await_object (
      nl_personas_create (cli->store, provider, wish,
                          nl_cli_begin_operation (cli, _ ("Writing the persona"))),
      error);
  if (persona == NULL || !nl_cli_finish_writing (cli, providers, provider, &persona, error))
    return FALSE;
  nl_cli_confirm_record (cli, persona);
  return TRUE;
}

static gboolean
create (NlCli *cli, GError **error)
{
  g_autofree char *segment_name = NULL;
  g_autofree char *language = NULL;
  g_autofree char *provider = NULL;
  NlPersonaWish wish = { 0 };
  const GOptionEntry options[] = {
    { "segment", 0, 0, G_OPTION_ARG_STRING, &segment_name, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &provider, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &wish.seed, NULL, NULL },
    { "avatar", 0, 0, G_OPTION_ARG_NONE, &wish.wants_avatar, NULL, NULL },
    { NULL },
  };

  if (!nl_cli_parse_with_shop (cli, options, 0, error))
    return FALSE;
  wish.language = language;
  return nl_cli_open_shop (cli, error) && run_create (cli, provider, &wish, segment_name, error);
}

static gboolean
list (NlCli *cli, GError **error)
{
  static const guint fields[] = { NL_PERSONA_NAME, NL_PERSONA_LANGUAGE, NL_PERSONA_TAGLINE };
  g_autoptr (GListModel) personas = NULL;

  if (!nl_cli_parse_with_shop (cli, NULL, 0, error) || !nl_cli_open_shop (cli, error))
    return FALSE;
  personas = dex_await_object (nl_personas_list (cli->store, nl_cli_get_shop_id (cli)), error);
  if (personas == NULL)
    return FALSE;
  nl_cli_print_records (cli, personas, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
show (NlCli *cli, GError **error)
{
  return nl_cli_parse_with_shop (cli, NULL, 1, error) && nl_cli_open_shop (cli, error)
         && nl_cli_show (cli, NL_TYPE_PERSONA, error);
}

static gboolean delete (NlCli *cli, GError **error)
{
  return nl_cli_parse_with_shop (cli, NULL, 1, error) && nl_cli_open_shop (cli, error)
         && nl_cli_remove (cli, NL_TYPE_PERSONA, error);
}

const NlCliCommand nl_cli_persona_commands[] = {
  { "persona", "create",
    "[--shop S] [--segment G] [--language L] [--provider P] [--avatar] [--seed N]", create },
  { "persona", "list", "[--shop S]", list },
  { "persona", "show", "P [--shop S]", show },
  { "persona", "remove", "P [--shop S]", delete },
  { NULL },
};
