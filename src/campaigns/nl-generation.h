/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-registry.h"
#include "jobs/nl-job-runner.h"

G_BEGIN_DECLS

NlJobRunner *nl_generation_runner_new (NlStore *store, NlProviderRegistry *providers);

G_END_DECLS
