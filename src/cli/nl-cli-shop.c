/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "cli/nl-cli-output.h"
#include "shops/nl-shops.h"

/* The window offers what there is; here people type. */
static gboolean
check_place (const char *currency, const char *timezone, char **languages, GError **error)
{
  if (currency != NULL && nl_currency_find (currency) == NULL) {
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("“%s” is not a currency. Give its ISO 4217 code, such as EUR or USD."),
                 currency);
    return FALSE;
  }
  if (timezone != NULL && !nl_time_zone_is_known (timezone)) {
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("“%s” is not a time zone. Give its name in the IANA database, such as "
                    "Europe/Paris."),
                 timezone);
    return FALSE;
  }
  for (guint i = 0; languages[i] != NULL; i++) {
    g_autofree char *tag = nl_language_canonicalise (languages[i]);

    if (tag != NULL)
      continue;
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("“%s” is not a language. Give BCP 47 tags with commas between them, such as "
                    "fr,pt-BR."),
                 languages[i]);
    return FALSE;
  }
  return TRUE;
}

static gboolean
add (NlCli *cli, GError **error)
{
  g_autofree char *url = NULL;
  g_autofree char *unsubscribe_url = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *languages = NULL;
  g_autofree char *timezone = NULL;
  g_autofree char *platform = NULL;
  g_autofree char *tone = NULL;
  g_autofree char *banned = NULL;
  const GOptionEntry options[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "unsubscribe-url", 0, 0, G_OPTION_ARG_STRING, &unsubscribe_url, NULL, NULL },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, NULL, NULL },
    { "languages", 0, 0, G_OPTION_ARG_STRING, &languages, NULL, NULL },
    { "timezone", 0, 0, G_OPTION_ARG_STRING, &timezone, NULL, NULL },
    { "platform", 0, 0, G_OPTION_ARG_STRING, &platform, NULL, NULL },
    { "tone", 0, 0, G_OPTION_ARG_STRING, &tone, NULL, NULL },
    { "banned-words", 0, 0, G_OPTION_ARG_STRING, &banned, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlShop) shop = NULL;
  g_auto (GStrv) tags = NULL;
  g_auto (GStrv) banned_words = NULL;

  if (!nl_cli_parse (cli, options, 1, error) || !nl_cli_check_text (cli->words[0], error))
    return FALSE;
  tags = g_strsplit (languages != NULL ? languages : "en", ",", -1);
  if (!check_place (currency, timezone, tags, error) || !nl_cli_open (cli, error))
    return FALSE;
  banned_words = g_strsplit (banned != NULL ? banned : "", ",", -1);
  shop = g_object_new (NL_TYPE_SHOP, "name", cli->words[0], "url", url, "unsubscribe-url",
                       unsubscribe_url, "language", tags[0], "further-languages",
                       tags[0] != NULL ? tags + 1 : NULL, "banned-words", banned_words, NULL);
  if (currency != NULL)
    g_object_set (shop, "currency", currency, NULL);
  if (timezone != NULL)
    g_object_set (shop, "timezone", timezone, NULL);
  if (platform != NULL)
    g_object_set (shop, "platform", platform, NULL);
  if (tone != NULL)
    g_object_set (shop, "tone", tone, NULL);
  if (!dex_await (nl_shops_save (cli->store, shop), error))
    return FALSE;
  nl_cli_confirm_record (cli, NL_RECORD (shop));
  return TRUE;
}

static gboolean
list (NlCli *cli, GError **error)
{
  static const guint fields[] = { NL_SHOP_NAME, NL_SHOP_URL, NL_SHOP_CURRENCY, NL_SHOP_LANGUAGE,
                                  NL_SHOP_FURTHER_LANGUAGES };
  g_autoptr (GListModel) shops = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
  shops = dex_await_object (nl_shops_list (cli->store), error);
  if (shops == NULL)
    return FALSE;
  nl_cli_print_records (cli, shops, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
show (NlCli *cli, GError **error)
{
  return nl_cli_parse (cli, NULL, 1, error) && nl_cli_open (cli, error)
         && nl_cli_show (cli, NL_TYPE_SHOP, error);
}

static gboolean delete (NlCli *cli, GError **error)
{
  g_autoptr (NlRecord) shop = NULL;

  if (!nl_cli_parse (cli, NULL, 1, error) || !nl_cli_open (cli, error))
    return FALSE;
  shop = nl_cli_find (cli, NL_TYPE_SHOP, cli->words[0], error);
  if (shop == NULL
      || !dex_await (nl_shops_delete_for_good (cli->store, nl_record_get_id (shop)), error))
    return FALSE;
  nl_cli_confirm_record (cli, shop);
  return TRUE;
}

const NlCliCommand nl_cli_shop_commands[] = {
  { "shop", "add",
    "NAME [--url U] [--unsubscribe-url U] [--currency EUR] [--languages fr,en] [--timezone "
    "Europe/Paris] "
    "[--platform P] [--tone T] [--banned-words W,…]",
    add },
  { "shop", "list", "", list },
  { "shop", "show", "S", show },
  { "shop", "remove", "S", delete },
  { NULL },
};
