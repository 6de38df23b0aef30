/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cli/nl-cli.h"

G_BEGIN_DECLS

gboolean nl_cli_confirms (NlCli *cli);
void nl_cli_confirm_record (NlCli *cli, NlRecord *record);
void nl_cli_print_json (NlCli *cli, JsonNode *node);
void nl_cli_print_record (NlCli *cli, NlRecord *record);
void nl_cli_print_records (NlCli *cli, GListModel *records, const guint *fields, guint n_fields);
void nl_cli_print_number (NlCli *cli, const char *name, gint64 number);
void nl_cli_print_text (NlCli *cli, const char *name, const char *text);

G_END_DECLS
