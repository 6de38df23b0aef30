/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "nl-config.h"
#include "samples/nl-sample-shop.h"

/* Whether there is a sample shop already, which is printed then. */
static gboolean
show_sample (NlCli *cli, gboolean *shown, GError **error)
{
  g_autoptr (GListModel) shops = dex_await_object (nl_sample_shop_list (cli->store), error);
  g_autoptr (NlRecord) shop = NULL;

  if (shops == NULL)
    return FALSE;
  shop = g_list_model_get_item (shops, 0);
  *shown = shop != NULL;
  if (shop == NULL)
    return TRUE;
  if (!cli->quiet)
    g_printerr (_ ("The sample shop is there already. To add another one: ninjalead-cli demo "
                   "--again\n"));
  nl_cli_confirm_record (cli, shop);
  return TRUE;
}

static gboolean
demo (NlCli *cli, GError **error)
{
  gboolean again = FALSE;
  gboolean shown = FALSE;
  const GOptionEntry options[] = {
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, NULL, NULL },
    { NULL },
  };
  g_autoptr (NlRecord) shop = NULL;

  if (!nl_cli_parse (cli, options, 0, error) || !nl_cli_open (cli, error)
      || (!again && !show_sample (cli, &shown, error)))
    return FALSE;
  if (shown)
    return TRUE;
  shop = dex_await_object (
      nl_sample_shop_create (cli->store,
                             nl_cli_begin_operation (cli, _ ("Making the sample shop"))),
      error);
  if (shop == NULL)
    return FALSE;
  nl_cli_confirm_record (cli, shop);
  return TRUE;
}

static gpointer
check (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (connection, "check the workspace",
                                                             "PRAGMA integrity_check (1)", error);

  if (statement == NULL || !nl_statement_step (statement, error))
    return NULL;
  return g_strdup (nl_statement_get_text (statement, 0));
}

static gboolean
health (NlCli *cli, GError **error)
{
  g_autofree char *state = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
  state = dex_await_string (nl_store_read (cli->store, check, NULL, NULL, G_TYPE_STRING, NULL),
                            error);
  if (state == NULL)
    return FALSE;
  if (!g_str_equal (state, "ok")) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT,
                 _ ("The workspace file is damaged: %s. Restore a backup of it."), state);
    return FALSE;
  }
  if (nl_cli_confirms (cli))
    nl_cli_print_text (cli, "health", state);
  return TRUE;
}

static gboolean
version (NlCli *cli, GError **error)
{
  if (!nl_cli_parse (cli, NULL, 0, error))
    return FALSE;
  nl_cli_print_text (cli, "version", NL_VERSION);
  return TRUE;
}

const NlCliCommand nl_cli_workspace_commands[] = {
  { "demo", NULL, "[--again]", demo },
  { "health", NULL, "", health },
  { "version", NULL, "", version },
  { NULL },
};
