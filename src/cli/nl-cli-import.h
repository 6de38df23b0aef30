/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/nl-cli.h"
#include "customers/nl-import-options.h"
#include "customers/nl-import-preset.h"
#include "customers/nl-import-report.h"

G_BEGIN_DECLS

gboolean nl_cli_check_import (NlImportKind kind, char **preset, char **maps, GError **error);
gboolean nl_cli_parse_import_style (const char *decimal,
                                    const char *dates,
                                    NlImportOptions *options,
                                    GError **error);
void nl_cli_print_import_report (NlCli *cli, const NlImportReport *report);

G_END_DECLS
