/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "cli/nl-cli-output.h"
#include "store/nl-backup.h"
#include "store/nl-restore.h"

typedef struct {
  const char *path;
  NlOperation *operation;
} Copy;

static gpointer
copy (NlConnection *connection, gpointer data, GError **error)
{
  Copy *self = data;

  nl_backup_copy (connection, self->path, self->operation, error);
  return NULL;
}

static gboolean
create (NlCli *cli, GError **error)
{
  Copy data = { 0 };

  if (!nl_cli_parse (cli, NULL, 1, error) || !nl_cli_open (cli, error))
    return FALSE;
  data.path = cli->words[0];
  data.operation = nl_cli_begin_operation (cli, _ ("Copying the workspace"));
  if (!dex_await (nl_store_read (cli->store, copy, &data, NULL, G_TYPE_NONE,
                                 nl_operation_get_cancellable (data.operation)),
                  error))
    return FALSE;
  if (nl_cli_confirms (cli))
    nl_cli_print_text (cli, "backup", cli->words[0]);
  return TRUE;
}

static void
print_restored (NlCli *cli, const char *kept)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  if (!cli->json) {
    nl_cli_end_operation (cli);
    if (!cli->quiet && *kept != '\0')
      g_print (_ ("The old workspace is kept in %s\n"), kept);
    return;
  }
  json_object_set_string_member (object, "restored", cli->words[0]);
  json_object_set_string_member (object, "kept", *kept != '\0' ? kept : NULL);
  node = json_node_init_object (json_node_alloc (), object);
  nl_cli_print_json (cli, node);
}

static gboolean
restore (NlCli *cli, GError **error)
{
  NlOperation *operation;
  g_autofree char *kept = NULL;

  if (!nl_cli_parse (cli, NULL, 1, error))
    return FALSE;
  operation = nl_cli_begin_operation (cli, _ ("Restoring the workspace"));
  kept = dex_await_string (nl_restore_workspace (cli->data_dir, cli->words[0], operation), error);
  if (kept == NULL)
    return FALSE;
  print_restored (cli, kept);
  return TRUE;
}

static void
print_json_backups (NlCli *cli, GPtrArray *backups)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < backups->len; i++) {
    const NlBackup *backup = backups->pdata[i];

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "path");
    json_builder_add_string_value (builder, backup->path);
    json_builder_set_member_name (builder, "made_at");
    json_builder_add_int_value (builder, backup->made_at);
    json_builder_set_member_name (builder, "size");
    json_builder_add_int_value (builder, (gint64) backup->size);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  nl_cli_print_json (cli, node);
}

static gboolean
list (NlCli *cli, GError **error)
{
  g_autoptr (GPtrArray) backups = NULL;

  if (!nl_cli_parse (cli, NULL, 0, error))
    return FALSE;
  backups = dex_await_boxed (nl_backup_list (cli->data_dir), error);
  if (backups == NULL)
    return FALSE;
  if (cli->json) {
    print_json_backups (cli, backups);
    return TRUE;
  }
  for (guint i = 0; i < backups->len; i++) {
    const NlBackup *backup = backups->pdata[i];
    g_autofree char *made_at = nl_date_format (backup->made_at, "UTC", NULL, NL_DATE_MEDIUM_TIME);
    g_autofree char *size = g_format_size (backup->size);

    g_print ("%s\t%s\t%s\n", backup->path, made_at, size);
  }
  return TRUE;
}

const NlCliCommand nl_cli_backup_commands[] = {
  { "backup", "create", "FILE", create },
  { "backup", "restore", "FILE", restore },
  { "backup", "list", "", list },
  { NULL },
};
