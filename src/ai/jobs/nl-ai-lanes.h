/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-registry.h"
#include "jobs/nl-job-runner.h"

G_BEGIN_DECLS

void nl_ai_lanes_follow (NlJobRunner *runner, NlProviderRegistry *providers);

G_END_DECLS
