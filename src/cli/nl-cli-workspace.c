/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "nl-config.h"
#include "samples/nl-sample-shop.h"
#include "store/nl-backup.h"
#include "store/nl-migrations.h"

static gboolean
demo (NlCli *cli, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (NlOperation) operation = NULL;
  g_autoptr (NlRecord) shop = NULL;

  if (!nl_cli_parse (&words, NULL, 0, error) || !nl_cli_open (cli, error))
    return FALSE;
  operation = nl_cli_operation_new (cli, _ ("Making the sample shop"));
  shop = dex_await_object (nl_sample_shop_create (cli->store, operation), error);
  if (shop == NULL)
    return FALSE;
  nl_cli_print_record (cli, shop);
  return TRUE;
}

static gpointer
copy (NlConnection *connection, gpointer data, GError **error)
{
  nl_backup_copy (connection, data, NULL, error);
  return NULL;
}

static gboolean
create (NlCli *cli, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);

  if (!nl_cli_parse (&words, NULL, 1, error) || !nl_cli_open (cli, error)
      || !dex_await (
          nl_store_read (cli->store, copy, g_strdup (words[0]), g_free, G_TYPE_NONE, NULL), error))
    return FALSE;
  nl_cli_print_text (cli, "backup", words[0]);
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
health (NlCli *cli, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *state = NULL;

  if (!nl_cli_parse (&words, NULL, 0, error) || !nl_cli_open (cli, error))
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
  nl_cli_print_text (cli, "health", state);
  return TRUE;
}

static gboolean
version (NlCli *cli, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);

  if (!nl_cli_parse (&words, NULL, 0, error))
    return FALSE;
  nl_cli_print_text (cli, "version", NL_VERSION);
  return TRUE;
}

const NlCliCommand nl_cli_workspace_commands[] = {
  { "demo", NULL, "", demo },
  { "backup", "create", "FILE", create },
  { "health", NULL, "", health },
  { "version", NULL, "", version },
  { NULL },
};
