/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-registry.h"
#include "cli/nl-cli-output.h"
#include "jobs/nl-job-runner.h"

G_BEGIN_DECLS

NlProviderRegistry *nl_cli_load_providers (NlCli *cli, GError **error);
NlProvider *nl_cli_find_provider (NlProviderRegistry *providers, const char *word, GError **error);

GListModel *nl_cli_list_open_jobs (NlCli *cli, GError **error);
gboolean nl_cli_run_queue (NlCli *cli,
                           NlProviderRegistry *providers,
                           gboolean until_idle,
                           GError **error);
gboolean nl_cli_finish_writing (NlCli *cli,
                                NlProviderRegistry *providers,
                                NlProvider *provider,
                                NlRecord **record,
                                GError **error);

G_END_DECLS
