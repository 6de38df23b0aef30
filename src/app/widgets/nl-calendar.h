/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nl_calendar_watch (GtkCalendar *calendar, GCallback changed, gpointer object);
GtkWidget *nl_calendar_popover_new (GCallback changed, gpointer object);
GtkCalendar *nl_calendar_popover_get_calendar (GtkWidget *popover);

G_END_DECLS
