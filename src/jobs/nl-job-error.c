/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-error.h"

G_DEFINE_QUARK (nl-job-error-quark, nl_job_error)
