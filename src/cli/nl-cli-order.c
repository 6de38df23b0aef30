/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "customers/nl-order-import.h"

static gboolean
import (NlCli *cli, GError **error)
{
  g_autofree char *rejects = NULL;
  g_autofree char *preset = NULL;
  g_autoptr (NlImportReport) report = NULL;
  NlImportOptions import_options = { 0 };
  /* Every layout that is known is recognised by its headers, whatever the preset. */
  const GOptionEntry options[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import_options.dry_run, NULL, NULL },
    { NULL },
  };
  static const char *const presets[]
      = { "auto", "shopify", "woocommerce", "prestashop", "stripe", NULL };

  if (!nl_cli_parse_with_shop (cli, options, 1, error))
    return FALSE;
  if (preset != NULL && !g_strv_contains (presets, preset)) {
    g_autofree char *known = g_strjoinv (", ", (char **) presets);

    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("There is no preset “%s”. The presets are: %s."), preset, known);
    return FALSE;
  }
  if (!nl_cli_open_shop (cli, error))
    return FALSE;
  import_options.path = cli->words[0];
  import_options.rejects_path = rejects;
  report = dex_await_boxed (nl_orders_import (cli->store, cli->shop, &import_options,
                                              nl_cli_begin_operation (cli, _ ("Importing orders"))),
                            error);
  if (report == NULL)
    return FALSE;
  nl_cli_print_import_report (cli, report);
  return TRUE;
}

const NlCliCommand nl_cli_order_commands[] = {
  { "order", "import",
    "FILE [--shop S] [--preset auto|shopify|woocommerce|prestashop|stripe] [--rejects FILE]"
    " [--dry-run]",
    import },
  { NULL },
};
