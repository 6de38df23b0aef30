/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cli/nl-cli-output.h"
#include "net/nl-secrets.h"

/* Whose secrets: each profile has its own folder, and its own names. */
static char *
dup_profile (NlCli *cli)
{
  g_autofree char *path = g_canonicalize_filename (cli->data_dir, NULL);

  return g_path_get_basename (path);
}

static gboolean
set (NlCli *cli, GError **error)
{
  g_autofree char *profile = dup_profile (cli);
  g_autofree char *secret = NULL;
  gboolean done;

  if (!nl_cli_parse (cli, NULL, 1, error) || !nl_cli_check_text (cli->words[0], error)
      || !nl_secrets_check_name (cli->words[0], error))
    return FALSE;
  secret = nl_cli_read_secret (STDIN_FILENO, error);
  if (secret == NULL)
    return FALSE;
  done = dex_await (nl_secrets_store (profile, cli->words[0], secret, NULL), error);
  explicit_bzero (secret, strlen (secret));
  if (done && nl_cli_confirms (cli))
    nl_cli_print_text (cli, "secret", cli->words[0]);
  return done;
}

static void
print_names (NlCli *cli, char **names)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (!cli->json) {
    for (guint i = 0; names[i] != NULL; i++)
      g_print ("%s\n", names[i]);
    return;
  }
  array = json_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  nl_cli_print_json (cli, node);
}

static gboolean
list (NlCli *cli, GError **error)
{
  g_autofree char *profile = dup_profile (cli);
  g_auto (GStrv) names = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error))
    return FALSE;
  names = dex_await_boxed (nl_secrets_list (profile, NULL), error);
  if (names == NULL)
    return FALSE;
  print_names (cli, names);
  return TRUE;
}

static gboolean
remove_secret (NlCli *cli, GError **error)
{
  g_autofree char *profile = dup_profile (cli);

  if (!nl_cli_parse (cli, NULL, 1, error) || !nl_cli_check_text (cli->words[0], error)
      || !dex_await (nl_secrets_clear (profile, cli->words[0], NULL), error))
    return FALSE;
  if (nl_cli_confirms (cli))
    nl_cli_print_text (cli, "secret", cli->words[0]);
  return TRUE;
}

const NlCliCommand nl_cli_secret_commands[] = {
  { "secret", "set", "NAME", set },
  { "secret", "list", "", list },
  { "secret", "remove", "NAME", remove_secret },
  { NULL },
};
