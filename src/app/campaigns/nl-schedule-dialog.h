/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_SCHEDULE_DIALOG (nl_schedule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlScheduleDialog, nl_schedule_dialog, NL, SCHEDULE_DIALOG, AdwDialog)

NlScheduleDialog *nl_schedule_dialog_new (const char *time_zone, gint64 moment);

G_END_DECLS
