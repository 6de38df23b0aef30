/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/nl-provider-registry.h"
#include "cli/nl-cli-output.h"
#include "personas/nl-persona.h"
#include "personas/nl-personas.h"
#include "segments/nl-segment.h"

/* What the commands of this noun have in common. */
typedef struct {
  char *shop_name;
  char *segment_name;
  char *language;
  char *provider;
  gint64 seed;
  gboolean avatar;
  char **words;
  NlShop *shop;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->shop_name);
  g_free (self->segment_name);
  g_free (self->language);
  g_free (self->provider);
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

static NlProvider *
find_provider (NlProviderRegistry *providers, const char *id, GError **error)
{
  NlProvider *provider = id != NULL ? nl_provider_registry_get (providers, id)
                                    : nl_provider_registry_get_default (providers);

  if (provider == NULL)
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("There is no provider “%s”."), id);
  return provider;
}

static gboolean
run_create (NlCli *cli, Arguments *self, NlProvider *provider, GError **error)
{
  NlPersonaWish wish = { .language = self->language,
                         .seed = self->seed,
                         .wants_avatar = self->avatar,
                         .shop_id = nl_record_get_id (NL_RECORD (self->shop)) };
  g_autoptr (NlOperation) operation = NULL;
  g_autoptr (NlRecord) persona = NULL;

  if (self->segment_name != NULL) {
    g_autoptr (NlRecord) segment
        = nl_cli_find (cli, NL_TYPE_SEGMENT, wish.shop_id, self->segment_name, error);

    if (segment == NULL)
      return FALSE;
    wish.segment_id = nl_record_get_id (segment);
  }
  operation = nl_cli_operation_new (cli, _ ("Writing the persona"));
  persona = dex_await_object (nl_personas_create (cli->store, provider, &wish, operation), error);
  if (persona == NULL)
    return FALSE;
  nl_cli_print_record (cli, persona);
  return TRUE;
}

static gboolean
create (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self.shop_name, NULL, NULL },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &self.segment_name, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &self.language, NULL, NULL },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self.seed, NULL, NULL },
    { "avatar", 0, 0, G_OPTION_ARG_NONE, &self.avatar, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlProviderRegistry) providers = nl_provider_registry_new ();
  NlProvider *provider;

  self.words = g_strdupv (words);
  if (!nl_cli_parse (&self.words, options, 0, error))
    return FALSE;
  provider = find_provider (providers, self.provider, error);
  return provider != NULL && open_shop (cli, &self, error)
         && run_create (cli, &self, provider, error);
}

static gboolean
list (NlCli *cli, char **words, GError **error)
{
  static const guint fields[] = { NL_PERSONA_NAME, NL_PERSONA_LANGUAGE, NL_PERSONA_TAGLINE };
  g_auto (Arguments) self = { 0 };
  g_autoptr (GListModel) personas = NULL;

  if (!parse (cli, &self, words, 0, error))
    return FALSE;
  personas
      = dex_await_object (nl_personas_list (cli->store, nl_record_get_id (NL_RECORD (self.shop))),
                          error);
  if (personas == NULL)
    return FALSE;
  nl_cli_print_records (cli, personas, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static NlRecord *
find (NlCli *cli, Arguments *self, char **words, GError **error)
{
  if (!parse (cli, self, words, 1, error))
    return NULL;
  return nl_cli_find (cli, NL_TYPE_PERSONA, nl_record_get_id (NL_RECORD (self->shop)),
                      self->words[0], error);
}

static gboolean
show (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlRecord) persona = find (cli, &self, words, error);

  if (persona == NULL)
    return FALSE;
  nl_cli_print_record (cli, persona);
  return TRUE;
}

static gboolean delete (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlRecord) persona = find (cli, &self, words, error);

  return persona != NULL && nl_cli_remove (cli, persona, error);
}

const NlCliCommand nl_cli_persona_commands[] = {
  { "persona", "create",
    "[--shop S] [--segment G] [--language L] [--provider P] [--avatar] [--seed N]", create },
  { "persona", "list", "[--shop S]", list },
  { "persona", "show", "P [--shop S]", show },
  { "persona", "remove", "P [--shop S]", delete },
  { NULL },
};
