/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-verdict.h"

G_BEGIN_DECLS

NlJobVerdict nl_ai_verdict (const GError *error);

G_END_DECLS
