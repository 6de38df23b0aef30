/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_JOB_PAGE (nl_job_page_get_type ())
G_DECLARE_FINAL_TYPE (NlJobPage, nl_job_page, NL, JOB_PAGE, AdwNavigationPage)

NlJobPage *nl_job_page_new (NlWorkspace *workspace, gint64 job_id);
gint64 nl_job_page_get_job_id (NlJobPage *self);

G_END_DECLS
