/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-import.h"
#include "cli/nl-cli-output.h"
#include "customers/nl-order-import.h"

static gboolean
import (NlCli *cli, GError **error)
{
  g_autofree char *rejects = NULL;
  g_autofree char *preset = NULL;
  g_autofree char *decimal = NULL;
  g_autofree char *dates = NULL;
  g_auto (GStrv) maps = NULL;
  g_autoptr (NlImportReport) report = NULL;
  NlImportOptions import_options = { 0 };
  const GOptionEntry options[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps, NULL, NULL },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, NULL, NULL },
    { "dates", 0, 0, G_OPTION_ARG_STRING, &dates, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import_options.dry_run, NULL, NULL },
    { NULL },
  };

  if (!nl_cli_parse_with_shop (cli, options, 1, error)
      || !nl_cli_check_import (NL_IMPORT_KIND_ORDERS, &preset, maps, error)
      || !nl_cli_parse_import_style (decimal, dates, &import_options, error)
      || !nl_cli_open_shop (cli, error))
    return FALSE;
  import_options.path = cli->words[0];
  import_options.preset = preset;
  import_options.maps = (const char *const *) maps;
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
    "FILE [--shop S] [--preset auto|shopify|woocommerce|prestashop|stripe] [--map COLUMN=field]… "
    "[--decimal auto|point|comma] "
    "[--dates auto|day-first|month-first] "
    "[--rejects FILE] [--dry-run]",
    import },
  { NULL },
};
