/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "nl-config.h"
#include "samples/nl-sample-shop.h"

static gboolean
demo (NlCli *cli, GError **error)
{
  g_autoptr (NlRecord) shop = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
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
  { "demo", NULL, "", demo },
  { "health", NULL, "", health },
  { "version", NULL, "", version },
  { NULL },
};
