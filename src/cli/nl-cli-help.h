/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/nl-cli.h"

G_BEGIN_DECLS

const NlCliCommand *nl_cli_find_command (const char *const *words, guint *n_words);
gboolean nl_cli_has_noun (const char *word);
char *nl_cli_describe_usage (const char *noun, const NlCliCommand *only);
void nl_cli_print_usage (NlCli *cli, const char *noun, const NlCliCommand *only);

G_END_DECLS
