/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/nl-row.h"

G_BEGIN_DECLS

#define NL_TYPE_JOB_ROW (nl_job_row_get_type ())
G_DECLARE_FINAL_TYPE (NlJobRow, nl_job_row, NL, JOB_ROW, AdwBin)

GtkWidget *nl_job_row_new (void);
void nl_job_row_set_row (NlJobRow *self, NlRow *row, const char *time_zone);
char *nl_job_row_dup_description (NlJobRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
